"""Pictures in rows, as large as their room allows, each with a line below."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sprite_studio.art.sprite import Pixels
from sprite_studio.ui import theme
from sprite_studio.ui.widgets.pixmaps import draw_checkerboard, integer_zoom, to_qimage

CAPTION = 20
"""Logical pixels below a picture, of one line."""

GAP = 12


class Plates(QWidget):
    """Sprites (or maps) enlarged by whole numbers of device pixels."""

    def __init__(self, name: str, columns: int, largest: int = 12) -> None:
        """Args: name: for screen readers; columns: pictures a row; largest: logical pixels that a
        sprite's pixel takes at most."""
        super().__init__()
        self.setAccessibleName(name)
        self._columns, self._largest = columns, largest
        self._pictures: list[Pixels] = []
        self._captions: list[str] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def captions(self) -> tuple[str, ...]:
        return tuple(self._captions)

    def show_pictures(self, pictures: Sequence[Pixels], captions: Sequence[str] = ()) -> None:
        """Args: pictures: (16, 16, 4) uint8 straight RGBA each; captions: as many, or none."""
        self._pictures, self._captions = [np.asarray(one) for one in pictures], list(captions)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._height(width)

    def sizeHint(self) -> QSize:
        """Of the smallest pictures in all columns; how high it will be its width alone can say."""
        rows = -(-len(self._pictures) // self._columns)
        caption = CAPTION if self._captions else 0
        return QSize(self._columns * 20, max(1, rows * (16 + caption + GAP) - GAP))

    def _layout(self, width: int) -> tuple[int, float, float]:
        """Columns, the side of a picture, and from one to the next: further apart where captions
        would run together, and fewer where there is no room for that."""
        widest = max(map(self.fontMetrics().horizontalAdvance, self._captions), default=0)
        for columns in range(self._columns, 0, -1):
            side = self._side(width, columns)
            pitch = max(side, widest) + GAP
            if columns == 1 or columns * pitch - GAP <= width:
                return columns, side, pitch
        return 1, 0.0, GAP

    def _side(self, width: int, columns: int) -> float:
        if not self._pictures:
            return 0.0
        room = (width - (columns - 1) * GAP) / columns
        pixels = self._pictures[0].shape[0]
        ratio = self.devicePixelRatioF()
        zoom = min(integer_zoom(max(room, pixels), pixels, ratio), self._largest * 16 / pixels)
        return zoom * pixels

    def _height(self, width: int) -> int:
        columns, side, _ = self._layout(width)
        rows = -(-len(self._pictures) // columns)
        caption = CAPTION if self._captions else 0
        return max(1, round(rows * (side + caption + GAP) - GAP))

    def places(self) -> list[QRectF]:
        """Where each picture is drawn, in logical pixels."""
        columns, side, pitch = self._layout(self.width())
        down = side + (CAPTION if self._captions else 0) + GAP
        return [
            QRectF(i % columns * pitch, i // columns * down, side, side)
            for i in range(len(self._pictures))
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, (_, _, pitch) = QPainter(self), self._layout(self.width())
        for i, place in enumerate(self.places()):
            draw_checkerboard(painter, place)
            painter.drawImage(place, to_qimage(self._pictures[i]))
            if i < len(self._captions):
                painter.setPen(QColor(theme.colours().quiet))
                below = QRectF(place.x(), place.bottom(), pitch, CAPTION)
                flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
                painter.drawText(below, flags, self._captions[i])
        painter.end()
