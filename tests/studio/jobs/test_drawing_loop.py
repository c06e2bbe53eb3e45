"""The loop, driven by a clock and a worker that do only what the test says."""

from collections.abc import Callable

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from sprite_studio.studio.jobs.drawing_loop import (
    FOLLOW_SECONDS,
    REST_SECONDS,
    DrawingLoop,
    Ending,
    Flight,
    LoopState,
    Phase,
    Screen,
)


class Clock:
    """Makes timers; time passes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0
        self._rings: Callable[[], None] | None = None
        self._due: float | None = None

    def timer(self, rings: Callable[[], None]) -> "Clock":
        self._rings = rings
        return self

    def start(self, seconds: float) -> None:
        self._due = self.now + seconds

    def stop(self) -> None:
        self._due = None

    def advance(self, seconds: float) -> None:
        self.now += seconds
        if self._due is not None and self._due <= self.now:
            self._due = None
            assert self._rings is not None
            self._rings()


class Studio:
    """A loop whose jobs are texts, with what it sent and what is on its screen.

    Attributes: flights: every one that was sent; given_up: those that the loop gave up; picture:
    what is on the screen; finished: what was drawn last to its end; failures: that were told.
    """

    def __init__(self) -> None:
        self.clock = Clock()
        self.flights: list[Flight[str]] = []
        self.given_up: list[Flight[str]] = []
        self.picture = self.finished = "nothing"
        self.failures: list[str] = []
        self.shown = LoopState()
        self.loop = DrawingLoop(
            self._submit,
            self.clock.timer,
            Screen(
                state=self._show_state,
                result=self._show_result,
                failure=self.failures.append,
                again=self._show_again,
                report=self._show_report,
                live=self._show_live,
            ),
        )

    def _submit(self, flight: Flight[str]) -> Callable[[], None]:
        self.flights.append(flight)
        return lambda: self.given_up.append(flight)

    def _show_state(self, state: LoopState) -> None:
        self.shown = state

    def _show_result(self, job: str, result: str) -> None:
        self.picture = self.finished = result

    def _show_again(self) -> None:
        self.picture = self.finished

    def _show_report(self, job: str, report: str) -> None:
        self.picture = f"{job} at {report}"

    def _show_live(self, result: str) -> None:
        self.picture = result

    @property
    def sent(self) -> list[str]:
        return [flight.job for flight in self.flights]

    @property
    def phase(self) -> Phase:
        assert self.shown == self.loop.state  # the screen has been told
        return self.shown.phase

    def follow(self, text: str, live: bool = True) -> None:
        self.loop.follow(f"whole {text}", f"live {text}" if live else None)

    def finish(self, flight: Flight[str] | None = None) -> None:
        flight = flight or self.flights[-1]
        flight.done(f"{flight.job} drawn")


@pytest.fixture
def studio() -> Studio:
    return Studio()


@pytest.fixture
def drawn(studio) -> Studio:
    """With one finished drawing on the screen."""
    studio.loop.draw("first")
    studio.finish()
    assert (studio.phase, studio.picture) == (Phase.IDLE, "first drawn")
    return studio


def test_a_drawing_tells_how_far_it_is_and_ends(studio):
    studio.loop.draw("a")
    assert studio.shown.is_busy
    studio.flights[0].report("half")
    assert (studio.shown.report, studio.shown.draft) == ("half", True)
    studio.finish()
    assert studio.shown == LoopState(Phase.IDLE, None, False, Ending.DONE)


def test_live_frames_follow_the_hand_and_the_whole_drawing_its_rest(drawn):
    drawn.follow("1")
    assert (drawn.phase, drawn.sent[1:]) == (Phase.LIVE, ["live 1"])
    drawn.follow("2")
    drawn.follow("3")
    assert drawn.sent[1:] == ["live 1"]  # one is in flight
    drawn.finish()
    assert drawn.picture == "live 1 drawn"
    assert drawn.sent[1:] == ["live 1", "live 3"]  # the latest input wins
    drawn.finish()
    assert drawn.phase is Phase.WAITING
    drawn.clock.advance(REST_SECONDS)
    assert (drawn.phase, drawn.sent[3:]) == (Phase.DRAWING, ["whole 3"])
    drawn.finish()
    assert (drawn.phase, drawn.picture) == (Phase.IDLE, "whole 3 drawn")


def test_a_moving_hand_puts_the_whole_drawing_off(drawn):
    for number in range(5):
        drawn.follow(str(number))
        drawn.finish()
        drawn.clock.advance(0.9 * REST_SECONDS)
    assert all(job.startswith("live") for job in drawn.sent[1:])


def test_a_frame_in_flight_when_the_hand_rests_is_shown_before_the_whole_drawing(drawn):
    drawn.follow("1")
    drawn.clock.advance(REST_SECONDS)
    assert drawn.sent[1:] == ["live 1"]
    drawn.finish()
    assert drawn.picture == "live 1 drawn"
    assert drawn.sent[1:] == ["live 1", "whole 1"]


def test_a_hand_that_moves_again_before_that_frame_is_followed_on(drawn):
    drawn.follow("1")
    drawn.clock.advance(REST_SECONDS)
    drawn.follow("2")
    drawn.finish()
    assert drawn.sent[1:] == ["live 1", "live 2"]


def test_a_whole_drawing_gives_way_to_the_hand(drawn):
    drawn.loop.draw("a")
    drawn.flights[-1].report("half")
    drawn.follow("1")
    assert drawn.given_up == [drawn.flights[1]]
    assert (drawn.phase, drawn.shown.report) == (Phase.LIVE, None)
    assert drawn.sent[1:] == ["a", "live 1"]


def test_without_live_frames_a_drawing_is_finished_first_and_the_latest_input_drawn_next(drawn):
    drawn.follow("1", live=False)
    drawn.follow("2", live=False)
    assert (drawn.phase, drawn.sent[1:]) == (Phase.WAITING, [])
    drawn.clock.advance(FOLLOW_SECONDS)
    for number in (3, 4, 5):
        drawn.follow(str(number), live=False)
        drawn.clock.advance(FOLLOW_SECONDS)
    assert drawn.sent[1:] == ["whole 2"]
    drawn.finish()
    assert drawn.picture == "whole 2 drawn"
    assert drawn.sent[1:] == ["whole 2", "whole 5"]
    drawn.finish()
    assert drawn.phase is Phase.IDLE


def test_a_drag_without_live_frames_is_not_waited_for(drawn):
    for number in range(4):
        drawn.follow(str(number), live=False)
        drawn.clock.advance(0.3 * FOLLOW_SECONDS)
    assert len(drawn.sent) == 2


def test_a_control_that_changes_while_live_frames_are_shown_is_drawn_soon(drawn):
    drawn.follow("1")
    drawn.follow("2", live=False)
    drawn.clock.advance(FOLLOW_SECONDS)
    drawn.finish()
    assert drawn.sent[1:] == ["live 1", "whole 2"]
    drawn.finish()
    drawn.follow("3")
    drawn.finish()
    drawn.follow("4", live=False)
    drawn.clock.advance(FOLLOW_SECONDS)
    assert drawn.sent[3:] == ["live 3", "whole 4"]


def test_a_given_up_drawing_is_never_shown_even_if_its_signal_was_on_its_way(drawn):
    drawn.loop.draw("a")
    drawn.loop.draw("b")
    first = drawn.flights[1]
    for told in (
        lambda: first.report("half"),
        lambda: first.done("a drawn"),
        first.cancelled,
        lambda: first.failed("no"),
    ):
        told()
        assert (drawn.phase, drawn.picture) == (Phase.DRAWING, "first drawn")
        assert drawn.shown.report is None
    assert drawn.failures == []
    drawn.finish()
    assert drawn.picture == "b drawn"


@pytest.mark.parametrize("live", [True, False])
def test_cancel_works_at_once_at_every_moment_and_brings_the_last_drawing_back(drawn, live):
    moments: list[Callable[[], None]] = [
        lambda: drawn.follow("1", live),  # just after a slider moved
        lambda: drawn.follow("1", live) or drawn.clock.advance(FOLLOW_SECONDS),
        lambda: drawn.follow("1") or drawn.finish(),  # between the last live frame and the rest
        lambda: drawn.follow("1") or drawn.clock.advance(REST_SECONDS),
        lambda: drawn.loop.draw("a"),
        lambda: drawn.loop.draw("a") or drawn.flights[-1].report("half"),
        lambda: drawn.loop.draw("a") or drawn.flights[-1].report("half") or drawn.follow("1", live),
        lambda: drawn.loop.draw("a") or drawn.loop.draw("b"),  # a second Run
    ]
    for come_to in moments:
        come_to()
        assert drawn.shown.is_busy
        flight = drawn.flights[-1]
        drawn.loop.cancel()
        assert drawn.shown == LoopState(Phase.IDLE, None, False, Ending.CANCELLED)
        assert drawn.picture == "first drawn"
        sent = len(drawn.sent)
        flight.done("too late")  # its signal was on its way
        drawn.clock.advance(10)
        assert drawn.picture == "first drawn"
        assert len(drawn.sent) == sent


def test_there_is_nothing_to_cancel_at_rest(drawn):
    before = drawn.shown
    drawn.loop.cancel()
    assert drawn.shown == before


def test_a_failure_ends_it_and_the_last_drawing_comes_back(drawn):
    drawn.loop.draw("a")
    drawn.flights[-1].report("half")
    drawn.flights[-1].failed("no room")
    assert drawn.failures == ["no room"]
    assert (drawn.phase, drawn.shown.ended) == (Phase.IDLE, Ending.FAILED)
    assert drawn.picture == "first drawn"
    drawn.loop.draw("b")
    drawn.finish()
    assert drawn.picture == "b drawn"


def test_a_failure_of_what_is_out_of_date_is_not_told_and_the_latest_input_is_drawn(drawn):
    drawn.loop.draw("a")
    drawn.follow("1", live=False)
    drawn.flights[-1].failed("no room")
    assert drawn.failures == []
    assert drawn.sent[-1] == "whole 1"


def test_where_a_live_frame_fails_the_whole_drawing_says_why(drawn):
    drawn.follow("1")
    drawn.flights[-1].failed("no student")
    assert (drawn.phase, drawn.failures) == (Phase.WAITING, [])
    drawn.clock.advance(REST_SECONDS)
    drawn.flights[-1].failed("no model")
    assert drawn.failures == ["no model"]
    assert drawn.phase is Phase.IDLE


def test_a_drawing_that_somebody_else_ended_ends_here_too(drawn):
    drawn.loop.draw("a")
    drawn.flights[-1].report("half")
    drawn.flights[-1].cancelled()
    assert (drawn.phase, drawn.picture) == (Phase.IDLE, "first drawn")


def test_showing_a_result_may_ask_for_the_next_drawing():
    studio = Studio()
    studio._show_result = lambda job, result: studio.loop.draw("b") if job == "a" else None
    loop: DrawingLoop[str] = DrawingLoop(
        studio._submit,
        studio.clock.timer,
        Screen(
            state=studio._show_state,
            result=lambda job, result: studio._show_result(job, result),
            failure=studio.failures.append,
            again=studio._show_again,
        ),
    )
    studio.loop = loop
    loop.draw("a")
    studio.follow("1", live=False)
    studio.finish()
    assert (studio.phase, studio.sent) == (Phase.DRAWING, ["a", "b"])
    studio.finish()
    assert studio.phase is Phase.IDLE


class Hands(RuleBasedStateMachine):
    """Any order of gestures, of time that passes, and of answers, late ones among them."""

    @initialize()
    def begin(self) -> None:
        self.studio = Studio()
        self.inputs = 0
        self.latest = "nothing"  # what must be on the screen when everything has come to rest

    @rule(live=st.booleans())
    def move(self, live: bool) -> None:
        self.inputs += 1
        self.studio.follow(str(self.inputs), live)
        self.latest = f"whole {self.inputs} drawn"

    @rule()
    def draw(self) -> None:
        self.inputs += 1
        self.studio.loop.draw(f"whole {self.inputs}")
        self.latest = f"whole {self.inputs} drawn"

    @rule()
    def cancel(self) -> None:
        self.studio.loop.cancel()
        assert self.studio.picture == self.studio.finished
        self.latest = self.studio.finished

    @rule(seconds=st.sampled_from([0.01, FOLLOW_SECONDS, REST_SECONDS]))
    def wait(self, seconds: float) -> None:
        self.studio.clock.advance(seconds)

    @precondition(lambda self: self.studio.flights)
    @rule(which=st.integers(1, 3), what=st.sampled_from(["done", "report"]))
    def answer(self, which: int, what: str) -> None:
        flight = self.studio.flights[-which:][0]
        if what == "done":
            self.studio.finish(flight)
        else:
            flight.report("half")

    @invariant()
    def one_is_in_flight_and_the_screen_agrees(self) -> None:
        given_up = self.studio.given_up
        assert len(given_up) == len(set(given_up))
        state = self.studio.loop.state
        assert state == self.studio.shown
        assert state.report is None or state.phase is Phase.DRAWING
        assert state.draft or self.studio.picture == self.studio.finished
        assert state.is_busy or not state.draft

    def teardown(self) -> None:
        for _ in range(5):
            self.studio.clock.advance(1)
            if self.studio.shown.phase in (Phase.LIVE, Phase.DRAWING):
                self.studio.finish()
        assert not self.studio.shown.is_busy
        assert self.studio.picture == self.latest


TestHands = Hands.TestCase
TestHands.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
