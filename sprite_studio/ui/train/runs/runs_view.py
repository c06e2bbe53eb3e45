"""The shelf of runs, and what can be done with the one that is meant."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sprite_studio.studio.train.runs.files import RunSummary
from sprite_studio.ui import theme
from sprite_studio.ui.train.runs.run_table import RunTable
from sprite_studio.ui.widgets.forms import quiet_label

NOTE = (
    "Click a run to see its loss and its film and to go on with it, also after a crash. Tick "
    "others to lay their curves over it on the tab Loss."
)
NONE_YET = "There are no runs yet. Press Start, and the first one appears here."
FIRST = "The first run is under way. It appears here as soon as it is paused, stopped or finished."


class RunsView(QWidget):
    """Attributes: table: of the runs.

    Signals:
        delete_wanted(RunSummary), begin_wanted(RunSummary): remove it; begin a new run with its
            model.
    """

    delete_wanted = Signal(object)
    begin_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_change, self._has_runs = True, False
        self.table = RunTable()
        self.table.delete_wanted.connect(self._delete_now)
        self.table.currentItemChanged.connect(lambda *_: self._show_state())
        self._note = quiet_label()
        self._begin = QPushButton("Begin a new run with its model")
        self._begin.setToolTip("Its weights and its words are where the new one begins")
        self._begin.clicked.connect(lambda: self.begin_wanted.emit(self.table.run))
        self._rename = QPushButton("Rename")
        self._rename.setToolTip("Another name for the run and its model (F2)")
        self._rename.clicked.connect(self.table.rename)
        self._delete = QPushButton("Delete …")
        self._delete.setToolTip("Remove its state, its model and its film for good (Del)")
        self._delete.clicked.connect(self._delete_now)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE)
        buttons.addWidget(self._begin)
        buttons.addStretch()
        buttons.addWidget(self._rename)
        buttons.addWidget(self._delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self._note)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        self.show_runs((), None)

    def show_runs(self, runs: Sequence[RunSummary], chosen: Path | None) -> None:
        """Args: chosen: folder of the one that the page is about, or None."""
        self._has_runs = bool(runs)
        self.table.show_runs(runs, chosen)
        self._show_state()

    def choose(self, folder: Path | None) -> None:
        """The page is about another run, or none."""
        self.table.choose(folder)
        self._show_state()

    def allow(self, change: bool) -> None:
        """Args: change: whether a run may be chosen, renamed or deleted."""
        self._may_change = change
        self.table.setEnabled(change)
        self._show_state()

    def _show_state(self) -> None:
        run = self.table.run
        self._note.setText(NOTE if self._has_runs else NONE_YET if self._may_change else FIRST)
        at_rest = self._may_change and run is not None and run.state != "running"
        self._rename.setEnabled(at_rest)
        self._delete.setEnabled(at_rest)
        self._begin.setEnabled(self._may_change and run is not None and run.has_model)

    def _delete_now(self) -> None:
        if self._delete.isEnabled():
            self.delete_wanted.emit(self.table.run)
