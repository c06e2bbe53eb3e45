"""The slicer: a picture of many sprites as cells that can be ticked.

    picture = open_picture(path)             frames and what was changed on the way
    grid = guess_cells(picture.frames[0])
    for cell in cut(picture.frames[0], grid, "corner"): …

A grid here may have cells of any width and height, and begin anywhere; that of the command line
(`art.sheet.Grid`) is square and even all around.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.background import MAGENTA
from sprite_studio.art.enlarged import own_sizes
from sprite_studio.art.image_file import read_frames
from sprite_studio.art.imports.aseprite import SUFFIXES as ASEPRITE
from sprite_studio.art.imports.aseprite import Tag, read_aseprite
from sprite_studio.art.sheet import guess_grid
from sprite_studio.art.sprite import SIZE, Pixels
from sprite_studio.errors import UserError

MOST_CELLS = 20_000

Background: TypeAlias = Literal["keep", "magenta", "corner"] | tuple[int, int, int]
"""Which colour becomes clear: none, magenta wherever it is, that of the upper left corner wherever
it is, or one that is named, RGB."""

_LIKELY_SIDES = (16, 32, 24, 48, 64, 8, 12, 20, 40)
"""Of cells, the likeliest first."""
_CUTS_LITTLE = 0.35
"""Lines between cells cut through drawing at most so often, compared with any other lines."""


class SlicingError(UserError):
    """A picture cannot be cut so; the message says why."""


@dataclass(frozen=True, eq=False)
class OpenedPicture:
    """A file with pictures in it.

    Attributes:
        name: of its file, without suffix.
        frames: (H, W, 4) each; one if it does not move.
        milliseconds: for which each is shown; empty where the file does not say.
        tags: animations that the file names.
        has_more: whether it has more frames than were read.
    """

    name: str
    frames: tuple[Pixels, ...]
    milliseconds: tuple[int, ...] = ()
    tags: tuple[Tag, ...] = ()
    has_more: bool = False


@dataclass(frozen=True)
class CellGrid:
    """Where the cells lie, in the picture's pixels.

    Attributes:
        width, height: of a cell.
        left, top: before the first cell: margin and offset in one.
        spacing_x, spacing_y: between two cells.

    Raises SlicingError for what no grid has.
    """

    width: int = SIZE
    height: int = SIZE
    left: int = 0
    top: int = 0
    spacing_x: int = 0
    spacing_y: int = 0

    def __post_init__(self) -> None:
        if min(self.width, self.height) < 1:
            raise SlicingError("a cell is at least one pixel wide and high")
        if min(self.left, self.top, self.spacing_x, self.spacing_y) < 0:
            raise SlicingError("margins and spacing are zero or more")

    def columns(self, picture: Pixels) -> int:
        """Whole cells in a row."""
        return _fitting(picture.shape[1] - self.left, self.width, self.spacing_x)

    def rows(self, picture: Pixels) -> int:
        """Rows of whole cells."""
        return _fitting(picture.shape[0] - self.top, self.height, self.spacing_y)

    def enlarged(self, factor: int) -> "CellGrid":
        """The same on a picture whose pixels are squares of `factor`."""
        return CellGrid(
            *(self.width * factor, self.height * factor),
            *(self.left * factor, self.top * factor),
            *(self.spacing_x * factor, self.spacing_y * factor),
        )


@dataclass(frozen=True, eq=False)
class Cell:
    """A rectangle of a sheet.

    Attributes:
        row, column: in the grid.
        x, y: of its upper left pixel in the picture.
        pixels: (height, width, 4), its background cleared.
        is_empty: whether nothing can be seen in it.
    """

    row: int
    column: int
    x: int
    y: int
    pixels: Pixels
    is_empty: bool


def open_picture(path: Path) -> OpenedPicture:
    """A sheet, a single sprite, an animation, or a file of Aseprite's. Raises ImageError."""
    if path.suffix.lower() in ASEPRITE:
        file = read_aseprite(path)
        return OpenedPicture(path.stem, file.frames, file.milliseconds, file.tags, file.has_more)
    frames, has_more = read_frames(path)
    return OpenedPicture(path.stem, tuple(frames), has_more=has_more)


