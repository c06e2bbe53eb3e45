"""Many small maps at once: all channels of a part, or all heads of an attention."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from sprite_studio.studio.jobs.network import Maps
from sprite_studio.ui import theme
from sprite_studio.ui.plain import plain_tip
from sprite_studio.ui.widgets.numbers.shades import signed_picture, strength_picture
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
        self._fits: tuple[int, int, int, int, int, float] | None = None
        self._layout = (1, 1.0, 1.0)
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
        columns, across, down = self._laid_out()
        row, column = divmod(index, columns)
        return QRectF(column * across, row * down, across - _GAP, down - _GAP)

    def _laid_out(self) -> tuple[int, float, float]:
        """Columns that fill the room best, and from a map to the next; reckoned once for so many
        maps in a room."""
        assert self._maps is not None
        count, height, width = self._maps.shape
        room = self.width(), self.height(), self.devicePixelRatioF()
        fits = count, height, width, *room
        if self._fits != fits:
            self._fits, self._layout = fits, _best_layout(*fits)
        return self._layout

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


def _best_layout(
    count: int, height: int, width: int, room_across: int, room_down: int, ratio: float
) -> tuple[int, float, float]:
    """As `MapGrid._laid_out`."""

    def zoom_of(columns: int) -> float:
        across = (room_across + _GAP) / columns - _GAP
        down = (room_down + _GAP) / -(-count // columns) - _GAP
        room = min(across / width, down / height)
        # A thousand channels may not fit in whole pixels.
        return integer_zoom(room, 1, ratio) if room * ratio >= 1 else max(room, 0.05)

    zoom = max(map(zoom_of, range(1, count + 1)))
    across, down = width * zoom + _GAP, height * zoom + _GAP
    columns = int((room_across + _GAP) / across)
    return min(count, max(1, columns)), across, down
