"""All words of a model as points on a plane."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from sprite_studio.ui import theme
from sprite_studio.ui.plain import plain_tip

_MARGIN = 14
_REACH = 12.0
"""Logical pixels from a point within which it is meant."""


class WordMap(QWidget):
    """A point a word; the chosen one and its nearest are named.

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
        taken: list[QRectF] = []
        for word, token, radius in (
            (self._chosen, c.accent, 5.0),
            *((near, c.sky, 4.0) for near in self._near),
        ):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(token))
            painter.drawEllipse(self.point(word), radius, radius)
            self._draw_name(painter, word, token, taken)

    def _draw_name(self, painter: QPainter, word: int, colour: str, taken: list[QRectF]) -> None:
        """Beside its point, where there is room for it."""
        at, name = self.point(word), self._names[word]
        width = self.fontMetrics().horizontalAdvance(name) + 2
        height = self.fontMetrics().height()
        beside, above = (8, -height / 2), (-width / 2, -6 - height)
        for x, y in (beside, (-8 - width, -height / 2), (-width / 2, 6), above):
            place = QRectF(at.x() + x, at.y() + y, width, height)
            if QRectF(self.rect()).contains(place) and not any(map(place.intersects, taken)):
                taken.append(place)
                painter.setPen(QColor(colour))
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)
                return

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
