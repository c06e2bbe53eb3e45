"""A loss that falls over many steps, smoothed, and as few points as an eye needs."""

from array import array
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Losses: TypeAlias = Sequence[float] | NDArray[np.floating]

MOST_BESIDE = 25
"""Losses on either side of a step that its smoothed one is the mean of. Raw losses jump with the
noise levels of each batch; the mean of some fifty shows the network."""

SHARE_BESIDE = 8
"""Of the steps so far, the part that is looked at on either side: at first a loss falls fast, and a
wider mean would lie above it. For the same reason a mean looks to both sides: one of the past alone
lags behind."""

MOST_POINTS = 2000
"""Of the curve, however many steps it has: more than a screen has columns."""


class LossCurve:
    """Grows a step at a time, or many at once."""

    def __init__(self) -> None:
        self._steps = array("q")
        self._losses = array("d")
        self._sums = array("d", (0.0,))  # of the first 0, 1, 2 … losses

    @property
    def count(self) -> int:
        """Of losses so far."""
        return len(self._losses)

    def append(self, step: int, loss: float) -> None:
        """One more. Args: step: later than all before."""
        self.extend((loss,), step)

    def extend(self, losses: Losses, first: int = 1) -> None:
        """Several, of the steps from `first` on."""
        values = np.asarray(losses, np.float64)
        self._sums.extend((self._sums[-1] + np.cumsum(values)).tolist())
        self._losses.extend(values.tolist())
        self._steps.extend(range(first, first + len(values)))

    def points(self) -> tuple[list[int], list[float]]:
        """Steps and smoothed losses, evenly apart, and the last one in any case."""
        if not self.count:
            return [], []
        steps = np.array(self._steps)
        stride = 1
        while self.count > stride * MOST_POINTS:
            stride *= 2
        places = np.flatnonzero(steps % stride == 0)
        if not len(places) or places[-1] != self.count - 1:
            places = np.append(places, self.count - 1)
        return steps[places].tolist(), self._smoothed(places).tolist()

    def raw(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Steps and losses as they are, of a long run evenly some of them."""
        stride = -(-self.count // MOST_POINTS) or 1
        return np.array(self._steps[::stride]), np.array(self._losses[::stride])

    def table(self) -> tuple[tuple[int, float, float], ...]:
        """(step, loss, smoothed loss), every one."""
        smoothed = self._smoothed(np.arange(self.count)).tolist()
        return tuple(zip(self._steps, self._losses, smoothed, strict=True))

    def _smoothed(self, places: NDArray[np.int64]) -> NDArray[np.float64]:
        """The mean around each of some places, counted from 0."""
        sums = np.array(self._sums)
        beside = np.minimum(MOST_BESIDE, (places + 1) // SHARE_BESIDE)
        first, last = places - beside, np.minimum(places + beside, self.count - 1)
        return (sums[last + 1] - sums[first]) / (last + 1 - first)
