"""Every result, as a strip of small pictures: searched, starred, thrown away, brought back."""

from collections.abc import Callable, Iterator

import msgspec
from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QImage, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.art.sheet import pack_sheet
from sprite_studio.errors import UserError
from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.recipe import Recipe, to_parameters
from sprite_studio.studio.library.history import Entry, History, Shelf
from sprite_studio.ui import theme
from sprite_studio.ui.icons import icon
from sprite_studio.ui.widgets.page_frame import tab_row
from sprite_studio.ui.widgets.pixmaps import integer_zoom, to_qimage

SIDE = 64
"""Logical pixels of a picture."""

SHOWN = 16
"""Sprites of a result in its picture: four by four."""

READ_AT_ONCE = 6
"""Files read between two turns of the event loop: a few milliseconds."""

_ENTRY, _PICTURE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_SEEN: dict[int, tuple[Shelf, ...]] = {0: ("recent", "starred"), 1: ("starred",), 2: ("bin",)}
"""Tab → the shelves that it shows."""


class HistoryStrip(QWidget):
    """The newest result first.

    Signals:
        chosen(Entry, Images): to be shown again.
        changed(): a star was set or taken away.
        failed(str): a file could not be read or moved, and why.
    """

    chosen = Signal(object, object)
    changed = Signal()
    failed = Signal(str)

    def __init__(self, history: History, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._unread: Iterator[Entry] = iter(())
        self._reading = QTimer(self)
        self._reading.setInterval(0)
        self._reading.timeout.connect(self._read_some)
        self._build()
        self._fit()

    def load(self) -> None:
        """Begin to show what earlier sittings kept; a few files at a time."""
        self._unread = self._history.entries()
        self._reading.start()

    def add(self, entry: Entry) -> None:
        """Show a result that was just kept, unless it is there from before."""
        if not self._is_there(entry):
            self._insert(0, entry)

    def show_current(self, recipe: Recipe) -> None:
        """Frame the result that is shown elsewhere, if it is here; its buttons are about it."""
        items = [
            item
            for item in self._items()
            if not item.isHidden() and _recipe(_entry(item)) == recipe
        ]
        if self._list.currentItem() not in items:
            self._list.setCurrentRow(self._list.row(items[0]) if items else -1)

    def star_of(self, recipe: Recipe) -> Entry | None:
        """Where a sprite is kept for ever, by its own recipe."""
        entries = (_entry(item) for item in self._items())
        return next(
            (entry for entry in entries if entry.shelf == "starred" and _recipe(entry) == recipe),
            None,
        )

    def put(self, entry: Entry, shelf: Shelf) -> None:
        """Put a result on another shelf."""
        item = next((item for item in self._items() if _entry(item) == entry), None)
        if item is None:
            return
        try:
            item.setData(_ENTRY, self._history.move(entry, shelf))
        except OSError as error:
            self.failed.emit(f"the history could not be changed: {error}")
            return
        self._filter()
        self.changed.emit()

    # -- building

    def _build(self) -> None:
        tabs, self._tabs = tab_row(
            self,
            (
                ("History", "Every result, newest first"),
                ("Starred", "What is kept for ever"),
                ("Bin", "What was thrown away; Restore brings it back"),
            ),
        )
        self._tabs.idClicked.connect(lambda _: self._filter())
        self._search = QLineEdit()
        self._search.setPlaceholderText("Search words, seed …")
        self._search.setAccessibleName("Search the history")
        self._search.setToolTip("Shows the results whose recipe has all of these words")
        self._search.setClearButtonEnabled(True)
        self._search.setFixedWidth(208)
        self._search.textChanged.connect(self._filter)
        self._list = QListWidget()
        self._list.setAccessibleName("Results")
        self._list.setFlow(QListView.Flow.LeftToRight)
        self._list.setWrapping(False)
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFixedHeight(SIDE + 3 * theme.SPACE)
        self._list.setItemDelegate(_Picture(self._list))
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._list.itemClicked.connect(self._choose)
        self._list.itemActivated.connect(self._choose)
        self._list.currentItemChanged.connect(lambda *_: self._fit())
        self._star = self._action(
            "Star drawing", "S", "Keep the whole of it for ever", self._toggle_star
        )
        self._star.setCheckable(True)
        self._star.setIcon(icon("star"))
        self._delete = self._action("Delete", "Del", "Into the bin", self._throw)
        self._restore = self._action("Restore", "", "Out of the bin", self._bring_back)
        tabs.addWidget(self._search)
        for action in (self._star, self._delete, self._restore):
            button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            tabs.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        column.addLayout(tabs)
        column.addWidget(self._list)

    def _action(self, text: str, key: str, tip: str, done: Callable[[], None]) -> QAction:
        action = QAction(text, self._list)
        action.setToolTip(f"{tip} ({key})" if key else tip)
        if key:
            action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(done)
        self._list.addAction(action)
        return action

    # -- what is shown

    def _read_some(self) -> None:
        for _ in range(READ_AT_ONCE):
            entry = next(self._unread, None)
            if entry is None:
                self._reading.stop()
                self.changed.emit()
                return
            # Results that came in the meantime are there already.
            if not self._is_there(entry):
                self._insert(self._list.count(), entry)

    def _is_there(self, entry: Entry) -> bool:
        return any(_entry(item).number == entry.number for item in self._items())

    def _insert(self, row: int, entry: Entry) -> None:
        try:
            images = self._history.images(entry)
        except UserError as error:
            self.failed.emit(str(error))
            return
        item = QListWidgetItem()
        item.setData(_ENTRY, entry)
        item.setData(_PICTURE, _picture(images))
        item.setToolTip(to_parameters(entry.recipe))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, to_parameters(entry.recipe))
        self._list.insertItem(row, item)
        item.setHidden(not self._is_seen(entry))

    def _is_seen(self, entry: Entry) -> bool:
        shelves = _SEEN[self._tabs.checkedId()]
        return entry.shelf in shelves and entry.matches(self._search.text())

    def _filter(self) -> None:
        for item in self._items():
            item.setHidden(not self._is_seen(_entry(item)))
        self._fit()

    def _items(self) -> Iterator[QListWidgetItem]:
        return (self._list.item(row) for row in range(self._list.count()))

    def _current(self) -> Entry | None:
        item = self._list.currentItem()
        return None if item is None or item.isHidden() else _entry(item)

    def _fit(self) -> None:
        """Only what can be done with the current result."""
        entry = self._current()
        shelf = None if entry is None else entry.shelf
        self._star.setEnabled(shelf in ("recent", "starred"))
        self._star.setChecked(shelf == "starred")
        self._delete.setEnabled(shelf in ("recent", "starred"))
        self._restore.setEnabled(shelf == "bin")

    # -- what is done

    def _choose(self, item: QListWidgetItem) -> None:
        entry = _entry(item)
        try:
            self.chosen.emit(entry, self._history.images(entry))
        except UserError as error:
            self.failed.emit(str(error))

    def _toggle_star(self) -> None:
        if (entry := self._current()) is not None:
            self.put(entry, "recent" if entry.shelf == "starred" else "starred")

    def _throw(self) -> None:
        if (entry := self._current()) is not None:
            self.put(entry, "bin")

    def _bring_back(self) -> None:
        if (entry := self._current()) is not None:
            self.put(entry, "recent")


