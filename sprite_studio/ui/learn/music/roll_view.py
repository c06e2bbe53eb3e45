"""The roll on the screen, with a line where it is being played."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from sprite_studio.music.picture import column_of, roll_picture
from sprite_studio.music.roll import SIZE, VOICES, Numbers
from sprite_studio.ui import theme
from sprite_studio.ui.widgets.picture import Picture

BARS = 8
CAPTION = 20
"""Logical pixels of the bars' names."""

EMPTY = np.full((BARS, len(VOICES), SIZE, SIZE), -1, np.float32)


class RollView(Picture):
    """As wide as its room in whole device pixels, and as high as it then is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at: float | None = None
        self._size = (1, 1)
        self._names: Sequence[str] = ()
        self.setAccessibleName("Piano roll: lead, harmony, bass and drums, eight bars")
        self.show_bars(EMPTY)

    def show_bars(self, bars: Numbers) -> None:
        """Args: bars: (8, 4, 16, 16) in the order in which they are heard."""
        pixels = roll_picture(bars)
        self._size = pixels.shape[1], pixels.shape[0]
        self.show_pixels(pixels)
        self._fit()

    def name_bars(self, names: Sequence[str]) -> None:
        """Below each bar."""
        self._names = names
        self.update()

    def show_place(self, share: float | None) -> None:
        """Where the loop is being played, 0 to 1, or None for nowhere."""
        self._at = share
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width, height = self._size
        ratio = self.devicePixelRatioF()
        zoom = max(1, int(self.width() * ratio) // width) / ratio
        self.setFixedHeight(round(height * zoom) + CAPTION)

    def place(self) -> QRectF:
        """At the left, above the names of bars."""
        place = super().place()
        place.moveTopLeft(QPointF(0, 0))
        return place

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        place, (width, _) = self.place(), self._size
        painter = QPainter(self)
        painter.setPen(QColor(theme.colours().quiet))
        for bar, name in enumerate(self._names):
            left = column_of(bar * SIZE) * place.width() / width
            below = QRectF(left, place.bottom(), SIZE * place.width() / width, CAPTION)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, name)
        if self._at is None:
            return
        sixteenths = self._at * BARS * SIZE
        column = column_of(int(sixteenths)) + sixteenths % 1
        left = place.left() + column * place.width() / width
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(QRectF(left, place.top(), 2, place.height()), QColor(theme.colours().text))
