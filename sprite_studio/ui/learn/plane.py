"""A plane of dots: where they are, the way of one of them, and how densely all data lie there."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from sprite_studio.ui import theme

RADIUS = 2.0


class Plane(QWidget):
    """A square.

    Signals:
        picked(int): the dot nearest to a click.
    """

    picked = Signal(int)

    def __init__(self, name: str, extent: float) -> None:
        """Args: extent: of the plane, to each side of its middle."""
        super().__init__()
        self.setAccessibleName(name)
        self._extent = extent
        self._dots = np.zeros((0, 2), np.float32)
        self._path = np.zeros((0, 2), np.float32)
        self._near = np.zeros((0, 2), np.float32)
        self._density: NDArray[np.float32] | None = None
        self._one = -1
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_dots(self, dots: NDArray[np.float32]) -> None:
        """Args: dots: (N, 2)."""
        self._dots = dots
        self.update()

    def show_path(self, path: NDArray[np.float32], one: int) -> None:
        """The way of one dot so far. Args: path: (T, 2); one: which it is, or -1."""
        self._path, self._one = path, one
        self.update()

    def show_near(self, near: NDArray[np.float32]) -> None:
        """Dots that are marked among all. Args: near: (N, 2)."""
        self._near = near
        self.update()

    def show_density(self, density: NDArray[np.float32]) -> None:
        """Args: density: (G, G), rows from the bottom up, 0 to 1."""
        self._density = density
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return width

    def sizeHint(self) -> QSize:
        return QSize(320, 320)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if len(self._dots) and self._density is None:
            places = np.array([[p.x(), p.y()] for p in map(self._place, self._dots)])
            at = event.position()
            distance = np.hypot(places[:, 0] - at.x(), places[:, 1] - at.y())
            self.picked.emit(int(distance.argmin()))

    def paintEvent(self, event: QPaintEvent) -> None:
        c, painter = theme.colours(), QPainter(self)
        square = self._square()
        painter.fillRect(square, QColor(c.sunken))
        if self._density is not None:
            painter.drawImage(square, _heat(self._density, c))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(square)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.sky))
        for dot in self._dots:
            painter.drawEllipse(self._place(dot), RADIUS, RADIUS)
        painter.setBrush(QColor(c.good))
        for dot in self._near:
            painter.drawEllipse(self._place(dot), 2 * RADIUS, 2 * RADIUS)
        if len(self._path):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.accent), 2))
            painter.drawPolyline(QPolygonF([self._place(dot) for dot in self._path]))
            painter.setPen(QPen(QColor(c.sunken), 1))
            painter.setBrush(QColor(c.accent))
            painter.drawEllipse(self._place(self._path[-1]), 3 * RADIUS, 3 * RADIUS)
        painter.end()

    def _square(self) -> QRectF:
        side = min(self.width(), self.height())
        return QRectF(0, 0, side, side)

    def _place(self, dot: NDArray[np.float32]) -> QPointF:
        side = self._square().width()
        x, y = (float(v) / self._extent for v in dot)
        return QPointF((1 + x) / 2 * side, (1 - y) / 2 * side)


def _heat(density: NDArray[np.float32], c: theme.Colours) -> QImage:
    """From the ground's colour to the accent's; the square root, so that thin places are seen."""
    low, high = (np.array([q.red(), q.green(), q.blue()]) for q in map(QColor, (c.sunken, c.good)))
    share = np.sqrt(density[::-1].clip(0, 1))[..., None]
    colours = (low + share * (high - low)).round().astype(np.uint8)
    side = len(density)
    opaque = np.full((side, side, 1), 255, np.uint8)
    pixels = np.ascontiguousarray(np.concatenate([colours, opaque], axis=-1))
    return QImage(pixels.data, side, side, 4 * side, QImage.Format.Format_RGBA8888).copy()
