"""Rename and delete runs."""

from collections.abc import Container, Generator, Iterator
from contextlib import suppress
from pathlib import Path

from sprite_studio.file_lock import is_held
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.training.shelf import (
    DeleteRunJob,
    DeleteRunResult,
    RenameRunJob,
    RenameRunResult,
)
from sprite_studio.studio.library.model_place import free_name
from sprite_studio.studio.train.runs.files import FILM, LOCK, MODEL, ORDER, STATE, read_run

_FIRST = (MODEL, STATE, ORDER)
"""Without these a folder is no run: what a kill leaves of one that is deleted is not offered."""

_OTHERS = ("*.safetensors", f"{FILM}/*.safetensors", f"{FILM}/.*.part", ".*.part")


def rename_run(
    job: RenameRunJob, runs: Path, taken: Container[str]
) -> Generator[RenameRunResult, None, None]:
    """Yields one RenameRunResult. Raises JobError, OSError.

    Args: runs: folder of all runs; taken: names of models that are installed.
    """
    folder = _at_rest(job.folder, runs)
    name = free_name(job.name, taken)
    place = runs / name
    if place.exists():
        raise JobError(f"there is a run {name!r} already; take another name")
    folder.rename(place)
    yield RenameRunResult(place)


def delete_run(job: DeleteRunJob, runs: Path) -> Generator[DeleteRunResult | None, None, None]:
    """Yields one DeleteRunResult, and None where other work may go first. What is not the run's
    stays, and so does its folder then. Raises JobError, OSError.

    Args: runs: folder of all runs.
    """
    folder = _at_rest(job.folder, runs)
    if folder.is_symlink():  # what it leads to is somebody else's
        folder.unlink()
        yield DeleteRunResult(())
        return
    for path in _own_files(folder):
        path.unlink(missing_ok=True)
        yield None
    for emptied in (folder / FILM, folder):
        with suppress(OSError):  # it is not there, or not empty
            emptied.rmdir()
    left = tuple(sorted(path.name for path in folder.iterdir())) if folder.exists() else ()
    yield DeleteRunResult(left)


def _own_files(folder: Path) -> Iterator[Path]:
    yield from (folder / name for name in _FIRST)
    for pattern in _OTHERS:
        yield from sorted(folder.glob(pattern))
    yield folder / LOCK


def _at_rest(folder: Path, runs: Path) -> Path:
    """A run among `runs` that nobody trains. Raises JobError."""
    if folder.parent != runs or read_run(folder) is None:
        raise JobError(f"there is no run in {folder} any more; open the list anew")
    if is_held(folder / LOCK):
        raise JobError(f"the run {folder.name!r} is being trained; stop it first")
    return folder
