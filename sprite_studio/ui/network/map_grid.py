"""Many small maps at once: all channels of a part, or all heads of an attention."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from sprite_studio.studio.jobs.network import Maps
from sprite_studio.ui import theme
from sprite_studio.ui.network.shades import signed_picture, strength_picture
from sprite_studio.ui.plain import plain_tip
from sprite_studio.ui.widgets.pixmaps import integer_zoom, to_qimage

_GAP = 2


class MapGrid(QWidget):
    """On one scale, so that maps can be compared with each other."""

    def __init__(self, name: str, signed: bool = True, parent: QWidget | None = None) -> None:
        """Args: name: of one of them, "channel"; signed: whether they may be below 0."""
        super().__init__(parent)
        self._name, self._signed = name, signed
        self._maps: Maps | None = None
        self._images: list[QImage] = []
        self._coloured = theme.colours()
        self.setMinimumSize(QSize(120, 60))
        self.setAccessibleName(f"All {name}s")

    def show_maps(self, maps: Maps | None) -> None:
        """(N, H, W), or None for nothing."""
        self._maps = maps
        self._images = []
        self._coloured = theme.colours()
        if maps is not None:
            most = float(abs(maps).max())
            shade = signed_picture if self._signed else strength_picture
            self._images = [to_qimage(shade(one, most)) for one in maps]
        self.setAccessibleDescription(f"{len(self._images)} {self._name}s")
        self.update()

    def place(self, index: int) -> QRectF:
        """Of a map, in logical pixels."""
        assert self._maps is not None
        count, height, width = self._maps.shape
        ratio = self.devicePixelRatioF()

        def zoom_of(columns: int) -> float:
            rows = -(-count // columns)
            across = (self.width() + _GAP) / columns - _GAP
            down = (self.height() + _GAP) / rows - _GAP
            room = min(across / width, down / height)
            # A thousand channels may not fit in whole pixels.
            return integer_zoom(room, 1, ratio) if room * ratio >= 1 else max(room, 0.05)

        columns = max(range(1, count + 1), key=lambda n: (zoom_of(n), n))
        zoom = zoom_of(columns)
        columns = max(1, min(count, int((self.width() + _GAP) / (width * zoom + _GAP))))
        row, column = divmod(index, columns)
        across, down = width * zoom + _GAP, height * zoom + _GAP
        return QRectF(column * across, row * down, width * zoom, height * zoom)

    def map_at(self, point: QPointF) -> int | None:
        """The one under a point."""
        places = range(len(self._images))
        return next((i for i in places if self.place(i).contains(point)), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for i, image in enumerate(self._images):
            painter.drawImage(self.place(i), image)
            painter.setPen(QColor(theme.colours().line))
            painter.drawRect(self.place(i).adjusted(-0.5, -0.5, 0.5, 0.5))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._coloured is not theme.colours():
            self.show_maps(self._maps)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.map_at(QPointF(event.pos()))
            tip = "" if index is None or self._maps is None else self._tip(index, self._maps[index])
            QToolTip.showText(event.globalPos(), plain_tip(tip), self)
            return True
        return super().event(event)

    def _tip(self, index: int, one: Maps) -> str:
        return f"{self._name} {index + 1}: from {one.min():.2f} to {one.max():.2f}"
