"""A sheet with its cells over it; a click, a drag or a key ticks them."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sprite_studio.art.sprite import Pixels
from sprite_studio.studio.jobs.library.slicing import CutCell, CutResult
from sprite_studio.ui import theme
from sprite_studio.ui.widgets.pixmaps import to_qimage

_MOST_ZOOM, _WIDE = 6, 560
_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class SliceView(QWidget):
    """Signals:
    changed(): other cells are ticked.
    moved(): another cell is the current one.
    typed(str): a letter or digit, for the current cell.
    """

    changed = Signal()
    moved = Signal()
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image, self._zoom = QImage(), 1
        self._cells: Sequence[CutCell] = ()
        self._size = QSize(1, 1)  # of a cell
        self._ticked: set[int] = set()
        self._labels: dict[int, str] = {}
        self._sweeping: bool | None = None  # whether a drag ticks or clears
        self.current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName("Cells")
        self.setToolTip("Click or drag to tick; arrows and Space; 1 to 5 say what a sprite is")

    @property
    def ticked(self) -> tuple[int, ...]:
        """Numbers of the cells that are wanted."""
        return tuple(sorted(self._ticked))

    def show_cut(self, cut: CutResult) -> None:
        """Every cell that can be a sprite is ticked."""
        self._show_picture(cut.picture)
        self._cells = cut.cells
        self._size = QSize(cut.grid.width, cut.grid.height)
        self._labels = {}
        self.current = 0
        self.tick_all()

    def tick_all(self, on: bool = True) -> None:
        """All that can be a sprite, or none."""
        self._ticked = {i for i, cell in enumerate(self._cells) if cell.sprite is not None and on}
        self._tell()

    def label(self, number: int, text: str) -> None:
        """A word in a cell's corner."""
        self._labels[number] = text
        self.update()

    # -- mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().toPoint())
        if number is not None and event.button() is Qt.MouseButton.LeftButton:
            self._sweeping = number not in self._ticked
            self._set(number, self._sweeping)
            self._go(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().toPoint())
        if number is None:
            return
        why = self._cells[number].why_not
        self.setToolTip(why or "Click or drag to tick; 1 to 5 say what a sprite is")
        if self._sweeping is not None:
            self._set(number, self._sweeping)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._sweeping = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = Qt.Key(event.key()), event.text()
        if not self._cells:
            super().keyPressEvent(event)
        elif key in _MOVES:
            self._step(*_MOVES[key])
        elif key is Qt.Key.Key_Space:
            self._set(self.current, self.current not in self._ticked)
        elif text.isdigit():
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def _step(self, down: int, right: int) -> None:
        here = self._cells[self.current]
        wanted = (here.row + down, here.column + right)
        for number, cell in enumerate(self._cells):
            if (cell.row, cell.column) == wanted:
                self._go(number)

    def _go(self, number: int) -> None:
        self.current = number
        self.moved.emit()
        self.update()

    def _set(self, number: int, on: bool) -> None:
        if self._cells[number].sprite is None or on == (number in self._ticked):
            return
        (self._ticked.add if on else self._ticked.discard)(number)
        self._tell()

    def _tell(self) -> None:
        self.changed.emit()
        self.update()

    def _at(self, point: QPoint) -> int | None:
        for number in range(len(self._cells)):
            if self.place(number).contains(point):
                return number
        return None

    # -- painting

    def place(self, number: int) -> QRect:
        """Of a cell, in logical pixels."""
        cell, zoom = self._cells[number], self._zoom
        size = self._size * zoom
        return QRect(cell.x * zoom, cell.y * zoom, size.width(), size.height())

    def _show_picture(self, picture: Pixels) -> None:
        self._image = to_qimage(picture)
        self._zoom = max(1, min(_MOST_ZOOM, _WIDE // max(1, picture.shape[1])))
        self.setFixedSize(self._image.size() * self._zoom)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.colours()
        painter.fillRect(event.rect(), QColor(colours.checker_light))
        painter.drawImage(QRect(QPoint(), self.size()), self._image)
        veil = QColor(colours.ground)
        veil.setAlpha(170)
        for number in range(len(self._cells)):
            place = self.place(number)
            if not place.intersects(event.rect()):
                continue
            if number not in self._ticked:
                painter.fillRect(place, veil)
            painter.setPen(QColor(colours.accent if number in self._ticked else colours.line))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
            if label := self._labels.get(number):
                painter.drawText(place.adjusted(3, 1, -3, -1), Qt.AlignmentFlag.AlignTop, label)
        if self.hasFocus() and self._cells:
            painter.setPen(QPen(QColor(colours.text), 2))
            painter.drawRect(self.place(self.current).adjusted(1, 1, -2, -2))
