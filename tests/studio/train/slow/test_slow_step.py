"""Slow motion on a run's folder: the same run, one step at a time."""

import numpy as np
import pytest
import torch

from sprite_studio.diffusion.networks.checkpoint import load_checkpoint
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.training.slow import SlowJob, SlowResult
from sprite_studio.studio.jobs.training.train import (
    TrainJob,
    TrainProgress,
    TrainResult,
    TrainStarted,
)
from sprite_studio.studio.train import training_data
from sprite_studio.studio.train.runs.files import MODEL, STATE, list_runs
from sprite_studio.studio.train.slow.kept_data import KeptData
from sprite_studio.studio.train.slow.slow_step import slow_step


@pytest.fixture
def slowly(small_networks, library):
    """The events of one slow step; None and the way there left out."""
    kept = KeptData()

    def events(job: TrainJob) -> list:
        told = (TrainStarted, TrainProgress, SlowResult)
        return [e for e in slow_step(SlowJob(job), library, kept) if isinstance(e, told)]

    return events


def test_a_run_goes_step_by_step_and_then_on_at_full_speed_as_one_that_never_stood_still(
    data, training, slowly, tmp_path
):
    *_, whole = training(TrainJob(data, tmp_path / "whole", steps=6))
    run = tmp_path / "run"
    losses = []
    for number in (1, 2, 3):
        job = TrainJob(data, run, steps=6) if number == 1 else TrainJob((), run, resume=True)
        started, progress, result = slowly(job)
        assert started.step == number - 1
        assert (progress.step, result.apart.step, result.apart.steps) == (number, number, 6)
        assert result.apart.loss == progress.loss
        assert not result.finished
        losses.append(progress.loss)
    (summary,) = [one for one in list_runs(tmp_path) if one.folder == run]
    assert (summary.state, summary.step) == ("stopped", 3)
    started, *_, end = training(TrainJob((), run, resume=True))
    assert started.losses == pytest.approx(losses)
    assert isinstance(whole, TrainResult)
    assert isinstance(end, TrainResult)
    one, other = (load_checkpoint(folder / MODEL)[0] for folder in (tmp_path / "whole", run))
    for (name, mine), theirs in zip(
        one.state_dict().items(), other.state_dict().values(), strict=True
    ):
        assert torch.equal(mine, theirs), name


def test_what_is_shown_adds_up(data, slowly, tmp_path):
    *_, result = slowly(TrainJob(data, tmp_path / "run", steps=3))
    apart = result.apart
    assert apart.errors.mean(axis=(1, 2)) == pytest.approx(apart.before, rel=1e-5)
    assert apart.before.mean() == pytest.approx(apart.loss, rel=1e-5)
    assert apart.after_each.mean() == pytest.approx(apart.after, rel=1e-5)
    alpha = np.sqrt(1 / (1 + np.exp(-apart.log_snr)))[:, None, None, None]
    sigma = np.sqrt(1 - alpha**2)
    assert np.allclose(alpha * apart.x0 + sigma * apart.noise, apart.x_t, atol=1e-5)
    assert np.allclose(alpha * apart.believed + sigma * apart.eps, apart.x_t, atol=1e-4)
    assert {"hero", "food"} <= set().union(*apart.words)
    assert np.nanmin(apart.course_steps) > 0


def test_the_last_step_is_the_end_and_none_follows(data, slowly, tmp_path):
    run = tmp_path / "run"
    *_, result = slowly(TrainJob(data, run, steps=1))
    assert result.finished
    with pytest.raises(JobError, match="all of its 1 steps"):
        slowly(TrainJob((), run, resume=True))


def test_a_step_that_is_given_up_leaves_the_run_as_it_was(data, slowly, library, tmp_path):
    run = tmp_path / "run"
    slowly(TrainJob(data, run, steps=4))
    before = (run / STATE).read_bytes()
    events = slow_step(SlowJob(TrainJob((), run, resume=True)), library, KeptData())
    for event in events:
        if isinstance(event, TrainStarted):
            break
    next(events)
    events.close()
    slowly(TrainJob((), run, resume=True))
    assert list_runs(tmp_path)[0].step == 2
    assert before != (run / STATE).read_bytes()


def test_data_is_read_once_for_a_run_and_anew_for_a_new_one(
    data, slowly, library, tmp_path, monkeypatch
):
    read = []
    real = training_data.read_sources
    monkeypatch.setattr(
        training_data, "read_sources", lambda *args: read.append(args) or real(*args)
    )
    slowly(TrainJob(data, tmp_path / "one", steps=4))
    slowly(TrainJob((), tmp_path / "one", resume=True))
    assert len(read) == 1
    slowly(TrainJob(data, tmp_path / "two", steps=4))
    assert len(read) == 2
    slowly(TrainJob((), tmp_path / "one", resume=True))  # its data is the same
    assert len(read) == 2


def test_characters_are_refused_in_words(library, small_networks, tmp_path, monkeypatch):
    from sprite_studio.studio.train.slow import slow_step as module

    class OfCharacters:
        network = module.CastConfig()

    with pytest.raises(JobError, match="characters that walk"):
        next(module._one_step(OfCharacters()))  # pyright: ignore[reportArgumentType]
