"""Which pixels a shape covers: lines, boxes, paths, regions of one colour."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from sprite_studio.art.paint.painting import Cell, Mask
from sprite_studio.art.sprite import Pixels


def line(start: Cell, end: Cell, shape: tuple[int, int]) -> Mask:
    """From a cell to another without a gap; what lies outside the picture is left out.

    Bresenham, "Algorithm for computer control of a digital plotter" (1965), by its closed form:
    along the longer axis every step is one cell, along the other the nearest.
    """
    steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]))
    along = np.arange(steps + 1)
    covered = np.zeros(shape, np.bool_)
    cells = [
        a + (2 * along * (b - a) + steps) // (2 * steps) if steps else np.array([a])
        for a, b in zip(start, end, strict=True)
    ]
    rows, columns = cells
    inside = (rows >= 0) & (rows < shape[0]) & (columns >= 0) & (columns < shape[1])
    covered[rows[inside], columns[inside]] = True
    return covered


def path(cells: Sequence[Cell], shape: tuple[int, int]) -> Mask:
    """All cells that a pointer went through; a fast one leaves no gaps."""
    covered = line(cells[0], cells[0], shape)
    for start, end in pairwise(cells):
        covered |= line(start, end, shape)
    return covered


def box(start: Cell, end: Cell, shape: tuple[int, int]) -> Mask:
    """All cells of the rectangle between two corners."""
    covered = np.zeros(shape, np.bool_)
    (top, bottom), (left, right) = (sorted(ends) for ends in zip(start, end, strict=True))
    covered[max(0, top) : max(0, bottom + 1), max(0, left) : max(0, right + 1)] = True
    return covered


def outline(start: Cell, end: Cell, shape: tuple[int, int]) -> Mask:
    """The border of that rectangle."""
    corners = [start, (start[0], end[1]), end, (end[0], start[1]), start]
    return path(corners, shape)


def alike(pixels: Pixels, at: Cell) -> Mask:
    """All cells of the colour of one; none where that lies outside. Clear pixels are alike."""
    if not is_inside(at, pixels.shape[:2]):
        return np.zeros(pixels.shape[:2], np.bool_)
    colour = pixels[at]
    if colour[3] == 0:
        return pixels[..., 3] == 0
    return (pixels == colour).all(axis=-1)


def region(pixels: Pixels, at: Cell) -> Mask:
    """Those of them that are connected with it, side by side."""
    same = alike(pixels, at)
    reached = np.zeros_like(same)
    waiting = [at] if is_inside(at, same.shape) else []
    while waiting:
        row, column = waiting.pop()
        if not is_inside((row, column), same.shape) or reached[row, column]:
            continue
        if same[row, column]:
            reached[row, column] = True
            waiting += [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
    return reached


def mirrored(covered: Mask) -> Mask:
    """With its mirror image, left for right."""
    return covered | covered[:, ::-1]


def is_inside(at: Cell, shape: tuple[int, ...]) -> bool:
    """Whether there is such a cell."""
    return 0 <= at[0] < shape[0] and 0 <= at[1] < shape[1]
