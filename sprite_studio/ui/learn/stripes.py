"""Many vectors side by side: a column each, an upright line of shades."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sprite_studio.ui import theme
from sprite_studio.ui.widgets.numbers.shades import signed_picture
from sprite_studio.ui.widgets.pixmaps import to_qimage

HEIGHT, CAPTION = 150, 20
"""Logical pixels of the shades, and of the line below."""


class Stripes(QWidget):
    """Above its mean a number is in one colour, below it in another."""

    def __init__(self, name: str) -> None:
        """Args: name: for screen readers."""
        super().__init__()
        self.setAccessibleName(name)
        self._vectors: NDArray[np.float32] = np.zeros((0, 0), np.float32)
        self._ends = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT + CAPTION)

    def show_vectors(self, vectors: NDArray[np.float32], ends: tuple[str, str]) -> None:
        """Args: vectors: (L, K), the first at the left; ends: below the first and the last.

        Each number is shown less its mean over all vectors, on a scale of its own, and they stand
        in the order of where they are largest: so it can be seen how they change.
        """
        change = vectors - vectors.mean(axis=0)
        change = change / np.abs(change).max(axis=0).clip(1e-9)
        self._vectors, self._ends = change[:, change.argmax(axis=0).argsort(kind="stable")], ends
        self.setAccessibleDescription(f"{vectors.shape[0]} vectors of {vectors.shape[1]} numbers")
        self._draw()

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT + CAPTION)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._vectors.size:
            self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._vectors.size:
            return
        painter = QPainter(self)
        painter.drawImage(QRectF(0, 0, self.width(), HEIGHT), self._image)
        painter.setPen(QColor(theme.colours().quiet))
        below = QRectF(0, HEIGHT, self.width(), CAPTION)
        for end, side in zip(
            self._ends, (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight), strict=True
        ):
            painter.drawText(below, side | Qt.AlignmentFlag.AlignBottom, end)

    def _draw(self) -> None:
        self._image = to_qimage(signed_picture(self._vectors.T, 1))
        self.update()
