"""The runs on the disk as a table: names that can be written anew, and ticks for their curves."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from sprite_studio.studio.jobs.training.train import Network
from sprite_studio.studio.train.runs.files import RunSummary
from sprite_studio.ui.train.run_box import GOING, state_of

NAME, STATE, HELD_OUT, NETWORK, SIZE = range(5)
HEADINGS = ("Run", "State", "Held-out loss", "Network", "On the disk")

HELD_OUT_TIP = (
    "The latest. It can be compared between runs on the same sprites and with the same network: "
    "the course's has a schedule of its own, and its loss is the mean over other levels than ours"
)

MOST_TICKED = 4
"""Curves beside the one of the run that is shown; the one that was ticked first makes room."""

_NETWORKS: dict[Network, str] = {
    "house": "ours",
    "course": "the course's",
    "cast": "of characters",
    "tune": "of tunes",
}


class RunTable(QTreeWidget):
    """Signals:
    picked(Path): by hand another run is meant. Its folder.
    ticked(): by hand other curves are wanted.
    renamed(Path, str): a run's name was written anew.
    delete_wanted(): of the run that is meant.
    """

    picked = Signal(object)
    ticked = Signal()
    renamed = Signal(object, str)
    delete_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: tuple[RunSummary, ...] = ()
        self._ticked: list[Path] = []  # the one that was ticked first, first
        self._filling = False
        self.setAccessibleName("Runs")
        self.setHeaderLabels(HEADINGS)
        self.headerItem().setToolTip(HELD_OUT, HELD_OUT_TIP)
        self.setRootIsDecorated(False)
        self.setAllColumnsShowFocus(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.currentItemChanged.connect(self._on_current)
        self.itemChanged.connect(self._on_changed)

    @property
    def run(self) -> RunSummary | None:
        """The one that is meant."""
        item = self.currentItem()
        row = -1 if item is None else self.indexOfTopLevelItem(item)
        return self._runs[row] if 0 <= row < len(self._runs) else None

    @property
    def wanted(self) -> tuple[RunSummary, ...]:
        """Those whose curves are wanted."""
        return tuple(run for run in self._runs if run.folder in self._ticked)

    def show_runs(self, runs: Sequence[RunSummary], chosen: Path | None) -> None:
        """Args: chosen: folder of the one that is meant, or None."""
        self._filling = True
        self._runs = tuple(runs)
        there = {run.folder for run in runs}
        self._ticked = [folder for folder in self._ticked if folder in there]
        self.clear()
        for run in runs:
            item = QTreeWidgetItem(_row(run))
            item.setFlags(
                item.flags() | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(NAME, _state(run.folder in self._ticked))
            item.setToolTip(NAME, "Tick it to lay its curve over the one that is shown")
            item.setTextAlignment(HELD_OUT, Qt.AlignmentFlag.AlignRight)
            item.setTextAlignment(SIZE, Qt.AlignmentFlag.AlignRight)
            self.addTopLevelItem(item)
        self._filling = False
        self.choose(chosen)

    def show_going(self, folder: Path) -> None:
        """The run in this folder, if it is here, is under way, until others are shown."""
        self._filling = True
        for row, run in enumerate(self._runs):
            item = self.topLevelItem(row)
            assert item is not None  # there is one for each run
            if run.folder == folder:
                item.setText(STATE, GOING)
        self._filling = False

    def choose(self, folder: Path | None) -> None:
        """Mean the run in a folder, or none."""
        rows = [row for row, run in enumerate(self._runs) if run.folder == folder]
        self._filling = True
        item = self.topLevelItem(rows[0]) if rows else None
        self.setCurrentItem(item)  # pyright: ignore[reportArgumentType] - Qt takes None for none
        self._filling = False

    def rename(self) -> None:
        """Write the name of the run that is meant."""
        if (item := self.currentItem()) is not None:
            self.editItem(item, NAME)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _on_current(self) -> None:
        if not self._filling and self.run is not None:
            self.picked.emit(self.run.folder)

    def _on_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if self._filling or column != NAME:
            return
        run = self._runs[self.indexOfTopLevelItem(item)]
        if item.text(NAME) != run.name:
            name = item.text(NAME)
            self._set(item, run.name)  # until it is so on the disk
            self.renamed.emit(run.folder, name)
            return
        is_ticked = item.checkState(NAME) is Qt.CheckState.Checked
        if is_ticked and run.folder not in self._ticked:
            self._ticked = [*self._ticked, run.folder][-MOST_TICKED:]
        elif not is_ticked and run.folder in self._ticked:
            self._ticked.remove(run.folder)
        self._show_ticks()
        self.ticked.emit()

    def _show_ticks(self) -> None:
        self._filling = True
        for row, run in enumerate(self._runs):
            item = self.topLevelItem(row)
            assert item is not None  # there is one for each run
            item.setCheckState(NAME, _state(run.folder in self._ticked))
        self._filling = False

    def _set(self, item: QTreeWidgetItem, name: str) -> None:
        self._filling = True
        item.setText(NAME, name)
        self._filling = False


def _row(run: RunSummary) -> list[str]:
    network = _NETWORKS[run.job.network] if run.job is not None else ""
    begun = f", from {run.job.start_from}" if run.job is not None and run.job.start_from else ""
    held_out = "" if run.held_out is None else f"{run.held_out:.4f}"
    return [run.name, state_of(run), held_out, f"{network}{begun}", f"{run.size / 1e6:,.0f} MB"]


def _state(checked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked
