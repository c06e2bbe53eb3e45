import math
from dataclasses import replace

import pytest
import torch

from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.schedule import CosineSchedule
from sprite_studio.diffusion.training.dataset import (
    Batch,
    ContextNoise,
    SpriteData,
    draws_from,
    sprite_batches,
)
from sprite_studio.diffusion.training.trainer import (
    ROWS_AT_ONCE,
    TrainConfig,
    Trainer,
    TrainStep,
    level_weights,
    sound_loss,
    velocity_losses,
)
from sprite_studio.diffusion.training.validation import VALIDATED_LEVELS, Validation

CONFIG = UNetConfig(widths=(8, 16, 16), blocks=(1, 1, 1), embedding=16, context=8, groups=4)


def data() -> SpriteData:
    generator = torch.Generator().manual_seed(0)
    return SpriteData(
        x0=torch.rand(8, 4, 16, 16, generator=generator).round() * 2 - 1,
        words=torch.eye(8)[:, :5],
        share=torch.ones(8),
        mirrors=torch.zeros(8, dtype=torch.bool),
        mirrored_word=torch.arange(5),
    )


def trainer(steps: int, **options) -> Trainer:
    torch.manual_seed(0)
    model = Model(CONFIG, ("a", "b", "c", "d", "e"), CosineSchedule())
    return Trainer(model, TrainConfig(steps=steps, batch_size=16, **options))


def batches(config: TrainConfig):
    draws = [(draws_from(data()), 1.0)]
    return sprite_batches(draws, [range(5)], config.batch_size, config.seed, ContextNoise())


def test_the_loss_falls_and_the_average_draws_better_than_nothing():
    training = trainer(120, warmup=5, learning_rate=5e-3)
    losses = [step.loss for step in training.train(batches(training.config))]
    assert len(losses) == 120
    assert sum(losses[-10:]) < 0.9 * sum(losses[:10])
    validate = Validation(data())
    assert validate(training.averaged()).mean < validate(trainer(1).averaged()).mean


def losses_with(monkeypatch, unit: str, mixed: bool) -> tuple[list[float], Model]:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {unit: True})
    training = trainer(8, mixed=mixed)
    losses = [step.loss for step in training.train(batches(training.config))]
    return losses, training.model


@pytest.mark.parametrize("unit", ["amx_bf16", "avx512_bf16"])
def test_bfloat16_changes_little_and_is_not_used_where_it_is_slow_or_unwanted(monkeypatch, unit):
    plain, _ = losses_with(monkeypatch, unit, mixed=False)
    without, _ = losses_with(monkeypatch, "avx512_f", mixed=True)
    half, model = losses_with(monkeypatch, unit, mixed=True)
    assert without == plain
    assert half != plain
    assert half == pytest.approx(plain, rel=0.02)
    assert all(weights.dtype == torch.float32 for weights in model.parameters())


def test_stopping_and_going_on_takes_the_very_same_steps():
    whole, parts = trainer(12), trainer(12)
    expected = [step.loss for step in whole.train(batches(whole.config))]
    found = []
    for _, step in zip([range(5)], parts.train(batches(parts.config)), strict=False):
        found.append(step.loss)
    found += [step.loss for step in parts.train(batches(parts.config))]
    assert found == expected
    assert parts.step == 12


def test_a_step_in_parts_lets_others_go_first_and_comes_to_the_same():
    whole, parts = trainer(1), trainer(1)
    whole.config = parts.config = replace(whole.config, batch_size=3 * ROWS_AT_ONCE)
    paced: list[float] = []

    def pace(gradient):
        loss = gradient()
        paced.append(loss.item())
        return loss

    *before, step = parts.train_in_parts(batches(parts.config), pace)
    assert before == [None] * 4  # a batch and three parts of its gradient
    assert isinstance(step, TrainStep)
    assert sum(paced) == pytest.approx(step.loss)
    (expected,) = whole.train(batches(whole.config))
    assert step == expected


def test_to_stop_in_the_midst_of_a_step_undoes_it():
    stopped, expected = trainer(2), trainer(2)
    before = {name: t.clone() for name, t in stopped.model.state_dict().items()}
    taking = stopped.train_in_parts(batches(stopped.config))
    assert [next(taking), next(taking)] == [None, None]
    assert stopped.step == 0
    assert all(t.equal(before[name]) for name, t in stopped.model.state_dict().items())
    again = [step.loss for step in stopped.train(batches(stopped.config))]
    assert again == [step.loss for step in expected.train(batches(expected.config))]


def test_the_rate_warms_up_stays_and_decays():
    config = TrainConfig(steps=1000, learning_rate=1.0, warmup=100, decay=0.2)
    assert config.rate(0) == pytest.approx(0.01)
    assert config.rate(99) == config.rate(500) == config.rate(800) == 1.0
    assert config.decay_start == 800
    assert config.rate(900) == pytest.approx(0.5)
    assert 0 < config.rate(999) <= 0.01


