"""All sprites of a collection on one sheet, in equal cells, and where each of them lies."""

from dataclasses import dataclass
from math import isqrt

import numpy as np

from sprite_studio.art.export.collection import Collection, ExportError, enlarged
from sprite_studio.art.export.png import encode_png
from sprite_studio.art.export.steps import Steps
from sprite_studio.art.image_file import MAX_SIDE
from sprite_studio.art.sprite import Pixels


@dataclass(frozen=True)
class Place:
    """A rectangle on a sheet, in the file's pixels."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, eq=False)
class Atlas:
    """The sheet of a collection.

    Attributes:
        pixels: the sheet, before it is enlarged by `scale`.
        scale: pixels of the file along each side of one of `pixels`.
        width, height: of the file.
        columns, rows: of cells.
        cell: width and height of each, in the file's pixels.
        margin: before the first cell, in the file's pixels.
        spacing: between two cells, in the file's pixels.
        places: where each sprite lies, in the collection's order.
    """

    pixels: Pixels
    scale: int
    columns: int
    rows: int
    cell: tuple[int, int]
    margin: int
    spacing: int
    places: tuple[Place, ...]

    @property
    def width(self) -> int:
        return self.pixels.shape[1] * self.scale

    @property
    def height(self) -> int:
        return self.pixels.shape[0] * self.scale

    def png(self) -> Steps[bytes]:
        """The sheet as a file."""
        return encode_png(self.pixels, scale=self.scale)


def nearly_square(count: int) -> int:
    """How many columns make so many sprites a sheet about as wide as high."""
    return isqrt(count - 1) + 1


def columns_of(collection: Collection) -> int:
    """Of its sheet: those that are asked for; or an animation a row, as of a character that walks,
    unless the sheet would be too long; or as many as make it nearly square."""
    asked, count = collection.arrangement, len(collection.sprites)
    row = collection.row
    if row is not None:
        height = collection.cell[1] + 2 * asked.extrude + asked.padding
        if count // row * height * asked.scale > MAX_SIDE:
            row = None
    return min(asked.columns or row or nearly_square(count), count)


def lay_out(collection: Collection) -> Atlas:
    """Row by row. Raises ExportError for a sheet that no program could open again."""
    asked, count = collection.arrangement, len(collection.sprites)
    columns = columns_of(collection)
    rows = -(-count // columns)
    width, height = collection.cell
    outer_width, outer_height = width + 2 * asked.extrude, height + 2 * asked.extrude
    stride_x, stride_y = outer_width + asked.padding, outer_height + asked.padding
    size = (rows * stride_y - asked.padding, columns * stride_x - asked.padding)
    sides = [side * asked.scale for side in size]
    if asked.power_of_two:
        sides = [1 << (side - 1).bit_length() for side in sides]
    if max(sides) > MAX_SIDE:
        raise ExportError(
            f"the sheet would be {max(sides)} pixels long; {MAX_SIDE} is the most: "
            "choose a smaller scale, other columns, or fewer sprites"
        )
    sheet = np.zeros((*size, 4), np.uint8)
    places = []
    for number, cell in enumerate(collection.cells):
        row, column = divmod(number, columns)
        top, left = row * stride_y, column * stride_x
        sheet[top : top + outer_height, left : left + outer_width] = extruded(cell, asked.extrude)
        places.append(
            Place(
                (left + asked.extrude) * asked.scale,
                (top + asked.extrude) * asked.scale,
                width * asked.scale,
                height * asked.scale,
            )
        )
    pixels, scale = _filled_up(sheet, asked.scale, sides)
    return Atlas(
        pixels,
        scale,
        columns,
        rows,
        (width * asked.scale, height * asked.scale),
        asked.extrude * asked.scale,
        (asked.padding + 2 * asked.extrude) * asked.scale,
        tuple(places),
    )


def extruded(pixels: Pixels, times: int) -> Pixels:
    """With its outermost pixels repeated on every side."""
    return np.pad(pixels, ((times, times), (times, times), (0, 0)), mode="edge")


def _filled_up(sheet: Pixels, scale: int, sides: list[int]) -> tuple[Pixels, int]:
    """With clear pixels to the right and below up to the file's sides; and by how much it is still
    to be enlarged."""
    if any(side % scale for side in sides):
        sheet, scale = enlarged(sheet, scale), 1
    below, right = (side // scale - own for side, own in zip(sides, sheet.shape, strict=False))
    return np.pad(sheet, ((0, below), (0, right), (0, 0))), scale
