"""What each tool does with the way that a pointer went while it was down."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

import numpy as np

from sprite_studio.art.paint import shapes
from sprite_studio.art.paint.painting import CLEAR, Cell, Colour, Mask, Painting
from sprite_studio.art.paint.pieces import moved


class Selecting(Enum):
    """What becomes of what was selected before."""

    ANEW = auto()
    MORE = auto()
    LESS = auto()


@dataclass(frozen=True)
class Brush:
    """Attributes: colour; mirrored: whether what is painted is painted on the other side, too;
    selecting: how a selection is changed."""

    colour: Colour = CLEAR
    mirrored: bool = False
    selecting: Selecting = Selecting.ANEW


Stroke: TypeAlias = Callable[[Painting, Sequence[Cell], Brush], Painting]
"""Painting as it was, cells from where the pointer came down to where it is, how → painting."""


def pencil(before: Painting, cells: Sequence[Cell], brush: Brush) -> Painting:
    """Along the way."""
    return _coloured(before, shapes.path(cells, before.shape), brush, brush.colour)


def eraser(before: Painting, cells: Sequence[Cell], brush: Brush) -> Painting:
    """Clear along the way."""
    return _coloured(before, shapes.path(cells, before.shape), brush, CLEAR)


def straight(before: Painting, cells: Sequence[Cell], brush: Brush) -> Painting:
    """A line from the first cell to the last."""
    return _coloured(before, shapes.line(cells[0], cells[-1], before.shape), brush, brush.colour)


def rectangle(before: Painting, cells: Sequence[Cell], brush: Brush) -> Painting:
    """The border of one between the first cell and the last."""
    covered = shapes.outline(cells[0], cells[-1], before.shape)
    return _coloured(before, covered, brush, brush.colour)


def fill(before: Painting, cells: Sequence[Cell], brush: Brush) -> Painting:
    """The region of one colour at the last cell."""
    row, column = cells[-1]
    covered = shapes.region(before.pixels, (row, column))
    if brush.mirrored:
        covered |= shapes.region(before.pixels, (row, before.shape[1] - 1 - column))
    return before.coloured(covered, brush.colour)


def replace_colour(before: Painting, cells: Sequence[Cell], brush: Brush) -> Painting:
    """Every pixel of the colour at the last cell."""
    return before.coloured(shapes.alike(before.pixels, cells[-1]), brush.colour)


def select_box(before: Painting, cells: Sequence[Cell], brush: Brush) -> Painting:
    """All between two corners."""
    return _selected(before, shapes.box(cells[0], cells[-1], before.shape), brush)


def select_path(before: Painting, cells: Sequence[Cell], brush: Brush) -> Painting:
    """By a brush of three pixels across."""
    thin = np.pad(shapes.path(cells, before.shape), 1)
    rows = thin[:-2] | thin[1:-1] | thin[2:]
    return _selected(before, rows[:, :-2] | rows[:, 1:-1] | rows[:, 2:], brush)


def select_pixels(before: Painting, cells: Sequence[Cell], brush: Brush) -> Painting:
    """Pixel by pixel."""
    return _selected(before, shapes.path(cells, before.shape), brush)


def select_region(before: Painting, cells: Sequence[Cell], brush: Brush) -> Painting:
    """The region of one colour at the last cell."""
    return _selected(before, shapes.region(before.pixels, cells[-1]), brush)


def move(before: Painting, cells: Sequence[Cell], brush: Brush) -> Painting:
    """What is selected, or all, by as much as the pointer went."""
    return moved(before, cells[-1][0] - cells[0][0], cells[-1][1] - cells[0][1])


def colour_at(painting: Painting, at: Cell) -> Colour | None:
    """That of a pixel; None outside the picture."""
    if not shapes.is_inside(at, painting.shape):
        return None
    red, green, blue, alpha = painting.pixels[at].tolist()
    return (red, green, blue, alpha) if alpha else CLEAR


def _coloured(before: Painting, covered: Mask, brush: Brush, colour: Colour) -> Painting:
    where = shapes.mirrored(covered) if brush.mirrored else covered
    return before.coloured(where, colour)


def _selected(before: Painting, covered: Mask, brush: Brush) -> Painting:
    match brush.selecting:
        case Selecting.ANEW:
            return before.selecting(covered)
        case Selecting.MORE:
            return before.selecting(before.selection | covered)
        case Selecting.LESS:
            return before.selecting(before.selection & ~covered)
