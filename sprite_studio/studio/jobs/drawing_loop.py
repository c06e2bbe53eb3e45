"""What is drawn next: the state machine behind every page that draws.

            follow()                  the timer rings
    IDLE ─────────────► WAITING ──────────────────────► DRAWING ──► IDLE
      │                 ▲     │ follow() with a live      ▲  │
      │       the frame │     ▼ job                       │  │ follow() with a live job
      └───────────────► LIVE ◄────────────────────────────┼──┘
                         │         the timer has rung     │
                         └────────────────────────────────┘

One job is in flight, the latest input wins, and what was given up is never heard of again: its
signals carry another flight, even those that were on their way. Whether there is something to
cancel, how far it is and what is on the screen all follow from the state, so they cannot disagree.

No Qt and no threads: time and the worker are handed in.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

J = TypeVar("J")
"""The jobs of a page."""

FOLLOW_SECONDS = 0.06
"""From a change to its drawing: long enough not to begin at every pixel of a drag."""

REST_SECONDS = 0.35
"""Without a change: the hand rests, and the live frames give way to a whole drawing."""


class Phase(Enum):
    """What the loop is about. In all but IDLE there is something to cancel."""

    IDLE = auto()
    """Nothing is wanted."""

    WAITING = auto()
    """For the timer; then the latest input is drawn."""

    LIVE = auto()
    """A live frame is in flight; a whole drawing follows when the hand rests."""

    DRAWING = auto()
    """A whole drawing is in flight."""


class Ending(Enum):
    """How the last thing that was wanted ended."""

    NEVER = auto()
    DONE = auto()
    CANCELLED = auto()
    FAILED = auto()


@dataclass(frozen=True)
class LoopState:
    """All that a page needs to know.

    Attributes:
        phase: what goes on.
        report: the last one of the whole drawing in flight; None in other phases.
        draft: whether what is on the screen is unfinished: a live frame, or a drawing so far.
        ended: how the last drawing ended.
    """

    phase: Phase = Phase.IDLE
    report: Any = None
    draft: bool = False
    ended: Ending = Ending.NEVER

    @property
    def is_busy(self) -> bool:
        """Whether there is something to cancel."""
        return self.phase is not Phase.IDLE


class Timer(Protocol):
    """Rings once, on the page's own thread."""

    def start(self, seconds: float) -> None:
        """From now on; what was started before rings no more."""

    def stop(self) -> None:
        """It does not ring."""


MakeTimer: TypeAlias = Callable[[Callable[[], None]], Timer]
"""What is called when it rings → the timer."""


def _ignore(*_: object) -> None:
    pass


@dataclass(frozen=True)
class Screen(Generic[J]):
    """What a page does for its loop.

    Attributes:
        state: show how things stand. The last call after every change.
        result: show a finished drawing of a job.
        failure: say why a drawing failed.
        again: show what was finished last, instead of a draft that was given up.
        report: show what a whole drawing of a job has come to.
        live: show a live frame.
    """

    state: Callable[[LoopState], None]
    result: Callable[[J, Any], None]
    failure: Callable[[Any], None]
    again: Callable[[], None]
    report: Callable[[J, Any], None] = _ignore
    live: Callable[[Any], None] = _ignore


class Flight(Generic[J]):
    """One job on its way. Whatever is told to it after the loop has given it up is lost.

    Attributes: job; is_live: whether it is a frame for a moving hand.
    """

    def __init__(self, loop: "DrawingLoop[J]", job: J, is_live: bool) -> None:
        self._loop, self.job, self.is_live = loop, job, is_live

    def report(self, report: Any) -> None:
        """It has come so far."""
        self._loop.on_report(self, report)

    def done(self, result: Any) -> None:
        """This came of it."""
        self._loop.on_done(self, result)

    def cancelled(self) -> None:
        """It ended without a result."""
        self._loop.on_cancelled(self)

    def failed(self, failure: Any) -> None:
        """It ended for a reason."""
        self._loop.on_failed(self, failure)


Submit: TypeAlias = Callable[[Flight[J]], Callable[[], None]]
"""Sends a flight's job and tells the flight what comes of it, later; returns what cancels it."""


