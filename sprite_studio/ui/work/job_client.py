"""A page's jobs: what the worker says of each goes to the functions that were given with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from sprite_studio.ui.work.worker import Failure, Ticket, Worker


def _ignore(*_: object) -> None:
    pass


@dataclass(frozen=True)
class _Errand:
    done: Callable[[Any], None]
    progress: Callable[[Any], None]
    cancelled: Callable[[], None]
    failed: Callable[[Failure], None]


class Errands(QObject):
    """Sends jobs and hears of them."""

    def __init__(self, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._open: dict[Ticket, _Errand] = {}
        worker.progressed.connect(self._on_progress)
        worker.finished_job.connect(self._on_finished)
        worker.cancelled.connect(self._on_cancelled)
        worker.failed.connect(self._on_failed)

    def send(
        self,
        job: object,
        done: Callable[[Any], None],
        progress: Callable[[Any], None] = _ignore,
        cancelled: Callable[[], None] = _ignore,
        failed: Callable[[Failure], None] = _ignore,
    ) -> Ticket:
        """Submit a job. Of the last three functions and `done` exactly one is called at its end."""
        ticket = self._worker.submit(job)
        self._open[ticket] = _Errand(done, progress, cancelled, failed)
        return ticket

    def is_open(self, ticket: Ticket | None) -> bool:
        """Whether it has not ended yet."""
        return ticket in self._open

    def _on_progress(self, ticket: Ticket, event: object) -> None:
        if ticket in self._open and not ticket.is_cancelled:
            self._open[ticket].progress(event)

    def _on_finished(self, ticket: Ticket, result: object) -> None:
        if (errand := self._open.pop(ticket, None)) is not None:
            errand.done(result)

    def _on_cancelled(self, ticket: Ticket) -> None:
        if (errand := self._open.pop(ticket, None)) is not None:
            errand.cancelled()

    def _on_failed(self, ticket: Ticket, failure: Failure) -> None:
        if (errand := self._open.pop(ticket, None)) is not None:
            errand.failed(failure)
