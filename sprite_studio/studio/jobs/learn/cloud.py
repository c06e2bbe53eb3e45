"""A cloud of dots: a network of two numbers trains, and dots flow from noise to data."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprite_studio.studio.jobs.base import Result

EXTENT = 3.0
"""Of the plane that is shown, to each side of its middle."""


@dataclass(frozen=True)
class CloudJob:
    """Attributes: seed: of the weights, the data and the noise."""

    seed: int = 0


@dataclass(frozen=True)
class CloudProgress:
    """A look while it trains. Attributes: step, steps: of training; loss: lately; dots: (N, 2) as
    the network draws them now, always from the same noise."""

    step: int
    steps: int
    loss: float
    dots: NDArray[np.float32]

    droppable = False


@dataclass(frozen=True)
class CloudResult(Result):
    """Attributes:
    data: (M, 2) what it learned from.
    log_snr: (T,) the levels, noisiest first; the last is +inf.
    paths: (T, N, 2) where each dot is at each level.
    believed, eps: (T, N, 2) x̂₀ and ε̂ there: path = √ᾱ · x̂₀ + √(1 − ᾱ) · ε̂.
    density: (T, G, G) how densely noised data lie at each level, rows from the bottom up, within
        ±`EXTENT`; the largest of each level is 1.
    apart: as of `neighbours_apart`, from the first level to the last.
    seconds: of training.
    """

    data: NDArray[np.float32]
    log_snr: tuple[float, ...]
    paths: NDArray[np.float32]
    believed: NDArray[np.float32]
    eps: NDArray[np.float32]
    density: NDArray[np.float32]
    apart: float
    seconds: float
