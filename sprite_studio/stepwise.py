"""Work that is done bit by bit, by a generator: between two steps other things may be done."""

from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any, TypeVar

T = TypeVar("T")

WAIT_SECONDS = 0.01
"""For what is done on the side, before other things may be done again."""


def completed(steps: Generator[Any, None, T]) -> T:
    """What comes of it, in one go."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def on_the_side(work: Callable[[], T]) -> Generator[None, None, T]:
    """What `work` returns, which runs on a thread of its own; yields until it is done. Closed
    before that, it still waits for the end. Raises what `work` raises."""
    with ThreadPoolExecutor(1, thread_name_prefix="sprite-studio-side") as thread:
        done = thread.submit(work)
        while not done.done():
            yield
            wait((done,), WAIT_SECONDS)
        return done.result()
