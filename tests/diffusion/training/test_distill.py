import pytest
import torch

from sprite_studio.diffusion.networks.cast import FRAMES
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.sampling.denoiser import Prediction, guided_denoiser
from sprite_studio.diffusion.sampling.samplers import ddim
from sprite_studio.diffusion.schedule import alpha_sigma
from sprite_studio.diffusion.training.dataset import Batch
from sprite_studio.diffusion.training.distill import (
    JUMPS,
    MILESTONES,
    STUDENT_BLOCKS,
    DistillConfig,
    Distiller,
    PathPool,
    jump_losses,
    jump_target,
    live_weights,
    student_of,
    walk,
)


def ends(level: float) -> tuple[torch.Tensor, torch.Tensor]:
    alpha, sigma = alpha_sigma(level)
    one = torch.ones(1, 1, 1, 1, dtype=torch.float64)
    return alpha * one, sigma * one


def contexts(model: Model):
    weights = model.vocabulary.weights([{"hero": 1.0}, {"food": 1.0}, {}, {"spell": 0.5}])
    return lambda step: Batch(torch.zeros(4, 4, 16, 16), weights)


@pytest.mark.parametrize(("level", "level_next"), [(-10.0, -2.0), (-2.0, 1.0), (1.0, float("inf"))])
def test_a_ddim_step_to_the_target_lands_on_the_milestone(level, level_next):
    x, x_next = torch.randn(2, 3, 4, 16, 16, dtype=torch.float64)
    target = jump_target(x, x_next, ends(level), ends(level_next))

    def denoise(x, level):
        alpha, sigma = alpha_sigma(level)
        return Prediction(target, (x - alpha * target) / sigma)

    run = ddim(denoise, x, [level, level_next], lambda: x)
    next(run)
    with pytest.raises(StopIteration) as landed:
        next(run)
    torch.testing.assert_close(landed.value.value, x_next)


def test_a_fresh_student_draws_as_its_teacher_does_without_guidance(small_model):
    student = student_of(small_model).eval()
    mix = small_model.vocabulary.weights([{"hero": 1.0}])
    told = live_weights(mix, torch.tensor([3.0]), torch.tensor([1.0]))
    x = torch.randn(1, 4, 16, 16)
    ours = guided_denoiser(student, told)(x, 0.5)
    theirs = guided_denoiser(small_model, mix)(x, 0.5)
    torch.testing.assert_close(ours.x0, theirs.x0)


def test_a_student_is_never_deeper_than_it_may_be_nor_than_its_teacher(small_model):
    deep, shallow = small_model.with_blocks((3, 2, 4)), small_model.with_blocks((1, 1, 1))
    assert student_of(deep).config == small_model.with_blocks(STUDENT_BLOCKS).config
    assert student_of(shallow).config == shallow.config


def test_a_path_begins_in_the_noise_and_ends_where_the_sampler_does(small_model):
    weights = small_model.vocabulary.weights([{"hero": 1.0}, {"food": 1.0}])
    x = torch.randn(2, 4, 16, 16)
    path = walk(small_model, weights, x, 2.0, (-8.0, 4.0))
    assert path.shape == (2, MILESTONES + 1, 4, 16, 16)
    assert torch.equal(path[:, 0], x)
    assert path[:, -1].abs().max() <= 1


def test_a_perfect_student_has_no_loss(small_model):
    """A student whose velocity is the target's has nothing left to learn."""
    student = student_of(small_model)
    milestones = torch.randn(len(JUMPS), MILESTONES + 1, 4, 16, 16)
    jumps = torch.arange(len(JUMPS))
    levels = small_model.schedule.levels(MILESTONES)

    def perfect(x, log_snr, weights):
        wanted = []
        for row, (start, stop) in enumerate(JUMPS):
            alpha, sigma = ends(levels[start])
            target = jump_target(
                milestones[row : row + 1, start],
                milestones[row : row + 1, stop],
                (alpha, sigma),
                ends(levels[stop]),
            )
            wanted.append((alpha * x[row : row + 1] - target).float() / sigma.float())
        return torch.cat(wanted)

    student.forward = perfect
    weights = torch.zeros(len(JUMPS), len(student.vocabulary.words))
    assert jump_losses(student, milestones, jumps, weights).max() < 1e-3


