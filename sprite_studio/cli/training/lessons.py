"""How a lesson is followed at a terminal, and what it drew on its way saved."""

from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from sprite_studio.art.sprite import Pixels
from sprite_studio.cli.common import progress_bar, until_interrupted
from sprite_studio.studio.export.writable import saving
from sprite_studio.studio.jobs.training.lesson import LessonProgress

Learned = TypeVar("Learned")

ZOOM = 6
"""Screen pixels a sprite pixel in the picture of what it drew."""


def follow_lesson(
    what: str,
    events: Generator[Any, None, None],
    kind: type[Learned],
    tell: Callable[[Any], object] = lambda event: None,
) -> tuple[Learned, list[Pixels]]:
    """Its result, and what it drew on its way; a bar moves meanwhile.

    Args: what: is done; kind: of the result; tell: is given whatever is neither that nor a step.
    """
    previews: list[Pixels] = []
    result: Learned | None = None
    with progress_bar(what) as progress:
        for event in until_interrupted(events):
            if isinstance(event, kind):
                result = event
            elif isinstance(event, LessonProgress):
                progress.update(progress.task_ids[0], completed=event.step, total=event.steps)
                if event.preview is not None:
                    previews += list(event.preview)
            else:
                tell(event)
    assert result is not None  # a lesson that is not cancelled ends with its result
    return result, previews


def save_previews(file: Path | None, previews: Sequence[Pixels], columns: int) -> None:
    """As a sheet, and say where, if that is wanted and anything was drawn."""
    from sprite_studio.art.export.png import save_png
    from sprite_studio.art.sheet import pack_sheet

    if file is not None and previews:
        with saving(file):
            save_png(file, pack_sheet(previews, columns, ZOOM))
        print(file)
