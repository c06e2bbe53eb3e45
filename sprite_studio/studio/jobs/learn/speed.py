"""Fast sampling: how few steps come to the same sprite."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL
from sprite_studio.studio.jobs.watch import Numbers

COUNTS = (2, 4, 6, 10, 15, 20, 30)
"""Of steps."""

LANES = ("ddpm", "ddim", "dpm++")
EXACT_STEPS = 120
"""Of DDIM: what the others are measured by."""


@dataclass(frozen=True)
class SpeedJob:
    """Attributes: model: that draws; seed: of the first sprite's noise; exact: steps of what the
    others are measured by."""

    model: str = DEFAULT_MODEL
    seed: int = 100
    exact: int = EXACT_STEPS


@dataclass(frozen=True)
class SpeedResult(Result):
    """Attributes:
    told: the words that the network was told.
    exact: (B, 16, 16, 4) in so many steps of DDIM.
    drawn: (3, len(COUNTS), B, 16, 16, 4) for each of `LANES`, from the same noise.
    difference: (3, len(COUNTS)) root mean square to the exact, in [-1, 1].
    other: the difference that other noise makes.
    enough: the fewest steps of DDIM that come nearer than a quarter of that, or 0 if none do;
        dpm_enough: of DPM-Solver++.
    number: the one of the first sprite that moves most on the exact way: channel, row and column.
    exact_way: (steps + 1, 2) noise level and value of that number at each step; in the sprite at
        last, at +inf.
    ways: the same for each of `LANES`, for each of `COUNTS`.
    """

    told: tuple[str, ...]
    exact: Images
    drawn: Images
    difference: NDArray[np.float64]
    other: float
    enough: int
    dpm_enough: int
    number: tuple[int, int, int]
    exact_way: Numbers
    ways: tuple[tuple[Numbers, ...], ...]
