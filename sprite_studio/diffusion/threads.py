"""How many CPU threads a call gets: the number follows what calls take.

The threads of a call wait for one another after every layer. On a quiet machine two are nearly
twice as quick as one; where another program holds one of two cores they are slower than one, since
each layer waits for the thread that has to share. So every number is tried from time to time, and
at once when calls become slow.

A sprite is the same to the last bit with 1, 2, 4, 8, 16 or 32 threads, and only powers of two are
tried: with 3 the last bits of some layers are others. What training learns does depend on the
number; see `follow`.
"""

import math
import os
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import Tensor, nn

from sprite_studio.diffusion.device import usable_cores

T = TypeVar("T")
Network = Callable[[Tensor, Tensor, Tensor], Tensor]
"""(x (B, C, H, W), λ (B,), context (B, D)) → velocity (B, C, H, W)."""

TRIES = 2
"""Calls with each number, in turn, so that a moment in which the machine is busy falls on all."""

HOPELESS = 2.0
"""A number that takes so many times what the quickest takes is not tried again in that look."""

MARGIN = 0.9
"""More threads must win by a tenth: a core left to the window is worth more than a hair's breadth.
"""

SLOW, RECENT = 1.7, 4
"""The mean of the last few calls over what they should take, from which on it is time to look."""

LEAST_PAUSE, LOOK_SHARE = 2.0, 0.025
"""Seconds between two looks at least, and the share of the time that looks may have."""


@dataclass(frozen=True)
class Settled:
    """Attributes: number: of threads; seconds: that a call takes with it, or NaN if unknown."""

    number: int
    seconds: float = math.nan


def thread_numbers() -> tuple[int, ...]:
    """The powers of two up to the cores that this process may use. Whoever set OMP_NUM_THREADS is
    obeyed."""
    most, asked = usable_cores(), os.environ.get("OMP_NUM_THREADS", "")
    if asked.isdigit() and int(asked):
        most = min(most, int(asked))
    return tuple(2**power for power in range(most.bit_length()))


def follow(numbers: Sequence[int], own: Settled | None = None) -> Generator[int, float, None]:
    """Yields how many threads the next call gets, for ever, and is sent the seconds it took.

    Args:
        numbers: to choose from, ascending.
        own: kept to as long as calls take what they should, for results that depend on the number,
            as a training's do. Without it the quickest is looked for at once, and again and again.
    """
    if own is None:
        for number in numbers:
            _ = yield number  # the first call with a number prepares its kernels; it is not counted
        now, spent = yield from _look(numbers)
    else:
        now, spent = own, 0.0
        if math.isnan(own.seconds):
            yield own.number
            now = Settled(own.number, (yield from _mean_of(own.number)))
    while True:
        at_home = own is not None and now.number == own.number
        pause = math.inf if at_home else max(LEAST_PAUSE, spent / LOOK_SHARE)
        yield from _keep(now, pause)
        now, spent = yield from _look(numbers)


def _look(numbers: Sequence[int]) -> Generator[int, float, tuple[Settled, float]]:
    """Try every number. Returns the quickest, and the seconds that it took to find out."""
    took = dict.fromkeys(numbers, 0.0)
    spent = 0.0
    for _ in range(TRIES):
        for number in took:
            seconds = yield number
            took[number] += seconds
            spent += seconds
        quickest = min(took.values())
        took = {n: seconds for n, seconds in took.items() if seconds <= HOPELESS * quickest}
    best = _quickest(took)
    return Settled(best, took[best] / TRIES), spent


def _quickest(took: Mapping[int, float]) -> int:
    """Of numbers of threads, ascending, and the seconds that they take."""
    best = min(took)
    for number, seconds in took.items():
        if seconds < MARGIN * took[best]:
            best = number
    return best


def _keep(now: Settled, pause: float) -> Generator[int, float, None]:
    """Stay with a number until calls have taken `pause` seconds in all, or become slow."""
    should = now.seconds
    recent: deque[float] = deque(maxlen=RECENT)
    while pause > 0:
        seconds = yield now.number
        pause -= seconds
        recent.append(seconds)
        if len(recent) == RECENT:
            mean = sum(recent) / RECENT
            if mean > SLOW * should:
                return
            should = min(should, mean)


def _mean_of(number: int) -> Generator[int, float, float]:
    total = 0.0
    for _ in range(RECENT):
        total += yield number
    return total / RECENT


@contextmanager
def threads_set(number: int) -> Iterator[None]:
    """So many inside it; with 0 as many as there are.

    The number belongs to the process, and is as before afterwards: the sums of whatever else is
    reckoned must not depend on how busy the machine was.
    """
    if not number:
        yield
        return
    before = torch.get_num_threads()
    torch.set_num_threads(number)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def at_once(work: Callable[[], T]) -> T:
    """The pace of what leaves the number of threads alone."""
    return work()


class Pace:
    """Makes calls of one kind with as many threads as `follow` says."""

    def __init__(self, numbers: Sequence[int], own: Settled | None = None) -> None:
        """Args: as of `follow`."""
        self._numbers = follow(numbers, own)
        self._next = next(self._numbers)

    def __call__(self, work: Callable[[], T]) -> T:
        """What `work()` returns."""
        with threads_set(self._next):
            start = time.perf_counter()
            done = work()
        self._next = self._numbers.send(time.perf_counter() - start)
        return done


def paced(network: Network, numbers: Sequence[int] | None = None) -> Network:
    """The same network with a pace for every size of batch, since few rows gain less by threads.

    Args: numbers: of threads, to choose from; by default all that are usable here.
    """
    paces: dict[int, Pace] = {}
    choice = thread_numbers() if numbers is None else numbers

    def call(x: Tensor, log_snr: Tensor, context: Tensor) -> Tensor:
        rows = len(x)
        if rows not in paces:
            paces[rows] = Pace(choice)
        return paces[rows](lambda: network(x, log_snr, context))

    return call


def choosing_threads(network: nn.Module, *example: torch.Tensor) -> Generator[None, None, int]:
    """The number of CPU threads with which `network(*example)` is quickest now; sets it.

    A short timing, for what is to keep to one number from the beginning. Yields after each call,
    where other work may go first.
    """
    least = dict.fromkeys(thread_numbers(), math.inf)
    for _ in range(6):
        # In turn, so that a moment in which the machine is busy falls on all alike.
        for number in least:
            torch.set_num_threads(number)
            with torch.inference_mode():
                start = time.perf_counter()
                network(*example)
                least[number] = min(least[number], time.perf_counter() - start)
            yield
    best = _quickest(least)
    torch.set_num_threads(best)
    return best


def steady_pace(threads: int, seconds: float = math.nan) -> Callable[[Callable[[], T]], T]:
    """The pace of a training's gradients, whose sums depend on the number.

    It stays the same unless they take about twice what they should, and comes back when it pays.

    Args: threads: the training's own number, or 0 if it is not on a CPU; seconds: that a call took
    before, or NaN.
    """
    if not threads:
        return at_once
    fewer = tuple(2**power for power in range((threads - 1).bit_length()))
    return Pace((*fewer, threads), Settled(threads, seconds))
