"""What the worker does for each job about the history."""

from collections.abc import Callable, Generator
from typing import TypeVar

from sprite_studio.studio.jobs.recipes.history import (
    KeepJob,
    KeepResult,
    ListJob,
    ListResult,
    ReadJob,
    ReadResult,
    SweepJob,
    SweepProgress,
    SweepResult,
    ThumbnailsJob,
    ThumbnailsResult,
)
from sprite_studio.studio.library.database import DamagedError
from sprite_studio.studio.library.history import sweep as sweeping
from sprite_studio.studio.library.history.store import History

T = TypeVar("T")


def keep(job: KeepJob, history: History) -> Generator[KeepResult, None, None]:
    """Raises StoreError, OSError, as all here do."""
    yield KeepResult(_mended(history, lambda: history.add(job.images, job.recipe)))


def list_entries(job: ListJob, history: History) -> Generator[ListResult, None, None]:
    entries = _mended(history, lambda: history.find(job.shelves, job.text))
    first = [history.thumbnail(id_) for id_, _ in entries[: job.thumbnails]]
    there = tuple(thumbnail for thumbnail in first if thumbnail is not None)
    yield ListResult(entries, there, history.is_complete)


def read_thumbnails(
    job: ThumbnailsJob, history: History
) -> Generator[ThumbnailsResult, None, None]:
    read = _mended(history, lambda: {id_: history.thumbnail(id_) for id_ in job.ids})
    there = tuple(thumbnail for thumbnail in read.values() if thumbnail is not None)
    yield ThumbnailsResult(there, tuple(id_ for id_, found in read.items() if found is None))


def read(job: ReadJob, history: History) -> Generator[ReadResult, None, None]:
    """Raises ImageError and RecipeError where the picture is damaged, too."""
    yield ReadResult(_mended(history, lambda: history.read(job.id)))


def sweep(job: SweepJob, history: History) -> Generator[SweepProgress | SweepResult, None, None]:
    try:
        yield from sweeping.sweep(history)
    except DamagedError:
        history.set_aside()
        yield from sweeping.sweep(history)


def _mended(history: History, act: Callable[[], T]) -> T:
    """With an index that was damaged it is done again with a new one, which a sweep will fill."""
    try:
        return act()
    except DamagedError:
        history.set_aside()
        return act()
