"""A loop as sound: written to a folder of its own, by a job, and played."""

from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, Signal

from sprite_studio.studio.jobs.export import ExportJob, ExportResult, TuneSound
from sprite_studio.studio.jobs.tune import DrawnTune, HearStepJob, HearStepResult, TuneProgress
from sprite_studio.ui.learn.music.player import Player
from sprite_studio.ui.work.job_client import JobClient


class LoopSound(QObject):
    """Attributes: player: that plays it.

    Signals:
        broken(Failure): it could not be written.
    """

    broken = Signal(object)

    def __init__(self, jobs: JobClient, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._heard: DrawnTune | None = None  # whose sound lies in the folder
        self._folder = QTemporaryDir()
        self.player = Player(self)

    def toggle(self, drawn: DrawnTune | None) -> None:
        """Play this from the begin, or stop."""
        if self.player.is_playing:
            self.player.stop()
        elif drawn is None:
            return
        elif drawn is self._heard:
            self._play(drawn)
        else:
            job = ExportJob(TuneSound(drawn), self._path("loop"))
            self._jobs.send(
                job, lambda result: self._on_written(drawn, result), failed=self.broken.emit
            )

    def hear_step(self, drawn: DrawnTune, step: TuneProgress) -> None:
        """Play the loop as the network believes it at a step."""
        # Of another name each: another program may hold the one before.
        job = HearStepJob(drawn.tune.plan, step.x0, self._path(f"step-{step.step}"))
        self._jobs.send(job, self._on_step_written, failed=self.broken.emit)

    def _path(self, name: str) -> Path:
        return Path(self._folder.filePath(f"{name}.wav"))

    def _on_written(self, drawn: DrawnTune, result: ExportResult) -> None:
        self._heard = drawn
        self._play(drawn)

    def _on_step_written(self, result: HearStepResult) -> None:
        self.player.play(result.path, result.seconds)

    def _play(self, drawn: DrawnTune) -> None:
        self.player.play(self._path("loop"), drawn.tune.seconds)
