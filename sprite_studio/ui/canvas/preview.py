"""The picture as a game shows it: at its own size, doubled, and as a tile among its like."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sprite_studio.art.sprite import Pixels
from sprite_studio.ui.canvas.marks import draw_ground
from sprite_studio.ui.widgets.pixmaps import to_qimage

_GAP = 12


class Preview(QWidget):
    """Whole device pixels, never smoothed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._tiled = False
        self.setAccessibleName("Preview")
        self.setToolTip("As large as in a game, doubled, and twice that; T shows it as tiles")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_pixels(self, pixels: Pixels) -> None:
        """Args: pixels: (H, W, 4) straight RGBA."""
        size = self._image.size()
        self._image = to_qimage(pixels)
        if size != self._image.size():
            self.updateGeometry()
        self.update()

    def set_tiled(self, on: bool) -> None:
        """Two by two of it, edge to edge, instead of the largest."""
        self._tiled = on
        self.update()

    def sizeHint(self) -> QSize:
        width, height = self._image.width(), self._image.height()
        return QSize((1 + 2 + 4) * width + 2 * _GAP, 4 * height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        left = 0.0
        for scale in (1, 2, 4):
            side = QSize(self._image.width() * scale, self._image.height() * scale)
            place = QRectF(left, 0, side.width(), side.height())
            draw_ground(painter, (self._image.height(), self._image.width()), scale, left)
            if scale == 4 and self._tiled:
                self._draw_tiles(painter, place)
            else:
                painter.drawImage(place, self._image)
            left += side.width() + _GAP

    def _draw_tiles(self, painter: QPainter, place: QRectF) -> None:
        width, height = place.width() / 2, place.height() / 2
        for down, right in ((0, 0), (0, 1), (1, 0), (1, 1)):
            at = QRectF(place.x() + right * width, place.y() + down * height, width, height)
            painter.drawImage(at, self._image)
