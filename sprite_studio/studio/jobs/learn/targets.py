"""ε, x₀ or v: what an error of one of them is in the others, at each noise level."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL
from sprite_studio.studio.jobs.watch import Numbers

TARGETS = ("eps", "x0", "v")
WRONG = 0.05
"""The size, root mean square, of the error that is put on each answer."""


@dataclass(frozen=True)
class TargetsJob:
    """Attributes: model: whose own error is measured; seed: of the Forge's sprite and the noise."""

    model: str = DEFAULT_MODEL
    seed: int = 0


@dataclass(frozen=True)
class TargetsResult(Result):
    """At each of L levels.

    Attributes:
        told: the words that the network was told.
        log_snr: (L,) noisiest first; course_step: (L,) the course's t there.
        sprite: (16, 16, 4).
        x_t: (L, C, 16, 16).
        recovered: (3, L, 16, 16, 4) the sprite, found from a true answer with a small error on it,
            for each of `TARGETS`.
        in_x0: (3, L) how large that error is in the sprite.
        own: (3, L) how wrong the network's own answer is, read as each of `TARGETS`.
    """

    told: tuple[str, ...]
    log_snr: tuple[float, ...]
    course_step: tuple[float | None, ...]
    sprite: Images
    x_t: Numbers
    recovered: Images
    in_x0: NDArray[np.float64]
    own: NDArray[np.float64]
