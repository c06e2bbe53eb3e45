"""What a lesson of a word is asked, and what words and styles tell while they are learned. No
torch, no Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL

LEAST_SHOWN, MOST_SHOWN = 2, 500
"""Sprites of a lesson."""


@dataclass(frozen=True)
class LessonProgress:
    """After a step.

    Attributes:
        step, steps; loss: of its batch; seconds_left.
        preview: (N, 16, 16, 4) uint8 what is drawn by now, always from the same noise; or None at
            most steps.
    """

    step: int
    steps: int
    loss: float
    seconds_left: float
    preview: Images | None

    @property
    def droppable(self) -> bool:
        """A report that carries a preview must arrive."""
        return self.preview is None


@dataclass(frozen=True)
class TeachJob:
    """Teach a word.

    Attributes:
        word: its name; one that begins with "style:" is a style.
        sprites: files, sheets or folders that show it.
        mix: the words beside it, such as its category; sprites in folders bring their own.
        tiles: pictures that show it, too: 16×16 straight RGBA, row by row.
        seconds: how long, or
        steps: how many.
        model: who learns: an installed model's name, or a file.
        seed: of every random choice.
        replace: whether a word of that name may be taught anew.
        keep_background: whether a flat colour behind opaque sprites is a part of them.
    """

    word: str
    sprites: tuple[Path, ...] = ()
    mix: Mapping[str, float] = field(default_factory=dict)
    tiles: tuple[bytes, ...] = ()
    seconds: float = 50.0
    steps: int | None = None
    model: str = DEFAULT_MODEL
    seed: int = 0
    replace: bool = False
    keep_background: bool = False


@dataclass(frozen=True)
class TeachResult(Result):
    """Attributes: word; file: where it is kept; sprites: that showed it; steps; seconds; replaced:
    what stood there before, in words, or ""."""

    word: str
    file: Path
    sprites: int
    steps: int
    seconds: float
    replaced: str = ""
