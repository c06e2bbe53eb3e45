"""One process trains in a folder; what fails to begin or to be resumed changes nothing there."""

import math
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sprite_studio.diffusion.networks.checkpoint import load_checkpoint
from sprite_studio.diffusion.training.parallel import Ranks
from sprite_studio.errors import UserError
from sprite_studio.file_lock import HeldError
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.training.train import (
    Importing,
    Source,
    TrainJob,
    TrainProgress,
    TrainResult,
    TrainStarted,
)
from sprite_studio.studio.train import train
from sprite_studio.studio.train.runs.files import (
    BEFORE_DECAY,
    MODEL,
    ORDER,
    STATE,
    list_runs,
    new_run_folder,
    read_order,
)
from sprite_studio.studio.train.runs.state import load_state


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@pytest.fixture
def finished(data, ten_steps) -> TrainJob:
    """Resumes a run that is done."""
    return TrainJob(data, ten_steps, resume=True)


def with_fewer_sprites(job: TrainJob) -> TrainJob:
    folder = shutil.copytree(job.data[0].path, job.run.parent / "fewer" / "data")
    for file in sorted((folder / "hero").glob("*.png"))[:6]:
        file.unlink()
    return replace(job, data=(Source(folder),))


def with_another_sprite(job: TrainJob) -> TrainJob:
    folder = shutil.copytree(job.data[0].path, job.run.parent / "more" / "data")
    Image.fromarray(np.full((16, 16, 4), 255, np.uint8)).save(folder / "hero" / "a_white.png")
    return replace(job, data=(Source(folder),))


def without_before_decay(job: TrainJob) -> TrainJob:
    (job.run / BEFORE_DECAY).unlink()
    return job


def with_damaged_before_decay(job: TrainJob) -> TrainJob:
    path = job.run / BEFORE_DECAY
    path.write_bytes(path.read_bytes()[:-100])
    return job


def with_damaged_state(job: TrainJob) -> TrainJob:
    path = job.run / STATE
    path.write_bytes(path.read_bytes()[:-100])
    return job


@pytest.mark.parametrize(
    ("spoil", "change", "reason"),
    [
        (with_fewer_sprites, {"minutes": 10.0}, "the data is not what the run"),
        (with_fewer_sprites, {"steps": 20}, "the data is not what the run"),
        (with_fewer_sprites, {}, "the data is not what the run"),
        (with_another_sprite, {"steps": 20}, "the data is not what the run"),
        (without_before_decay, {"minutes": 10.0}, "cannot be extended"),
        (with_damaged_before_decay, {"steps": 20}, "before-decay.safetensors"),
        (with_damaged_state, {"steps": 20}, "state.safetensors is damaged: it is cut short"),
        (lambda job: job, {"steps": 8}, "has taken 10 steps already"),
        (lambda job: job, {"steps": -1}, "steps must be at least 1"),
        (lambda job: job, {"minutes": math.nan}, "minutes must be more than 0"),
        (lambda job: job, {"data": (Source(Path("/nowhere")),)}, "/nowhere does not exist"),
    ],
)
def test_a_resume_that_fails_changes_nothing(finished, training, spoil, change, reason):
    job = replace(spoil(finished), **change)
    before = contents(job.run)
    with pytest.raises(UserError, match=reason):
        list(training(job))
    assert contents(job.run) == before
    if spoil is not with_damaged_state:
        *_, result = training(replace(job, data=finished.data, steps=None, minutes=None))
        assert isinstance(result, TrainResult)


def test_a_model_stays_in_its_place_until_the_longer_run_has_another(finished, training):
    run = finished.run
    model = (run / MODEL).read_bytes()
    events = training(replace(finished, steps=30))
    started = next(events)
    assert isinstance(started, TrainStarted)
    assert started.step == 8
    assert (run / MODEL).read_bytes() == model
    next(events)
    assert (run / "model-10.safetensors").read_bytes() == model
    events.close()
    load_checkpoint(run / MODEL)


def test_a_process_that_does_not_lead_writes_nothing(finished, library, small_networks):
    before = contents(finished.run)
    follower = Ranks(rank=1)
    events = list(train.train(replace(finished, steps=12), library, follower))
    assert isinstance(events[-1], TrainResult)
    assert contents(finished.run) == before


def test_the_second_in_one_folder_is_told_who_trains_there(data, training, tmp_path):
    job = TrainJob(data, tmp_path / "run", steps=6)
    first = training(job)
    next(first)
    for second in (job, replace(job, resume=True)):
        with pytest.raises(HeldError, match=f"is being trained by process {os.getpid()} on"):
            list(training(second))
    *_, result = first
    assert isinstance(result, TrainResult)
    assert result.finished
    assert list_runs(tmp_path)[0].state == "finished"


def test_two_processes_that_start_in_one_folder_do_not_share_it(data, tmp_path):
    program = """
import sys
from pathlib import Path
from sprite_studio.errors import UserError
from sprite_studio.studio.jobs.training.train import Source, TrainJob
from sprite_studio.studio.train.runs.owner import owned_run
job = TrainJob((Source(Path("forge")),), Path(sys.argv[1]), steps=1)
print("ready", flush=True)
sys.stdin.readline()
try:
    with owned_run(job, leads=True):
        print("mine", flush=True)
        sys.stdin.readline()
except UserError as error:
    print(error, flush=True)
"""
    command = [sys.executable, "-c", program, str(tmp_path / "run")]
    both = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in both:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    told = [process.stdout.readline() for process in both if process.stdout]
    assert "mine\n" in told
    (refused,) = [line for line in told if line != "mine\n"]
    assert "is being trained by process" in refused or "holds a run already" in refused
    for process in both:
        process.communicate("\n")


