"""All words of a model as points on a plane."""

from collections.abc import Iterator, Sequence
from math import cos, pi, sin

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from sprite_studio.ui import theme
from sprite_studio.ui.plain import plain_tip

_MARGIN = 14
_REACH = 12.0
"""Logical pixels from a point within which it is meant."""

_AWAY, _WAYS = (8.0, 20.0, 34.0, 50.0, 70.0), 12
"""Logical pixels between a point and its name, the nearest first, and directions from it."""

_CLEAR = 6.0
"""Logical pixels around a named point that no name covers."""


class WordMap(QWidget):
    """A point a word; the chosen one and its nearest are named, those for which there is no room
    and all others under the pointer.

    Signals:
        picked(int): a word, by its number.
    """

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: NDArray[np.float64] = np.zeros((0, 2))
        self._names: Sequence[str] = ()
        self._chosen, self._near = -1, ()
        self.setMinimumSize(QSize(160, 110))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Map of all words")

    def show_words(self, places: NDArray[np.float64], names: Sequence[str]) -> None:
        """Args: places: (V, 2); names: for people, one a word."""
        self._places, self._names = places, names
        self._chosen, self._near = -1, ()
        self.setAccessibleDescription(f"{len(names)} words")
        self.update()

    def choose(self, word: int, near: Sequence[int]) -> None:
        """Name a word and those that are nearest to it."""
        self._chosen, self._near = word, tuple(near)
        self.update()

    def point(self, word: int) -> QPointF:
        """Where a word is drawn."""
        return QPointF(*self._points()[word])

    def _points(self) -> NDArray[np.float64]:
        """(V, 2) in logical pixels. Both axes have one scale."""
        low, high = self._places.min(axis=0), self._places.max(axis=0)
        room = np.array([self.width(), self.height()], float)
        scale = ((room - 2 * _MARGIN) / np.maximum(high - low, 1e-9)).min()
        return room / 2 + (self._places - (low + high) / 2) * (scale, -scale)

    def word_at(self, place: QPointF) -> int | None:
        """The nearest to a place, if any is near."""
        if not len(self._places):
            return None
        far = np.hypot(*(self._points() - (place.x(), place.y())).T)
        nearest = int(far.argmin())
        return nearest if far[nearest] <= _REACH else None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), theme.colours()
        painter.fillRect(self.rect(), QColor(c.sunken))
        if not len(self._places):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.faint))
        for x, y in self._points():
            painter.drawEllipse(QPointF(x, y), 2.5, 2.5)
        if self._chosen < 0:
            return
        painter.setPen(QPen(QColor(c.line), 1))
        for word in self._near:
            painter.drawLine(self.point(self._chosen), self.point(word))
        named = (self._chosen, *self._near)
        places = label_places(
            [self.point(word) for word in named],
            [self._size_of_name(word) for word in named],
            QRectF(self.rect()),
        )
        for number, (word, place) in enumerate(zip(named, places, strict=True)):
            colour, radius = (c.sky, 4.0) if number else (c.accent, 5.0)
            at = self.point(word)
            if place is not None:
                self._draw_name(painter, at, place, self._names[word], colour)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawEllipse(at, radius, radius)

    def _size_of_name(self, word: int) -> QSizeF:
        metrics = self.fontMetrics()
        return QSizeF(metrics.horizontalAdvance(self._names[word]) + 6, metrics.height())

    def _draw_name(
        self, painter: QPainter, at: QPointF, place: QRectF, name: str, colour: str
    ) -> None:
        """With a line to its point, on a ground that keeps other points from it."""
        painter.setPen(QPen(QColor(colour), 1))
        painter.drawLine(at, nearest_in(place, at))
        painter.fillRect(place, QColor(theme.colours().sunken))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        word = self.word_at(event.position())
        if word is not None:
            self.picked.emit(word)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            word = self.word_at(QPointF(event.pos()))
            QToolTip.showText(
                event.globalPos(), plain_tip("" if word is None else self._names[word]), self
            )
            return True
        return super().event(event)


def label_places(
    points: Sequence[QPointF], sizes: Sequence[QSizeF], room: QRectF
) -> list[QRectF | None]:
    """Where each name stands: as near to its point as it can, inside the room, on no other name and
    on no point; None where there is no such place."""
    kept_clear = [QRectF(p.x() - _CLEAR, p.y() - _CLEAR, 2 * _CLEAR, 2 * _CLEAR) for p in points]
    taken: list[QRectF] = []
    places: list[QRectF | None] = []
    for point, size in zip(points, sizes, strict=True):
        fitting = (
            place
            for place in _around(point, size)
            if room.contains(place) and not any(map(place.intersects, (*kept_clear, *taken)))
        )
        place = next(fitting, None)
        places.append(place)
        if place is not None:
            taken.append(place)
    return places


def _around(point: QPointF, size: QSizeF) -> Iterator[QRectF]:
    """Rectangles around a point, the nearest first, from the right on."""
    for away in _AWAY:
        for way in range(_WAYS):
            x, y = cos(2 * pi * way / _WAYS), sin(2 * pi * way / _WAYS)
            middle = point + QPointF(x * (away + size.width() / 2), y * (away + size.height() / 2))
            corner = middle - QPointF(size.width() / 2, size.height() / 2)
            yield QRectF(corner, size)


def nearest_in(place: QRectF, point: QPointF) -> QPointF:
    """The point of a rectangle that is nearest to one outside."""
    return QPointF(
        min(max(point.x(), place.left()), place.right()),
        min(max(point.y(), place.top()), place.bottom()),
    )
