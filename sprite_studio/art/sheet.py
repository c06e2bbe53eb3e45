"""Sprite sheets: cut one into tiles, guess its grid, lay sprites out on one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, TypeAlias

import msgspec
import numpy as np

from sprite_studio.art.sprite import SIZE, Pixels

Colour = tuple[int, int, int, int]
CLEAR: Colour = (0, 0, 0, 0)

MAX_SCALE = 64
_Byte: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=255)]


class Layout(msgspec.Struct, frozen=True):
    """How sprites were laid out on a sheet.

    Attributes: columns; scale: pixels a sprite's pixel; padding: sprite pixels between two sprites;
    background: RGBA.
    """

    columns: Annotated[int, msgspec.Meta(ge=1, le=4096)] = 1
    scale: Annotated[int, msgspec.Meta(ge=1, le=MAX_SCALE)] = 1
    padding: Annotated[int, msgspec.Meta(ge=0, le=1024)] = 0
    background: tuple[_Byte, _Byte, _Byte, _Byte] = CLEAR


@dataclass(frozen=True)
class Grid:
    """How tiles lie on a sheet, in pixels.

    Attributes:
        tile: side of a tile.
        margin: before the first and after the last tile.
        spacing: between two tiles.
    """

    tile: int = SIZE
    margin: int = 0
    spacing: int = 0

    def __post_init__(self) -> None:
        if self.tile < 1 or self.margin < 0 or self.spacing < 0:
            raise ValueError("a tile is at least one pixel, margin and spacing at least none")

    def count(self, length: int) -> int:
        """How many whole tiles fit along `length` pixels."""
        return max(0, (length - 2 * self.margin + self.spacing) // (self.tile + self.spacing))

    def fits(self, length: int) -> bool:
        """Whether tiles fill `length` exactly."""
        inner = length - 2 * self.margin + self.spacing
        return inner > 0 and inner % (self.tile + self.spacing) == 0


def slice_sheet(sheet: Pixels, grid: Grid) -> list[Pixels]:
    """Every whole tile, row by row; (tile, tile, 4) each. Blank ones are among them."""
    stride = grid.tile + grid.spacing
    tops = [grid.margin + r * stride for r in range(grid.count(sheet.shape[0]))]
    lefts = [grid.margin + c * stride for c in range(grid.count(sheet.shape[1]))]
    return [sheet[top : top + grid.tile, left : left + grid.tile] for top in tops for left in lefts]


def guess_grid(sheet: Pixels) -> Grid | None:
    """The likeliest grid of 16-pixel tiles that fills the sheet exactly, or None.

    Where several fit, the one whose gaps and margins are all one colour, and widest, wins: gaps
    that hold drawing are not gaps.
    """
    height, width = sheet.shape[:2]
    candidates = [
        grid
        for margin in (0, 1, 2)
        for spacing in (0, 1, 2)
        if (grid := Grid(SIZE, margin, spacing)).fits(height) and grid.fits(width)
    ]
    even = [grid for grid in candidates if _gaps_are_even(sheet, grid)]
    return max(even, key=lambda grid: grid.spacing + grid.margin, default=None)


def _gaps_are_even(sheet: Pixels, grid: Grid) -> bool:
    gap = np.ones(sheet.shape[:2], dtype=bool)
    stride = grid.tile + grid.spacing
    for row in range(grid.count(sheet.shape[0])):
        for column in range(grid.count(sheet.shape[1])):
            top, left = grid.margin + row * stride, grid.margin + column * stride
            gap[top : top + grid.tile, left : left + grid.tile] = False
    colours = sheet[gap]
    return len(colours) == 0 or bool((colours == colours[0]).all())


def pack_sheet(
    tiles: Sequence[Pixels],
    columns: int,
    scale: int = 1,
    padding: int = 0,
    background: Colour = CLEAR,
) -> Pixels:
    """Lay equal tiles out in rows.

    Args:
        tiles: (H, W, 4) uint8 each, at least one.
        columns: tiles in a row.
        scale: screen pixels to a sprite pixel; whole, so that pixels stay square.
        padding: pixels of background between tiles, before scaling.
        background: RGBA beneath everything.
    """
    if not tiles or columns < 1 or scale < 1 or padding < 0:
        raise ValueError("a sheet needs a tile, a column, a scale of 1 or more and no less padding")
    height, width = tiles[0].shape[:2]
    columns = min(columns, len(tiles))
    rows = -(-len(tiles) // columns)
    sheet = np.empty(
        (rows * (height + padding) - padding, columns * (width + padding) - padding, 4), np.uint8
    )
    sheet[:] = background
    for i, tile in enumerate(tiles):
        top, left = (i // columns) * (height + padding), (i % columns) * (width + padding)
        sheet[top : top + height, left : left + width] = over(tile, background)
    return sheet.repeat(scale, axis=0).repeat(scale, axis=1)


def over(pixels: Pixels, background: Colour) -> Pixels:
    """(..., 4) straight RGBA laid over one colour; over nothing it stays as it is."""
    if background[3] == 0:
        return pixels
    alpha = pixels[..., 3:].astype(np.float64) / 255
    beneath = np.array(background, dtype=np.float64)
    opacity = alpha + beneath[3] / 255 * (1 - alpha)
    mixed = pixels[..., :3] * alpha + beneath[:3] * (beneath[3] / 255) * (1 - alpha)
    colour = mixed / np.maximum(opacity, 1e-9)
    return np.concatenate([colour, opacity * 255], axis=-1).round().astype(np.uint8)
