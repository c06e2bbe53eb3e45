"""The results of a list, of which only those that are painted are read."""

from collections import OrderedDict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QImage

from sprite_studio.studio.jobs.recipes.history import Shelf, Thumbnail
from sprite_studio.ui.plain import plain_tip
from sprite_studio.ui.widgets.pixmaps import to_qimage

PICTURE, SHELF = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1

MOST_READ = 1000
"""Pictures that are held, of up to 16 KB each."""

MOST_WANTED = 16
"""Pictures that are asked for at once: some 10 ms of the worker's time."""

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class _Read:
    picture: QImage | None
    told: str


class HistoryModel(QAbstractTableModel):
    """Ids and shelves of all results of a list, in order; pictures come when they are asked for.

    A row of columns and no list, for the sake of the view: QListView lays 20,000 of them out anew
    with each change (24 ms), QTableView does not (0.3 ms).

    Roles: PICTURE: a QImage, or None while it is not there or where it cannot be read; SHELF.

    Signals:
        wanted(): something was painted of which the picture is missing: see `take_wanted`.
    """

    wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: list[int] = []
        self._shelves: dict[int, Shelf] = {}
        self._read: OrderedDict[int, _Read] = OrderedDict()  # the last one that was used last
        self._missing: dict[int, None] = {}  # in the order in which they were painted
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.wanted)

    # -- what is listed

    def show_entries(self, entries: Iterable[tuple[int, Shelf]]) -> None:
        """These and no others, by id and shelf. What stays keeps its index."""
        self._shelves = dict(entries)
        old, new = self._ids, list(self._shelves)
        head = _alike(old, new)
        tail = _alike(old[head:][::-1], new[head:][::-1])
        gone, come = len(old) - head - tail, len(new) - head - tail
        if gone:
            self.beginRemoveColumns(_NOWHERE, head, head + gone - 1)
            del old[head : head + gone]
            self.endRemoveColumns()
        if come:
            self.beginInsertColumns(_NOWHERE, head, head + come - 1)
            old[head:head] = new[head : head + come]
            self.endInsertColumns()

    def drop(self, ids: Container[int]) -> None:
        """Take results away."""
        self.show_entries([(id_, self._shelves[id_]) for id_ in self._ids if id_ not in ids])

    def set_shelf(self, id_: int, shelf: Shelf) -> None:
        """A result that stays in the list lies elsewhere now."""
        if id_ in self._shelves:
            self._shelves[id_] = shelf
            index = self.index_of(id_)
            self.dataChanged.emit(index, index)

    def index_of(self, id_: int | None) -> QModelIndex:
        """Where a result is; not valid where it is not in the list."""
        if id_ is None or id_ not in self._shelves:
            return QModelIndex()
        return self.index(0, self._ids.index(id_))

    def id_at(self, index: QModelIndex) -> int | None:
        """Which result is there."""
        return self._ids[index.column()] if index.isValid() else None

    def shelf_at(self, index: QModelIndex) -> Shelf | None:
        """On which shelf the result lies that is there."""
        return self._shelves.get(self._ids[index.column()]) if index.isValid() else None

    # -- pictures

    def take_wanted(self) -> tuple[int, ...]:
        """Ids of what was painted last without its picture. The others are asked for again when
        they are painted again."""
        wanted = tuple(self._missing)[-MOST_WANTED:]
        self._missing.clear()
        return wanted

    def add_thumbnails(self, thumbnails: Iterable[Thumbnail]) -> None:
        """Pictures, as they come. The view is to be painted again."""
        for thumbnail in thumbnails:
            picture = None if thumbnail.pixels is None else to_qimage(thumbnail.pixels)
            self._read[thumbnail.id] = _Read(picture, thumbnail.told)
            self._read.move_to_end(thumbnail.id)
        while len(self._read) > MOST_READ:
            self._read.popitem(last=False)

    # -- what the view asks

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        id_ = self._ids[index.column()]
        if role == SHELF:
            return self._shelves.get(id_)
        if role == PICTURE:
            return self._picture(id_)
        read = self._read.get(id_)
        if read is None:
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return read.told
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(read.told)  # a recipe's words may be a stranger's
        return None

    def _picture(self, id_: int) -> QImage | None:
        read = self._read.get(id_)
        if read is not None:
            self._read.move_to_end(id_)
            return read.picture
        self._missing.pop(id_, None)
        self._missing[id_] = None
        if not self._soon.isActive():
            self._soon.start(0)
        return None


def _alike(old: Sequence[int], new: Sequence[int]) -> int:
    """How many are the same from the first one on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
