import os
import signal
import subprocess
import sys
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from sprite_studio.art.image_file import read_rgba
from sprite_studio.diffusion.networks.checkpoint import CheckpointError, load_checkpoint
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.training.trainer import Trainer, TrainStep
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.train import (
    Importing,
    Source,
    TrainJob,
    TrainProgress,
    TrainResult,
    TrainStarted,
)
from sprite_studio.studio.train import run_state, train
from sprite_studio.studio.train.run_files import BEFORE_DECAY, MODEL, STATE
from sprite_studio.studio.train.run_state import load_state
from sprite_studio.studio.train.train import TrainEvent

SMALL = UNetConfig(widths=(8, 8, 8), blocks=(1, 1, 1), embedding=8, context=8)


@pytest.fixture
def data(tmp_path: Path) -> tuple[Source, ...]:
    folder = tmp_path / "data"
    for category in ("hero", "food"):
        (folder / category).mkdir(parents=True)
        for name in "abcdefghijklmnopqrst":
            pixels = np.random.default_rng([ord(name), ord(category[0])]).integers(
                0, 256, (16, 16, 4), np.uint8
            )
            Image.fromarray(pixels).save(folder / category / f"{name}.png")
    return (Source(folder),)


@pytest.fixture(autouse=True)
def small_networks(monkeypatch):
    monkeypatch.setattr(train, "UNetConfig", lambda **_: SMALL)
    monkeypatch.setattr(train, "VALIDATE_EVERY", 3)


def training(job: TrainJob, library) -> Generator[TrainEvent, None, None]:
    """A run's events once its sprites are read."""
    events = train.train(job, library)
    try:
        for event in events:
            if not isinstance(event, Importing):
                yield event
    finally:
        events.close()


def losses(events) -> list[float]:
    return [event.loss for event in events if isinstance(event, TrainProgress)]


def test_a_run_tells_its_story_and_leaves_a_model(data, library, tmp_path):
    job = TrainJob(data, tmp_path / "run", steps=10, name="mine")
    started, *steps, result = training(job, library)
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


def test_a_stopped_run_goes_on_exactly_as_a_whole_one(data, library, tmp_path, monkeypatch):
    # Which number of threads is quickest depends on the hour, and another rounds differently.
    monkeypatch.setattr(train, "tune_threads", lambda *_, **__: 1)
    whole = losses(training(TrainJob(data, tmp_path / "whole", steps=12), library))
    stopped = training(TrainJob(data, tmp_path / "parts", steps=12), library)
    first = []
    for event in stopped:
        if isinstance(event, TrainProgress):
            first.append(event.loss)
            if event.step == 5:
                break
    stopped.close()
    started, *rest, _ = training(TrainJob(data, tmp_path / "parts", resume=True), library)
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


def test_a_run_can_be_extended_from_before_its_decay(data, library, tmp_path):
    run = tmp_path / "run"
    short = losses(training(TrainJob(data, run, steps=10), library))
    assert load_state(run / BEFORE_DECAY)[1].step == 8
    started, *rest, result = training(TrainJob(data, run, steps=20, resume=True), library)
    assert isinstance(started, TrainStarted)
    assert isinstance(result, TrainResult)
    assert (started.step, started.steps) == (8, 20)
    assert started.losses == pytest.approx(short[:8])
    assert [e.step for e in rest if isinstance(e, TrainProgress)] == list(range(9, 21))
    rates = [e.learning_rate for e in rest if isinstance(e, TrainProgress)]
    assert rates[0] == rates[7] > rates[-1]  # stable again up to step 16, then a new decay
    assert result.finished


def test_from_a_model_keeps_known_words_and_adds_new_ones(data, library, tmp_path):
    *_, first = training(TrainJob(data, tmp_path / "one", steps=4), library)
    assert isinstance(first, TrainResult)
    parent, _ = load_checkpoint(first.model)
    extra = data[0].path / "hero" / "dragons"
    extra.mkdir()
    for file in sorted((data[0].path / "hero").glob("*.png")):
        copy = extra / f"{file.stem}q.png"
        Image.fromarray(np.rot90(read_rgba(file)).copy()).save(copy)
    job = TrainJob(data, tmp_path / "two", steps=1, start_from=str(first.model))
    *_, second = training(job, library)
    assert isinstance(second, TrainResult)
    child, card = load_checkpoint(second.model)
    assert child.vocabulary.words[: len(parent.vocabulary.words)] == parent.vocabulary.words
    assert "dragons" in child.vocabulary.words
    assert [record.steps for record in card.history] == [4, 1]
    assert card.history[1].started_from == parent.fingerprint()
    # One step of warm-up moves the weights little: they are the parent's, not fresh ones.
    moved = (child.vocabulary.rows[0] - parent.vocabulary.rows[0]).abs().max()
    assert moved < 0.05


def test_minutes_become_steps_once(data, library, tmp_path):
    job = TrainJob(data, tmp_path / "run", minutes=1e-6)
    events = list(training(job, library))
    assert isinstance(events[0], TrainStarted)
    assert events[0].steps == 1
    assert load_state(tmp_path / "run" / STATE)[1].config.steps == 1


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
def test_impossible_jobs_are_refused(data, library, tmp_path, change, reason):
    job = TrainJob(**{"data": data, "run": tmp_path / "run", "steps": 3, **change})
    with pytest.raises(JobError, match=reason):
        list(training(job, library))


