"""The extra noise: DDPM with all of it, with a share of it, and with none."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL

SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Of the noise that DDPM adds after a step."""


@dataclass(frozen=True)
class FreshNoiseJob:
    """Attributes: model: that draws; seed: of the first sprite; steps: of each run; count: sprites
    of each."""

    model: str = DEFAULT_MODEL
    seed: int = 40
    steps: int = 40
    count: int = 9


@dataclass(frozen=True)
class FreshNoiseResult(Result):
    """One row a share, in the order of `SHARES`.

    Attributes:
        told: the words that the network was told.
        drawn: (S, B, 16, 16, 4).
        different: (S,) how many of the B are no near copies of one another.
        spread: (S,) how unlike they are, as `compare.spread` has it.
        log_snr: (T,) of each step.
        promised: (T,) σ of each level.
        measured: (S, T) the noise that was in x_t, as `art.known.measured_noise` has it.
    """

    told: tuple[str, ...]
    drawn: Images
    different: tuple[int, ...]
    spread: tuple[float, ...]
    log_snr: tuple[float, ...]
    promised: NDArray[np.float64]
    measured: NDArray[np.float64]
