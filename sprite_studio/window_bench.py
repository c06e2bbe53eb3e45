"""How smoothly the window runs: it is driven as a hand would, and timed from inside."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, QTimer

from sprite_studio.ui.main_window import MainWindow

TICK_MS = 5
DRAG_MS = 16
DRAG_SECONDS, RUN_SECONDS = 6.0, 4.0
LONG_RUN = {"sampler": "ddpm", "steps": 500}


@dataclass(frozen=True)
class WindowTimes:
    """Attributes:
    window_visible_s, first_sprites_s: since the program began.
    live_fps: frames a second that were shown while a slider was dragged.
    stall_p99_ms: for how long the event loop answered nothing, at the 99th percentile, while
        dragging and while a long run was drawn.
    stall_most_ms: at most.
    """

    window_visible_s: float
    first_sprites_s: float
    live_fps: float
    stall_p99_ms: float
    stall_most_ms: float


class WindowStopwatch(QObject):
    """Waits for the first sprites, drags a slider, draws a long run; then tells what it saw."""

    def __init__(
        self, window: MainWindow, began: float, tell: Callable[[WindowTimes], None]
    ) -> None:
        """Args: began: `time.time()` when the program was started."""
        super().__init__(window)
        self._window, self._began, self._tell = window, began, tell
        self._visible = self._first = 0.0
        self._frames: list[float] = []
        self._stalls: list[float] = []
        self._last = math.nan
        self._fps = 0.0
        self._ticks = QTimer(self)
        self._ticks.setTimerType(Qt.TimerType.PreciseTimer)
        self._ticks.setInterval(TICK_MS)
        self._ticks.timeout.connect(self._tick)
        self._drag = QTimer(self)
        self._drag.setInterval(DRAG_MS)
        self._drag.timeout.connect(self._move)
        self._moves = 0
        window.first_painted.connect(self._on_painted)
        window.create_page.drawn.connect(self._on_drawn)
        window.create_page.live_frame.connect(lambda: self._frames.append(time.monotonic()))

    def _on_painted(self) -> None:
        self._visible = time.time() - self._began

    def _on_drawn(self) -> None:
        if not self._first:
            self._first = time.time() - self._began
            # The models are listed by now or very soon; a moment lets the window settle.
            QTimer.singleShot(1000, self._begin)

    def _begin(self) -> None:
        self._ticks.start()
        self._drag.start()
        QTimer.singleShot(round(DRAG_SECONDS * 1000), self._end_drag)

    def _move(self) -> None:
        self._moves += 1
        part = 0.5 - 0.5 * math.cos(self._moves / 40)
        self._window.create_page.mixer.set_mix({"hero": 1 - part, "food": part})

    def _end_drag(self) -> None:
        self._drag.stop()
        if len(self._frames) > 1:
            self._fps = (len(self._frames) - 1) / (self._frames[-1] - self._frames[0])
        controls = self._window.create_page.controls
        controls.set_drawing(replace(controls.drawing({}), **LONG_RUN))
        self._window.create_page.generate()
        QTimer.singleShot(round(RUN_SECONDS * 1000), self._end)

    def _tick(self) -> None:
        now = time.monotonic()
        if not math.isnan(self._last):
            self._stalls.append(max(0.0, (now - self._last) * 1000 - TICK_MS))
        self._last = now

    def _end(self) -> None:
        self._ticks.stop()
        ordered = sorted(self._stalls)
        self._tell(
            WindowTimes(
                window_visible_s=round(self._visible, 2),
                first_sprites_s=round(self._first, 2),
                live_fps=round(self._fps, 1),
                stall_p99_ms=round(ordered[int(0.99 * len(ordered))], 1),
                stall_most_ms=round(ordered[-1], 1),
            )
        )
