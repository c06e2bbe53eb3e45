"""All that a model can be asked for, by group and with a picture of each word."""

from collections.abc import Collection

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeySequence, QShortcut, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.art.sprite import SIZE
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.words.names import GROUPS, Group, by_group
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel, plain_tip
from sprite_studio.ui.widgets.forms import describe
from sprite_studio.ui.widgets.page_frame import tab_row
from sprite_studio.ui.widgets.pixmaps import sprite_row
from sprite_studio.ui.work.word_pictures import WordPictures

ZOOM = 3
"""Logical pixels a sprite pixel."""

CELL = QSize(112, 100)
"""Logical pixels of a word: its picture, and its name on at most two lines."""

_WORD, _GROUP = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1

GROUP_TIPS: dict[Group, str] = {
    "people": "Heroes, professions, where they look and how they stand",
    "monsters": "Creatures and animals",
    "food": "What can be eaten and drunk",
    "items": "Weapons, tools and things",
    "magic": "Potions, jewels, spells",
    "colours": "Of the whole sprite, or of a thing",
    "clothes": "What people wear, hold and have on their heads",
    "styles": "One for the whole drawing",
    "others": "Your own words",
}


class WordBrowser(QDialog):
    """Stays open while words are chosen; what is drawn with is framed.

    Signals:
        chosen(str): a word was clicked, which is to be added, or taken away if it is framed.
    """

    chosen = Signal(str)

    def __init__(self, pictures: WordPictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Words")
        self.resize(848, 560)
        self._model: ModelSummary | None = None
        self._pictures = pictures
        self._marked: frozenset[str] = frozenset()
        self._items: dict[str, QStandardItem] = {}
        self._rows = QStandardItemModel(self)
        self._shown = _Found(self._rows, self)
        self._build()
        pictures.arrived.connect(self._on_picture)

    def show_model(self, model: ModelSummary) -> None:
        """Offer its words."""
        if model == self._model:
            return
        self._model = model
        self._rows.clear()
        self._items.clear()
        groups = by_group(model.known)
        for group, words in groups.items():
            for word in words:
                item = QStandardItem(word.name)
                item.setEditable(False)
                item.setData(word.word, _WORD)
                item.setData(group, _GROUP)
                item.setToolTip(plain_tip(f"{word.name} ({word.word})"))
                item.setSizeHint(CELL)
                self._items[word.word] = item
                self._rows.appendRow(item)
        for number, group in enumerate(GROUPS, start=1):
            self._tabs.button(number).setVisible(group in groups)
        self._show_icons(self._items)
        self._find()

    def mark(self, words: Collection[str]) -> None:
        """Frame those that are drawn with."""
        before, self._marked = self._marked, frozenset(words)
        self._show_icons(before ^ self._marked)

    # -- building

    def _build(self) -> None:
        self._search = QLineEdit()
        self._search.setPlaceholderText("Search: potion, hat, red …")
        self._search.setClearButtonEnabled(True)
        self._search.setMaxLength(100)
        describe(self._search, "Search words", "Shows what has these letters; Enter takes one")
        self._search.textChanged.connect(self._on_search)
        self._search.returnPressed.connect(self._take_first)
        entries = [("All", "Every word"), *((g.capitalize(), GROUP_TIPS[g]) for g in GROUPS)]
        tabs, self._tabs = tab_row(self, entries)
        for button in self._tabs.buttons():
            button.setProperty("role", "group")
            assert isinstance(button, QPushButton)
            button.setAutoDefault(False)  # Enter in the search is no click on a tab
        self._tabs.idClicked.connect(lambda _: self._find())
        self._list = QListView()
        self._list.setProperty("role", "words")
        self._list.setModel(self._shown)
        self._list.setViewMode(QListView.ViewMode.IconMode)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.setMovement(QListView.Movement.Static)
        self._list.setIconSize(QSize(SIZE * ZOOM, SIZE * ZOOM))
        self._list.setGridSize(CELL)
        self._list.setUniformItemSizes(True)
        self._list.setWordWrap(True)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setAccessibleName("Words")
        self._list.clicked.connect(self._choose)
        for key in ("Return", "Enter", "Space"):
            taken = QShortcut(QKeySequence(key), self._list)
            taken.setContext(Qt.ShortcutContext.WidgetShortcut)
            taken.activated.connect(lambda: self._choose(self._list.currentIndex()))
        self._told = PlainLabel()
        self._told.setProperty("role", "quiet")
        self._told.setWordWrap(True)
        column = QVBoxLayout(self)
        margin = 2 * theme.SPACE
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.SPACE)
        column.addWidget(self._search)
        column.addLayout(tabs)
        column.addWidget(self._list, 1)
        column.addWidget(self._told)

    # -- what is found

    def _on_search(self, text: str) -> None:
        if text:
            self._tabs.button(0).setChecked(True)
        self._find()

    def _find(self) -> None:
        """The words of the group, or with the letters that were typed; theirs are drawn next."""
        number = self._tabs.checkedId()
        self._shown.look_for(GROUPS[number - 1] if number else None, self._search.text())
        count = self._shown.rowCount()
        words = [self._shown.index(row, 0).data(_WORD) for row in range(count)]
        if self._model is not None and words:
            self._pictures.want(self._model, words)
        self._told.setText(
            "A click adds a word, or takes away one that is framed; a style is for all sprites"
            if count
            else "No word of this model has these letters; try fewer of them"
        )

    def _take_first(self) -> None:
        if self._search.text():
            self._choose(self._shown.index(0, 0))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(_WORD))

    # -- pictures

    def _show_icons(self, words: Collection[str]) -> None:
        for word in words:
            if (item := self._items.get(word)) is not None:
                images, framed = self._pictures.of(word), word in self._marked
                item.setIcon(sprite_row(images, 1, ZOOM, self.devicePixelRatioF(), framed))

    def _on_picture(self, word: str) -> None:
        self._show_icons([word])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_icons(self._items)


class _Found(QSortFilterProxyModel):
    """The words of a group that have some letters."""

    def __init__(self, rows: QStandardItemModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._group: Group | None = None
        self._letters: list[str] = []
        self.setSourceModel(rows)

    def look_for(self, group: Group | None, text: str) -> None:
        """Args: group: None for all; text: every part of it must be in a name or a word."""
        self._group, self._letters = group, text.casefold().split()
        self.invalidate()

    def filterAcceptsRow(
        self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex
    ) -> bool:
        index = self.sourceModel().index(source_row, 0, source_parent)
        if self._group is not None and index.data(_GROUP) != self._group:
            return False
        text = f"{index.data()} {index.data(_WORD)}".casefold()
        return all(part in text for part in self._letters)
