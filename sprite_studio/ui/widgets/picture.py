"""A picture of any size, as large as its room allows."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sprite_studio.art.sprite import Pixels
from sprite_studio.ui import theme
from sprite_studio.ui.widgets.pixmaps import integer_zoom, to_qimage


class Picture(QWidget):
    """In whole device pixels where it fits; one that does not is shrunk, smoothly."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()

    def show_pixels(self, pixels: Pixels) -> None:
        """Args: pixels: (H, W, 4) uint8 straight RGBA."""
        self._image = to_qimage(pixels)
        self.update()

    def place(self) -> QRectF:
        """Where it is drawn, in logical pixels."""
        width, height = self._image.width(), self._image.height()
        if not width or not height:
            return QRectF()
        ratio = self.devicePixelRatioF()
        zoom = min(
            integer_zoom(self.width(), width, ratio),
            integer_zoom(self.height(), height, ratio),
            self.width() / width,
            self.height() / height,
        )
        left = int((self.width() - width * zoom) / 2 * ratio) / ratio
        top = int((self.height() - height * zoom) / 2 * ratio) / ratio
        return QRectF(left, top, width * zoom, height * zoom)

    def paintEvent(self, event: QPaintEvent) -> None:
        place = self.place()
        painter = QPainter(self)
        painter.fillRect(place, QColor(theme.colours().checker_light))
        shrunk = place.width() < self._image.width()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, shrunk)
        painter.drawImage(place, self._image)
