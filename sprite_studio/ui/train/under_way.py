"""The run under way: sent to the worker, asked to end, and how it ended."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from sprite_studio.studio.jobs.training.slow import SlowJob, SlowResult
from sprite_studio.studio.jobs.training.train import TrainJob
from sprite_studio.studio.train.runs.runs import RunsJob, RunsResult
from sprite_studio.ui.train.words import Ending
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.turns import Urgency
from sprite_studio.ui.work.worker import Failure, Ticket


class UnderWay(QObject):
    """Attributes: job: under way, or the last that was, or None.

    Signals:
        progressed(object): a report.
        apart(SlowResult): a step was taken apart.
        failed(Failure): it ended with an error, or it is not known how.
        ended(Ending, RunsResult): nothing is under way any more, and these runs are there now.
    """

    progressed = Signal(object)
    apart = Signal(object)
    failed = Signal(object)
    ended = Signal(object, object)

    def __init__(self, jobs: JobClient, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._ticket: Ticket | None = None
        self._leaving: Ending | None = None  # it was asked to end so
        self.job: TrainJob | None = None

    @property
    def is_running(self) -> bool:
        """Whether a run is under way, or what it left is still looked up."""
        return self._ticket is not None

    @property
    def is_leaving(self) -> bool:
        """Whether it was asked to end."""
        return self._leaving is not None

    def train(self, job: TrainJob) -> None:
        """To the end. Nothing else may be under way."""
        self._send(job, job, lambda _: self._end(Ending.FINISHED), Urgency.BACKGROUND)

    def step(self, job: TrainJob) -> None:
        """One step, taken apart. Nothing else may be under way."""
        self._send(job, SlowJob(job), self._on_apart, Urgency.AWAITED)

    def leave(self, ending: Ending) -> None:
        """Ask it to end, which saves it."""
        if self._ticket is not None:
            self._leaving = ending
            self._ticket.cancel()

    def _send(self, job: TrainJob, sent: object, done: Any, urgency: Urgency) -> None:
        self.job, self._leaving = job, None
        self._ticket = self._jobs.send(
            sent,
            done,
            self.progressed.emit,
            lambda: self._end(self._leaving or Ending.STOPPED),
            self._on_failed,
            urgency,
        )

    def _on_apart(self, result: SlowResult) -> None:
        self.apart.emit(result)
        self._end(Ending.FINISHED if result.finished else Ending.STEPPED)

    def _on_failed(self, failure: Failure) -> None:
        self.failed.emit(failure)
        self._end(Ending.FAILED)

    def _end(self, ending: Ending) -> None:
        """What there is now is looked up on the disk before anything is said of it; until then no
        other run begins, which might be the same once more."""

        def ended(result: RunsResult) -> None:
            self._ticket = self._leaving = None
            self.ended.emit(ending, result)

        def not_listed(failure: Failure) -> None:
            self.failed.emit(failure)
            ended(RunsResult(()))

        nothing = RunsResult(())
        self._jobs.send(RunsJob(), ended, cancelled=lambda: ended(nothing), failed=not_listed)
