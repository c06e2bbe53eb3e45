"""A step taken apart, on networks whose answers are known, and on ours."""

from dataclasses import replace

import pytest
import torch
from torch import Tensor, nn

from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.model import COURSE_SCHEDULE, Model
from sprite_studio.diffusion.networks.named_parts import named_parts
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.schedule import CosineSchedule
from sprite_studio.diffusion.training.apart import WORDS, StepApart, blocks_of, take_apart
from sprite_studio.diffusion.training.dataset import Batch, step_generator
from sprite_studio.diffusion.training.trainer import TrainConfig, Trainer
from sprite_studio.stepwise import completed

CONFIG = UNetConfig(widths=(8, 16, 16), blocks=(1, 1, 1), embedding=16, context=8, groups=4)


class Scale(nn.Module):
    """v = by · x, whose gradient can be written down."""

    def __init__(self) -> None:
        super().__init__()
        self.by = nn.Parameter(torch.tensor(0.25))

    def forward(self, x: Tensor, log_snr: Tensor, context: Tensor) -> Tensor:
        return self.by * x


def batches(step: int) -> Batch:
    rng = step_generator(7, step)
    x0 = torch.rand(16, 4, 16, 16, generator=rng).round() * 2 - 1
    return Batch(x0, (torch.rand(16, 3, generator=rng) < 0.5).float())


def trainer(config: UNetConfig | CourseConfig = CONFIG, **options) -> Trainer:
    torch.manual_seed(0)
    schedule = COURSE_SCHEDULE if isinstance(config, CourseConfig) else CosineSchedule()
    model = Model(config, ("a", "b", "c"), schedule).placed_on("cpu")
    how = {"batch_size": 16, "warmup": 0, "mixed": False, **options}
    return Trainer(model, TrainConfig(20, **how))


def scaled(**options) -> Trainer:
    made = trainer(**options)
    made.model.network = Scale()  # pyright: ignore[reportAttributeAccessIssue]
    return Trainer(made.model, made.config)


def taken(training: Trainer) -> StepApart:
    return completed(take_apart(training, batches))


def test_of_a_linear_network_gradient_and_change_are_what_can_be_reckoned_by_hand():
    training = scaled(clip=None, weight_decay=0.0, learning_rate=0.01)
    apart = taken(training)
    residual = 0.25 * apart.x_t - apart.wanted
    (block,) = [block for block in apart.blocks if block.name == "by"]
    assert block.gradient == pytest.approx(abs(2 * (residual * apart.x_t).mean().item()), rel=1e-4)
    assert apart.taken.gradient == pytest.approx(block.gradient, rel=1e-5)
    assert block.numbers == 1
    assert block.before == pytest.approx(0.25)
    assert block.moved == pytest.approx(0.01, rel=1e-3)  # Adam's first step is the rate's sign
    assert apart.taken.loss == pytest.approx(residual.square().mean().item(), rel=1e-5)
    (now,) = training.model.network.parameters()
    then = (now.detach() * apart.x_t - apart.wanted).square().mean()
    assert apart.after.mean().item() == pytest.approx(then.item(), rel=1e-5)
    assert apart.after.mean() < apart.before.mean()


def test_the_gradient_is_told_as_it_was_before_it_was_clipped():
    free, bound = taken(scaled(clip=None)), taken(scaled(clip=1e-3))
    assert bound.taken.gradient == pytest.approx(free.taken.gradient)
    assert bound.blocks[-1].gradient == pytest.approx(free.blocks[-1].gradient, rel=1e-4)


def test_words_that_the_network_does_not_look_at_have_no_gradient():
    apart = taken(scaled(weight_decay=0.0))
    (words,) = [block for block in apart.blocks if block.name == WORDS]
    assert (words.gradient, words.moved) == (0.0, 0.0)


@pytest.mark.parametrize("config", [CONFIG, replace(CONFIG, pictures=True)])
def test_the_picture_of_squared_errors_adds_up_to_the_loss(config):
    apart = taken(trainer(config))
    assert apart.errors.shape == (16, 16, 16)
    assert torch.allclose(apart.errors.mean(dim=(1, 2)), apart.before, rtol=1e-5)
    assert apart.before.mean().item() == pytest.approx(apart.taken.loss, rel=1e-5)
    assert (apart.pictures is not None) is config.pictures


def test_the_blocks_gradients_add_up_to_the_whole():
    apart = taken(trainer())
    whole = sum(block.gradient**2 for block in apart.blocks) ** 0.5
    assert whole == pytest.approx(apart.taken.gradient, rel=1e-4)


@pytest.mark.parametrize("config", [CONFIG, CourseConfig(features=8)])
def test_it_is_the_very_step_that_training_takes(config):
    """The course's network, too, whose BatchNorm counts how often it is asked."""
    looked, plain = trainer(config), trainer(config)
    apart = taken(looked)
    step = next(plain.train(batches))
    assert apart.taken == step
    assert looked.step == plain.step == 1
    for (name, one), other in zip(
        looked.model.state_dict().items(), plain.model.state_dict().values(), strict=True
    ):
        assert torch.equal(one, other), name
    followed = (apart.before * apart.counts).mean().item()
    assert followed == pytest.approx(step.loss, rel=1e-5)


def test_the_courses_loss_is_the_error_in_the_noise():
    course = trainer(CourseConfig(features=8), weighting="snr")
    apart = taken(course)
    alpha = torch.sigmoid(apart.drawn.log_snr).sqrt()[:, None, None, None]
    sigma = torch.sigmoid(-apart.drawn.log_snr).sqrt()[:, None, None, None]
    seen = sigma * apart.x_t + alpha * apart.said
    assert apart.taken.loss == pytest.approx(
        (seen - apart.drawn.noise).square().mean().item(), rel=1e-3
    )


def test_what_is_shown_is_the_sprite_and_the_noise_at_the_level():
    drawn = taken(trainer()).drawn
    apart = taken(trainer())
    alpha = torch.sigmoid(drawn.log_snr).sqrt()[:, None, None, None]
    sigma = torch.sigmoid(-drawn.log_snr).sqrt()[:, None, None, None]
    assert torch.allclose(apart.x_t, alpha * drawn.x0 + sigma * drawn.noise, atol=1e-6)
    assert torch.allclose(apart.wanted, alpha * drawn.noise - sigma * drawn.x0, atol=1e-6)
    assert torch.allclose(CosineSchedule().log_snr(drawn.times), drawn.log_snr)
    assert torch.equal(drawn.x0, batches(0).x0)


def test_to_stop_before_its_end_undoes_the_step():
    training = trainer()
    before = {name: t.clone() for name, t in training.model.state_dict().items()}
    events = take_apart(training, batches)
    for _ in range(3):
        next(events)
    events.close()
    assert training.step == 0
    assert all(torch.equal(t, before[n]) for n, t in training.model.state_dict().items())


def test_every_weight_belongs_to_one_block():
    model = trainer().model
    names = [name for _, weights in blocks_of(model) for name, _ in weights]
    assert sorted(names) == sorted(name for name, _ in model.named_parameters())


def test_the_parts_are_those_that_the_network_is_shown_by():
    model = trainer().model
    named = [name for name, _ in blocks_of(model)]
    shown = named_parts(model.network)
    assert named[0] == WORDS
    assert [name for name in named if name in shown] == sorted(shown, key=named.index)
    own = {name for name, _ in model.network.named_parameters(recurse=False)}
    assert set(named) == {WORDS, *shown, *own}
