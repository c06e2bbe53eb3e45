"""The film beside a run: drawn on the way, read again, and a frame of it taken for a model."""

import os
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from sprite_studio.diffusion.networks.checkpoint import CheckpointError, load_checkpoint
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.training.film import (
    FilmJob,
    FilmResult,
    Frame,
    KeepFrameJob,
    KeepFrameResult,
)
from sprite_studio.studio.jobs.training.train import TrainJob, TrainProgress
from sprite_studio.studio.library.models import seen_path
from sprite_studio.studio.train.film import camera, film, plan
from sprite_studio.studio.train.film.frame_file import frame_path, frame_steps
from sprite_studio.studio.train.runs.files import MODEL


@pytest.fixture
def filmed_run(first_ten_steps, ten_steps) -> tuple[Path, tuple[Frame, ...]]:
    """A run of ten steps, and the frames that it told of."""
    return ten_steps, first_ten_steps[1]


def read(run: Path) -> tuple[Frame, ...]:
    *_, result = film.film(FilmJob(run, 10))
    assert isinstance(result, FilmResult)
    return result.frames


def keep(run: Path, step: int, library, own: Path, name: str = "") -> str:
    *_, result = film.keep_frame(KeepFrameJob(run, step, name), library, own)
    assert isinstance(result, KeepFrameResult)
    return result.name


def test_the_frames_are_told_and_can_be_read_again(filmed_run):
    run, told = filmed_run
    assert [frame.step for frame in told] == [1, 2, 4, 8, 10] == frame_steps(run)
    for one, other in zip(told, read(run), strict=True):
        assert np.array_equal(one.images, other.images)
        assert np.array_equal(one.near, other.near)
        for name in ("step", "words", "distances", "copies", "held_out", "forged", "size"):
            assert getattr(one, name) == getattr(other, name), name
        assert one.size == frame_path(run, one.step).stat().st_size
        assert not one.images.flags.writeable


def test_noise_and_words_are_always_the_same(filmed_run):
    _, told = filmed_run
    assert {frame.words for frame in told} == {told[0].words}
    assert {word for words in told[0].words for word in words} >= {"hero", "food"}
    assert not np.array_equal(told[0].images, told[-1].images)


def test_a_run_that_stood_still_has_the_film_of_one_that_did_not(
    filmed_run, data, training, tmp_path
):
    _, told = filmed_run
    parts = tmp_path / "parts"
    events = training(TrainJob(data, parts, steps=10))
    for event in events:
        if isinstance(event, TrainProgress) and event.step == 5:
            break
    events.close()
    list(training(TrainJob((), parts, resume=True)))
    for one, other in zip(told, read(parts), strict=True):
        assert one.step == other.step
        assert np.array_equal(one.images, other.images)


def test_the_nearest_training_sprite_is_one_of_those_that_train(filmed_run, data, library):
    from sprite_studio.studio.train.training_data import read_training_data

    _, told = filmed_run
    trained = [sprite.pixels for sprite in read_training_data(data).train]
    for near in told[-1].near:
        assert any(np.array_equal(near, pixels) for pixels in trained)
    assert len(told[-1].held_out) > 0
    assert not told[-1].forged


def test_a_run_that_goes_back_to_before_its_decay_loses_the_frames_of_what_is_taken_again(
    filmed_run, training
):
    run, _ = filmed_run
    events = training(TrainJob((), run, steps=20, resume=True))
    next(events)  # it goes on from step 8
    assert frame_steps(run) == [1, 2, 4, 8]
    events.close()


def test_a_long_film_is_thinned(data, training, tmp_path, monkeypatch):
    monkeypatch.setattr(camera, "thinned", lambda steps: plan.thinned(steps, 3))
    run = tmp_path / "run"
    list(training(TrainJob(data, run, steps=10)))
    assert frame_steps(run) == [1, 4, 10]


def test_a_full_disk_costs_frames_and_not_the_run(data, training, tmp_path, monkeypatch):
    real = camera.write_frame

    def full(run, frame, model, card):
        if frame.step == 4:
            raise OSError(28, "No space left on device", str(run))
        real(run, frame, model, card)

    monkeypatch.setattr(camera, "write_frame", full)
    run = tmp_path / "run"
    events = list(training(TrainJob(data, run, steps=10)))
    assert frame_steps(run) == [1, 2, 8, 10]
    unsaved = {e.step: e.unsaved for e in events if isinstance(e, TrainProgress)}
    assert "lacks a frame" in unsaved[5]
    assert unsaved[9] == ""


def test_a_run_of_before_there_were_films_has_none(tmp_path):
    assert read(tmp_path / "nothing") == ()


def test_damaged_frames_are_left_out(filmed_run):
    run, _ = filmed_run
    frame_path(run, 2).write_bytes(b"x" * 100)
    shutil.copy(frame_path(run, 4), frame_path(run, 5))  # of another step than it says
    shutil.copy(run / MODEL, frame_path(run, 6))  # a model without pictures
    frame_path(run, 8).unlink()
    if hasattr(os, "mkfifo"):
        os.mkfifo(frame_path(run, 8))
    (run / "film" / "notes.safetensors").write_bytes(b"")
    assert [frame.step for frame in read(run)] == [1, 4, 10]


def test_a_frame_becomes_a_model_that_draws_as_it_did(filmed_run, library, tmp_path):
    run, _ = filmed_run
    own = tmp_path / "own"
    assert keep(run, 10, library, own, "mine") == "mine"
    model, card = load_checkpoint(own / "mine.safetensors")
    final, _ = load_checkpoint(run / MODEL)
    assert card.name == "mine"
    assert "after step 10" in card.note
    for name, tensor in model.state_dict().items():
        assert torch.allclose(tensor, final.state_dict()[name], atol=1e-3), name
    assert seen_path(own / "mine.safetensors").is_file()
    assert (own / "mine.safetensors").stat().st_size < 0.7 * (run / MODEL).stat().st_size


def test_without_a_name_it_has_the_runs_and_is_made_once(filmed_run, tmp_path):
    from sprite_studio.diffusion.device import Device
    from sprite_studio.studio.library.models import ModelLibrary

    run, _ = filmed_run
    own = tmp_path / "own"
    library = ModelLibrary(tmp_path / "bundled", own, tmp_path, Device("cpu", "CPU", ""))
    assert keep(run, 4, library, own) == "run-step-4"
    before = (own / "run-step-4.safetensors").stat().st_mtime_ns
    assert keep(run, 4, library, own) == "run-step-4"
    assert (own / "run-step-4.safetensors").stat().st_mtime_ns == before
    assert library.load("run-step-4").name == "run-step-4"
    with pytest.raises(JobError, match="there is a model 'run-step-4' already"):
        keep(run, 8, library, own, "run-step-4")


def test_a_frame_that_is_damaged_makes_no_model(filmed_run, library, tmp_path):
    run, _ = filmed_run
    frame_path(run, 4).write_bytes(b"x" * 100)
    with pytest.raises(CheckpointError):
        keep(run, 4, library, tmp_path / "own", "mine")
    assert not (tmp_path / "own" / "mine.safetensors").exists()