def test_a_folder_that_holds_a_run_is_not_overwritten(data, library, tmp_path):
    job = TrainJob(data, tmp_path / "run", steps=2)
    list(training(job, library))
    with pytest.raises(JobError, match="holds a run already"):
        list(training(job, library))


def test_resuming_on_other_data_is_refused(data, library, tmp_path):
    list(training(TrainJob(data, tmp_path / "run", steps=2), library))
    for file in sorted((data[0].path / "hero").glob("*.png"))[:6]:
        file.unlink()
    with pytest.raises(JobError, match="the data is not what the run"):
        list(training(TrainJob(data, tmp_path / "run", resume=True), library))


def test_a_damaged_state_is_refused(data, library, tmp_path):
    list(training(TrainJob(data, tmp_path / "run", steps=2), library))
    state = tmp_path / "run" / STATE
    state.write_bytes(state.read_bytes()[:-100])
    with pytest.raises(CheckpointError, match="not a safetensors file"):
        list(training(TrainJob(data, tmp_path / "run", resume=True), library))


def test_a_full_disk_while_saving_leaves_the_last_save_whole(data, library, tmp_path, monkeypatch):
    monkeypatch.setattr(train, "AUTOSAVE_SECONDS", 0.0)
    run = tmp_path / "run"
    events = training(TrainJob(data, run, steps=50), library)
    while not (run / STATE).exists():
        next(events)

    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(run_state, "save_tensors", full)
        with pytest.raises(OSError, match="No space left"):
            list(events)
    kept = load_state(run / STATE)[1].step
    assert kept >= 1
    started = next(training(TrainJob(data, run, resume=True), library))
    assert isinstance(started, TrainStarted)
    assert started.step == kept


KILLED = """
import sys
from pathlib import Path
from sprite_studio.diffusion.device import Device
from sprite_studio.diffusion.training.trainer import Trainer, TrainStep
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.studio.train import train
from sprite_studio.studio.jobs.train import Source, TrainJob, TrainProgress
from sprite_studio.studio.library.models import ModelLibrary
import torch
torch.set_num_threads(1)
train.UNetConfig = lambda **_: UNetConfig(
    widths=(8, 8, 8), blocks=(1, 1, 1), embedding=8, context=8)
train.VALIDATE_EVERY = 3
train.AUTOSAVE_SECONDS = 0.1
none = Path(sys.argv[3])
library = ModelLibrary(none, none, none, Device("cpu", "CPU"))
job = TrainJob((Source(Path(sys.argv[1])),), Path(sys.argv[2]), steps=10_000)
for event in train.train(job, library):
    if isinstance(event, TrainProgress):
        print(event.step, repr(event.loss), flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_run_goes_on_from_its_last_save(data, library, tmp_path):
    run = tmp_path / "run"
    command = [sys.executable, "-c", KILLED, str(data[0].path), str(run), str(tmp_path / "none")]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | {"OMP_NUM_THREADS": "1"}
    ) as process:
        assert process.stdout is not None
        seen = [process.stdout.readline().split() for _ in range(12)]
        process.send_signal(signal.SIGKILL)
        process.wait()
        seen += [line.split() for line in process.stdout.read().splitlines()]
    before = {int(step): float(loss) for step, loss in seen}
    (run / ".state.safetensors.x.part").write_bytes(b"what a kill in the midst of a save leaves")
    events = training(TrainJob(data, run, resume=True), library)
    started = next(events)
    assert isinstance(started, TrainStarted)
    assert started.step >= 1
    assert not list(run.glob(".*.part"))
    for step, loss in enumerate(started.losses, start=1):
        assert loss == pytest.approx(before[step], rel=1e-6)
    # The steps that were taken after that save, and lost, are taken again exactly.
    for step in range(started.step + 1, max(before) + 1):
        again = next(events)
        assert isinstance(again, TrainProgress)
        assert again.loss == before[step]
    events.close()


def test_a_finished_model_is_kept_when_its_run_is_extended(data, library, tmp_path):
    run = tmp_path / "run"
    list(training(TrainJob(data, run, steps=5), library))
    finished = (run / MODEL).read_bytes()
    events = training(TrainJob(data, run, steps=50, resume=True), library)
    next(events)
    next(events)
    events.close()
    assert (run / "model-5.safetensors").read_bytes() == finished


def test_resuming_an_unfinished_run_keeps_its_total(data, library, tmp_path):
    run = tmp_path / "run"
    events = training(TrainJob(data, run, steps=40), library)
    next(events)
    next(events)
    events.close()
    plain = TrainJob(data, run, resume=True)
    for again in (plain, replace(plain, minutes=5.0), replace(plain, steps=40)):
        resumed = training(again, library)
        started = next(resumed)
        resumed.close()
        assert isinstance(started, TrainStarted)
        assert started.steps == 40


def test_a_loss_that_is_no_number_ends_the_run_and_spoils_no_save(
    data, library, tmp_path, monkeypatch
):
    run = tmp_path / "run"
    events = training(TrainJob(data, run, steps=40), library)
    next(events)
    next(events)
    good = (run / STATE).read_bytes()
    nan = TrainStep(2, float("nan"), 1e-3)
    monkeypatch.setattr(Trainer, "train", lambda self, batches: iter([nan]))
    with pytest.raises(JobError, match="is not a number"):
        list(training(TrainJob(data, run, resume=True), library))
    assert (run / STATE).read_bytes() == good
    events.close()
