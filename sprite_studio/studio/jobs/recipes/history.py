"""Jobs about the history: keep a result, list, read and show what was kept."""

from dataclasses import dataclass
from typing import Literal

from sprite_studio.art.sprite import Pixels
from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.studio.jobs.report import Report

Shelf = Literal["recent", "starred", "bin"]
SHELVES: tuple[Shelf, ...] = ("recent", "starred", "bin")


@dataclass(frozen=True)
class Entry:
    """A kept result. Attributes: id: its own for ever; shelf: on which it lies; recipe."""

    id: int
    shelf: Shelf
    recipe: Recipe


@dataclass(frozen=True)
class KeepJob:
    """Keep a result. Attributes: images: (N, 16, 16, 4); recipe: of them."""

    images: Images
    recipe: Recipe


@dataclass(frozen=True)
class KeepResult(Result):
    """Attributes: entry: where it is kept; one that was there before if it is the same."""

    entry: Entry


@dataclass(frozen=True)
class ListJob:
    """Which results lie on some shelves, newest first.

    Attributes:
        shelves: of the list.
        text: every word of it must be found in a result's recipe.
        thumbnails: of how many, from the first, the pictures are wanted at once.
    """

    shelves: tuple[Shelf, ...]
    text: str = ""
    thumbnails: int = 0


@dataclass(frozen=True)
class Thumbnail:
    """Attributes: id: of the result; told: its recipe in words, or why it cannot be read; pixels:
    (H, W, 4) of its first sprites on a square, or None where they cannot be read."""

    id: int
    told: str
    pixels: Pixels | None


@dataclass(frozen=True)
class ListResult(Result):
    """Attributes: entries: id and shelf of each; thumbnails: of the first ones; complete: whether
    every picture on the disk is known, or a SweepJob is to find the others."""

    entries: tuple[tuple[int, Shelf], ...]
    thumbnails: tuple[Thumbnail, ...]
    complete: bool


@dataclass(frozen=True)
class ThumbnailsJob:
    """Attributes: ids: of the results whose small pictures are wanted."""

    ids: tuple[int, ...]


@dataclass(frozen=True)
class ThumbnailsResult(Result):
    """Attributes: thumbnails; gone: ids of results that are there no more."""

    thumbnails: tuple[Thumbnail, ...]
    gone: tuple[int, ...]


@dataclass(frozen=True)
class ReadJob:
    """Attributes: id: of the result that is wanted whole."""

    id: int


@dataclass(frozen=True)
class ReadResult(Result):
    """Attributes: found: the result and its (N, 16, 16, 4), or None if it is there no more."""

    found: tuple[Entry, Images] | None


@dataclass(frozen=True)
class SweepJob:
    """Make the history's index agree with its pictures: after a kill, or the first time."""


@dataclass(frozen=True)
class SweepProgress(Report):
    """Attributes: step, steps: pictures that were looked at, and in all; seconds: since the
    start."""

    step: int
    steps: int
    seconds: float


@dataclass(frozen=True)
class SweepResult(Result):
    """Attributes: found: results that the index did not know, or knew elsewhere; gone: results
    whose pictures are there no more."""

    found: int
    gone: int
