"""The hand on a grid: clicks, a rubber band and keys select, as in every file manager."""

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QRubberBand, QWidget

from sprite_studio.ui.widgets.grid.selection import Selection

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Cells(Protocol):
    """What a hand must know of a grid; points and places are those of the widget that hears the
    mouse."""

    def count(self) -> int: ...
    def columns(self) -> int: ...
    def rows_in_sight(self) -> int: ...
    def index_at(self, point: QPoint) -> int | None: ...
    def indices_in(self, place: QRect) -> Iterable[int]: ...


class GridHand(QObject):
    """A grid hands it its events.

    Attributes: selection: what is selected.

    Signals:
        changed(): something else is selected, or the current one is another, by hand.
        drag_wanted(): what is selected is being pulled away.
    """

    changed = Signal()
    drag_wanted = Signal()

    def __init__(self, cells: Cells, widget: QWidget, many: bool) -> None:
        """Args: widget: hears the mouse; many: whether more than one can be selected."""
        super().__init__(widget)
        self.selection = Selection()
        self._cells, self._widget, self._many = cells, widget, many
        self._pressed: QPoint | None = None  # where the left button went down
        self._narrow_to: int | None = None  # once it goes up, unless the whole is dragged
        self._before: Selection | None = None  # what a rubber band began with
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, widget)

    def choose(self, selection: Selection) -> None:
        """By hand. Where only one can be selected, to choose it again says so again."""
        if selection != self.selection or not self._many:
            self.selection = selection
            self.changed.emit()

    # -- the mouse

    def press(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self._cells.index_at(point)
        if event.button() == Qt.MouseButton.RightButton:
            if index is not None and index not in self.selection.chosen:
                self.choose(Selection.of(index))
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed, self._narrow_to = point, None
        if index is None:
            self._before = self.selection if self._many else None
        else:
            self._press_on(index, event.modifiers())

    def _press_on(self, index: int, keys: Qt.KeyboardModifier) -> None:
        if self._many and keys & _SHIFT:
            self.choose(self.selection.extended(index, others=bool(keys & _CTRL)))
        elif self._many and keys & _CTRL:
            self.choose(self.selection.toggled(index))
        elif len(self.selection.chosen) > 1 and index in self.selection.chosen:
            self._narrow_to = index
        else:
            self.choose(Selection.of(index))

    def move(self, event: QMouseEvent) -> None:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        if (point - self._pressed).manhattanLength() < QApplication.startDragDistance():
            return
        if self._before is not None:
            place = QRect(self._pressed, point).normalized()
            self._band.setGeometry(place)
            self._band.show()
            inside = self._cells.indices_in(place)
            self.choose(self._before.banded(inside, bool(event.modifiers() & _CTRL)))
        elif self._cells.index_at(self._pressed) in self.selection.chosen:
            self._pressed = self._narrow_to = None
            self.drag_wanted.emit()

    def release(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._narrow_to is not None:
            self.choose(Selection.of(self._narrow_to))
        elif self._before is not None and self._band.isHidden() and not event.modifiers():
            self.choose(Selection(current=self.selection.current))  # a click beside all
        self._band.hide()
        self._band.resize(QSize(0, 0))
        self._pressed = self._narrow_to = self._before = None

    # -- keys

    def key(self, event: QKeyEvent) -> bool:
        """Whether the key was one of the grid's."""
        count = self._cells.count()
        if not count:
            return False
        if self._many and event.matches(QKeySequence.StandardKey.SelectAll):
            self.choose(Selection.all_of(count, self.selection.current))
            return True
        if event.key() == Qt.Key.Key_Space and event.modifiers() in (_CTRL, Qt.KeyboardModifier(0)):
            return self._space(bool(event.modifiers()))
        target = self._target(Qt.Key(event.key()), count)
        if target is None:
            return False
        if 0 <= target < count:
            self._go(target, event.modifiers())
        return True

    def _space(self, ctrl: bool) -> bool:
        current = self.selection.current
        if current is not None:
            many = ctrl and self._many
            self.choose(self.selection.toggled(current) if many else Selection.of(current))
        return True

    def _target(self, key: Qt.Key, count: int) -> int | None:
        """Where a key leads, perhaps beyond the ends; None where it leads nowhere."""
        columns, current = self._cells.columns(), self.selection.current
        page = columns * max(1, self._cells.rows_in_sight())
        strides = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -columns,
            Qt.Key.Key_Down: columns,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
        }
        if key == Qt.Key.Key_Home:
            return 0
        if key == Qt.Key.Key_End:
            return count - 1
        if key not in strides:
            return None
        if current is None:
            return 0
        target = current + strides[key]
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            return min(max(target, current % columns), count - 1)
        return target

    def _go(self, target: int, keys: Qt.KeyboardModifier) -> None:
        if self._many and keys & _SHIFT:
            self.choose(self.selection.extended(target))
        elif self._many and keys & _CTRL:
            self.choose(self.selection.moved(target))
        else:
            self.choose(Selection.of(target))
