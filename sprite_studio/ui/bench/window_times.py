"""How smoothly the window runs: it is driven as a hand would, and timed from inside."""

import math
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer

from sprite_studio.ui.bench.reading import read_through
from sprite_studio.ui.bench.stalls import TICK_MS, Stalls, percentile
from sprite_studio.ui.main_window import MainWindow
from sprite_studio.ui.pages import COMPARE, CREATE, TRAIN, WATCH
from sprite_studio.ui.widgets.save_dialog import SaveDialog

DRAG_MS = 16
DRAG_SECONDS, RUN_SECONDS = 6.0, 4.0
LONG_RUN = {"sampler": "ddpm", "steps": 500}

MOVES = 25
"""Of the slider while a job of each kind runs."""

APART_SECONDS = 1.0
"""From one to the next, and a little more each time, so that they meet a job's steps anywhere."""

PATIENCE_SECONDS = 30.0
"""For a frame that does not come, or a job that does not begin."""


@contextmanager
def long_run(window: MainWindow) -> Iterator[None]:
    """Create draws one meanwhile."""
    page, usual = window.create_page, window.create_page.controls.drawing({})
    page.controls.set_drawing(replace(usual, **LONG_RUN))
    page.generate()
    yield
    page.cancel()
    page.controls.set_drawing(usual)


Waits: TypeAlias = Generator[float, None, None]
"""Yields for how many seconds the window is to be left alone."""


@dataclass(frozen=True)
class WindowTimes:
    """Attributes:
    window_visible_s, first_sprites_s: since the program began.
    live_fps: frames a second that were shown while a slider was dragged.
    stall_p99_ms: for how long the event loop answered nothing, at the 99th percentile, while
        dragging and while a long run was drawn.
    stall_most_ms: at most.
    first_frame_p95_ms: kind of job that was running → from the moment a resting slider moves to
        its first live frame on the screen, at the 95th percentile.
    job_stall_p99_ms: kind of job → as `stall_p99_ms`, while it was running.
    """

    window_visible_s: float
    first_sprites_s: float
    live_fps: float
    stall_p99_ms: float
    stall_most_ms: float
    first_frame_p95_ms: dict[str, float] = field(default_factory=dict)
    job_stall_p99_ms: dict[str, float] = field(default_factory=dict)
    page_stall_p99_ms: dict[str, float] = field(default_factory=dict)


