"""A sprite on its way into noise: one of the run, or one that somebody hands over."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from sprite_studio.art.image_file import read_tile
from sprite_studio.errors import plain
from sprite_studio.studio.jobs.watch import ForwardJob, ForwardResult
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.latest_job import LatestJob


class Sinking(QObject):
    """Attributes: steps: of what sinks, or None until they have come; is_given: whether somebody
    else than the run gave it, so that a run which ends meanwhile leaves it.

    Signals:
        begun(): another sprite sinks. came(): its steps are there.
        refused(str): a picture could not be used, and why. failed(Failure).
    """

    begun, came = Signal(), Signal()
    refused = Signal(str)
    failed = Signal(object)

    def __init__(self, jobs: JobClient, model: Callable[[], str], parent: QWidget) -> None:
        """Args: model: whose schedule it sinks by."""
        super().__init__(parent)
        self.steps: ForwardResult | None = None
        self.is_given = False
        self._parent, self._model = parent, model
        self._latest: LatestJob[ForwardJob] = LatestJob(jobs, self._on_sunk, self.failed.emit)

    def choose(self) -> None:
        """A file of the user's."""
        title, kinds = "Sink a picture", "Pictures (*.png *.gif)"
        name, _ = QFileDialog.getOpenFileName(self._parent, title, "", kinds)
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """A 16×16 picture."""
        try:
            self.give(read_tile(path))
        except (OSError, ValueError) as error:
            self.refused.emit(plain(error))

    def give(self, pixels: np.ndarray) -> None:
        """Somebody hands over a (16, 16, 4) sprite."""
        self.sink(pixels)
        self.is_given = True

    def sink(self, pixels: np.ndarray) -> None:
        """One of the run."""
        self.is_given = False
        self.begun.emit()
        self._latest.send(ForwardJob(pixels.tobytes(), self._model()))

    def forget(self) -> None:
        """It was of another sprite."""
        self.steps, self.is_given = None, False
        self._latest.forget()

    def _on_sunk(self, result: ForwardResult) -> None:
        self.steps = result
        self.came.emit()
