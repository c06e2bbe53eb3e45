import numpy as np
import pytest

from sprite_studio.art.forge import forge
from sprite_studio.studio.draw.generate import generate
from sprite_studio.studio.draw.watch import forward, watch
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateResult
from sprite_studio.studio.jobs.watch import (
    ForwardJob,
    ForwardResult,
    WatchJob,
    WatchProgress,
    WatchResult,
)

SPRITE = forge(3, ["hero"]).pixels


def watched(library, prompt: str = "", **options) -> tuple[list[WatchProgress], WatchResult]:
    drawing = Drawing(**{"mix": {"hero": 1.0}, "seed": 5, "count": 3, "steps": 6, **options})
    *reports, result = watch(WatchJob(drawing, prompt), library)
    assert isinstance(result, WatchResult)
    return [report for report in reports if isinstance(report, WatchProgress)], result


@pytest.mark.parametrize("sampler", ["ddpm", "ddpm-no-noise", "ddim", "dpm++"])
def test_a_watched_run_is_the_one_that_generate_draws(library, sampler):
    reports, result = watched(library, sampler=sampler)
    job = GenerateJob(
        Drawing(mix={"hero": 1.0}, seed=5, count=3, steps=6, sampler=sampler, varied=False)
    )
    *_, drawn = generate(job, library)
    assert isinstance(drawn, GenerateResult)
    assert result.drawn is not None
    assert np.array_equal(result.drawn.images, drawn.images)
    assert result.recipe == result.drawn.recipe == drawn.recipe
    assert result.drawn.network_calls == drawn.network_calls
    assert [report.step for report in reports] == [1, 2, 3, 4, 5, 6]
    assert [report.taken.log_snr for report in reports] == list(result.log_snr)
    for step in result.taken:
        for numbers in (step.x_t, step.eps, step.x0, step.with_words):
            assert numbers.shape == (3, 4, 16, 16)
            assert not numbers.flags.writeable
        both = step.alpha * step.x0 + step.sigma * step.eps
        np.testing.assert_allclose(both, step.x_t, atol=1e-4)
    assert list(result.log_snr) == sorted(result.log_snr)
    assert len(result.schedule) == 500


@pytest.mark.parametrize(
    ("sampler", "eta", "is_fresh"),
    [
        ("ddpm", 0.0, True),
        ("ddpm-no-noise", 0.0, False),
        ("ddim", 0.0, False),
        ("ddim", 0.8, True),
        ("dpm++", 0.0, False),
    ],
)
def test_every_step_is_the_sum_that_it_is_told_to_be(library, sampler, eta, is_fresh):
    _, result = watched(library, sampler=sampler, eta=eta, count=1, steps=8)
    for number, step in enumerate(result.taken):
        of, fresh = step.sum, result.fresh_noise(number)
        before = result.taken[number - 1].x0 if number else 0
        added = 0 if fresh is None else of.noise * fresh
        found = of.x * step.x_t - of.eps * step.eps + added - of.before * before
        np.testing.assert_allclose(found, result.next_x(number), atol=2e-3)
        last = number == len(result.taken) - 1
        assert (fresh is not None) == (is_fresh and not last)
        if fresh is not None:  # what is found where the step led is a standard Gaussian
            assert fresh.std() == pytest.approx(1, abs=0.08)
            assert fresh.mean() == pytest.approx(0, abs=0.12)


def test_where_guidance_acts_both_answers_are_kept(library):
    _, result = watched(library, guidance=3.0, guidance_interval=(-4.0, 2.0), count=1)
    for step in result.taken:
        assert (step.without_words is not None) == (-4 <= step.log_snr <= 2)
    guided = sum(step.without_words is not None for step in result.taken)
    assert 0 < guided < len(result.taken)
    assert result.drawn is not None
    assert result.drawn.network_calls == len(result.taken) + guided
    _, plain = watched(library, guidance=1.0, count=1)
    assert all(step.without_words is None for step in plain.taken)


def test_without_words_the_network_is_told_nothing(library):
    _, result = watched(library, mix={}, style="style:a")
    assert (result.recipe.drawing.mix, result.recipe.styles) == ({}, ({},) * 3)
    _, told = watched(library, mix={"hero": 1.0}, style="mixed")
    assert len({tuple(one) for one in told.recipe.styles}) == 1


def test_a_network_of_random_weights_knows_nothing_at_any_step(library):
    """The library's is one."""
    _, result = watched(library, sampler="ddim", steps=12)
    assert result.figures is not None
    for known in (result.figures.outline, result.figures.colours):
        assert known is not None
        assert known.shape == (12, 3)
        assert known.max() < 0.1
    assert result.figures.noise[0] == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("count", [0, 5])
def test_too_many_to_keep_are_refused(library, count):
    with pytest.raises(JobError, match="watch 1 to 4"):
        watched(library, count=count)


def test_a_sprite_sinks_into_noise_until_nothing_but_a_gaussian_is_left(library):
    *_, result = forward(ForwardJob(SPRITE.tobytes(), "base", seed=7), library)
    assert isinstance(result, ForwardResult)
    levels = len(result.log_snr)
    assert list(result.log_snr) == sorted(result.log_snr, reverse=True)
    assert np.abs(result.x_t[0].astype(int) - SPRITE)[SPRITE[..., 3] > 0].max() <= 4
    assert result.histogram.shape == (levels, len(result.edges) - 1)
    assert set(result.histogram.sum(axis=1)) == {4 * 16 * 16}
    # Most of a sprite's numbers are -1 or 1; of a Gaussian's 57.6 % lie within 0.8.
    centres = (result.edges[1:] + result.edges[:-1]) / 2
    within = result.histogram[:, np.abs(centres) < 0.8].sum(axis=1) / 1024
    assert within[-1] == pytest.approx(0.576, abs=0.04)
    assert within[0] < 0.45


def test_only_a_sprite_can_be_dropped(library):
    with pytest.raises(JobError, match="16×16 pixels"):
        next(forward(ForwardJob(b"short"), library))


def test_a_run_says_what_the_model_does_not_know(library):
    _, result = watched(library, prompt="a steel hero", count=1)
    assert [left.text for left in result.left_out] == ["steel"]
