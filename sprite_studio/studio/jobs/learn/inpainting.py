"""A part is drawn anew: how the known part is put back, and what taking a step again gains."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL
from sprite_studio.studio.jobs.watch import Numbers

ROUNDS = (1, 2, 3, 4, 5)
"""How often each step is taken."""

ROWS = 7
"""From the top, that are drawn anew."""


@dataclass(frozen=True)
class RedrawJob:
    """Attributes: model: that draws; seed: of the Forge's first sprite and of the noise."""

    model: str = DEFAULT_MODEL
    seed: int = 8


@dataclass(frozen=True)
class RedrawResult(Result):
    """Attributes:
    told: the words that the network was told.
    sprites: (B, 16, 16, 4) of the Forge.
    log_snr: (S,) the level of each step.
    x_t, x0: (len(ROUNDS), S, C, 16, 16) of the first sprite: what the network was shown in the last
        round of each step, the known part put back, and what it believed; x0 ends as the sprite.
    drawn: (len(ROUNDS), B, 16, 16, 4) what came of it.
    seam: (len(ROUNDS), B) as of `seams`, of what was drawn; own_seam: (B,) of the sprites.
    apart: (len(ROUNDS), B) how far what was drawn is from what was there, from 0 to 1.
    changed: the share of pixels of the known part that changed in any of them.
    """

    told: tuple[str, ...]
    sprites: Images
    log_snr: tuple[float, ...]
    x_t: Numbers
    x0: Numbers
    drawn: Images
    seam: NDArray[np.float64]
    own_seam: NDArray[np.float64]
    apart: NDArray[np.float64]
    changed: float