def test_a_short_run_warms_up_in_a_tenth_of_it():
    assert TrainConfig(steps=50, learning_rate=1.0).rate(5) == 1.0


@pytest.mark.parametrize(
    ("weighting", "weight"),
    [("v", (1.0, 1.0)), ("min-snr", (6 / 101, 1.0)), ("snr", (100 / 101, 0.5 / 1.5))],
)
def test_the_loss_is_the_weighted_error_in_v(weighting, weight):
    model = trainer(1).model
    x0, noise = torch.rand(2, 4, 16, 16), torch.randn(2, 4, 16, 16)
    log_snr = torch.tensor([math.log(100.0), math.log(0.5)])
    losses = velocity_losses(model, x0, noise, log_snr, torch.zeros(2, 5), weighting)
    # A fresh network predicts v = 0, so the error is that of v itself.
    alpha, sigma = torch.sigmoid(log_snr).sqrt(), torch.sigmoid(-log_snr).sqrt()
    v = alpha[:, None, None, None] * noise - sigma[:, None, None, None] * x0
    expected = torch.tensor(weight) * v.square().mean(dim=(1, 2, 3))
    torch.testing.assert_close(losses, expected)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf, 1e30])
@pytest.mark.parametrize("clip", [1.0, None])
def test_a_step_that_would_spoil_the_weights_is_not_taken(bad, clip):
    """The last of 1e30 has a loss that is no longer a number of 32 bits."""
    training = trainer(10, clip=clip)
    good = batches(training.config)

    def batch(step: int) -> Batch:
        found = good(step)
        return found if step < 3 else Batch(torch.full_like(found.x0, bad), found.weights)

    *sound, last = training.train(batch)
    assert [step.step for step in sound] == [1, 2, 3]
    assert last.step == 4
    assert not math.isfinite(last.loss)
    assert training.step == 3
    for weights in (*training.model.parameters(), *training.ema.average.values()):
        assert torch.isfinite(weights).all()


def test_a_gradient_that_is_no_number_counts_as_such_a_loss():
    layer = torch.nn.Linear(1, 1)
    layer.weight.grad = torch.tensor([[math.inf]])
    assert math.isnan(sound_loss(0.5, layer, 1.0))
    layer.weight.grad = torch.tensor([[3.0]])
    assert sound_loss(0.5, layer, None) == 0.5
    assert layer.weight.grad.item() == 3.0


def test_validation_moves_only_with_the_model(small_model):
    validate = Validation(data())
    model = trainer(1).model
    assert validate(model) == validate(model) == Validation(data())(model)
    assert len(validate(model).by_level) == len(validate(model).log_snr) == VALIDATED_LEVELS
    with torch.no_grad():
        next(model.network.get_submodule("outputs").parameters()).add_(0.5)
    assert validate(model) != Validation(data())(trainer(1).model)


def test_pictures_become_the_mean_of_what_their_words_show():
    """Two words, each with sprites of one shade and a little noise: linear regression's case."""
    torch.manual_seed(0)
    config = UNetConfig(widths=(8, 8, 8), blocks=(1, 1, 1), embedding=8, context=4, pictures=True)
    model = Model(config, ("light", "dark"), CosineSchedule())
    shades = torch.tensor([0.6, -0.4])

    def batch(step: int) -> Batch:
        rng = torch.Generator().manual_seed(step)
        which = torch.randint(0, 2, (16,), generator=rng)
        noise = 0.2 * torch.randn((16, 4, 16, 16), generator=rng)
        return Batch(shades[which][:, None, None, None] + noise, torch.eye(2)[which])

    trainer = Trainer(model, TrainConfig(150, learning_rate=0.02))
    assert len(list(trainer.train(batch))) == 150
    pictures = trainer.averaged().picture(torch.eye(2))
    assert pictures is not None
    for picture, shade in zip(pictures, shades, strict=True):
        assert (picture - shade).abs().mean() < 0.1


@pytest.mark.parametrize("weighting", ["v", "snr"])
def test_a_steps_loss_and_validation_are_one_figure(weighting):
    """Of a network that says nothing the squared error in v is that of v itself: on average
    1 - ᾱ + ᾱ times what a sprite's numbers are, squared."""
    training = trainer(40, weighting=weighting, learning_rate=0.0)
    with torch.no_grad():
        for weights in training.model.network.get_submodule("outputs").parameters():
            weights.zero_()
    losses = [step.loss for step in training.train(batches(training.config))]
    measured = Validation(data())(training.model)
    counts = level_weights(torch.tensor(measured.log_snr), weighting).tolist()
    followed = [loss * count for loss, count in zip(measured.by_level, counts, strict=True)]
    assert sum(losses) / len(losses) == pytest.approx(sum(followed) / len(followed), rel=0.05)
    energy = data().x0.square().mean().item()
    for level, loss in zip(measured.log_snr, measured.by_level, strict=True):
        kept = 1 / (1 + math.exp(-level))
        assert loss == pytest.approx(kept + (1 - kept) * energy, rel=0.15)
