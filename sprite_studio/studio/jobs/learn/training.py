"""Training: one step taken apart, and why the loss jumps."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL
from sprite_studio.studio.jobs.watch import Numbers


@dataclass(frozen=True)
class TrainingJob:
    """Attributes: model: whose loss it is, and a copy of which takes a few steps; seed: of the
    Forge's sprites and the noise."""

    model: str = DEFAULT_MODEL
    seed: int = 0


@dataclass(frozen=True)
class TrainingResult(Result):
    """One example at each of L levels, and the losses of N sprites there.

    Attributes:
        told: the words that the network was told.
        log_snr: (L,) noisiest first.
        sprite: (16, 16, 4); x0, eps: (C, 16, 16) the sprite and the noise.
        x_t, seen, error: (L, C, 16, 16) what the network is shown, the noise that it sees, and the
            squared error in v, number by number.
        losses: (L, N) of every sprite at every level, with a noise of its own each.
        by_level: the share of the losses' variance that lies between levels, 0 to 1.
        taken: the level, counted from 0, at which a copy took its steps.
        falling: (S + 1,) the loss of the example there before the first step and after each.
    """

    told: tuple[str, ...]
    log_snr: tuple[float, ...]
    sprite: Images
    x0: Numbers
    eps: Numbers
    x_t: Numbers
    seen: Numbers
    error: Numbers
    losses: NDArray[np.float64]
    by_level: float
    taken: int
    falling: tuple[float, ...]
