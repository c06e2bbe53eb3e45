"""A loss that falls over many steps, smoothed, and as few points as an eye needs."""

from array import array
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Losses: TypeAlias = Sequence[float] | NDArray[np.floating]

SMOOTHING = 0.98
"""Raw losses jump with the noise levels of each batch; the running mean shows the network."""

MOST_POINTS = 2000
"""Of the curve, however many steps it has: more than a screen has columns."""

_PLAIN = round(SMOOTHING / (1 - SMOOTHING))
"""Losses in a plain mean at first, so that the untrained network's are soon forgotten; a running
mean of more would weigh the newest less than `SMOOTHING` does."""

_KEEP = SMOOTHING ** np.arange(1, 513)
"""Of a mean, after as many more losses. Few enough that dividing by them costs no precision."""


class LossCurve:
    """Grows a step at a time, or many at once.

    Attributes: count: of losses so far; latest: their running mean, or None while there are none.
    """

    def __init__(self) -> None:
        self.count = 0
        self.latest: float | None = None
        self._steps: list[int] = []
        self._values: list[float] = []
        self._raw = array("d")  # every loss, and its step
        self._raw_steps = array("q")
        self._stride = 1  # steps between two points
        self._last = 0  # step

    def append(self, step: int, loss: float) -> None:
        """One more. Args: step: later than all before."""
        self.extend((loss,), step)

    def extend(self, losses: Losses, first: int = 1) -> None:
        """Several, of the steps from `first` on."""
        values = self._smoothed(np.asarray(losses, np.float64))
        if not len(values):
            return
        self.count += len(values)
        self._raw.extend(np.asarray(losses, np.float64).tolist())
        self._raw_steps.extend(range(first, first + len(values)))
        self.latest, self._last = float(values[-1]), first + len(values) - 1
        offset = -first % self._stride  # points lie at multiples of the stride
        self._steps += range(first + offset, self._last + 1, self._stride)
        self._values += values[offset :: self._stride].tolist()
        while len(self._steps) > MOST_POINTS:
            self._stride *= 2
            kept = [i for i, step in enumerate(self._steps) if step % self._stride == 0]
            self._steps = [self._steps[i] for i in kept]
            self._values = [self._values[i] for i in kept]

    def points(self) -> tuple[list[int], list[float]]:
        """Steps and running means, evenly apart, and the last one in any case."""
        if self.latest is None or (self._steps and self._steps[-1] == self._last):
            return self._steps, self._values
        return [*self._steps, self._last], [*self._values, self.latest]

    def raw(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Steps and losses as they are, of a long run evenly some of them."""
        stride = -(-len(self._raw) // MOST_POINTS) or 1
        return np.array(self._raw_steps[::stride]), np.array(self._raw[::stride])

    def table(self) -> tuple[tuple[int, float, float], ...]:
        """(step, loss, running mean), every one."""
        again = LossCurve()
        means = again._smoothed(np.array(self._raw))
        return tuple(zip(self._raw_steps, self._raw, means.tolist(), strict=True))

    def _smoothed(self, losses: NDArray[np.float64]) -> NDArray[np.float64]:
        """The running mean after each of them."""
        plain = losses[: max(0, _PLAIN - self.count)]
        mean = 0.0 if self.latest is None else self.latest
        counts = self.count + np.arange(1, len(plain) + 1)
        parts = [(mean * self.count + np.cumsum(plain)) / counts]
        for start in range(len(plain), len(losses), len(_KEEP)):
            if len(parts[-1]):
                mean = parts[-1][-1]
            block = losses[start : start + len(_KEEP)]
            keep = _KEEP[: len(block)]
            parts.append(keep * (mean + np.cumsum((1 - SMOOTHING) * block / keep)))
        return np.concatenate(parts)
