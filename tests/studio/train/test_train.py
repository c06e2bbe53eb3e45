from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from sprite_studio.art.image_file import read_rgba
from sprite_studio.diffusion.networks.checkpoint import Card, load_checkpoint, save_checkpoint
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.model import COURSE_SCHEDULE, Model
from sprite_studio.diffusion.training.trainer import TrainConfig
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.training.train import (
    TrainJob,
    TrainProgress,
    TrainResult,
    TrainStarted,
)
from sprite_studio.studio.train.runs.files import BEFORE_DECAY, MODEL, STATE
from sprite_studio.studio.train.runs.state import load_state
from sprite_studio.studio.train.train import SMALL_BATCH


def losses(events) -> list[float]:
    return [event.loss for event in events if isinstance(event, TrainProgress)]


def test_a_run_tells_its_story_and_leaves_a_model(data, training, tmp_path):
    job = TrainJob(data, tmp_path / "run", steps=10, name="mine")
    started, *steps, result = training(job)
    assert isinstance(started, TrainStarted)
    assert isinstance(result, TrainResult)
    assert (started.step, started.steps) == (0, 10)
    assert started.categories["hero"] > 0
    assert [s.step for s in steps if isinstance(s, TrainProgress)] == list(range(1, 11))
    measured = [s.step for s in steps if isinstance(s, TrainProgress) and s.validation]
    assert measured == [3, 6, 9, 10]
    assert (result.finished, result.step) == (True, 10)
    model, card = load_checkpoint(result.model)
    assert card.name == "mine"
    assert card.history[-1].steps == 10
    assert card.history[-1].validation is not None
    assert "hero" in model.vocabulary.words


def test_a_stopped_run_goes_on_exactly_as_a_whole_one(data, training, tmp_path):
    whole = losses(training(TrainJob(data, tmp_path / "whole", steps=12)))
    stopped = training(TrainJob(data, tmp_path / "parts", steps=12))
    first = []
    for event in stopped:
        if isinstance(event, TrainProgress):
            first.append(event.loss)
            if event.step == 5:
                break
    stopped.close()
    started, *rest, _ = training(TrainJob(data, tmp_path / "parts", resume=True))
    assert isinstance(started, TrainStarted)
    assert started.losses == pytest.approx(first)
    assert (started.step, started.steps) == (5, 12)
    assert first + losses(rest) == whole
    one, _ = load_checkpoint(tmp_path / "whole" / MODEL)
    other, _ = load_checkpoint(tmp_path / "parts" / MODEL)
    for (name, mine), theirs in zip(
        one.state_dict().items(), other.state_dict().values(), strict=True
    ):
        assert torch.equal(mine, theirs), name


def test_a_run_can_be_extended_from_before_its_decay(data, training, tmp_path):
    run = tmp_path / "run"
    short = losses(training(TrainJob(data, run, steps=10)))
    assert load_state(run / BEFORE_DECAY)[1].step == 8
    started, *rest, result = training(TrainJob(data, run, steps=20, resume=True))
    assert isinstance(started, TrainStarted)
    assert isinstance(result, TrainResult)
    assert (started.step, started.steps) == (8, 20)
    assert started.losses == pytest.approx(short[:8])
    assert [e.step for e in rest if isinstance(e, TrainProgress)] == list(range(9, 21))
    rates = [e.learning_rate for e in rest if isinstance(e, TrainProgress)]
    assert rates[0] == rates[7] > rates[-1]  # stable again up to step 16, then a new decay
    assert result.finished


