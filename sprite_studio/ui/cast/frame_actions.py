"""What can be done with the frame that is meant: a row of buttons, a menu, and keys of the grid."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from sprite_studio.ui import theme
from sprite_studio.ui.cast.frame_grid import FrameGrid
from sprite_studio.ui.widgets.grid.grid_action import grid_action
from sprite_studio.ui.widgets.grid.tool_row import ToolRow


class FrameActions(QWidget):
    """Signals:
    lock(bool), onion(bool): set or unset.
    paint(), again(), follow(), clear(): of the frame that is meant.
    recolour(): of all frames.
    bring_in(), paste(), copy(): a picture for it; its own.
    """

    lock = Signal(bool)
    onion = Signal(bool)
    paint = Signal()
    again = Signal()
    follow = Signal()
    recolour = Signal()
    clear = Signal()
    bring_in = Signal()
    paste = Signal()
    copy = Signal()

    def __init__(self, grid: FrameGrid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = grid

        action = partial(grid_action, grid)
        self._lock = action(
            "Lock", "L", "It stays as it is, and the others are drawn to fit it",
            lambda: self.lock.emit(self._lock.isChecked()), "lock",
        )  # fmt: skip
        self._lock.setCheckable(True)
        self._paint = action("Edit pixels …", "E", "Paint on it, by hand", self.paint.emit)
        self._again = action(
            "Draw it again",
            "D",
            "This frame, and across from it one that mirrors it; locked ones and the others stay",
            self.again.emit,
        )
        self._follow = action(
            "Others follow", "F",
            "The other frames take on what was painted in this one and in those locked; all else "
            "in them stays",
            self.follow.emit,
        )  # fmt: skip
        self._recolour = action(
            "Recolour …", "R", "A colour of the character becomes another, in all frames",
            self.recolour.emit,
        )  # fmt: skip
        self._bring_in = action(
            "Open …", "Ctrl+I", "A picture for it, or the sheet of a character", self.bring_in.emit
        )
        self._paste = action("Paste", "Ctrl+V", "A picture from the clipboard", self.paste.emit)
        self._copy = action("Copy", "Ctrl+C", "Its picture, to the clipboard", self.copy.emit)
        self._clear = action("Clear", "Del", "Nothing stands there", self.clear.emit)
        self._onion = action(
            "Onion skin", "O", "The step before shines through",
            lambda: self.onion.emit(self._onion.isChecked()),
        )  # fmt: skip
        self._onion.setCheckable(True)
        row = ToolRow(self, theme.SPACE // 2)
        changes = (self._lock, self._paint, self._again, self._follow, self._recolour)
        for made in (*changes, self._bring_in, self._onion):
            row.addWidget(_button(made))
        grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        grid.customContextMenuRequested.connect(self._show_menu)

    @property
    def actions_(self) -> tuple[QAction, ...]:
        """All of them, for the list of keys."""
        drawn = (self._lock, self._paint, self._again, self._follow, self._recolour)
        return (*drawn, self._bring_in, self._paste, self._copy, self._clear, self._onion)

    def fit(
        self, locked: bool, is_blank: bool, others_there: bool, any_there: bool, draws: bool
    ) -> None:
        """To the frame that is meant.

        Args: is_blank: whether it is empty; others_there: whether all others show something;
        any_there: whether any does; draws: whether there is a network.
        """
        self._lock.setChecked(locked)
        for made in (self._lock, self._copy, self._clear):
            made.setEnabled(not is_blank)
        self._recolour.setEnabled(any_there)
        self._again.setEnabled(draws and others_there)
        self._follow.setEnabled(draws and others_there and not is_blank)

    def _show_menu(self, point: QPoint) -> None:
        at = self._grid.at_point(point.toPointF())
        if at is None:
            return
        self._grid.pick(at)
        menu = QMenu(self._grid)
        menu.addActions([self._lock, self._paint, self._again, self._follow])
        menu.addSeparator()
        menu.addAction(self._recolour)
        menu.addSeparator()
        menu.addActions([self._bring_in, self._paste, self._copy, self._clear])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._grid.mapToGlobal(point))


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
