"""What can be done with the selected sprites: a row of buttons, a menu, and keys of the grid."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from sprite_studio.studio.jobs.library.changes import KeptSet
from sprite_studio.ui import theme
from sprite_studio.ui.actions import LEARN_STYLE, LEARN_STYLE_TIP
from sprite_studio.ui.icons import icon
from sprite_studio.ui.plain import plain_tip
from sprite_studio.ui.sprites.card_grid import CardGrid
from sprite_studio.ui.widgets.grid.grid_action import grid_action
from sprite_studio.ui.widgets.grid.tool_row import ToolRow

NOTHING = "Select sprites first: click, Ctrl+click, drag a frame around them, or Ctrl+A"


class SpriteActions(QWidget):
    """Signals:
    star(bool), delete(bool): set or unset, of all that are selected.
    rename(), tag(): ask for a name, or for tags.
    put(int): into a set, by its id; put_into_new(): into a new one; take_out(): of the open set.
    paint(), redraw(): the one by hand, or a part of it anew. teach(): a word, by all of them.
    cast(): make of the one a character that walks.
    learn_style(): learn a style, of those if they are enough. again(): draw the one again.
    copy(): its picture.
    export(): those, or all that are shown. recolour(): put those into a palette.
    bring_in(), paste(): pictures of the user's own.
    """

    star = Signal(bool)
    delete = Signal(bool)
    rename = Signal()
    tag = Signal()
    put = Signal(int)
    put_into_new = Signal()
    take_out = Signal()
    paint = Signal()
    redraw = Signal()
    teach = Signal()
    cast = Signal()
    learn_style = Signal()
    again = Signal()
    copy = Signal()
    export = Signal()
    recolour = Signal()
    bring_in = Signal()
    paste = Signal()

    def __init__(self, grid: CardGrid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = grid
        self._tips: dict[QAction, str] = {}
        self._build()
        self._menu_of_sets = QMenu("Put into a set", self)
        self._menu_of_sets.setIcon(icon("star"))
        self._sets_button = QToolButton()
        self._sets_button.setText("Put into a set")
        self._sets_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._sets_button.setMenu(self._menu_of_sets)
        row = ToolRow(self, theme.SPACE // 2)
        for action in (self._star, self._rename):
            row.addWidget(_button(action))
        row.addWidget(self._sets_button)
        for action in (
            *(self._learn_style, self._paint, self._redraw, self._recolour, self._cast),
            *(self._take_out, self._delete, self._restore),
        ):
            row.addWidget(_button(action))
        self.show_sets(())
        self.fit(0, in_set=False, deleted=False, starred=False)

    @property
    def actions_(self) -> tuple[QAction, ...]:
        """All of them, for the list of keys."""
        return tuple(self._tips)

    def _build(self) -> None:
        def action(
            text: str, key: str, tip: str, done: Callable[[], object], picture: str = ""
        ) -> QAction:
            made = grid_action(self._grid, text, key, tip, done, picture)
            self._tips[made] = made.toolTip()
            return made

        self._star = action(
            "Star", "S", "Give all selected sprites a star, or take it away",
            lambda: self.star.emit(self._star.isChecked()), "star",
        )  # fmt: skip
        self._star.setCheckable(True)
        self._rename = action(
            "Rename", "F2", "Name the sprite; several get the name with numbers", self.rename.emit
        )
        self._tag = action("Tags …", "T", "Give them words of your own", self.tag.emit)
        self._take_out = action(
            "Take out of the set", "Ctrl+Del", "They stay among all sprites", self.take_out.emit
        )
        self._delete = action(
            "Delete", "Del", "Ctrl+Z and the place Deleted bring them back",
            lambda: self.delete.emit(True),
        )  # fmt: skip
        self._restore = action(
            "Restore", "R", "Back among all sprites", lambda: self.delete.emit(False)
        )
        self._again = action(
            "Draw again", "Return",
            "On Create, with all controls as they were; a character that walks is opened on Cast",
            self.again.emit,
        )  # fmt: skip
        self._learn_style = action(
            LEARN_STYLE, "", LEARN_STYLE_TIP, self.learn_style.emit, "learn"
        )  # fmt: skip
        self._paint = action("Edit pixels …", "E", "Paint on it, by hand", self.paint.emit)
        self._redraw = action(
            "Redraw a part …", "D", "Say what a part is to be; or vary, re-dress, turn it",
            self.redraw.emit,
        )  # fmt: skip
        self._redraw.setIconText("Redraw")
        self._teach = action(
            "Teach a word …", "", "The model learns what they have in common", self.teach.emit
        )
        self._cast = action(
            "Make it walk", "", "Its other sides and its walk, on the Cast page", self.cast.emit
        )
        self._copy = action("Copy picture", "Ctrl+C", "To the clipboard", self.copy.emit)
        self._recolour = action(
            "Palette …", "P", "Put the selected sprites into a palette, seen before it is done",
            self.recolour.emit,
        )  # fmt: skip
        self._export = action(
            "Export …", "", "For a game engine: those, or all that are shown", self.export.emit
        )
        self._bring_in = action(
            "Import …", "Ctrl+I", "Cut pictures of your own into sprites; or drop them here",
            self.bring_in.emit,
        )  # fmt: skip
        self._paste = action("Paste", "Ctrl+V", "A picture from the clipboard", self.paste.emit)
        self._all = action("Select all", "Ctrl+A", "All that are shown", self._grid.choose_all)
        self._always = (self._all, self._bring_in, self._paste, self._export, self._learn_style)
        self._grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._grid.customContextMenuRequested.connect(self._show_menu)

    @property
    def import_action(self) -> QAction:
        """Pictures of the user's own, whatever is selected."""
        return self._bring_in

    def fit(
        self, count: int, in_set: bool, deleted: bool, starred: bool, walks: bool = True
    ) -> None:
        """To what is selected.

        Args: count: of sprites; in_set: whether a set is open; deleted: whether deleted sprites
        are shown; starred: whether all of them have a star; walks: whether the one may be somebody.
        """
        some = count > 0
        for action in (self._star, self._rename, self._tag, self._recolour):
            action.setEnabled(some and not deleted)
        self._learn_style.setEnabled(not deleted)
        for action in (self._again, self._cast, self._copy):
            action.setEnabled(count == 1)
        for action in (self._paint, self._redraw):
            action.setEnabled(count == 1 and not deleted)
        self._cast.setVisible(walks)
        self._teach.setEnabled(count > 1 and not deleted)
        self._delete.setEnabled(some and not deleted)
        self._delete.setVisible(not deleted)
        self._restore.setEnabled(some)
        self._restore.setVisible(deleted)
        self._take_out.setEnabled(some and in_set)
        self._take_out.setVisible(in_set)
        self._sets_button.setEnabled(some and not deleted)
        self._star.setChecked(starred)
        for action, tip in self._tips.items():
            action.setToolTip(tip if some or action in self._always else NOTHING)
        self._sets_button.setToolTip("Into one of your sets, or a new one" if some else NOTHING)

    def show_sets(self, sets: Sequence[KeptSet]) -> None:
        """Into which sprites can be put."""
        self._menu_of_sets.clear()
        for one in sets:
            action = self._menu_of_sets.addAction(one.facts.name.replace("&", "&&"))
            action.setToolTip(plain_tip(one.facts.name))
            action.triggered.connect(lambda _=False, id_=one.id: self.put.emit(id_))
        if sets:
            self._menu_of_sets.addSeparator()
        new = self._menu_of_sets.addAction("A new set …")
        new.triggered.connect(self.put_into_new)

    def _show_menu(self, point: QPoint) -> None:
        if not self._grid.chosen:
            return
        menu = QMenu(self._grid)
        menu.addActions([self._star, self._rename, self._tag])
        sets = menu.addMenu("Put into a set")
        sets.addActions(self._menu_of_sets.actions())
        sets.setEnabled(self._sets_button.isEnabled())
        menu.addAction(self._take_out)
        menu.addSeparator()
        menu.addActions([self._paint, self._redraw, self._again, self._cast])
        menu.addActions([self._teach, self._learn_style, self._recolour, self._copy, self._export])
        menu.addSeparator()
        menu.addActions([self._delete, self._restore, self._all])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._grid.viewport().mapToGlobal(point))


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    # A button does not follow whether its action can be seen.
    action.changed.connect(lambda: button.setVisible(action.isVisible()))
    return button
