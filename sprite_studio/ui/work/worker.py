"""One long-lived thread that runs jobs, so that the device is never fought over.

Jobs are generators. After every step of one the worker looks anew whose turn it is, so that a
short one never waits for a long one to end: drawing goes on while a network trains, and a slider is
followed while samplers are compared.
"""

import logging
import math
import queue
import threading
import time
import traceback
from collections.abc import Callable, Container, Generator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, QThread, Signal

from sprite_studio.errors import UserError, plain
from sprite_studio.studio.jobs.base import Result
from sprite_studio.ui.work.turns import Turns, Urgency

log = logging.getLogger(__name__)

REPORTS_A_SECOND = 25
"""More would flood the window's event loop. What must arrive says so by not being droppable."""

PATIENCE_S = 0.3
"""On stopping: a step of drawing is over by then; what is not, imports torch or reads a model."""

HAND_RESTS_S = 0.1
"""After the last live frame: until then what goes on in the background waits, or every frame would
wait for a step of it."""

Handler: TypeAlias = Callable[[Any], Generator[Any, None, None]]
"""Makes the generator of a job, which runs on the worker's thread. It yields reports, None where
there is nothing to report but other jobs may go before, and a Result at its end."""


@dataclass(frozen=True, eq=False)
class Ticket:
    """A job on its way.

    Attributes:
        number: counts up; later tickets are newer.
        job: what was submitted.
        urgency: how soon it is wanted.
    """

    number: int
    job: object
    urgency: Urgency = Urgency.AWAITED
    _cancelled: threading.Event = field(default_factory=threading.Event, repr=False)

    def cancel(self) -> None:
        """Ask for an end; the worker obeys before the next step. Safe from any thread."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()


_END = object()
"""What a job that has no result ends with."""


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


@dataclass(eq=False)
class _Running:
    """A job that has begun. Attributes: reported: when it was last heard of."""

    ticket: Ticket
    events: Generator[Any, None, None]
    reported: float = 0.0


class Worker(QThread):
    """Runs submitted jobs, a step of one at a time. One of the last three signals ends each.

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

    def __init__(
        self,
        handlers: Mapping[type, Handler],
        leavable: Container[type] = (),
        parent: QObject | None = None,
    ) -> None:
        """Args: leavable: kinds of jobs that write nothing, so that a program that ends need not
        wait for a step of theirs."""
        super().__init__(parent)
        self.setObjectName("sprite-studio-worker")
        self._handlers, self._leavable = handlers, leavable
        self._waiting: queue.SimpleQueue[Ticket | None] = queue.SimpleQueue()
        self._under_way: Turns[_Running] = Turns()
        self._open: set[Ticket] = set()
        self._begun: set[Ticket] = set()
        self._open_lock = threading.Lock()
        self._numbers = count(1)
        self._stopped = False
        self._ending = False  # of the thread, once nothing is under way
        self._live = -math.inf  # when the last live frame was done

    def submit(self, job: object, urgency: Urgency = Urgency.AWAITED) -> Ticket:
        """Queue a job; its signals carry the ticket that is returned."""
        ticket = Ticket(next(self._numbers), job, urgency)
        with self._open_lock:
            self._open.add(ticket)
        self._waiting.put(ticket)
        return ticket

    def start(self, priority: QThread.Priority = QThread.Priority.InheritPriority) -> None:
        """Begin to run what is submitted; not any more where it was stopped before it came to that,
        as by a window that is closed as soon as it is seen."""
        if not self._stopped:
            super().start(priority)

    def stop(self) -> bool:
        """Cancel everything, and wait for the thread to end.

        Returns False if it has not: it is still in a step of a job that may be left undone, and
        the process, where it ends, must end without asking it.
        """
        self._stopped = True
        with self._open_lock:
            for ticket in self._open:
                ticket.cancel()
        self._waiting.put(None)
        while not self.wait(round(PATIENCE_S * 1000)):
            with self._open_lock:
                if self._begun and all(type(t.job) in self._leavable for t in self._begun):
                    return False
        return True

    def run(self) -> None:
        """The thread's loop."""
        while True:
            self._take_in()
            if self._under_way:
                one = self._next()
                if self._hand_moves(one):
                    self._wait()
                else:
                    self._take_step(one)
            elif self._ending:
                return

    def _hand_moves(self, one: _Running) -> bool:
        """Whether what is next had better wait for another live frame."""
        ticket = one.ticket
        if ticket.urgency is not Urgency.BACKGROUND or ticket.is_cancelled or self._ending:
            return False
        return time.monotonic() - self._live < HAND_RESTS_S

    def _wait(self) -> None:
        """Until something is submitted, but no longer than the hand may move."""
        with suppress(queue.Empty):
            self._take(self._waiting.get(timeout=HAND_RESTS_S))

    def _take_in(self) -> None:
        """Whatever waits; where nothing else is to be done, as soon as there is something."""
        while not self._waiting.empty() or not (self._under_way or self._ending):
            self._take(self._waiting.get())

    def _take(self, ticket: Ticket | None) -> None:
        if ticket is None:
            self._ending = True
        elif self._ending or ticket.is_cancelled:
            self._end(ticket, _END)
        else:
            self._begin(ticket)

    def _begin(self, ticket: Ticket) -> None:
        with self._open_lock:
            self._begun.add(ticket)
        try:
            events = self._handlers[type(ticket.job)](ticket.job)
        except Exception as error:
            self._end(ticket, error)
        else:
            self._under_way.add(_Running(ticket, events), ticket.urgency)

    def _next(self) -> _Running:
        """A job that was given up ends before any other goes on."""
        given_up = (one for one in self._under_way if one.ticket.is_cancelled)
        return next(given_up, None) or self._under_way.next()

    def _take_step(self, one: _Running) -> None:
        """A job's next step, or its end."""
        ticket, start = one.ticket, time.perf_counter()
        try:
            event = _END if ticket.is_cancelled else next(one.events, _END)
            ends = event is _END or isinstance(event, Result) or ticket.is_cancelled
            if ends:
                one.events.close()  # which may have much to save, and fail
        except Exception as error:
            self._under_way.remove(one)
            self._end(ticket, error)
            return
        if ends:
            self._under_way.remove(one)
            self._end(ticket, event)
        else:
            self._under_way.took(one, time.perf_counter() - start)
            self._report(one, event)

    def _report(self, one: _Running, event: Any) -> None:
        now = time.monotonic()
        if event is None or (event.droppable and now - one.reported < 1 / REPORTS_A_SECOND):
            return
        one.reported = now
        self.progressed.emit(one.ticket, event)

    def _end(self, ticket: Ticket, event: object) -> None:
        """Say so, once."""
        if ticket.urgency is Urgency.LIVE:
            self._live = time.monotonic()
        with self._open_lock:
            self._open.discard(ticket)
            self._begun.discard(ticket)
        if isinstance(event, Exception):
            expected = isinstance(event, (UserError, OSError))
            log.log(logging.WARNING if expected else logging.ERROR, "job failed", exc_info=event)
            details = "".join(traceback.format_exception(event))
            message = plain(event)
            self.failed.emit(ticket, Failure(message, details, expected))
        elif isinstance(event, Result):
            self.finished_job.emit(ticket, event)
        else:
            self.cancelled.emit(ticket)
