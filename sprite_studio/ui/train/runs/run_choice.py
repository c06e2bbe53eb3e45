"""Which run the page is about: the box, the table, and the runs on the disk, in step."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sprite_studio.studio.jobs.training.shelf import (
    DeleteRunJob,
    DeleteRunResult,
    RenameRunJob,
    RenameRunResult,
)
from sprite_studio.studio.train.runs.files import RunSummary
from sprite_studio.studio.train.runs.runs import RunsJob, RunsResult
from sprite_studio.ui.plain import ask
from sprite_studio.ui.train.run_box import RunBox
from sprite_studio.ui.train.runs.runs_view import RunsView
from sprite_studio.ui.work.job_client import JobClient


class RunChoice(QObject):
    """Attributes: wanted: folder of a run that is to be chosen as soon as it is found.

    Signals:
        chosen(): another run is meant, or none, or the same is another on the disk.
        listed(): it is known which runs there are.
        changed(str): a run was renamed or deleted. What, in words.
        failed(Failure): something could not be done.
    """

    chosen = Signal()
    listed = Signal()
    changed = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        jobs: JobClient,
        box: RunBox,
        view: RunsView,
        wanted: Path | None,
        is_busy: Callable[[], bool],
        parent: QWidget,
    ) -> None:
        """Args: is_busy: whether a run is under way: then the list is shown at its end."""
        super().__init__(parent)
        self._jobs, self._box, self._view, self._owner = jobs, box, view, parent
        self._is_busy = is_busy
        self.wanted = wanted
        box.chosen.connect(self._on_box)
        view.table.picked.connect(self.choose)
        view.table.renamed.connect(self._rename)
        view.delete_wanted.connect(self._delete)
        self._jobs.send(RunsJob(), self._on_first, failed=self.failed.emit)

    @property
    def run(self) -> RunSummary | None:
        """The chosen one, or None for a new one."""
        return self._box.run

    def choose(self, folder: Path | None) -> None:
        """Mean the run in a folder; a new one where it is None."""
        self._box.choose(folder)
        self._on_box()

    def show(self, result: RunsResult, chosen: Path | None) -> None:
        """Offer these. Args: chosen: folder of the one that is meant, or None for a new one."""
        self._box.show_runs(result.runs, chosen)
        self._view.show_runs(result.runs, chosen)

    def show_going(self, folder: Path) -> None:
        """The chosen run, in this folder, is under way, until others are offered."""
        self._box.show_going(folder)
        self._view.table.show_going(folder)

    def _on_box(self) -> None:
        self._view.choose(self.run.folder if self.run is not None else None)
        self.chosen.emit()

    def _on_first(self, result: RunsResult) -> None:
        """As the program has begun: a run that waits is offered again."""
        if self._is_busy():
            return
        waiting = {run.folder for run in result.runs if run.state == "stopped"}
        self.show(result, self.wanted if self.wanted in waiting else None)
        self.wanted = None
        if self.run is not None:
            self.chosen.emit()
        self.listed.emit()

    def _rename(self, folder: Path, name: str) -> None:
        def done(result: RenameRunResult) -> None:
            self._list_anew(result.folder, f"{folder.name} is called {result.folder.name} now")

        self._jobs.send(RenameRunJob(folder, name), done, failed=self.failed.emit)

    def _delete(self, run: RunSummary) -> None:
        def done(result: DeleteRunResult) -> None:
            left = f"; what else lay there is left: {', '.join(result.left)}" if result.left else ""
            self._list_anew(None, f"{run.name} is deleted{left}")

        question = (
            f"Delete {run.name}? Its state, its model and its film, {run.size / 1e6:,.0f} MB, are "
            "gone for good. Models that you kept of its frames stay."
        )
        if ask(self._owner, "Delete a run", question, loses=True):
            self._jobs.send(DeleteRunJob(run.folder), done, failed=self.failed.emit)

    def _list_anew(self, folder: Path | None, said: str) -> None:
        """Args: folder: of the run that is to be meant then; said: why."""

        def listed(result: RunsResult) -> None:
            if not self._is_busy():
                self.show(result, folder)
                self.chosen.emit()
            self.changed.emit(said)

        self._jobs.send(RunsJob(), listed, failed=self.failed.emit)
