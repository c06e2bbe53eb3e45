import numpy as np
import pytest

from sprite_studio.art.forge import forge
from sprite_studio.studio.draw.generate import generate
from sprite_studio.studio.draw.watch import forward, watch
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateProgress, GenerateResult
from sprite_studio.studio.jobs.watch import ForwardJob, ForwardResult, WatchJob, WatchResult

SPRITE = forge(3, ["hero"]).pixels


def watched(library, prompt: str = "", **options) -> tuple[list[GenerateProgress], WatchResult]:
    drawing = Drawing(**{"mix": {"hero": 1.0}, "seed": 5, "count": 3, "steps": 6, **options})
    *reports, result = watch(WatchJob(drawing, prompt), library)
    assert isinstance(result, WatchResult)
    return [report for report in reports if isinstance(report, GenerateProgress)], result


@pytest.mark.parametrize("sampler", ["ddpm", "ddpm-no-noise", "ddim", "dpm++"])
def test_a_watched_run_is_the_one_that_generate_draws(library, sampler):
    reports, result = watched(library, sampler=sampler)
    job = GenerateJob(Drawing(mix={"hero": 1.0}, seed=5, count=3, steps=6, sampler=sampler))
    *_, drawn = generate(job, library)
    assert isinstance(drawn, GenerateResult)
    assert np.array_equal(result.drawn.images, drawn.images)
    assert result.drawn.recipe == drawn.recipe
    assert [report.step for report in reports] == [1, 2, 3, 4, 5, 6]
    assert [report.log_snr for report in reports] == list(result.log_snr)
    for pictures in (result.x_t, result.eps, result.x0):
        assert pictures.shape == (6, 3, 16, 16, 4)
        assert not pictures.flags.writeable
    assert list(result.log_snr) == sorted(result.log_snr)


def test_what_is_decided_grows_to_the_whole(library):
    _, result = watched(library)
    for share in (result.outline, result.colour):
        assert share.shape == (6, 3)
        assert (share >= 0).all()
        assert (share[-1] == 1).all()


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
    assert [left.text for left in result.drawn.left_out] == ["steel"]
