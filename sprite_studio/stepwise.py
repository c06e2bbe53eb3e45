"""Work that is done bit by bit, by a generator: between two steps other things may be done."""

from collections.abc import Generator
from typing import Any, TypeVar

T = TypeVar("T")


def completed(steps: Generator[Any, None, T]) -> T:
    """What comes of it, in one go."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value
