import msgspec
import numpy as np
import pytest
import torch

from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.model import COURSE_SCHEDULE, Model
from sprite_studio.studio.draw.network import describe_network, open_step, reach
from sprite_studio.studio.draw.watch import watch
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.network import (
    ANSWER,
    CONTEXT,
    LOG_SNR,
    NetworkJob,
    NetworkResult,
    ReachJob,
    ReachResult,
    StepJob,
    StepResult,
    X,
)
from sprite_studio.studio.jobs.watch import WatchedStep, WatchJob, WatchResult

WORDS = ("hero", "non-hero", "food", "spell", "side-facing")


@pytest.fixture
def course(library, tmp_path):
    """The library, whose second model, "course", is the course's network."""
    torch.manual_seed(0)
    model = Model(CourseConfig(channels=3, features=8), WORDS, COURSE_SCHEDULE).eval()
    save_checkpoint(tmp_path / "bundled" / "course.safetensors", model, Card(name="course"))
    return library


def looked_into(library, model: str = "base") -> NetworkResult:
    *_, result = describe_network(NetworkJob(model), library)
    assert isinstance(result, NetworkResult)
    return result


def run_of(library, **options) -> WatchResult:
    usual = {"mix": {"hero": 1.0, "food": 0.5}, "seed": 5, "count": 1, "steps": 4}
    *_, result = watch(WatchJob(Drawing(**{**usual, **options})), library)
    assert isinstance(result, WatchResult)
    return result


def job_of(run: WatchResult, step: WatchedStep, without: str = "") -> StepJob:
    return StepJob(run.recipe, step.x_t[0].tobytes(), step.log_snr, without)


def opened(library, job: StepJob) -> StepResult:
    *_, result = open_step(job, library)
    assert isinstance(result, StepResult)
    return result


def test_a_network_is_described_by_its_parts_and_its_words(library, small_model):
    result = looked_into(library)
    assert result.parts[-1].name == ANSWER
    assert result.parameters == sum(p.numel() for p in small_model.network.parameters())
    assert sum(part.is_embedding for part in result.parts) == 2
    assert result.words.words == small_model.vocabulary.words
    assert result.words.learned
    assert result.words.nearest.shape == (8, 7)
    assert result.words.places.shape == (8, 2)
    assert 0 < sum(result.words.shares) <= 1
    # What sources are called is one thing on both sides of the thread.
    named = {source for part in result.parts for source in part.sources}
    assert named - {part.name for part in result.parts} == {X, LOG_SNR, CONTEXT}


@pytest.mark.parametrize("sampler", ["ddpm", "ddim", "dpm++"])
def test_a_step_is_opened_as_the_run_took_it(library, sampler):
    run = run_of(library, sampler=sampler)
    for step in run.taken:
        result = opened(library, job_of(run, step))
        seen = (step.x_t[0] - step.sigma * step.with_words[0]) / step.alpha
        np.testing.assert_allclose(result.said[ANSWER], seen, atol=2e-3 / step.alpha)
        assert result.said.keys() == result.changed.keys() == result.changes.keys()
        assert not any(maps.flags.writeable for maps in result.said.values())


def test_what_a_word_changes_is_with_less_without_and_the_noise_level_is_not_changed(library):
    run = run_of(library)
    step = run.taken[1]
    result = opened(library, job_of(run, step, "hero"))
    assert result.changes["noise_level"] == 0
    assert result.changes["context"] > 0
    mix = {word: weight for word, weight in run.recipe.drawing.mix.items() if word != "hero"}
    drawing = msgspec.structs.replace(run.recipe.drawing, mix=mix)
    fewer = msgspec.structs.replace(run.recipe, drawing=drawing)
    alone = opened(library, StepJob(fewer, step.x_t[0].tobytes(), step.log_snr))
    for name, maps in result.changed.items():
        np.testing.assert_allclose(maps, result.said[name] - alone.said[name], atol=1e-4)


def test_without_words_nothing_changes(library):
    run = run_of(library, mix={})
    result = opened(library, job_of(run, run.taken[0]))
    assert set(result.changes.values()) == {0.0}
    assert not any(maps.any() for maps in result.changed.values())


def test_the_courses_network_is_opened_too(course):
    result = looked_into(course, "course")
    assert not result.words.learned
    assert result.words.pictures is None
    np.testing.assert_array_equal(result.words.vectors, np.eye(5))
    run = run_of(course, model="course", sampler="ddpm")
    found = opened(course, job_of(run, run.taken[2], "food"))
    assert found.attention == {}
    assert found.said["timeembed1"].shape == (16, 1, 1)
    assert found.changes["timeembed1"] == found.changes["down2"] == 0  # before words come in
    assert found.changes["up1"] > 0
    *_, seen = reach(ReachJob(found.job, "init_conv", 8, 8), course)
    assert isinstance(seen, ReachResult)
    assert np.count_nonzero(seen.field) == 25
    assert 1 <= seen.most <= 25


def test_a_pixel_of_any_part_sees_something(library):
    run = run_of(library)
    job = job_of(run, run.taken[2])
    for part in looked_into(library).parts:
        if not part.is_embedding:
            *_, seen = reach(ReachJob(job, part.name, part.size - 1, 0), library)
            assert isinstance(seen, ReachResult)
            assert seen.field.any()


def test_a_run_of_weights_that_are_there_no_more_cannot_be_opened(library):
    run = run_of(library)
    old = msgspec.structs.replace(run.recipe, model_hash="0" * 12)
    with pytest.raises(JobError, match="has changed since this run was drawn; run it again"):
        next(open_step(StepJob(old, run.taken[0].x_t[0].tobytes(), 0.0), library))


def test_a_network_of_characters_is_refused(library, small_cast, tmp_path):
    save_checkpoint(tmp_path / "bundled" / "cast.safetensors", small_cast, Card(name="cast"))
    with pytest.raises(JobError, match="draws characters"):
        next(describe_network(NetworkJob("cast"), library))
