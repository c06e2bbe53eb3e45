"""Marks of a sprite in the grid: beside its pixels where there is room, or else in a corner."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter

from sprite_studio.ui import theme

STAR = 14
"""Logical pixels it is wide."""


def draw_star(painter: QPainter, star: QIcon, cell: QRect, place: QRectF) -> None:
    """Above. Args: cell: that the marks stay in; place: of the pixels."""
    left = round(_left(STAR, cell, place))
    star.paint(painter, QRect(left, round(place.top()) + 2, STAR, STAR), mode=QIcon.Mode.Normal)


def draw_count(painter: QPainter, frames: int, cell: QRect, place: QRectF) -> None:
    """Below, on a ground of its own: behind it may be feet. Args: as of `draw_star`."""
    colours, told = theme.colours(), f"×{frames}"
    text = painter.fontMetrics().size(0, told)
    width, height = text.width() + theme.SPACE, text.height()
    ground = QRectF(_left(width, cell, place), place.bottom() - height, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.ground))
    painter.drawRoundedRect(ground, 4, 4)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QColor(colours.text))
    painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, told)


def _left(width: float, cell: QRect, place: QRectF) -> float:
    return min(place.right() + 4, cell.right() - 2.0 - width)
