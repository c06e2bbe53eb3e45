"""How long something takes of itself, without what runs in between."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """Runs from when it is made."""

    def __init__(self) -> None:
        self._start = time.perf_counter()

    @property
    def seconds(self) -> float:
        """While it was not paused."""
        return time.perf_counter() - self._start

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Around a `yield`, at which the worker may do other things first."""
        stopped = time.perf_counter()
        try:
            yield
        finally:
            self._start += time.perf_counter() - stopped