class _Picture(QStyledItemDelegate):
    """Whole device pixels, as everywhere."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        room: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        image: QImage = index.data(_PICTURE)
        zoom = integer_zoom(SIDE, image.width(), painter.device().devicePixelRatioF())
        place = QRect(0, 0, round(image.width() * zoom), round(image.height() * zoom))
        place.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.fillRect(place, QColor(theme.colours().checker_dark))
        painter.drawImage(place, image)
        entry: Entry = index.data(_ENTRY)
        if entry.shelf == "starred":
            corner = QRect(0, 0, 14, 14)
            corner.moveTopRight(place.topRight() + QPoint(-2, 2))
            icon("star").paint(painter, corner)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(theme.colours().accent), 2))
            painter.drawRect(room.adjusted(1, 1, -1, -1))

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(SIDE + theme.SPACE, SIDE + theme.SPACE)


def _entry(item: QListWidgetItem) -> Entry:
    return item.data(_ENTRY)


def _recipe(entry: Entry) -> Recipe:
    """Of what was drawn, however it was laid out."""
    return msgspec.structs.replace(entry.recipe, layout=None)


def _picture(images: Images) -> QImage:
    """At most `SHOWN` sprites on a square."""
    shown = images[:SHOWN]
    columns = next(side for side in (1, 2, 4) if side * side >= len(shown))
    return to_qimage(pack_sheet(list(shown), columns))
