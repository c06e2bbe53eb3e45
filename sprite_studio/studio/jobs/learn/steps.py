"""One jump or many steps: the same noise, drawn in more and more steps."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL

COUNTS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32)
"""Of steps."""


@dataclass(frozen=True)
class StepsJob:
    """Attributes: model: that draws; seed: of the first sprite's noise."""

    model: str = DEFAULT_MODEL
    seed: int = 20


@dataclass(frozen=True)
class StepsResult(Result):
    """Attributes:
    told: the words that the network was told.
    drawn: (len(COUNTS), B, 16, 16, 4) what the same B noises become, by the number of steps.
    mean: (16, 16, 4) of `averaged` finished sprites from other noises.
    averaged: how many these are.
    to_mean: (len(COUNTS),) root mean square distance of what is drawn to that mean, in [-1, 1].
    outline: (len(COUNTS),) how much of a sprite is there, as `art.known.outline_told` has it; the
        mean over the B.
    """

    told: tuple[str, ...]
    drawn: Images
    mean: Images
    averaged: int
    to_mean: NDArray[np.float64]
    outline: NDArray[np.float64]
