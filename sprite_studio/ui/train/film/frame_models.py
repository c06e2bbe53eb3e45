"""Models of single frames: asked for by name, made, and told."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from sprite_studio.studio.jobs.training.film import KeepFrameJob, KeepFrameResult
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Failure


class FrameModels(QObject):
    """Signals:
    made(str): there is a model of that name now.
    failed(Failure): there is not.
    """

    made = Signal(str)
    failed = Signal(object)

    def __init__(self, jobs: JobClient, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs, self._owner = jobs, parent

    def ask(self, run: Path, step: int) -> None:
        """What the model of a frame is to be called; then make it."""
        name, taken = QInputDialog.getText(
            self._owner, "Keep as a model", "Name of the model", text=f"{run.name}-step-{step}"
        )
        if taken:
            self.make(run, step, name, lambda _: None)

    def make(self, run: Path, step: int, name: str, then: Callable[[str], object]) -> None:
        """A model of a frame. Args: name: or "" for the run's, which is made once; then: is told
        the name."""

        def done(result: KeepFrameResult) -> None:
            self.made.emit(result.name)
            then(result.name)

        self._jobs.send(KeepFrameJob(run, step, name), done, failed=self._on_failed)

    def _on_failed(self, failure: Failure) -> None:
        self.failed.emit(failure)
