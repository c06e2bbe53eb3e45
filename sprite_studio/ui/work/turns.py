"""Whose turn it is: which of the jobs under way takes its next step."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import count
from typing import Generic, TypeVar

T = TypeVar("T")

NEW_SECONDS = 1.0
"""A job that has had less than this goes before those that have had more, so that a short one is
done at once whatever else is under way. Those that have had more take turns."""


class Urgency(IntEnum):
    """How soon a job is wanted; nothing waits for a less urgent one longer than a step."""

    LIVE = 0
    """A hand is moving, and looks at what comes of it."""

    AWAITED = 1
    """Somebody has asked for it."""

    BACKGROUND = 2
    """It goes on while nothing else is wanted."""


@dataclass
class _Account:
    """Of one job. Attributes: urgency; used: seconds of its own steps; last: when it came, or had
    its last turn, in a count over all jobs."""

    urgency: Urgency
    used: float
    last: int


class Turns(Generic[T]):
    """The jobs under way."""

    def __init__(self) -> None:
        self._accounts: dict[T, _Account] = {}
        self._count = count()

    def __len__(self) -> int:
        return len(self._accounts)

    def __iter__(self) -> Iterator[T]:
        """In the order in which they came."""
        return iter(list(self._accounts))

    def add(self, job: T, urgency: Urgency) -> None:
        """One more."""
        self._accounts[job] = _Account(urgency, 0.0, next(self._count))

    def remove(self, job: T) -> None:
        """It has ended."""
        del self._accounts[job]

    def next(self) -> T:
        """The one whose turn it is; there must be one."""
        return min(self._accounts, key=self._rank)

    def took(self, job: T, seconds: float) -> None:
        """It has had a turn, which took so long."""
        account = self._accounts[job]
        account.used += seconds
        account.last = next(self._count)

    def _rank(self, job: T) -> tuple[Urgency, float, int]:
        account = self._accounts[job]
        return account.urgency, min(account.used, NEW_SECONDS), account.last
