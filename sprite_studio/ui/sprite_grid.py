"""A grid of sprites, as large as whole pixels allow, on a checkerboard."""

import math

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from sprite_studio.art.sprite import SIZE
from sprite_studio.studio.jobs import Images
from sprite_studio.ui import theme
from sprite_studio.ui.pixmaps import integer_zoom, to_qimage

_GAP = 1
"""Sprite pixels between two sprites."""

_CHECKS = 4
"""Sprite pixels a checkerboard square covers: smaller ones would look like drawing."""


class SpriteGrid(QWidget):
    """Shows sprites; says `empty_text` while there are none.

    Attributes:
        empty_text: what to do to fill it.
    """

    def __init__(self, empty_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.empty_text = empty_text
        self._images: list[QImage] = []
        self._tips: list[str] = []
        self.setMinimumSize(QSize(160, 120))
        self.setAccessibleName("Sprites")

    def show_images(self, images: Images, tips: list[str] | None = None) -> None:
        """Replace all. Args: images: (N, 16, 16, 4); tips: one tooltip a sprite."""
        self._images = [to_qimage(pixels) for pixels in images]
        self._tips = tips or []
        self.setAccessibleDescription(f"{len(self._images)} sprites")
        self.update()

    def patch_images(self, first: int, images: Images, count: int) -> None:
        """Replace some of `count` in all, from index `first` on; the others stay."""
        if len(self._images) != count:
            blank = QImage(SIZE, SIZE, QImage.Format.Format_RGBA8888)
            blank.fill(0)
            self._images = [blank] * count
            self._tips = []
        self._images[first : first + len(images)] = [to_qimage(pixels) for pixels in images]
        self.update()

    def columns(self) -> int:
        """That fill the room best."""
        count = max(1, len(self._images))
        return max(range(1, count + 1), key=lambda columns: (self._zoom(columns), -columns))

    def cell(self, index: int) -> QRectF:
        """Where the sprite `index` is drawn, in logical pixels."""
        columns = self.columns()
        rows = -(-len(self._images) // columns)
        zoom, ratio = self._zoom(columns), self.devicePixelRatioF()
        width = (columns * (SIZE + _GAP) - _GAP) * zoom
        height = (rows * (SIZE + _GAP) - _GAP) * zoom
        # The origin too lies on a whole device pixel.
        left = math.floor(max(0.0, self.width() - width) / 2 * ratio) / ratio
        top = math.floor(max(0.0, self.height() - height) / 2 * ratio) / ratio
        row, column = divmod(index, columns)
        stride = (SIZE + _GAP) * zoom
        return QRectF(left + column * stride, top + row * stride, SIZE * zoom, SIZE * zoom)

    def _zoom(self, columns: int) -> float:
        rows = -(-max(1, len(self._images)) // columns)
        ratio = self.devicePixelRatioF()
        return min(
            integer_zoom(self.width(), columns * (SIZE + _GAP) - _GAP, ratio),
            integer_zoom(self.height(), rows * (SIZE + _GAP) - _GAP, ratio),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._images:
            painter.setPen(QColor(theme.QUIET))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), flags, self.empty_text)
            return
        for i, image in enumerate(self._images):
            place = self.cell(i)
            _draw_checkerboard(painter, place)
            painter.drawImage(place, image)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.index_at(event.pos())
            tip = self._tips[index] if index is not None and index < len(self._tips) else ""
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    def index_at(self, point: QPoint) -> int | None:
        """The sprite under a point."""
        return next(
            (i for i in range(len(self._images)) if self.cell(i).contains(point.toPointF())), None
        )


def _draw_checkerboard(painter: QPainter, place: QRectF) -> None:
    painter.fillRect(place, QColor(theme.CHECKER_DARK))
    side = place.width() / SIZE * _CHECKS
    for row in range(SIZE // _CHECKS):
        for column in range(row % 2, SIZE // _CHECKS, 2):
            square = QRectF(place.x() + column * side, place.y() + row * side, side, side)
            painter.fillRect(square, QColor(theme.CHECKER_LIGHT))
