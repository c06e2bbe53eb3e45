"""Noising: one sprite and one noise at every step of the course's schedule."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.watch import Numbers


@dataclass(frozen=True)
class NoisingJob:
    """Attributes: seed: of the Forge's sprite and of the noise."""

    seed: int = 3


@dataclass(frozen=True)
class NoisingResult(Result):
    """Attributes:
    sprite: (16, 16, 4) uint8.
    x0, eps: (4, 16, 16) the sprite and the noise, as numbers.
    alpha_bar: (T + 1,) ᾱ of the course's steps 0 to T.
    x_t: (T + 1, 4, 16, 16).
    likeness: (T + 1,) the correlation of the numbers of x_t with those of the sprite.
    half: the step nearest to which the factors of sprite and noise are equal.
    """

    sprite: Images
    x0: NDArray[np.float32]
    eps: NDArray[np.float32]
    alpha_bar: NDArray[np.float64]
    x_t: Numbers
    likeness: NDArray[np.float64]
    half: int
