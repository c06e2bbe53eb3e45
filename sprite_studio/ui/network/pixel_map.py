"""One map, large, of which a pixel can be chosen."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from sprite_studio.studio.jobs.network import Maps
from sprite_studio.ui import theme
from sprite_studio.ui.plain import plain_tip
from sprite_studio.ui.widgets.numbers.shades import strength_picture
from sprite_studio.ui.widgets.pixmaps import integer_zoom, to_qimage

_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class PixelMap(QWidget):
    """Signals: picked(int, int): by hand, row and column of a pixel."""

    picked = Signal(int, int)

    def __init__(self, name: str, choosable: bool = False, parent: QWidget | None = None) -> None:
        """Args: name: for screen readers; choosable: whether a pixel can be chosen."""
        super().__init__(parent)
        self._empty, self._choosable = "", choosable
        self._values: Maps | None = None
        self._image = QImage()
        self._pixel: tuple[int, int] | None = None
        self._coloured = theme.colours()
        self.setMinimumSize(QSize(96, 72))
        self.setAccessibleName(name)
        if choosable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.CrossCursor)

    def show_values(self, values: Maps, pixel: tuple[int, int] | None = None) -> None:
        """Args: values: (H, W) from 0 up; pixel: the one that is marked."""
        self._values, self._pixel = values, pixel
        self._coloured = theme.colours()
        self._image = to_qimage(strength_picture(values))
        self.update()

    def show_none(self, why: str) -> None:
        """Nothing, and the reason."""
        self._values, self._empty = None, why
        self.update()

    def place(self) -> QRectF:
        """Of the map, in logical pixels."""
        if self._values is None:
            return QRectF()
        height, width = self._values.shape
        ratio = self.devicePixelRatioF()
        zoom = min(
            integer_zoom(self.width() - 4, width, ratio),
            integer_zoom(self.height() - 4, height, ratio),
        )
        left = int((self.width() - width * zoom) / 2)
        return QRectF(left, 2, width * zoom, height * zoom)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), theme.colours()
        if self._values is None:
            painter.setPen(QColor(c.quiet))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), flags, self._empty)
            return
        place = self.place()
        painter.drawImage(place, self._image)
        painter.setPen(QPen(QColor(c.accent if self.hasFocus() else c.line), 1))
        painter.drawRect(place.adjusted(-1, -1, 0, 0))
        if self._pixel is not None:
            painter.setPen(QPen(QColor(c.text), 2))
            painter.drawRect(self._square(*self._pixel))

    def _square(self, row: int, column: int) -> QRectF:
        assert self._values is not None
        place = self.place()
        side = place.width() / self._values.shape[1]
        return QRectF(place.x() + column * side, place.y() + row * side, side, side)

    def pixel_at(self, point: QPointF) -> tuple[int, int] | None:
        """Row and column under a point."""
        place = self.place()
        if self._values is None or not place.contains(point):
            return None
        side = place.width() / self._values.shape[1]
        row, column = int((point.y() - place.y()) / side), int((point.x() - place.x()) / side)
        return min(row, self._values.shape[0] - 1), min(column, self._values.shape[1] - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pick(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pick(event)

    def _pick(self, event: QMouseEvent) -> None:
        pixel = self.pixel_at(event.position())
        if self._choosable and pixel is not None and pixel != self._pixel:
            self.picked.emit(*pixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(Qt.Key(event.key()))
        if not self._choosable or step is None or self._values is None or self._pixel is None:
            super().keyPressEvent(event)
            return
        rows, columns = self._values.shape
        row = min(max(0, self._pixel[0] + step[0]), rows - 1)
        self.picked.emit(row, min(max(0, self._pixel[1] + step[1]), columns - 1))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._values is not None and self._coloured is not theme.colours():
            self.show_values(self._values, self._pixel)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            pixel = self.pixel_at(QPointF(event.pos()))
            tip = ""
            if pixel is not None and self._values is not None:
                tip = f"row {pixel[0] + 1}, column {pixel[1] + 1}: {self._values[pixel]:.3g}"
            QToolTip.showText(event.globalPos(), plain_tip(tip), self)
            return True
        return super().event(event)
