"""Runs on disk are listed with their state, whatever lies in their folders."""

import json
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprite_studio.art.sheet import Grid
from sprite_studio.file_lock import held
from sprite_studio.studio.jobs.training.train import Source, TrainJob
from sprite_studio.studio.train.runs.files import (
    FORGOTTEN_SECONDS,
    LOCK,
    MAX_ORDER,
    MODEL,
    ORDER,
    STATE,
    RunFileError,
    list_runs,
    new_run_folder,
    read_order,
    read_run,
    read_saved,
    write_order,
)


def write_state(folder: Path, step: int, steps: int, missing: int = 0) -> None:
    """The least that is a state: eight bytes of one tensor, `missing` of them cut off."""
    run = {"config": {"steps": steps, "seed": 0}, "step": step, "data_fingerprint": "abc"}
    header = json.dumps(
        {
            "__metadata__": {"training_run": json.dumps(run), "sprite_studio": "{}"},
            "losses": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]},
        }
    ).encode()
    data = struct.pack("<Q", len(header)) + header + bytes(8 - missing)
    (folder / STATE).write_bytes(data)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A reserved folder in a folder of runs."""
    return new_run_folder(tmp_path / "runs")


def test_run_folders_are_reserved_as_they_are_named(tmp_path):
    runs = tmp_path / "runs"
    assert [new_run_folder(runs).name for _ in range(3)] == ["run-1", "run-2", "run-3"]
    assert (runs / "run-3").is_dir()


def test_two_processes_never_reserve_the_same_folder(tmp_path):
    program = """
import sys
from pathlib import Path
from sprite_studio.studio.train.runs.files import new_run_folder
sys.stdin.readline()
for _ in range(50):
    print(new_run_folder(Path(sys.argv[1])).name)
"""
    command = [sys.executable, "-c", program, str(tmp_path / "runs")]
    both = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for process in both:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    names = [name for process in both for name in process.communicate()[0].split()]
    assert len(set(names)) == len(names) == 100


def test_a_folder_that_a_dead_process_reserved_is_used_again(run):
    (run.parent / "run-2").mkdir()
    long_ago = run.stat().st_mtime - FORGOTTEN_SECONDS - 1
    os.utime(run, (long_ago, long_ago))
    assert new_run_folder(run.parent) == run


def test_what_was_asked_for_is_read_back(run, tmp_path, monkeypatch):
    (tmp_path / "mine").mkdir()
    (tmp_path / "old.safetensors").touch()
    monkeypatch.chdir(tmp_path)
    sources = (Source(Path("mine"), 0.5, Grid(16, 1, 2)), Source(Path("forge"), 0.5))
    job = TrainJob(sources, run, minutes=2.5, start_from="old.safetensors", seed=7, name="n")
    write_order(run, job)
    monkeypatch.chdir("/")
    order = read_order(run)
    assert order is not None
    assert order.data == (Source(tmp_path / "mine", 0.5, Grid(16, 1, 2)), sources[1])
    assert order.start_from == str(tmp_path / "old.safetensors")
    assert (order.minutes, order.steps, order.seed, order.name) == (2.5, None, 7, "n")


def test_a_run_is_known_from_the_moment_it_starts(run):
    assert list_runs(run.parent) == []
    job = TrainJob((Source(Path("forge")),), run, minutes=1.0)
    write_order(run, job)
    (found,) = list_runs(run.parent)
    assert (found.name, found.state, found.step, found.saved) == ("run-1", "stopped", 0, None)
    assert found.job == TrainJob(job.data, run, resume=True)
    with held(run / LOCK, "it is trained"):
        assert list_runs(run.parent)[0].state == "running"
    assert list_runs(run.parent)[0].state == "stopped"


@pytest.mark.parametrize(("step", "state"), [(3, "stopped"), (10, "finished")])
def test_a_saved_run_says_how_far_it_came(run, step, state):
    write_state(run, step, 10)
    (run / MODEL).touch()
    (found,) = list_runs(run.parent)
    assert (found.state, found.step, found.steps, found.has_model) == (state, step, 10, True)
    assert found.saved == (run / STATE).stat().st_mtime
    assert found.job is None, "version 0.1.0 did not record where the data lies"


def test_the_last_one_used_comes_first(run):
    other = new_run_folder(run.parent)
    for folder, when in ((run, 2_000_000_000), (other, 1_000_000_000)):
        write_state(folder, 1, 2)
        os.utime(folder / STATE, (when, when))
    assert [found.folder for found in list_runs(run.parent)] == [run, other]


def test_a_damaged_run_says_what_is_wrong_and_hides_no_other(run):
    other = new_run_folder(run.parent)
    write_state(run, 1, 2, missing=3)
    write_state(other, 1, 2)
    states = {found.name: found for found in list_runs(run.parent)}
    assert states["run-1"].state == "damaged"
    assert "cut short" in states["run-1"].problem
    assert states["run-2"].state == "stopped"


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
@pytest.mark.parametrize("name", [STATE, ORDER])
def test_a_pipe_in_a_run_is_not_waited_for_and_hides_no_other(run, name):
    os.mkfifo(run / name)
    write_state(new_run_folder(run.parent), 1, 2)
    states = {found.name: found for found in list_runs(run.parent)}
    assert "is a pipe, not a file" in states["run-1"].problem
    assert states["run-2"].state == "stopped"


def test_an_order_of_many_megabytes_is_not_read(run):
    (run / ORDER).touch()
    os.truncate(run / ORDER, MAX_ORDER + 1)
    with pytest.raises(RunFileError, match="is larger than 1 MB"):
        read_order(run)


def test_what_is_no_run_is_not_listed(run):
    (run.parent / "notes.txt").write_text("mine")
    (run.parent / "gone").symlink_to(run.parent / "nowhere")
    (run.parent / "only-a-model").mkdir()
    (run.parent / "only-a-model" / MODEL).touch()
    assert list_runs(run.parent) == []
    assert list_runs(run.parent / "nothing") == []


@given(
    data=st.binary(max_size=200) | st.builds(lambda h: struct.pack("<Q", len(h)) + h, st.binary())
)
def test_no_bytes_make_reading_a_run_fail(data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    (folder / STATE).write_bytes(data)
    with pytest.raises(RunFileError):
        read_saved(folder)
    (folder / ORDER).write_bytes(data)
    found = read_run(folder)
    assert found is not None
    assert found.state == "damaged"


ANYTHING = st.sampled_from([None, True, -1, 2**70, 1.5, "", "x", [], [1, "x"], {}, {"tile": 0}])


@given(
    order=st.dictionaries(st.sampled_from(["data", "run", "steps", "minutes", "seed"]), ANYTHING),
    source=st.dictionaries(st.sampled_from(["path", "weight", "grid"]), ANYTHING),
)
def test_no_order_does_either(order, source, tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    (folder / ORDER).write_text(json.dumps({"data": [source], "run": ".", **order}))
    found = read_run(folder)
    assert found is not None
    assert found.state == ("stopped" if found.job else "damaged")


def test_runs_are_listed_without_torch():
    program = """
import sys
import sprite_studio.studio.train.runs.files
assert "torch" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)
