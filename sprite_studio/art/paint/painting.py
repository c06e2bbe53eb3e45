"""What is on a canvas: pixels, what of them is selected, and a piece that floats above them."""

from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sprite_studio.art.sprite import Pixels

Cell: TypeAlias = tuple[int, int]
"""Row and column; it may lie outside the picture."""

Mask: TypeAlias = NDArray[np.bool_]
"""(H, W)."""

Colour: TypeAlias = tuple[int, int, int, int]
"""Straight RGBA; what is clear is (0, 0, 0, 0)."""

CLEAR: Colour = (0, 0, 0, 0)


@dataclass(frozen=True, eq=False)
class Piece:
    """What was lifted off the ground, so that it can be moved again and again.

    Attributes:
        ground: (H, W, 4) the picture without it.
        pixels: (h, w, 4) of it.
        mask: (h, w) which of them are its own.
        row, column: where its corner lies, also outside the picture.
        is_selected: whether it is what was selected, and not all there is.
    """

    ground: Pixels
    pixels: Pixels
    mask: Mask
    row: int
    column: int
    is_selected: bool


@dataclass(frozen=True, eq=False)
class Painting:
    """Attributes:
    pixels: (H, W, 4) straight RGBA, read-only.
    selection: (H, W), read-only; where nothing is selected all may be painted.
    piece: what the last stroke moved, turned or flipped, or None after any other.
    """

    pixels: Pixels
    selection: Mask
    piece: Piece | None = None

    @classmethod
    def of(cls, pixels: Pixels, selection: Mask | None = None) -> "Painting":
        """A picture as it was found. What is clear has no colour."""
        shape = pixels.shape[:2]
        chosen = np.zeros(shape, np.bool_) if selection is None else selection.copy()
        return cls(_frozen(np.where(pixels[..., 3:] > 0, pixels, np.uint8(0))), _frozen(chosen))

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width."""
        height, width = self.selection.shape
        return height, width

    @property
    def may_paint(self) -> Mask:
        """Where a stroke may change something."""
        return self.selection if self.selection.any() else np.ones_like(self.selection)

    def coloured(self, where: Mask, colour: ArrayLike) -> "Painting":
        """The same with a colour, or with (H, W, 4) others, where that is allowed."""
        inside = (where & self.may_paint)[..., None]
        pixels = np.where(inside, np.asarray(colour, np.uint8), self.pixels)
        return Painting(_frozen(pixels), self.selection)

    def selecting(self, selection: Mask) -> "Painting":
        """The same with another selection."""
        return Painting(self.pixels, _frozen(selection.copy()))

    def with_piece(self, piece: Piece) -> "Painting":
        """The ground with the piece on it; clear pixels of the piece cover nothing."""
        height, width = self.shape
        rows, columns = np.nonzero(piece.mask)
        there = rows + piece.row, columns + piece.column
        seen = (there[0] >= 0) & (there[0] < height) & (there[1] >= 0) & (there[1] < width)
        rows, columns, there = rows[seen], columns[seen], (there[0][seen], there[1][seen])
        selection = np.zeros(self.shape, np.bool_)
        selection[there] = piece.is_selected
        pixels, solid = piece.ground.copy(), piece.pixels[rows, columns, 3] > 0
        pixels[there[0][solid], there[1][solid]] = piece.pixels[rows[solid], columns[solid]]
        return replace(self, pixels=_frozen(pixels), selection=_frozen(selection), piece=piece)


def _frozen(array: NDArray) -> NDArray:
    array.setflags(write=False)
    return array
