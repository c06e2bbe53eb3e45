"""What lies below and above the pixels of a canvas: squares, grid, selection, cursor."""

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from sprite_studio.art.paint.painting import Mask
from sprite_studio.ui import theme
from sprite_studio.ui.widgets.pixmaps import CHECKS

LEAST_GRID = 6
"""Logical pixels a pixel must be wide before a grid is drawn: below it would hide the picture."""

EIGHTH = 8
"""Pixels from one of the grid's stronger lines to the next."""


def draw_ground(painter: QPainter, shape: tuple[int, int], side: float, left: float = 0.0) -> None:
    """Squares behind a picture of any size, so that clear pixels can be told from painted ones.

    Args: side: of a pixel, in logical pixels; left: where the picture begins.
    """
    height, width = shape
    place = QRectF(left, 0, width * side, height * side)
    painter.fillRect(place, QColor(theme.colours().checker_dark))
    square = CHECKS * side
    for row in range(-(-height // CHECKS)):
        for column in range(row % 2, -(-width // CHECKS), 2):
            check = QRectF(left + column * square, row * square, square, square)
            painter.fillRect(check & place, QColor(theme.colours().checker_light))


def draw_grid(painter: QPainter, shape: tuple[int, int], side: float) -> None:
    """Lines between the pixels. Args: side: of a pixel, in logical pixels."""
    if side < LEAST_GRID:
        return
    height, width = shape
    for strong in (False, True):
        colour = QColor(theme.colours().line)
        colour.setAlpha(220 if strong else 110)
        painter.setPen(QPen(colour, 0))
        lines = [
            QLineF(column * side, 0, column * side, height * side)
            for column in range(1, width)
            if (column % EIGHTH == 0) == strong
        ]
        lines += [
            QLineF(0, row * side, width * side, row * side)
            for row in range(1, height)
            if (row % EIGHTH == 0) == strong
        ]
        painter.drawLines(lines)


def draw_selection(painter: QPainter, selection: Mask, side: float, tinted: bool) -> None:
    """Its border, dark and light by turns, so that it is seen on any colour; and a tint."""
    if not selection.any():
        return
    if tinted:
        tint = QColor(theme.colours().accent)
        tint.setAlpha(110)
        for row, column in np.argwhere(selection).tolist():
            painter.fillRect(QRectF(column * side, row * side, side, side), tint)
    padded = np.pad(selection, 1)
    lines = [
        QLineF(column * side, row * side, column * side, (row + 1) * side)
        for row, column in np.argwhere(padded[1:-1, 1:] != padded[1:-1, :-1]).tolist()
    ]
    lines += [
        QLineF(column * side, row * side, (column + 1) * side, row * side)
        for row, column in np.argwhere(padded[1:, 1:-1] != padded[:-1, 1:-1]).tolist()
    ]
    painter.setPen(QPen(QColor("black"), 2))
    painter.drawLines(lines)
    dashed = QPen(QColor("white"), 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    dashed.setDashPattern([2, 2])
    painter.setPen(dashed)
    painter.drawLines(lines)


def draw_cursor(painter: QPainter, cell: QRectF) -> None:
    """Where Space paints."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, inset in ((theme.colours().ground, 0.5), (theme.colours().accent, 2)):
        painter.setPen(QPen(QColor(colour), 2))
        painter.drawRect(cell.adjusted(inset, inset, -inset, -inset))