@pytest.mark.parametrize("is_there", [False, True])
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"data": (Source(Path("/nowhere")),)}, "/nowhere does not exist"),
        ({"start_from": "nothing"}, "no model 'nothing'"),
        ({"steps": 10**30}, "steps must be at least 1 and at most"),
        ({"minutes": math.inf, "steps": None}, "minutes must be more than 0 and at most"),
        ({"seed": -1}, "seed must be between 0"),
        ({"seed": 2**64}, "seed must be between 0"),
        ({"data": ()}, "name a folder with --data"),
    ],
)
def test_a_run_that_fails_to_begin_leaves_nothing(
    data, training, tmp_path, change, reason, is_there
):
    run = tmp_path / "run"
    if is_there:
        run.mkdir()
    with pytest.raises(UserError, match=reason):
        list(training(replace(TrainJob(data, run, steps=3), **change)))
    assert run.exists() == is_there
    assert not is_there or not contents(run)


def test_a_folder_that_was_reserved_goes_with_a_run_that_fails_to_begin(training, tmp_path):
    run = new_run_folder(tmp_path)
    with pytest.raises(UserError, match="does not exist"):
        list(training(TrainJob((Source(Path("/nowhere")),), run, steps=3)))
    assert list(tmp_path.glob("run-*")) == []


def test_a_folder_with_a_model_is_not_trained_in(data, training, tmp_path):
    run = tmp_path / "run"
    run.mkdir()
    (run / MODEL).write_bytes(b"somebody's")
    with pytest.raises(JobError, match="holds a model already"):
        list(training(TrainJob(data, run, steps=3)))
    assert contents(run) == {MODEL: b"somebody's"}


def test_a_file_is_no_folder_to_train_in(data, training, tmp_path):
    (tmp_path / "run").write_text("mine")
    with pytest.raises(JobError, match="is a file; choose another folder"):
        list(training(TrainJob(data, tmp_path / "run", steps=3)))


def test_a_run_that_is_paused_while_sprites_are_read_goes_on(
    data, library, training, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    job = TrainJob((Source(Path("data")),), tmp_path / "run", steps=4, seed=5, name="mine")
    events = train.train(job, library)
    assert isinstance(next(events), Importing)
    assert list_runs(tmp_path)[0].state == "running"
    events.close()
    (found,) = list_runs(tmp_path)
    assert (found.state, found.step, found.steps) == ("stopped", 0, 4)
    assert found.job is not None
    monkeypatch.chdir("/")
    *_, result = training(found.job)
    assert isinstance(result, TrainResult)
    assert result.finished
    _, info, card, _ = load_state(job.run / STATE)
    assert (info.config.seed, card.name) == (5, "mine")
    assert list_runs(tmp_path)[0].state == "finished"


def test_it_can_be_begun_anew_instead(data, library, training, tmp_path):
    events = train.train(TrainJob(data, tmp_path / "run", steps=4), library)
    next(events)
    events.close()
    *_, result = training(TrainJob(data, tmp_path / "run", steps=2))
    assert isinstance(result, TrainResult)
    assert result.step == 2


def test_a_resume_that_fails_before_the_first_save_keeps_the_order(
    data, library, training, tmp_path
):
    events = train.train(TrainJob(data, tmp_path / "run", steps=4), library)
    next(events)
    events.close()
    shutil.move(data[0].path, tmp_path / "away")
    before = contents(tmp_path / "run")
    with pytest.raises(UserError, match="does not exist"):
        list(training(TrainJob((), tmp_path / "run", resume=True)))
    assert contents(tmp_path / "run") == before


def test_a_run_goes_on_without_being_told_its_data_wherever_they_are_now(data, training, tmp_path):
    run = tmp_path / "run"
    events = training(TrainJob(data, run, steps=9))
    assert any(isinstance(event, TrainProgress) for event in events)
    events.close()
    moved = tmp_path / "elsewhere" / "data"
    moved.parent.mkdir()
    shutil.move(data[0].path, moved)
    with pytest.raises(UserError, match="does not exist"):
        list(training(TrainJob((), run, resume=True)))
    events = training(TrainJob((Source(moved),), run, resume=True))
    next(events)
    events.close()
    order = read_order(run)
    assert order is not None
    assert order.data == (Source(moved),)
    *_, result = training(TrainJob((), run, resume=True))
    assert isinstance(result, TrainResult)
    assert result.step == 9


def test_a_run_of_the_first_version_is_resumed_on_what_is_named(data, training, tmp_path):
    run = tmp_path / "run"
    list(training(TrainJob(data, run, steps=3)))
    (run / ORDER).unlink()
    with pytest.raises(JobError, match=r"say what the run in .* was trained on, with --data"):
        list(training(TrainJob((), run, resume=True)))
    list(training(TrainJob(data, run, resume=True)))
    assert list_runs(tmp_path)[0].job == TrainJob(data, run, resume=True)


@pytest.mark.parametrize(
    "name", [".state.safetensors.x1y2.part", ".tmpAb3dE9", ".sprite-studio-0.part"]
)
def test_what_a_kill_left_is_gone_after_the_next_start(finished, training, name):
    (finished.run / name).write_bytes(b"half a state")
    list(training(finished))
    assert name not in contents(finished.run)


def test_a_folder_that_cannot_be_written_is_named(data, training, tmp_path):
    run = tmp_path / "run"
    run.mkdir(mode=0o500)
    if os.access(run, os.W_OK):
        pytest.skip("this user may write everywhere")
    with pytest.raises(PermissionError) as caught:
        list(training(TrainJob(data, run, steps=3)))
    assert caught.value.filename == str(run)
