"""Who trains in a run's folder: one process at a time, and what it was asked for is on the disk."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

from sprite_studio.file_lock import held
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.training.train import TrainJob
from sprite_studio.studio.library.models import seen_path
from sprite_studio.studio.train.runs.files import (
    LOCK,
    MODEL,
    ORDER,
    STATE,
    RunFileError,
    is_reserved,
    lasting,
    read_order,
    write_order,
)
from sprite_studio.studio.train.runs.leftovers import clear_film


@contextmanager
def owned_run(job: TrainJob, leads: bool) -> Iterator[TrainJob]:
    """Own the folder of a run while it trains. Yields what is to be done.

    A new run is recorded before anything else happens; if it fails before its first save, nothing
    of it is left. A run of which nothing was saved is not resumed but begun, as it was asked for.

    Args: leads: whether this process writes, or another that trains with it.
    Raises JobError, HeldError, OSError.
    """
    what = _resumed(job) if job.resume else _new(job)
    if not leads:
        yield what
        return
    folder = job.run
    made = not folder.exists() or is_reserved(folder)
    folder.mkdir(exist_ok=True)
    try:
        with held(folder / LOCK, f"the run in {folder} is being trained"):
            if not job.resume:
                _new(job)  # again: another process may have trained in it meanwhile
                write_order(folder, what)
            try:
                yield what
            except Exception:
                if not job.resume and not (folder / STATE).exists():
                    (folder / ORDER).unlink(missing_ok=True)
                    seen_path(folder / MODEL).unlink(missing_ok=True)
                    clear_film(folder)
                raise
    finally:
        if made:
            with suppress(OSError):  # it is not empty
                folder.rmdir()


def record(job: TrainJob) -> None:
    """Where the data of a run that is gone on with lies now. Raises OSError."""
    before = None
    with suppress(RunFileError):
        before = read_order(job.run)
    now = lasting(replace(before or job, data=job.data))
    if now != before:
        write_order(job.run, now)


def _new(job: TrainJob) -> TrainJob:
    folder = job.run
    if (folder / STATE).exists():
        raise JobError(f"{folder} holds a run already; resume it, or choose another folder")
    if (folder / MODEL).exists():
        raise JobError(f"{folder} holds a model already; choose another folder")
    if not folder.parent.is_dir():
        raise JobError(f"the folder {folder.parent} does not exist; make it first")
    if folder.exists() and not folder.is_dir():
        raise JobError(f"{folder} is a file; choose another folder")
    return job


def _resumed(job: TrainJob) -> TrainJob:
    folder, saved = job.run, (job.run / STATE).exists()
    order = None
    try:
        order = read_order(folder)
    except RunFileError:
        if not (saved and job.data):  # which are enough
            raise
    if not saved and order is None:
        raise JobError(f"{folder} holds no run to resume; start one without --resume")
    data = job.data or (order.data if order else ())
    if not data:
        raise JobError(f"say what the run in {folder} was trained on, with --data")
    if order is None:
        return replace(job, data=data)
    if saved:
        return replace(job, data=data, network=order.network)
    length = (order.steps, order.minutes)
    if job.steps is not None or job.minutes is not None:
        length = (job.steps, job.minutes)
    return replace(order, run=folder, data=data, steps=length[0], minutes=length[1])
