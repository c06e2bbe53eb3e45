"""How many live frames come a second."""

import time
from collections import deque

_RECENT_S = 2


class Pace:
    """Told in words, while frames come without a pause."""

    def __init__(self) -> None:
        self._frames: deque[float] = deque(maxlen=20)  # when the last ones came

    def of_next(self) -> str:
        """One comes now: ", 30 frames a second", or nothing before there are three."""
        self._frames.append(time.monotonic())
        recent = [t for t in self._frames if self._frames[-1] - t < _RECENT_S]
        if len(recent) < 3:
            return ""
        return f", {(len(recent) - 1) / (recent[-1] - recent[0]):.0f} frames a second"
