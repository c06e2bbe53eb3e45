"""Encoding bit by bit: between two steps its caller may show progress, serve others, or give up."""

from collections.abc import Generator
from contextlib import closing
from typing import TypeAlias, TypeVar

T = TypeVar("T")

Steps: TypeAlias = Generator[float, None, T]
"""Yields the share of its work that is done, 0 to 1, every few milliseconds; returns what came of
it. Closing it gives up; nothing was written."""


def part_of(steps: Steps[T], first: float, last: float) -> Steps[T]:
    """The same steps where they are not the whole work: it is done from `first` to `last`."""
    with closing(steps):
        while True:
            try:
                done = next(steps)
            except StopIteration as end:
                return end.value
            yield first + (last - first) * done
