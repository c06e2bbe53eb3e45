"""The sets beside the grid: their list, what the open one has in common, what is done to them."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sprite_studio.studio.jobs.library.changes import (
    Changed,
    ChangeSetJob,
    DeleteSetJob,
    KeptSet,
    ListSetsJob,
    ListSetsResult,
    MakeSetJob,
    OrderSetsJob,
    PutIntoSetJob,
    SetFacts,
    TakeOutOfSetJob,
)
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.sprites.past import Changes
from sprite_studio.ui.sprites.set_box import SetBox
from sprite_studio.ui.sprites.set_list import SetList
from sprite_studio.ui.work.job_client import JobClient


class SetPanel(QWidget):
    """Attributes: list: of all places; box: of the open set.

    Signals:
        place_changed(): another place is open.
        listed(tuple): all `KeptSet`s, as they are now.
        draw_more(SetFacts): sprites for the open set are to be drawn.
        failed(Failure): the sets could not be read.
        refused(str): a palette could not be used, and why.
    """

    place_changed = Signal()
    listed = Signal(object)
    draw_more = Signal(object)
    failed = Signal(object)
    refused = Signal(str)

    def __init__(self, jobs: JobClient, changes: Changes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._changes = jobs, changes
        self._sets: tuple[KeptSet, ...] = ()
        self._is_making = False  # a set, which is to be named as soon as it is listed
        self._to_name: int | None = None
        self.list, self.box = SetList(), SetBox()
        self.list.setMinimumHeight(130)
        heading = PlainLabel("SETS")
        heading.setProperty("role", "section")
        new = QPushButton("New set")
        new.setToolTip("A named collection, with a style and a palette of its own")
        new.setProperty("role", "small")
        new.clicked.connect(lambda: self.make(()))
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addStretch()
        head.addWidget(new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.box)
        self._connect()

    def _connect(self) -> None:
        self.list.chosen.connect(self._on_chosen)
        self.list.renamed.connect(self._rename)
        self.list.ordered.connect(lambda ids: self._changes.send(OrderSetsJob(ids)))
        self.list.dropped.connect(self.put)
        self.list.deleted.connect(lambda id_: self._changes.send(DeleteSetJob(id_)))
        self.box.changed.connect(self._change)
        self.box.draw_wanted.connect(self._draw_more)
        self.box.failed.connect(self.refused)
        self._changes.done.connect(self._on_changed)

    @property
    def open_set(self) -> KeptSet | None:
        """The one that is seen, if it is a set."""
        return next((one for one in self._sets if one.id == self.list.place), None)

    def refresh(self) -> None:
        """Show what there is now."""
        self._jobs.send(ListSetsJob(), self._on_listed, failed=self.failed.emit)

    def make(self, sprites: tuple[int, ...]) -> None:
        """A new set, which is then named. Args: sprites: ids of those that are in it."""
        names = {one.facts.name for one in self._sets}
        name = next(n for i in range(1, len(names) + 2) if (n := f"Set {i}") not in names)
        self._is_making = True
        self._changes.send(MakeSetJob(SetFacts(name, sprites=sprites)))

    def put(self, id_: int, sprites: tuple[int, ...]) -> None:
        """Sprites into a set."""
        self._changes.send(PutIntoSetJob(id_, sprites))

    def take_out(self, sprites: tuple[int, ...]) -> None:
        """Sprites of the open set."""
        if (one := self.open_set) is not None:
            self._changes.send(TakeOutOfSetJob(one.id, sprites))

    def order(self, sprites: tuple[int, ...]) -> None:
        """The sprites of the open set. Args: sprites: those that are seen, in their new order;
        those that are not stay where they are."""
        if (one := self.open_set) is not None:
            seen, moved = set(sprites), iter(sprites)
            ids = tuple(next(moved) if id_ in seen else id_ for id_ in one.facts.sprites)
            self._changes.send(ChangeSetJob(one.id, replace(one.facts, sprites=ids)))

    def keep_setting(self, id_: int, setting: str) -> None:
        """How a set was exported."""
        facts = next((one.facts for one in self._sets if one.id == id_), None)
        if facts is not None and facts.export != setting:
            self._changes.send(ChangeSetJob(id_, replace(facts, export=setting)))

    def keep_palette(self, colours: tuple[str, ...]) -> None:
        """In which all of the open set is now."""
        if (one := self.open_set) is not None and one.facts.palette != colours:
            self._change(replace(one.facts, palette=colours))

    def _rename(self, id_: int, name: str) -> None:
        facts = next((one.facts for one in self._sets if one.id == id_), None)
        if facts is not None:
            self._changes.send(ChangeSetJob(id_, replace(facts, name=name)))

    def _change(self, facts: SetFacts) -> None:
        if (one := self.open_set) is not None:
            self._changes.send(ChangeSetJob(one.id, facts))

    def _draw_more(self) -> None:
        if (one := self.open_set) is not None:
            self.draw_more.emit(one.facts)

    def _on_chosen(self) -> None:
        self.box.show_set(self.open_set)
        self.place_changed.emit()

    def _on_changed(self, changed: Changed) -> None:
        if self._is_making and changed.set is not None:
            self._is_making, self._to_name = False, changed.set

    def _on_listed(self, result: ListSetsResult) -> None:
        self._sets = result.sets
        self.list.show_sets(result.sets)
        if self._to_name is not None:
            self.list.begin_naming(self._to_name)
            self._to_name = None
        self.box.show_set(self.open_set)
        self.listed.emit(result.sets)
