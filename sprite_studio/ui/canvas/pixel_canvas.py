"""The canvas itself: shows a painting, and gives the way of the pointer to a tool."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sprite_studio.art.paint.painting import Cell, Mask, Painting
from sprite_studio.art.paint.shapes import is_inside
from sprite_studio.art.paint.strokes import Brush, Selecting, colour_at
from sprite_studio.art.paint.undo import UndoHistory
from sprite_studio.art.sprite import Pixels
from sprite_studio.ui.canvas.marks import draw_cursor, draw_grid, draw_ground, draw_selection
from sprite_studio.ui.canvas.tools import Tool
from sprite_studio.ui.widgets.pixmaps import to_qimage

ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}

KEYS = "Arrows move the cursor, Space is the button of the mouse"


class PixelCanvas(QWidget):
    """A picture of any size, every pixel of which is a whole number of device pixels wide.

    Attributes:
        tool: what the pointer does.
        brush: its colour, and whether the other side is painted, too.

    Signals:
        changed(): what is painted or selected is another, for good.
        shown(): what is seen is another, perhaps for a moment.
        colour_taken(Colour): by the picker, or the right button.
    """

    changed = Signal()
    shown = Signal()
    colour_taken = Signal(object)

    def __init__(
        self, pixels: Pixels, tool: Tool, tinted: bool = False, parent: QWidget | None = None
    ) -> None:
        """Args: pixels: (H, W, 4); tinted: whether what is selected is tinted, as a mask is."""
        super().__init__(parent)
        self.tool, self.brush = tool, Brush()
        self._tinted, self._grid = tinted, True
        self._history = UndoHistory(Painting.of(pixels))
        self._seen = self._history.now
        self._way: list[Cell] = []  # of the stroke under way
        self._how = self.brush
        self._cursor: Cell = (0, 0)
        self._zoom = 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName("Canvas")
        self.setAccessibleDescription(KEYS)
        self.set_zoom(1)

    # -- what is painted

    @property
    def painting(self) -> Painting:
        """As it stands, without a stroke that is under way."""
        return self._history.now

    @property
    def seen(self) -> Painting:
        """With what is under way."""
        return self._seen

    @property
    def can_undo(self) -> bool:
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        return self._history.can_redo

    def begin(self, pixels: Pixels, selection: Mask | None = None) -> None:
        """Another picture, with nothing to undo."""
        self._way = []
        self._history = UndoHistory(Painting.of(pixels, selection))
        self._cursor = (0, 0)
        self.set_zoom(self._zoom)
        self._show_history()

    def apply(self, act: Callable[[Painting], Painting]) -> None:
        """Do something to what is painted or selected, that can be undone."""
        self._way = []
        self._history.add(act(self._history.now))
        self._show_history()

    def preview(self, act: Callable[[Painting], Painting]) -> None:
        """Show what `apply` would do."""
        self._see(act(self._history.now))

    def undo(self) -> None:
        """Take the last change back, if there is one."""
        self._way = []
        self._history.undo()
        self._show_history()

    def redo(self) -> None:
        """Bring back what was taken back."""
        self._way = []
        self._history.redo()
        self._show_history()

    def _show_history(self) -> None:
        self._see(self._history.now)
        self.changed.emit()

    def _see(self, painting: Painting) -> None:
        self._seen = painting
        self.update()
        self.shown.emit()

    # -- how it is seen

    @property
    def zoom(self) -> int:
        """Device pixels a pixel."""
        return self._zoom

    def set_zoom(self, zoom: int) -> None:
        """Args: zoom: at least 1."""
        self._zoom = zoom
        height, width = self.painting.shape
        side = zoom / self.devicePixelRatioF()
        self.setFixedSize(QSize(round(width * side), round(height * side)))
        self.update()

    def show_grid(self, on: bool) -> None:
        """Lines between the pixels, where there is room."""
        self._grid = on
        self.update()

    def cell(self, row: int, column: int) -> QRectF:
        """Where a pixel is drawn, in logical pixels."""
        side = self._zoom / self.devicePixelRatioF()
        return QRectF(column * side, row * side, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        height, width = self.painting.shape
        side = self._zoom / self.devicePixelRatioF()
        place = QRectF(0, 0, width * side, height * side)
        painter = QPainter(self)
        draw_ground(painter, (height, width), side)
        painter.drawImage(place, to_qimage(self._seen.pixels))
        if self._grid:
            draw_grid(painter, self._seen.shape, side)
        draw_selection(painter, self._seen.selection, side, self._tinted)
        if self.hasFocus():
            draw_cursor(painter, self.cell(*self._cursor))

    # -- the hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        self._set_cursor(cell)
        is_right = event.button() == Qt.MouseButton.RightButton
        if is_right and not self.tool.selects:
            self._take_colour(cell)
        elif is_right or event.button() == Qt.MouseButton.LeftButton:
            self._press(cell, event.modifiers(), is_right)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() and self._way:
            cell = self._cell_at(event.position())
            self._set_cursor(cell)
            self._drag(cell)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._release()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if key in ARROWS and not plain & control:
            down, right = ARROWS[key]
            self._set_cursor((self._cursor[0] + down, self._cursor[1] + right))
            if self._way:
                self._drag(self._cursor)
        elif key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._press(self._cursor, event.modifiers(), takes_away=False)
        elif key == Qt.Key.Key_Escape and (self._way or self.painting.selection.any()):
            self._escape()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._release()
        else:
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._release()
        self.update()

    def _escape(self) -> None:
        """Drop the stroke under way, or else the selection."""
        if self._way:
            self._way = []
            self._see(self.painting)
        else:
            self.apply(lambda now: now.selecting(now.selection & False))

    def _press(self, cell: Cell, keys: Qt.KeyboardModifier, takes_away: bool) -> None:
        if self.tool.stroke is None:
            self._take_colour(cell)
            return
        selecting = Selecting.MORE if self.tool.adds else Selecting.ANEW
        if takes_away or keys & Qt.KeyboardModifier.AltModifier:
            selecting = Selecting.LESS
        elif keys & Qt.KeyboardModifier.ShiftModifier:
            selecting = Selecting.MORE
        self._how = replace(self.brush, selecting=selecting)
        self._way = [cell]
        self._follow()

    def _drag(self, cell: Cell) -> None:
        if cell != self._way[-1]:
            self._way.append(cell)
            self._follow()

    def _follow(self) -> None:
        assert self.tool.stroke is not None  # or no stroke is under way
        self._see(self.tool.stroke(self.painting, self._way, self._how))

    def _release(self) -> None:
        if self._way:
            self._way = []
            self._history.add(self._seen)
            self._show_history()

    def _take_colour(self, cell: Cell) -> None:
        if (colour := colour_at(self.painting, cell)) is not None:
            self.colour_taken.emit(colour)

    def _set_cursor(self, cell: Cell) -> None:
        if is_inside(cell, self.painting.shape):
            self._cursor = cell
            self.update()

    def _cell_at(self, position: QPointF) -> Cell:
        side = self._zoom / self.devicePixelRatioF()
        return int(position.y() // side), int(position.x() // side)