class WindowStopwatch(QObject):
    """Waits for the first sprites, drags a slider, draws a long run, moves the slider while jobs of
    every kind are running, reads the learner's pages; then tells what it saw."""

    def __init__(
        self, window: MainWindow, began: float, tell: Callable[[WindowTimes], None]
    ) -> None:
        """Args: began: `time.time()` when the program was started."""
        super().__init__(window)
        self._window, self._began, self._tell = window, began, tell
        self._visible = self._first = 0.0
        self._frames: list[float] = []
        self._stalls = Stalls(self)
        self._moves = 0
        self._hand = self._drive()
        window.first_painted.connect(self._on_painted)
        window.create_page.drawn.connect(self._on_drawn)
        window.create_page.live_frame.connect(lambda: self._frames.append(time.monotonic()))

    def _on_painted(self) -> None:
        self._visible = time.time() - self._began

    def _on_drawn(self) -> None:
        if not self._first:
            self._first = time.time() - self._began
            # The models are listed by now or very soon; a moment lets the window settle.
            QTimer.singleShot(1000, self._go_on)

    def _go_on(self) -> None:
        seconds = next(self._hand, None)
        if seconds is not None:
            QTimer.singleShot(round(seconds * 1000), self._go_on)

    # -- what the hand does

    def _drive(self) -> Waits:
        self._stalls.begin()
        fps = yield from self._dragged()
        yield from self._long_run()
        yield from self._watched_run()
        stalls_p99, stalls_most = map(self._stalls.percentile_ms, (0.99, 1.0))
        first_frames, job_stalls = {}, {}
        for name, runs, begin, end in self._kinds():
            self._stalls.begin()
            late = yield from self._moved(runs, begin)
            end()
            first_frames[name] = percentile(late, 0.95)
            job_stalls[name] = self._stalls.percentile_ms(0.99)
            yield APART_SECONDS
        pages = yield from read_through(self._window, self._stalls)
        self._stalls.end()
        self._tell(
            WindowTimes(
                window_visible_s=round(self._visible, 2),
                first_sprites_s=round(self._first, 2),
                live_fps=fps,
                stall_p99_ms=stalls_p99,
                stall_most_ms=stalls_most,
                first_frame_p95_ms=first_frames,
                job_stall_p99_ms=job_stalls,
                page_stall_p99_ms=pages,
            )
        )

    def _dragged(self) -> Generator[float, None, float]:
        """Live frames a second."""
        self._frames.clear()
        stop = time.monotonic() + DRAG_SECONDS
        while time.monotonic() < stop:
            self._move()
            yield DRAG_MS / 1000
        if len(self._frames) < 2:
            return 0.0
        return round((len(self._frames) - 1) / (self._frames[-1] - self._frames[0]), 1)

    def _long_run(self) -> Waits:
        with long_run(self._window):
            yield RUN_SECONDS
        yield APART_SECONDS

    def _watched_run(self) -> Waits:
        """One that can be exported; and all pages are built."""
        window = self._window
        window.open_page(COMPARE)
        window.open_page(TRAIN)
        watch = window.open_page(WATCH)
        watch.controls.set_drawing(replace(watch.controls.drawing({}), **LONG_RUN))
        watch.generate()
        while watch.is_busy:
            yield APART_SECONDS
        window.open_page(CREATE)

    def _kinds(
        self,
    ) -> list[tuple[str, Callable[[], bool], Callable[[], None], Callable[[], None]]]:
        """Name of a kind of job, whether one is running, what begins one and what ends it."""
        window = self._window
        watch, compare = window.pages.page(WATCH), window.pages.page(COMPARE)
        train = window.pages.page(TRAIN)

        def start_anew() -> None:
            """Of a new run: one that was stopped is still meant, and would only go on."""
            if train.is_running:
                train.stop()
                return
            train.choose_new()
            train.start()

        def dialogs() -> list[SaveDialog]:
            return window.findChildren(SaveDialog)

        def export() -> None:
            watch.export()
            dialogs()[-1].save()

        def export_no_more() -> None:
            for dialog in dialogs():
                dialog.reject()

        return [
            ("watching", lambda: watch.is_busy, watch.generate, watch.cancel),
            (
                "exporting",
                lambda: any(dialog.is_saving for dialog in dialogs()),
                export,
                export_no_more,
            ),
            ("comparing", lambda: compare.is_busy, compare.generate, compare.cancel),
            ("training's start", lambda: train.is_starting, start_anew, train.stop),
            ("training", lambda: train.is_running, train.start, train.stop),
        ]

    def _moved(
        self, runs: Callable[[], bool], begin: Callable[[], None]
    ) -> Generator[float, None, list[float]]:
        """How long each first frame took, in milliseconds, while a job of a kind was running."""
        late: list[float] = []
        for number in range(MOVES):
            asked = time.monotonic()
            while not runs() and time.monotonic() - asked < PATIENCE_SECONDS:
                begin()
                yield APART_SECONDS / 5
            self._frames.clear()
            moved = time.monotonic()
            self._move()
            while not self._frames and time.monotonic() - moved < PATIENCE_SECONDS:
                yield TICK_MS / 1000
            seen = self._frames[0] if self._frames else time.monotonic()
            late.append((seen - moved) * 1000)
            yield APART_SECONDS * (1 + number / MOVES / 10)
        return late

    def _move(self) -> None:
        self._moves += 1
        part = 0.5 - 0.5 * math.cos(self._moves / 40)
        self._window.create_page.mixer.set_mix({"hero": 1 - part, "food": part})
