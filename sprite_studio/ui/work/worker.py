"""One long-lived thread that runs jobs, so that the device is never fought over.

Jobs are generators. Between two steps of a long one (training) the worker serves the short ones
that wait, so that drawing goes on while a network trains.
"""

import logging
import queue
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from sprite_studio.errors import UserError
from sprite_studio.studio.jobs.base import Result

log = logging.getLogger(__name__)

REPORTS_A_SECOND = 25
"""More would flood the window's event loop. What must arrive says so by not being droppable."""


@dataclass(frozen=True)
class Handler:
    """How one kind of job is run.

    Attributes:
        run: makes the job's generator; it is called on the worker's thread.
        long: whether short jobs may be served between its steps.
    """

    run: Callable[[Any], Generator[Any, None, None]]
    long: bool = False


@dataclass(frozen=True, eq=False)
class Ticket:
    """A job on its way.

    Attributes:
        number: counts up; later tickets are newer.
        job: what was submitted.
    """

    number: int
    job: object
    _cancelled: threading.Event = field(default_factory=threading.Event, repr=False)

    def cancel(self) -> None:
        """Ask for an end; the worker obeys before the next step. Safe from any thread."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()


@dataclass(frozen=True)
class Failure:
    """Why a job failed.

    Attributes:
        message: one plain sentence.
        details: the traceback, for a report.
        expected: whether the user can mend it, rather than we.
    """

    message: str
    details: str
    expected: bool


class Worker(QThread):
    """Runs submitted jobs in order. Exactly one of the last three signals ends each.

    Signals:
        progressed(Ticket, object): a progress report of the job.
        finished_job(Ticket, Result)
        cancelled(Ticket)
        failed(Ticket, Failure)
    """

    progressed = Signal(object, object)
    finished_job = Signal(object, object)
    cancelled = Signal(object)
    failed = Signal(object, object)

    def __init__(self, handlers: Mapping[type, Handler], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sprite-studio-worker")
        self._handlers = handlers
        self._waiting: queue.SimpleQueue[Ticket | None] = queue.SimpleQueue()
        self._postponed: deque[Ticket] = deque()
        self._open: set[Ticket] = set()
        self._open_lock = threading.Lock()
        self._numbers = count(1)

    def submit(self, job: object) -> Ticket:
        """Queue a job; its signals carry the ticket that is returned."""
        ticket = Ticket(next(self._numbers), job)
        with self._open_lock:
            self._open.add(ticket)
        self._waiting.put(ticket)
        return ticket

    def stop(self) -> None:
        """Cancel everything and wait for the thread to end."""
        with self._open_lock:
            for ticket in self._open:
                ticket.cancel()
        self._waiting.put(None)
        self.wait()

    def run(self) -> None:
        """The thread's loop."""
        while True:
            ticket = self._postponed.popleft() if self._postponed else self._waiting.get()
            if ticket is None:
                return
            self._serve(ticket)

    def _serve(self, ticket: Ticket) -> None:
        try:
            self._run_job(ticket)
        except Exception as error:
            expected = isinstance(error, (UserError, OSError))
            log.log(logging.WARNING if expected else logging.ERROR, "job failed", exc_info=True)
            message = str(error) or type(error).__name__
            self.failed.emit(ticket, Failure(message, traceback.format_exc(), expected))
        finally:
            with self._open_lock:
                self._open.discard(ticket)

    def _run_job(self, ticket: Ticket) -> None:
        if ticket.is_cancelled:
            self.cancelled.emit(ticket)
            return
        handler = self._handlers[type(ticket.job)]
        events = handler.run(ticket.job)
        reported = 0.0
        result: Result | None = None
        try:
            for event in events:
                if isinstance(event, Result):
                    result = event
                    break
                now = time.monotonic()
                if not event.droppable or now - reported >= 1 / REPORTS_A_SECOND:
                    self.progressed.emit(ticket, event)
                    reported = now
                if handler.long:
                    self._serve_waiting()
                if ticket.is_cancelled:
                    break
        finally:
            events.close()
        if result is not None:
            self.finished_job.emit(ticket, result)
        else:
            self.cancelled.emit(ticket)

    def _serve_waiting(self) -> None:
        """Short jobs run now, long ones later. The end of the thread waits for the long job."""
        while not self._waiting.empty():
            ticket = self._waiting.get()
            if ticket is None:
                self._waiting.put(None)
                return
            if self._handlers[type(ticket.job)].long:
                self._postponed.append(ticket)
            else:
                self._serve(ticket)