def clean_factors(picture: Pixels) -> tuple[int, ...]:
    """By how much the picture can be reduced without losing a pixel, the largest first; 1 is among
    them. Pixel art that was enlarged by six can be reduced by 6, 3, 2 and 1."""
    return tuple(picture.shape[0] // own.shape[0] for own in own_sizes(picture))


def reduced(picture: Pixels, factor: int) -> Pixels:
    """The picture at its own size. Raises SlicingError for a factor that is not a clean one."""
    if factor not in clean_factors(picture):
        raise SlicingError(
            f"this picture is not made of squares of {factor}×{factor} pixels; "
            f"it can be reduced by {', '.join(map(str, clean_factors(picture)))}"
        )
    return picture[::factor, ::factor]


def guess_cells(picture: Pixels) -> CellGrid:
    """The likeliest grid of a picture at its own size; one cell of all of it where nothing fits.

    First cells of 16 with even gaps; then the likeliest size whose lines cut through the least
    that is drawn.
    """
    height, width = picture.shape[:2]
    if max(height, width) <= SIZE:
        return CellGrid(width, height)
    known = guess_grid(picture)
    if known is not None and known.spacing + known.margin > 0:
        edge, gap = known.margin, known.spacing
        return CellGrid(SIZE, SIZE, edge, edge, gap, gap)
    fitting = [side for side in _LIKELY_SIDES if height % side == 0 and width % side == 0]
    solid = _drawn(picture)
    for side in fitting:
        if side < max(height, width) and _cut_through(solid, side) <= _CUTS_LITTLE:
            return CellGrid(side, side)
    if SIZE in fitting:  # tiles that fill their cells are cut through everywhere
        return CellGrid()
    if fitting:
        return CellGrid(fitting[0], fitting[0])
    return _with_gaps(solid) or CellGrid(width, height)


def cut(picture: Pixels, grid: CellGrid, background: Background = "keep") -> list[Cell]:
    """Every whole cell, row by row, empty ones among them.

    Raises SlicingError where none fits, or too many do.
    """
    columns, rows = grid.columns(picture), grid.rows(picture)
    if columns * rows == 0:
        raise SlicingError(
            f"no whole cell of {grid.width}×{grid.height} pixels lies on this picture of "
            f"{picture.shape[1]}×{picture.shape[0]}; make the cells or the margins smaller"
        )
    if columns * rows > MOST_CELLS:
        raise SlicingError(
            f"that makes {columns * rows} cells, and {MOST_CELLS} are the most; make them larger"
        )
    cleared = without_background(picture, background)
    cells = []
    for row in range(rows):
        y = grid.top + row * (grid.height + grid.spacing_y)
        for column in range(columns):
            x = grid.left + column * (grid.width + grid.spacing_x)
            pixels = cleared[y : y + grid.height, x : x + grid.width]
            cells.append(Cell(row, column, x, y, pixels, not bool(pixels[..., 3].any())))
    return cells


def ticked(cells: Sequence[Cell]) -> list[Cell]:
    """Those that a slicer ticks first: what can be seen. Raises SlicingError where nothing can."""
    seen = [cell for cell in cells if not cell.is_empty]
    if not seen:
        raise SlicingError(
            "all cells are empty; look at the background colour that is cleared, and at the grid"
        )
    return seen


def without_background(picture: Pixels, background: Background) -> Pixels:
    """With one colour made clear wherever it is. Half clear pixels stay."""
    match background:
        case "keep":
            return picture
        case "magenta":
            colour = np.array(MAGENTA[:3], np.uint8)
        case "corner":
            colour = picture[0, 0, :3]
            if picture[0, 0, 3] == 0:
                return picture
        case _:
            colour = np.array(background, np.uint8)
    alike = (picture[..., :3] == colour).all(axis=-1, keepdims=True) & (picture[..., 3:] == 255)
    return np.where(alike, np.uint8(0), picture)


def _fitting(length: int, side: int, spacing: int) -> int:
    return max(0, (length + spacing) // (side + spacing))


def _drawn(picture: Pixels) -> NDArray[np.bool_]:
    """(H, W) what is neither clear nor of the corner's colour."""
    return (picture[..., 3] > 0) & (picture != picture[0, 0]).any(axis=-1)


def _with_gaps(solid: NDArray[np.bool_]) -> CellGrid | None:
    """Cells that fill the picture, with nothing drawn between them; the likeliest size, and of
    that the narrowest gaps."""
    for side, gap, edge in product(_LIKELY_SIDES, range(1, 9), range(5)):
        if all(_fills(np.asarray(solid.any(axis=i)), side, gap, edge) for i in (0, 1)):
            return CellGrid(side, side, edge, edge, gap, gap)
    return None


def _fills(drawn: NDArray[np.bool_], side: int, gap: int, edge: int) -> bool:
    """Args: drawn: of each column, or row, whether anything is drawn in it."""
    inner = len(drawn) - 2 * edge + gap
    if inner <= 0 or inner % (side + gap):
        return False
    between = (np.arange(len(drawn)) - edge) % (side + gap) >= side
    between[:edge] = True
    between[len(drawn) - edge :] = True
    return not bool((drawn & between).any())


def _cut_through(solid: NDArray[np.bool_], side: int) -> float:
    """How often the lines between cells have drawing on both sides, to how often any line has."""
    ratios = []
    for along in (solid, solid.T):
        joined = (along[1:] & along[:-1]).mean(axis=1)  # of the line below each row
        lines = joined[side - 1 :: side]
        if len(lines) and joined.any():
            ratios.append(float(lines.mean() / joined.mean()))
    return max(ratios, default=0.0)