class DrawingLoop(Generic[J]):
    """Attributes: state: how things stand."""

    def __init__(self, submit: Submit[J], make_timer: MakeTimer, screen: Screen[J]) -> None:
        self.state = LoopState()
        self._submit, self._screen = submit, screen
        self._timer = make_timer(self._on_timer)
        self._flight: Flight[J] | None = None
        self._cancel_flight: Callable[[], None] = _ignore
        self._whole: J | None = None  # the latest input, while it is not drawn whole
        self._frame: J | None = None  # the same, for after the live frame in flight
        self._is_soon = False  # the timer is a short one
        self._is_due = False  # it has rung while a live frame was in flight

    def draw(self, job: J) -> None:
        """Draw this now; whatever was in hand is given up."""
        self._send_whole(job)
        self._tell()

    def follow(self, whole: J, live: J | None = None) -> None:
        """The input has changed.

        Args:
            whole: draws it. A drawing in flight is finished first, so that a slider that never
                rests still shows something.
            live: a frame of it, if there can be one. Frame after frame is drawn while the hand
                moves, in place of a drawing in flight, and `whole` when it rests.
        """
        self._whole, self._frame = whole, live
        if live is not None:
            self._is_soon = self._is_due = False
            self._timer.start(REST_SECONDS)
            if self.state.phase is not Phase.LIVE:
                self._send_frame()
        elif self.state.phase is not Phase.DRAWING and not self._is_soon:
            # Not put off by the next change: a drag is followed, not waited for.
            self._is_soon = True
            self._timer.start(FOLLOW_SECONDS)
            if self.state.phase is Phase.IDLE:
                self._become(Phase.WAITING)
        self._tell()

    def cancel(self) -> None:
        """Nothing more is wanted. What was finished last is shown at once."""
        if self.state.is_busy:
            self._forget()
            self._end(Ending.CANCELLED)
            self._tell()

    # -- what comes of a flight, which calls these

    def on_report(self, flight: Flight[J], report: Any) -> None:
        """A live frame's are of no interest."""
        if flight is self._flight and not flight.is_live:
            self.state = replace(self.state, report=report, draft=True)
            self._screen.report(flight.job, report)
            self._tell()

    def on_done(self, flight: Flight[J], result: Any) -> None:
        """Show it, and go on."""
        if flight is not self._flight:
            return
        self._flight = None
        if flight.is_live:
            self.state = replace(self.state, draft=True)
            self._screen.live(result)
            self._after_frame()
        else:
            self._become(Phase.IDLE)
            self.state = replace(self.state, draft=False, ended=Ending.DONE)
            self._screen.result(flight.job, result)
            self._go_on()
        self._tell()

    def on_cancelled(self, flight: Flight[J]) -> None:
        """By somebody else: what the loop gives up is heard of no more."""
        if self._is_last(flight):
            self._end(Ending.CANCELLED)
            self._tell()

    def on_failed(self, flight: Flight[J], failure: Any) -> None:
        """Say why, unless the input has changed since. Where a live frame fails, the whole drawing
        that follows says why."""
        if self._is_last(flight):
            self._end(Ending.FAILED)
            self._screen.failure(failure)
            self._tell()

    # -- what follows

    def _is_last(self, flight: Flight[J]) -> bool:
        """Whether nothing follows a flight that came to nothing; what follows is begun."""
        if flight is not self._flight:
            return False
        self._flight = None
        if not flight.is_live and self._whole is None:
            return True
        if flight.is_live:
            self._after_frame()
        else:
            self._go_on()
        self._tell()
        return False

    def _after_frame(self) -> None:
        if self.state.phase is not Phase.LIVE or self._flight is not None:
            return  # something else was begun when it was shown
        if self._is_due:
            self._go_on()
        elif self._frame is not None:
            self._send_frame()
        else:
            self._become(Phase.WAITING)

    def _go_on(self) -> None:
        """Draw the latest input, if it is not drawn yet and nothing else was begun."""
        if self._whole is not None and self._flight is None:
            self._send_whole(self._whole)

    def _on_timer(self) -> None:
        self._is_soon = False
        if self.state.phase is Phase.LIVE:
            self._is_due = True
        elif self.state.phase is Phase.WAITING:
            self._go_on()
            self._tell()

    def _send_frame(self) -> None:
        assert self._frame is not None
        job, self._frame = self._frame, None
        self._become(Phase.LIVE)
        self._fly(job, is_live=True)

    def _send_whole(self, job: J) -> None:
        self._forget()
        self._become(Phase.DRAWING)
        self._fly(job, is_live=False)

    def _fly(self, job: J, is_live: bool) -> None:
        self._give_up_flight()
        self._flight = Flight(self, job, is_live)
        self._cancel_flight = self._submit(self._flight)

    def _forget(self) -> None:
        """All that was wanted."""
        self._timer.stop()
        self._whole = self._frame = None
        self._is_soon = self._is_due = False
        self._give_up_flight()

    def _give_up_flight(self) -> None:
        if self._flight is not None:
            self._flight = None
            self._cancel_flight()

    def _end(self, ending: Ending) -> None:
        was_draft = self.state.draft
        self._become(Phase.IDLE)
        self.state = replace(self.state, draft=False, ended=ending)
        if was_draft:
            self._screen.again()

    def _become(self, phase: Phase) -> None:
        self.state = replace(self.state, phase=phase, report=None)

    def _tell(self) -> None:
        self._screen.state(self.state)
