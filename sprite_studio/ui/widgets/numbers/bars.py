"""A vector as bars, up from 0 and down."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from sprite_studio.ui import theme
from sprite_studio.ui.plain import plain_tip


class Bars(QWidget):
    """As many as there are numbers; the longest fills the height."""

    def __init__(self, name: str, empty: str, parent: QWidget | None = None) -> None:
        """Args: name: for screen readers; empty: what it says while there is nothing."""
        super().__init__(parent)
        self._empty = empty
        self._numbers: NDArray[np.floating] = np.zeros(0, np.float32)
        self.setMinimumSize(QSize(120, 44))
        self.setAccessibleName(name)

    def show_numbers(self, numbers: NDArray[np.floating] | None) -> None:
        """(D,), or None for nothing."""
        self._numbers = np.zeros(0, np.float32) if numbers is None else numbers
        self.setAccessibleDescription(f"{len(self._numbers)} numbers")
        self.update()

    def bar(self, index: int) -> QRectF:
        """Of a number, in logical pixels."""
        pitch, half = self.width() / len(self._numbers), self.height() / 2
        most = float(np.abs(self._numbers).max())
        long = 0.0 if most == 0 else float(self._numbers[index]) / most * (half - 2)
        width = max(1.0, pitch - (1 if pitch >= 3 else 0))
        return QRectF(index * pitch, half - max(long, 0.0), min(width, 24.0), abs(long))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), theme.colours()
        painter.fillRect(self.rect(), QColor(c.sunken))
        if not len(self._numbers):
            painter.setPen(QColor(c.quiet))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), flags, self._empty)
            return
        painter.fillRect(QRectF(0, self.height() / 2 - 0.5, self.width(), 1), QColor(c.line))
        for index, number in enumerate(self._numbers):
            painter.fillRect(self.bar(index), QColor(c.accent if number > 0 else c.sky))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            count = len(self._numbers)
            index = min(int(event.pos().x() / max(1, self.width()) * count), count - 1)
            tip = f"number {index + 1}: {self._numbers[index]:.3f}" if count else ""
            QToolTip.showText(event.globalPos(), plain_tip(tip), self)
            return True
        return super().event(event)
