"""Which sprites of the library are looked for, and what there is to choose from."""

from dataclasses import dataclass
from typing import Literal

from sprite_studio.studio.jobs.base import Result
from sprite_studio.studio.jobs.library.sprites import Card, Source

Order = Literal["newest", "oldest", "name"]
"""In which sprites are found."""


@dataclass(frozen=True)
class Query:
    """What is to be seen; of a set, in its order.

    Attributes:
        text: every word of it must be found in a sprite's name, words, tags, style or origin.
        word, style, palette: that it must have, or None for any; "" is none at all.
        set: id of the set that it must be in, or None.
        source: how it came about, or None.
        since: when it was kept at the earliest, in µs since 1970.
        starred: whether it must have a star.
        deleted: whether those are wanted that were deleted, instead of the others.
        order: in which they are found where no set is named.
    """

    text: str = ""
    word: str | None = None
    style: str | None = None
    palette: tuple[str, ...] | None = None
    set: int | None = None
    source: Source | None = None
    since: int = 0
    starred: bool = False
    deleted: bool = False
    order: Order = "newest"


@dataclass(frozen=True)
class FindSpritesJob:
    """Attributes: query; cards: of how many, from the first, the small pictures are wanted."""

    query: Query
    cards: int = 0


@dataclass(frozen=True)
class FindSpritesResult(Result):
    """Attributes: ids: of those that were found; cards: of the first ones."""

    ids: tuple[int, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class ChoicesJob:
    """What the sprites that are not deleted can be told apart by."""


@dataclass(frozen=True)
class ChoicesResult(Result):
    """Each with its number of sprites, the most frequent first.

    Attributes: words, styles: of the model; palettes: "rrggbb" each; sprites, deleted: how many
    there are; starred: how many of the sprites have a star.
    """

    words: tuple[tuple[str, int], ...]
    styles: tuple[tuple[str, int], ...]
    palettes: tuple[tuple[tuple[str, ...], int], ...]
    sprites: int
    deleted: int
    starred: int = 0
