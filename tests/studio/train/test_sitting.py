"""What a sitting leaves on the disk: when it is full, and when a loss is no number."""

import math

import pytest
import torch

from sprite_studio.diffusion.networks.checkpoint import load_checkpoint
from sprite_studio.diffusion.training.dataset import Batch
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.training.train import (
    TrainJob,
    TrainProgress,
    TrainResult,
    TrainStarted,
)
from sprite_studio.studio.train import train
from sprite_studio.studio.train.runs import autosave
from sprite_studio.studio.train.runs.files import BEFORE_DECAY, MODEL, STATE, list_runs
from sprite_studio.studio.train.runs.state import load_state


@pytest.fixture
def saving_always(monkeypatch):
    """Every step is followed by a save."""
    monkeypatch.setattr(autosave, "AUTOSAVE_SECONDS", 0.0)


def up_to(events, step: int) -> TrainProgress:
    """The report of a step."""
    return next(e for e in events if isinstance(e, TrainProgress) and e.step == step)


def test_training_goes_on_while_the_disk_is_full_and_says_so(
    data, training, tmp_path, full_disk, saving_always
):
    run = tmp_path / "run"
    events = training(TrainJob(data, run, steps=30))
    assert up_to(events, 4).unsaved == ""
    with full_disk():
        told = up_to(events, 9).unsaved
    assert str(run / STATE) in told
    assert "what was saved at step 4 is kept" in told
    assert load_state(run / STATE)[1].step == 4
    assert up_to(events, 10).unsaved == ""
    *_, result = events
    assert isinstance(result, TrainResult)
    assert result.finished
    assert load_state(run / STATE)[1].step == 30


def test_a_disk_that_is_full_at_the_end_costs_what_came_after_the_last_save(
    data, training, tmp_path, full_disk, saving_always
):
    run = tmp_path / "run"
    events = training(TrainJob(data, run, steps=12))
    up_to(events, 7)
    with full_disk(), pytest.raises(OSError, match="what was saved at step 7 is kept") as caught:
        list(events)
    assert caught.value.filename == str(run / STATE)
    assert {file.name for file in run.iterdir() if file.name.startswith(".")} == set()
    load_checkpoint(run / MODEL)
    started, *_, result = training(TrainJob((), run, resume=True))
    assert isinstance(started, TrainStarted)
    assert isinstance(result, TrainResult)
    assert (started.step, result.step) == (7, 12)


def test_pausing_on_a_full_disk_is_an_error_and_not_said_to_be_saved(
    data, training, tmp_path, full_disk
):
    run = tmp_path / "run"
    events = training(TrainJob(data, run, steps=12))
    up_to(events, 3)
    with full_disk(), pytest.raises(OSError, match="what was saved at step 1 is kept"):
        events.close()
    assert load_state(run / STATE)[1].step == 1


def test_a_disk_that_is_full_all_along_leaves_nothing_half_done(
    data, training, tmp_path, full_disk
):
    run = tmp_path / "run"
    with full_disk(), pytest.raises(OSError, match="nothing was saved yet"):
        list(training(TrainJob(data, run, steps=3)))
    assert not run.exists()


def test_the_state_before_the_decay_is_saved_when_there_is_room_again(
    data, training, tmp_path, full_disk
):
    """Ten steps: the learning rate begins to fall after the eighth."""
    run = tmp_path / "run"
    events = training(TrainJob(data, run, steps=10))
    up_to(events, 7)
    with full_disk():
        assert up_to(events, 9).unsaved
    *_, result = events
    assert isinstance(result, TrainResult)
    assert result.finished
    before, now = load_state(run / BEFORE_DECAY), load_state(run / STATE)
    assert (before[1].step, now[1].step) == (8, 10)
    assert not torch.equal(before[0].model.vocabulary.rows, now[0].model.vocabulary.rows)


def test_a_run_is_whole_without_the_state_before_the_decay(data, training, tmp_path):
    run = tmp_path / "run"
    events = training(TrainJob(data, run, steps=10))
    up_to(events, 3)
    (run / BEFORE_DECAY).mkdir()  # a file cannot take its place
    assert "cannot be made longer later" in up_to(events, 8).unsaved
    *_, result = events
    assert isinstance(result, TrainResult)
    assert result.finished
    assert load_state(run / STATE)[1].step == 10


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_a_loss_that_is_no_number_ends_the_run_after_the_last_good_step(
    data, training, tmp_path, monkeypatch, bad
):
    real = train.batches_of

    def spoiled(*args):
        batches = yield from real(*args)

        def batch(step: int) -> Batch:
            found = batches(step)
            return found if step < 6 else Batch(torch.full_like(found.x0, bad), found.weights)

        return batch

    monkeypatch.setattr(train, "batches_of", spoiled)
    run = tmp_path / "run"
    reason = r"loss of step 7 is not a number.*what was saved at step 6 is kept"
    with pytest.raises(JobError, match=reason):
        list(training(TrainJob(data, run, steps=40)))
    assert load_state(run / STATE)[1].step == 6
    load_checkpoint(run / MODEL)
    good = (run / STATE).read_bytes()
    with pytest.raises(JobError, match=reason):
        list(training(TrainJob(data, run, resume=True)))
    assert (run / STATE).read_bytes() == good
    assert list_runs(tmp_path)[0].state == "stopped"


def test_at_the_first_step_nothing_is_left_of_such_a_run(data, training, tmp_path, monkeypatch):
    def spoiled(data, words, config):
        yield
        nothing = torch.full((64, 4, 16, 16), math.nan)
        return lambda step: Batch(nothing, torch.zeros(64, len(words)))

    monkeypatch.setattr(train, "batches_of", spoiled)
    with pytest.raises(JobError, match=r"loss of step 1 is not a number.*nothing was saved yet"):
        list(training(TrainJob(data, tmp_path / "run", steps=4)))
    assert not (tmp_path / "run").exists()
