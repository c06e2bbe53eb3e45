"""All sprites, the starred, the deleted, and the sets: chosen, named, ordered, filled."""

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QDragMoveEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from sprite_studio.studio.jobs.library.changes import MOST_NAME, KeptSet
from sprite_studio.ui.sprites.pulling import SPRITES, ids_in

Place = Literal["all", "starred", "deleted"] | int
"""Of what is seen: one of three, or the id of a set."""

_PLACE, _NAME = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_FIXED: tuple[tuple[Place, str, str], ...] = (
    ("all", "All sprites", "All that was kept, newest first"),
    ("starred", "Starred", "Those with a star"),
    ("deleted", "Deleted", "Restore brings them back"),
)


class SetList(QListWidget):
    """Signals:
    chosen(): another place is open.
    renamed(int, str): a set is to have that name.
    ordered(tuple): ids of all sets, in another order.
    dropped(int, tuple): sprites, by their ids, are to be put into a set.
    deleted(int): a set is to be deleted.
    """

    chosen = Signal()
    renamed = Signal(int, str)
    ordered = Signal(object)
    dropped = Signal(int, object)
    deleted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "words")
        self.setAccessibleName("Sets")
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(True)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self._is_filling = True
        for place, name, tip in _FIXED:
            item = QListWidgetItem(name)
            item.setData(_PLACE, place)
            item.setData(_NAME, name)
            item.setToolTip(tip)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.addItem(item)
        self.setCurrentRow(0)
        self._is_filling = False
        self.currentItemChanged.connect(lambda *_: self._on_chosen())
        names = _Names(self)
        names.named.connect(self.renamed)
        self.setItemDelegate(names)
        self._build_actions()

    def _build_actions(self) -> None:
        def action(text: str, key: str, done: Callable[[], object]) -> QAction:
            made = QAction(text, self)
            made.setShortcut(QKeySequence(key))
            made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            made.triggered.connect(done)
            self.addAction(made)
            return made

        self._of_set = (
            action("Rename set", "F2", self._edit),
            action("Move up", "Alt+Up", lambda: self._shift(-1)),
            action("Move down", "Alt+Down", lambda: self._shift(1)),
            action("Delete set", "Del", self._delete),
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)

    # -- what is listed

    @property
    def place(self) -> Place:
        """What is open."""
        return self.currentItem().data(_PLACE)

    def _on_chosen(self) -> None:
        if not self._is_filling:
            self.chosen.emit()

    def open(self, place: Place) -> None:
        """Show it, if it is there."""
        for row in range(self.count()):
            if self.item(row).data(_PLACE) == place:
                self.setCurrentRow(row)

    def begin_naming(self, set_: int) -> None:
        """Let a set be named."""
        self.open(set_)
        self.setFocus()
        self._edit()

    def _edit(self) -> None:
        """Write the name of the current place, if it is a set's and not being written already."""
        item = self.currentItem()
        editable = item is not None and bool(item.flags() & Qt.ItemFlag.ItemIsEditable)
        if editable and self.state() != QListWidget.State.EditingState:
            self.editItem(item)

    def show_counts(self, sprites: int, starred: int, deleted: int) -> None:
        """Of those that are not in sets."""
        self._is_filling = True
        for row, count in enumerate((sprites, starred, deleted)):
            item = self.item(row)
            item.setText(f"{item.data(_NAME)}  ({count:,})")
        self._is_filling = False

    def show_sets(self, sets: Sequence[KeptSet]) -> None:
        """These, in their order. What is open stays so, if it is there."""
        was, self._is_filling = self.place, True
        while self.count() > len(_FIXED):
            self.takeItem(len(_FIXED))
        for one in sets:
            item = QListWidgetItem(f"{one.facts.name}  ({one.count:,})")
            item.setData(_PLACE, one.id)
            item.setData(_NAME, one.facts.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.addItem(item)
        self.open(was)
        is_gone = self.place != was
        if is_gone:
            self.setCurrentRow(0)
        self._is_filling = False
        if is_gone:
            self.chosen.emit()

    # -- order

    def _sets(self) -> list[int]:
        return [self.item(row).data(_PLACE) for row in range(len(_FIXED), self.count())]

    def _shift(self, by: int) -> None:
        sets, row = self._sets(), self.currentRow() - len(_FIXED)
        if row >= 0 and 0 <= row + by < len(sets):
            sets.insert(row + by, sets.pop(row))
            self.ordered.emit(tuple(sets))

    def _delete(self) -> None:
        if isinstance(self.place, int):
            self.deleted.emit(self.place)

    def _show_menu(self, point: QPoint) -> None:
        if isinstance(self.place, int) and self.itemAt(point) is self.currentItem():
            menu = QMenu(self)
            menu.addActions(self._of_set)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.viewport().mapToGlobal(point))

    # -- what is pulled here: sprites into a set, or a set among the others

    def mimeTypes(self) -> list[str]:
        return [SPRITES, *super().mimeTypes()]

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        item = self.itemAt(event.position().toPoint())
        is_set = item is not None and isinstance(item.data(_PLACE), int)
        if is_set or (event.source() is self and item is None):
            event.accept()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        place = None if item is None else item.data(_PLACE)
        if event.mimeData().hasFormat(SPRITES):
            if isinstance(place, int):
                self.dropped.emit(place, ids_in(event.mimeData()))
                event.acceptProposedAction()
        elif event.source() is self and isinstance(self.place, int):
            sets = [one for one in self._sets() if one != self.place]
            below = self.dropIndicatorPosition() == self.DropIndicatorPosition.BelowItem
            at = len(sets) if place not in sets else sets.index(place) + below
            sets.insert(at, self.place)
            event.setDropAction(Qt.DropAction.IgnoreAction)  # the list is filled anew
            event.accept()
            self.ordered.emit(tuple(sets))


class _Names(QStyledItemDelegate):
    """A set's name is written without the count beside it.

    Signals: named(int, str): a set, by its id, is to be called so.
    """

    named = Signal(int, str)

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        place: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        height = editor.sizeHint().height()
        top = place.center().y() - height // 2
        editor.setGeometry(place.left(), top, place.width(), height)

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setMaxLength(MOST_NAME)
        editor.setText(index.data(_NAME))

    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        assert isinstance(editor, QLineEdit)
        if editor.text().strip() != index.data(_NAME):
            self.named.emit(index.data(_PLACE), editor.text())
