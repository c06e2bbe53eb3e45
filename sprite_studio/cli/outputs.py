"""What commands that save pictures share: where those go, and saving them with progress."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from sprite_studio.cli.common import progress_bar, until_interrupted
from sprite_studio.studio.export.destination import Kind, destination
from sprite_studio.studio.export.writable import check, check_apart
from sprite_studio.studio.jobs.export import Content, ExportJob, ExportResult


def output_files(
    asked: Sequence[tuple[str | None, Kind]], sources: Iterable[Path | None]
) -> list[Path | None]:
    """Where to save, looked at before anything is drawn; None where nothing was asked for.

    Args:
        asked: as typed, and what it is.
        sources: files that the command reads, or None.

    Raises DestinationError.
    """
    read = [source for source in sources if source is not None]
    paths: list[Path | None] = []
    written: list[Path] = []
    for text, kind in asked:
        path = None if text is None else destination(text, kind)
        paths.append(path)
        if path is not None:
            check(path, kind, read)
            written += kind.files(path)
    check_apart(written)
    return paths


def save(content: Content, path: Path) -> list[Path]:
    """Export, and say how far it is; the files. Raises JobError, DestinationError."""
    return list(exported(ExportJob(content, path)).files)


def exported(job: ExportJob) -> ExportResult:
    """The same for any job."""
    from sprite_studio.studio.export.export import export

    result = None
    with progress_bar("saving") as progress:
        for event in until_interrupted(export(job)):
            if isinstance(event, ExportResult):
                result = event
            else:
                progress.update(progress.task_ids[0], completed=event.step, total=event.steps)
    assert result is not None  # a job that is not cancelled ends with its result
    return result
