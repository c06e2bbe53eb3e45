"""Runs are renamed and deleted, and nothing else is."""

from pathlib import Path

import pytest

from sprite_studio.file_lock import held
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.training.shelf import (
    DeleteRunJob,
    DeleteRunResult,
    RenameRunJob,
    RenameRunResult,
)
from sprite_studio.studio.jobs.training.train import Source, TrainJob
from sprite_studio.studio.train.runs.files import LOCK, MODEL, list_runs, read_run, write_order
from sprite_studio.studio.train.shelf.changes import delete_run, rename_run


@pytest.fixture
def runs(tmp_path) -> Path:
    return tmp_path / "runs"


@pytest.fixture
def run(runs) -> Path:
    """One that was begun, with a model, a film and what a kill left."""
    folder = runs / "run-1"
    (folder / "film").mkdir(parents=True)
    write_order(folder, TrainJob((Source(Path("forge")),), folder, minutes=1.0))
    for name in (MODEL, "model.seen.safetensors", "model-40.safetensors", ".x.part"):
        (folder / name).write_bytes(b"1234")
    (folder / "film" / "00000001.safetensors").write_bytes(b"12345678")
    return folder


def renamed(run: Path, name: str, taken=()) -> Path:
    (result,) = rename_run(RenameRunJob(run, name), run.parent, taken)
    assert isinstance(result, RenameRunResult)
    return result.folder


def left_by(run: Path) -> tuple[str, ...]:
    *_, result = delete_run(DeleteRunJob(run), run.parent)
    assert isinstance(result, DeleteRunResult)
    return result.left


def test_a_run_has_another_name_and_can_be_gone_on_with_there(run, runs):
    folder = renamed(run, " my foods ")
    assert folder == runs / "my foods"
    (found,) = list_runs(runs)
    assert (found.name, found.has_model) == ("my foods", True)
    assert found.job is not None
    assert found.job.run == folder


@pytest.mark.parametrize("name", ["", "a/b", "../x", "CON", "x.live"])
def test_what_is_no_name_is_refused(run, name):
    with pytest.raises(JobError, match="cannot be a file's name"):
        renamed(run, name)
    assert run.is_dir()


def test_a_name_that_is_taken_is_refused(run, runs):
    (runs / "other").mkdir()
    with pytest.raises(JobError, match="there is a run 'other' already"):
        renamed(run, "other")
    with pytest.raises(JobError, match="there is a model 'base' already"):
        renamed(run, "base", {"base"})


def test_a_deleted_run_is_gone_whole(run, runs):
    assert left_by(run) == ()
    assert list(runs.iterdir()) == []


def test_what_is_not_the_runs_stays(run, runs):
    (run / "notes.txt").write_text("mine")
    assert left_by(run) == ("notes.txt",)
    assert [path.name for path in run.iterdir()] == ["notes.txt"]
    assert list_runs(runs) == []


def test_a_run_that_is_half_deleted_is_none(run, runs):
    deleting = delete_run(DeleteRunJob(run), runs)
    for _ in range(3):
        next(deleting)
    deleting.close()
    assert read_run(run) is None
    assert not (run / MODEL).exists()


def test_a_run_elsewhere_that_is_linked_here_loses_its_link_only(run, runs, tmp_path):
    link = tmp_path / "other" / "linked"
    link.parent.mkdir()
    try:
        link.symlink_to(run)
    except OSError:
        pytest.skip("links cannot be made here")
    assert left_by(link) == ()
    assert not link.exists()
    assert (run / MODEL).exists()


def test_a_run_that_is_being_trained_is_left_alone(run):
    with held(run / LOCK, "training"):
        with pytest.raises(JobError, match="'run-1' is being trained; stop it first"):
            left_by(run)
        with pytest.raises(JobError, match="being trained"):
            renamed(run, "other")
    assert (run / MODEL).exists()


def test_only_runs_among_the_others_can_be_meant(run, tmp_path):
    with pytest.raises(JobError, match="no run"):
        list(delete_run(DeleteRunJob(run), tmp_path))
    with pytest.raises(JobError, match="no run"):
        list(delete_run(DeleteRunJob(run.parent / "gone"), run.parent))


def test_the_list_tells_what_a_run_takes(run):
    found = read_run(run)
    assert found is not None
    files = [path for path in run.rglob("*") if path.is_file()]
    assert found.size == sum(path.stat().st_size for path in files)