def test_the_pool_forgets_the_oldest():
    pool = PathPool(4, 1, 2, torch.device("cpu"))
    for value in range(6):
        milestones = torch.full((1, MILESTONES + 1, 1, 16, 16), float(value))
        pool.add(milestones, torch.full((1, 2), float(value)), float(value))
    milestones, weights, guidance = pool.draw(200, torch.Generator().manual_seed(0))
    assert set(guidance.tolist()) == {2.0, 3.0, 4.0, 5.0}
    assert torch.equal(weights[:, 0], guidance)
    assert torch.equal(milestones[:, 0, 0, 0, 0], guidance)


def test_a_student_learns_paths_that_it_did_not_practise(small_model):
    config = DistillConfig(steps=60, batch_size=24, learning_rate=1e-2, steps_a_walk=20, pool=64)
    distiller = Distiller(small_model, student_of(small_model), config)
    mix = small_model.vocabulary.weights([{"hero": 1.0}] * len(JUMPS))
    path = walk(small_model, mix, torch.randn(len(JUMPS), 4, 16, 16), 3.0, (-8.0, 4.0))
    jumps = torch.arange(len(JUMPS))
    told = live_weights(mix, torch.full((len(JUMPS),), 3.0), (jumps >= MILESTONES).float())

    @torch.no_grad()
    def loss(student: Model) -> float:
        return jump_losses(student, path, jumps, told).mean().item()

    before = loss(student_of(small_model))
    for _ in distiller.train(contexts(small_model)):
        pass
    assert distiller.step == 60
    assert loss(distiller.averaged()) < 0.9 * before


def test_the_same_seed_learns_the_same(small_model):
    config = DistillConfig(steps=4, batch_size=12, steps_a_walk=2, pool=16)

    def losses() -> list[float]:
        distiller = Distiller(small_model, student_of(small_model), config)
        return [step.loss for step in distiller.train(contexts(small_model))]

    assert losses() == pytest.approx(losses(), rel=1e-5)


def of_characters(model: Model, count: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Weights of which every second one has its first frame given; and characters."""
    weights = model.vocabulary.weights([{"hero": 1.0}] * count)
    given = torch.zeros(count, FRAMES)
    given[::2, 0] = 1
    return torch.cat([weights, given], dim=1), torch.rand(count, 48, 16, 16) * 2 - 1


def test_a_fresh_student_of_characters_draws_as_its_teacher_does(small_cast):
    student = student_of(small_cast).eval()
    weights, x = of_characters(small_cast, 2)
    told = live_weights(weights, torch.tensor([3.0, 2.0]), torch.tensor([1.0, 0.0]), FRAMES)
    with torch.inference_mode():
        torch.testing.assert_close(
            student(x, torch.zeros(2), told), small_cast(x, torch.zeros(2), weights)
        )


def test_a_characters_path_ends_with_what_is_given(small_cast):
    weights, known = of_characters(small_cast, 2)
    path = walk(small_cast, weights, torch.randn(2, 48, 16, 16), 2.0, (-8.0, 4.0), 4, known)
    assert torch.equal(path[0, -1, :4], known[0, :4])
    assert not torch.allclose(path[1, -1, :4], known[1, :4], atol=0.1)


def test_a_student_is_shown_what_is_given_and_not_asked_for_it(small_cast):
    """What it says of the given frame changes nothing; what it is shown there is the path's end."""
    student = student_of(small_cast)
    weights, _ = of_characters(small_cast, 1)
    told = live_weights(weights, torch.tensor([2.0]), torch.tensor([0.0]), FRAMES)
    milestones = torch.randn(1, MILESTONES + 1, 48, 16, 16)
    shown: list[torch.Tensor] = []

    def losses(said: float) -> torch.Tensor:
        def say(x, log_snr, weights):
            shown.append(x)
            velocity = torch.zeros_like(x)
            velocity[:, :4] = said
            return velocity

        student.forward = say
        return jump_losses(student, milestones, torch.tensor([1]), told)

    assert torch.equal(losses(0.0), losses(5.0))
    assert torch.equal(shown[0][:, :4], milestones[:, -1, :4])
    assert torch.equal(shown[0][:, 4:], milestones[:, 1, 4:])


def test_a_student_of_characters_learns(small_cast):
    config = DistillConfig(
        steps=30, batch_size=6, learning_rate=1e-2, steps_a_walk=10, pool=32, teacher_steps=4
    )
    distiller = Distiller(small_cast, student_of(small_cast), config)
    weights, known = of_characters(small_cast, 4)
    losses = [step.loss for step in distiller.train(lambda step: Batch(known, weights))]
    assert sum(losses[-5:]) < 0.9 * sum(losses[:5])
