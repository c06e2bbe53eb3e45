"""What an import does beside keeping sprites, and how a sprite comes of its pixels."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from sprite_studio.art.background import clear_colour, flat_background
from sprite_studio.art.colour.words import colour_words
from sprite_studio.art.enlarged import as_sprite
from sprite_studio.art.image_file import ImageError
from sprite_studio.art.sprite import SIZE, Pixels, Sprite
from sprite_studio.errors import UserError
from sprite_studio.plain_text import shown

Change = Literal["cleared", "reduced"]


class SpriteSetError(UserError):
    """Nothing could be imported; the message says from where, why, and what to do."""


@dataclass(frozen=True)
class Account:
    """Filled while sprites are read.

    Attributes:
        keep_background: whether a flat colour behind opaque sprites is left as it is.
        rejected: "file: reason" for each that could not be used.
        unlisted: pictures beside a manifest that no manifest names.
        changes: how many sprites are not as they were in their files: "cleared" of a flat
            background, "reduced" to their own size.
    """

    keep_background: bool = False
    rejected: list[str] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)
    changes: Counter[Change] = field(default_factory=Counter)

    def with_backgrounds(self) -> "Account":
        """The same account, to read sprites into it that keep theirs."""
        return replace(self, keep_background=True)

    def sprite(self, pixels: Pixels, words: Sequence[str], subject: str, origin: str) -> Sprite:
        """Of a picture of one sprite, enlarged or not, on a flat background or none.

        Raises ImageError if it is too large.
        """
        own = self._at_own_size(pixels, origin)
        return self.described(next(self._cleared(own, [own])), words, subject, origin)

    def of_sheet(self, sheet: Pixels, tiles: Sequence[Pixels], name: str) -> Iterator[Pixels]:
        """Tiles that were cut from a sheet, as `sprite` has them; they share a background.

        Raises ImageError if one is too large.
        """
        own = [self._at_own_size(tile, f"{name} tile {i}") for i, tile in enumerate(tiles)]
        yield from self._cleared(sheet, own)

    def described(self, pixels: Pixels, words: Sequence[str], subject: str, origin: str) -> Sprite:
        """Of at most 16×16 pixels, centred; its colours are measured where its words name none."""
        pixels = _centred(pixels)
        named = any(word.startswith("colour:") for word in words)
        colours = () if named else colour_words(pixels)
        distinct = tuple(dict.fromkeys((*words, *colours)))
        return Sprite(pixels, distinct, shown(subject), shown(origin))

    def _at_own_size(self, pixels: Pixels, name: str) -> Pixels:
        own = as_sprite(pixels)
        height, width = own.shape[:2]
        if max(height, width) > SIZE:
            raise ImageError(
                f"{shown(name)} is {width}×{height} pixels; a sprite is at most {SIZE}×{SIZE}, or "
                "that enlarged by a whole number: cut it, or draw it smaller"
            )
        if own.shape != pixels.shape:
            self.changes["reduced"] += 1
        return own

    def _cleared(self, picture: Pixels, tiles: Sequence[Pixels]) -> Iterator[Pixels]:
        background = None if self.keep_background else flat_background(picture, tiles)
        for tile in tiles:
            if background is None:
                yield tile
            else:
                self.changes["cleared"] += 1
                yield clear_colour(tile, background)


def _centred(pixels: Pixels) -> Pixels:
    height, width = pixels.shape[:2]
    top, left = (SIZE - height) // 2, (SIZE - width) // 2
    result = np.zeros((SIZE, SIZE, 4), np.uint8)
    result[top : top + height, left : left + width] = pixels
    return result
