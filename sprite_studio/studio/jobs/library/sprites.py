"""Single sprites of the library: what is known of each, and the jobs that keep and show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sprite_studio.art.sprite import Pixels
from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.recipes.recipe import Recipe

Source = Literal["drawn", "imported", "painted"]
SOURCES: dict[Source, str] = {"drawn": "Drawn", "imported": "Imported", "painted": "Painted"}
"""For people."""


@dataclass(frozen=True, eq=False)
class NewSprite:
    """A sprite, or a figure of several frames, that is to be kept.

    Attributes:
        images: (F, 16, 16, 4), one a frame.
        source: how its pixels came about.
        recipe: that draws it again, or None.
        words: of the model, that say what it shows.
        style: the model's word for it, or "".
        palette: "rrggbb" each, that it was drawn in; empty where none was set.
        tags: of its owner's own.
        name: that it is to have; "" makes one of its words.
        origin: the file that it came from, or "".
        frames: a name for each frame; of a single sprite it is "".
    """

    images: Images
    source: Source
    recipe: Recipe | None = None
    words: tuple[str, ...] = ()
    style: str = ""
    palette: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    name: str = ""
    origin: str = ""
    frames: tuple[str, ...] = ("",)


@dataclass(frozen=True, eq=False)
class KeptSprite:
    """Attributes: id: its own for ever; kept: when, in µs since 1970; starred, deleted; sets: names
    of those that it is in; sprite: all else, with the name that it has."""

    id: int
    kept: int
    starred: bool
    deleted: bool
    sets: tuple[str, ...]
    sprite: NewSprite


@dataclass(frozen=True, eq=False)
class KeepSpritesJob:
    """Keep sprites; one that is there already, pixel for pixel, is brought back if it was deleted.

    Attributes: sprites: in the order in which they are to be seen; starred: whether they get a
    star; set: id of the set that they are put into, or None.
    """

    sprites: tuple[NewSprite, ...]
    starred: bool = False
    set: int | None = None


@dataclass(frozen=True, eq=False)
class KeepDrawnJob:
    """Keep sprites of a drawing, as `KeepSpritesJob`.

    Attributes: images: (N, 16, 16, 4) of the whole drawing; recipe: of it; numbers: of those that
    are kept; starred; painted: whether their pixels were changed by hand.
    """

    images: Images
    recipe: Recipe
    numbers: tuple[int, ...]
    starred: bool = False
    painted: bool = False


@dataclass(frozen=True)
class KeepSpritesResult(Result):
    """Attributes: ids: one a sprite; new: how many were not there before."""

    ids: tuple[int, ...]
    new: int


@dataclass(frozen=True)
class CardsJob:
    """Attributes: ids: of the sprites of which the small pictures are wanted."""

    ids: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Card:
    """What a grid shows of a sprite.

    Attributes: id; name; told: its words and style, for people; pixels: (16, 16, 4) of its first
    frame; frames: how many there are; starred.
    """

    id: int
    name: str
    told: str
    pixels: Pixels
    frames: int
    starred: bool


@dataclass(frozen=True)
class CardsResult(Result):
    """Attributes: cards; gone: ids of sprites that cannot be read."""

    cards: tuple[Card, ...]
    gone: tuple[int, ...]


@dataclass(frozen=True)
class ReadSpritesJob:
    """Attributes: ids: of the sprites that are wanted whole."""

    ids: tuple[int, ...]


@dataclass(frozen=True)
class ReadSpritesResult(Result):
    """Attributes: sprites: in the order of the ids, those that are there."""

    sprites: tuple[KeptSprite, ...]


@dataclass(frozen=True)
class WriteFilesJob:
    """Write sprites as PNGs. Attributes: ids; folder: an empty one."""

    ids: tuple[int, ...]
    folder: Path


@dataclass(frozen=True)
class WriteFilesResult(Result):
    """Attributes: files: one a frame."""

    files: tuple[Path, ...]


@dataclass(frozen=True, eq=False)
class WhichKeptJob:
    """Which of some sprites are kept, pixel for pixel, and not deleted. Attributes: images:
    (N, 16, 16, 4)."""

    images: Images


@dataclass(frozen=True)
class WhichKeptResult(Result):
    """Attributes: kept: number of an image → id of its sprite, whether that has a star, and its
    name."""

    kept: Mapping[int, tuple[int, bool, str]]


@dataclass(frozen=True)
class TakeInStarsJob:
    """Take in the single sprites that were starred in the history before there was a library."""


@dataclass(frozen=True)
class TakeInStarsResult(Result):
    """Attributes: taken: how many came."""

    taken: int
