"""Which run the page is about: a new one, or one of those on the disk."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from sprite_studio.studio.train.runs.files import RunSummary
from sprite_studio.ui.widgets.forms import describe

NEW = "A new run"
GOING = "being trained now"


class RunBox(QComboBox):
    """A list of runs, the last one used first.

    Signals:
        chosen(): by hand.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: tuple[RunSummary, ...] = ()
        describe(self, "Run", "Begin a new run, or go on with one that was paused or stopped")
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.addItem(NEW)
        self.activated.connect(lambda _: self.chosen.emit())

    @property
    def run(self) -> RunSummary | None:
        """The chosen one, or None for a new one."""
        row = self.currentIndex()
        return self._runs[row - 1] if row > 0 else None

    def show_runs(self, runs: Sequence[RunSummary], chosen: Path | None) -> None:
        """Offer these. Args: chosen: folder of the one to choose, or None for a new one."""
        self._runs = tuple(runs)
        self.clear()
        self.addItem(NEW)
        for run in self._runs:
            self.addItem(f"{run.name} · {state_of(run)}")
        self.choose(chosen)

    def show_going(self, folder: Path) -> None:
        """The run in this folder is under way, until others are offered."""
        self.setItemText(self.currentIndex(), f"{folder.name} · {GOING}")

    def choose(self, folder: Path | None) -> None:
        """The run in a folder; a new one where it is None or not there."""
        rows = [row for row, run in enumerate(self._runs, start=1) if run.folder == folder]
        self.setCurrentIndex(rows[0] if rows else 0)


def state_of(run: RunSummary) -> str:
    """How far it came, in a few words."""
    if run.problem:
        return "damaged"
    if run.state == "running":
        return "being trained elsewhere"
    if run.state == "finished":
        return f"finished, {run.steps:,} steps"
    if not run.step:
        return "not begun"
    return f"stopped at step {run.step:,} of {run.steps:,}"


def go_on_with(run: RunSummary) -> str:
    """What the button says that does."""
    return "Train on" if run.state == "finished" else "Resume"
