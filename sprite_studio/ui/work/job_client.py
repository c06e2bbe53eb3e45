"""A part of the window sends jobs, and what comes of each goes to the functions given with it.

Nothing else listens to the worker.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from sprite_studio.ui.work.turns import Urgency
from sprite_studio.ui.work.worker import Failure, Ticket, Worker


def _ignore(*_: object) -> None:
    pass


@dataclass(frozen=True)
class _Listener:
    """Whom a job's signals go to."""

    done: Callable[[Any], None]
    progress: Callable[[Any], None]
    cancelled: Callable[[], None]
    failed: Callable[[Failure], None]


class JobClient(QObject):
    """Sends jobs and hears of them, as long as the part of the window that it belongs to lives."""

    def __init__(self, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._open: dict[Ticket, _Listener] = {}
        worker.progressed.connect(self._on_progress)
        worker.finished_job.connect(self._on_finished)
        worker.cancelled.connect(self._on_cancelled)
        worker.failed.connect(self._on_failed)

    def within(self, part: QObject) -> "JobClient":
        """Another, for a part that may be gone before what this one belongs to."""
        return JobClient(self._worker, part)

    def send(
        self,
        job: object,
        done: Callable[[Any], None],
        progress: Callable[[Any], None] = _ignore,
        cancelled: Callable[[], None] = _ignore,
        failed: Callable[[Failure], None] = _ignore,
        urgency: Urgency = Urgency.AWAITED,
    ) -> Ticket:
        """Submit a job. Of `done`, `cancelled` and `failed` exactly one is called at its end, and
        nothing before this has returned."""
        ticket = self._worker.submit(job, urgency)
        self._open[ticket] = _Listener(done, progress, cancelled, failed)
        return ticket

    def is_open(self, ticket: Ticket | None) -> bool:
        """Whether it has not ended yet."""
        return ticket in self._open

    def _on_progress(self, ticket: Ticket, event: object) -> None:
        if ticket in self._open and not ticket.is_cancelled:
            self._open[ticket].progress(event)

    def _on_finished(self, ticket: Ticket, result: object) -> None:
        if (listener := self._open.pop(ticket, None)) is not None:
            listener.done(result)

    def _on_cancelled(self, ticket: Ticket) -> None:
        if (listener := self._open.pop(ticket, None)) is not None:
            listener.cancelled()

    def _on_failed(self, ticket: Ticket, failure: Failure) -> None:
        if (listener := self._open.pop(ticket, None)) is not None:
            listener.failed(failure)
