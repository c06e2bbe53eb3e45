"""Export: what is in the files is worked out in memory, step by step; only then are they written.

So an export that is cancelled, or killed on its way, leaves the folder as it was; what a kill left
half written the next export there takes away. All files are beside their places before the first
one takes its own.
"""

import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from sprite_studio.art.export.steps import Steps, part_of
from sprite_studio.atomic_write import atomic_write, remove_stale_parts
from sprite_studio.studio.export.characters import encode_characters
from sprite_studio.studio.export.destination import (
    GIF,
    LOSSES,
    NOTES,
    PICTURE,
    REPORT,
    RUN,
    SHEET,
    SOUND,
    Kind,
)
from sprite_studio.studio.export.engine_files import (
    apart_from_kept,
    check_sources,
    encode_engine_files,
)
from sprite_studio.studio.export.losses import encode_losses
from sprite_studio.studio.export.report import encode_report
from sprite_studio.studio.export.run import encode_animation, encode_run
from sprite_studio.studio.export.sheet import Files, encode_folder, encode_sheet, encode_single
from sprite_studio.studio.export.staged import write_all
from sprite_studio.studio.export.tunes import encode_notes, encode_sound
from sprite_studio.studio.export.writable import check, check_folder, missing_folder, saving
from sprite_studio.studio.jobs.export import (
    CharacterSheet,
    ComparisonReport,
    EngineFiles,
    ExportJob,
    ExportProgress,
    ExportResult,
    LossReport,
    Sheet,
    SingleSprite,
    SpriteAnimation,
    SpriteFolder,
    TuneNotes,
    TuneSound,
    WatchedRun,
)

T = TypeVar("T")

STEPS = 100
"""Of every job: what is packed and what is written has steps of its own, of any length."""


def export(job: ExportJob) -> Generator[ExportProgress | ExportResult, None, None]:
    """Yields an ExportProgress a step and one ExportResult; close it to cancel.

    Raises JobError for an impossible layout, DestinationError for a file that cannot be written.
    """
    start = time.perf_counter()
    kind, encoding = _plan(job)
    kept: tuple[Path, ...] = ()
    if kind is None:
        if not (job.make_folder and missing_folder(job.path / "a file") is not None):
            check_folder(job.path)
        files = yield from _told(part_of(encoding, 0.0, 0.5), start)
        files, kept = apart_from_kept(files)
        check_sources(files, job.content)
        with _made(job.path), saving(job.path):
            yield from _told(part_of(write_all(job.path, files), 0.5, 1.0), start)
    else:
        check(job.path, kind, make_folder=job.make_folder)
        files = yield from _told(encoding, start)
        remove_stale_parts(job.path.parent)
        with _made(job.path.parent), saving(job.path):
            _write_together(list(files.items()))
    yield ExportResult(tuple(files), kept)


def _plan(job: ExportJob) -> tuple[Kind | None, Steps[Files]]:
    """What is written, if not a folder's files, and how it is worked out."""
    match job.content:
        case Sheet():
            return SHEET, encode_sheet(job.path, job.content)
        case CharacterSheet():
            kind = PICTURE if job.content.json is None else SHEET
            return kind, encode_characters(job.path, job.content)
        case SingleSprite():
            return PICTURE, encode_single(job.path, job.content)
        case SpriteFolder():
            return None, encode_folder(job.path, job.content)
        case SpriteAnimation():
            return GIF, encode_animation(job.path, job.content)
        case WatchedRun():
            return RUN, encode_run(job.path, job.content)
        case ComparisonReport():
            return REPORT, encode_report(job.path, job.content)
        case LossReport():
            return LOSSES, encode_losses(job.path, job.content)
        case TuneSound():
            return SOUND, encode_sound(job.path, job.content)
        case TuneNotes():
            return NOTES, encode_notes(job.path, job.content)
        case EngineFiles():
            return None, encode_engine_files(job.path, job.content)


def _told(steps: Steps[T], start: float) -> Generator[ExportProgress, None, T]:
    """The steps as reports of progress. Args: start: of the job."""
    with closing(steps):
        while True:
            try:
                done = next(steps)
            except StopIteration as end:
                return end.value
            yield ExportProgress(round(STEPS * done), STEPS, time.perf_counter() - start)


def _write_together(files: Sequence[tuple[Path, bytes]]) -> None:
    """All are beside their places before one takes its own. The first, which is the largest, is the
    first to do so: where there is no room for it, nothing has changed."""
    path, data = files[-1]

    def write(beside: Path) -> None:
        beside.write_bytes(data)
        if len(files) > 1:
            _write_together(files[:-1])

    atomic_write(path, write)


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """The folder is there; those that had to be made go again where its file cannot be written."""
    missing = [part for part in (folder, *folder.parents) if not part.exists()]
    try:
        with saving(folder):
            folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for part in missing:  # the innermost first
            with suppress(OSError):
                part.rmdir()
        raise
