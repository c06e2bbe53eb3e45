"""For how long the event loop answers nothing, seen from inside."""

import math
import time
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer

TICK_MS = 5


class Stalls:
    """A tick every few milliseconds; what it is late by is a stall."""

    def __init__(self, parent: QObject) -> None:
        self._late: list[float] = []
        self._last = math.nan
        self._ticks = QTimer(parent)
        self._ticks.setTimerType(Qt.TimerType.PreciseTimer)
        self._ticks.setInterval(TICK_MS)
        self._ticks.timeout.connect(self._tick)

    def begin(self) -> None:
        """Forget what was seen before."""
        self._late, self._last = [], math.nan
        self._ticks.start()

    def end(self) -> None:
        self._ticks.stop()

    def percentile_ms(self, share: float) -> float:
        """Of those since `begin`; 0 where there were none."""
        return percentile(self._late, share)

    def _tick(self) -> None:
        now = time.monotonic()
        if not math.isnan(self._last):
            self._late.append(max(0.0, (now - self._last) * 1000 - TICK_MS))
        self._last = now


def percentile(found: Sequence[float], share: float) -> float:
    """The least of all that are not less than a share of them, rounded to a tenth."""
    ordered = sorted(found)
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1) if ordered else 0.0