def test_from_a_model_keeps_known_words_and_adds_new_ones(data, training, tmp_path):
    *_, first = training(TrainJob(data, tmp_path / "one", steps=4))
    assert isinstance(first, TrainResult)
    parent, _ = load_checkpoint(first.model)
    extra = data[0].path / "hero" / "dragons"
    extra.mkdir()
    for file in sorted((data[0].path / "hero").glob("*.png")):
        copy = extra / f"{file.stem}q.png"
        Image.fromarray(np.rot90(read_rgba(file)).copy()).save(copy)
    job = TrainJob(data, tmp_path / "two", steps=1, start_from=str(first.model))
    *_, second = training(job)
    assert isinstance(second, TrainResult)
    child, card = load_checkpoint(second.model)
    assert child.vocabulary.words[: len(parent.vocabulary.words)] == parent.vocabulary.words
    assert "dragons" in child.vocabulary.words
    assert [record.steps for record in card.history] == [4, 1]
    assert card.history[1].started_from == parent.fingerprint()
    # One step of warm-up moves the weights little: they are the parent's, not fresh ones.
    moved = (child.vocabulary.rows[0] - parent.vocabulary.rows[0]).abs().max()
    assert moved < 0.05


def test_minutes_become_steps_once(data, training, tmp_path):
    job = TrainJob(data, tmp_path / "run", minutes=1e-6)
    events = list(training(job))
    assert isinstance(events[0], TrainStarted)
    assert events[0].steps == 1
    assert load_state(tmp_path / "run" / STATE)[1].config.steps == 1


def test_a_short_time_from_nothing_is_spent_in_many_small_steps(data, training, tmp_path):
    def batch_size(run: str, **how) -> int:
        list(training(TrainJob(data, tmp_path / run, **how)))
        return load_state(tmp_path / run / STATE)[1].config.batch_size

    usual = TrainConfig(1).batch_size
    assert batch_size("short", minutes=1e-6) == SMALL_BATCH < usual
    assert batch_size("steps", steps=1) == usual
    model = str(tmp_path / "steps" / MODEL)
    assert batch_size("from", minutes=1e-6, start_from=model) == usual


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"steps": None}, "say how long to train"),
        ({"minutes": -1.0, "steps": None}, "say how long to train"),
        ({"resume": True, "steps": None}, "holds no run to resume"),
        ({"start_from": "nothing"}, "no model 'nothing'"),
        ({"run": Path("/nowhere/at/all/run")}, "does not exist"),
    ],
)
def test_impossible_jobs_are_refused(data, training, tmp_path, change, reason):
    job = TrainJob(**{"data": data, "run": tmp_path / "run", "steps": 3, **change})
    with pytest.raises(JobError, match=reason):
        list(training(job))


def test_a_folder_that_holds_a_run_is_not_overwritten(data, training, tmp_path):
    job = TrainJob(data, tmp_path / "run", steps=2)
    list(training(job))
    with pytest.raises(JobError, match="holds a run already"):
        list(training(job))


def test_a_finished_model_is_kept_when_its_run_is_extended(data, training, tmp_path):
    run = tmp_path / "run"
    list(training(TrainJob(data, run, steps=5)))
    finished = (run / MODEL).read_bytes()
    events = training(TrainJob(data, run, steps=50, resume=True))
    next(events)
    next(events)
    events.close()
    assert (run / "model-5.safetensors").read_bytes() == finished


def test_resuming_an_unfinished_run_keeps_its_total(data, training, tmp_path):
    run = tmp_path / "run"
    events = training(TrainJob(data, run, steps=40))
    next(events)
    next(events)
    events.close()
    plain = TrainJob(data, run, resume=True)
    for again in (plain, replace(plain, minutes=5.0), replace(plain, steps=40)):
        resumed = training(again)
        started = next(resumed)
        resumed.close()
        assert isinstance(started, TrainStarted)
        assert started.steps == 40


def test_a_model_without_alpha_cannot_be_begun_with_and_says_why(data, training, tmp_path):
    model = Model(CourseConfig(3, 8, "zero"), ("hero",), COURSE_SCHEDULE)
    save_checkpoint(tmp_path / "flat.safetensors", model, Card("flat"))
    job = TrainJob(data, tmp_path / "run", steps=3, start_from=str(tmp_path / "flat.safetensors"))
    with pytest.raises(JobError, match="without clear pixels"):
        list(training(job))
    assert not (tmp_path / "run").exists()
