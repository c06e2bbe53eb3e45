"""Words, the null word and guidance: what words change in what the network sees."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL

GUIDANCES = (0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0)
"""0 ignores the words, 1 is none."""

STEPS = 16
"""Of DDIM, in which all are drawn."""

MIXED = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Shares of the second word in a mix of two."""


@dataclass(frozen=True)
class WordsJob:
    """Attributes: model: that is told the words; seed: of the first sprite's noise."""

    model: str = DEFAULT_MODEL
    seed: int = 60


@dataclass(frozen=True)
class WordsResult(Result):
    """Attributes:
    told: the words that the network was told; none where it knows none.
    log_snr: (L,) noisiest first.
    share: (L,) how much the words change of what the network sees: the root mean square of the
        noise seen with them less that without, over that with them.
    share_x0: (L,) the same of the sprite that is believed, before it is kept from -1 to 1.
    drawn: (G, B, 16, 16, 4) the same noises at each of `GUIDANCES`.
    pair: two words that are mixed, or none where the network does not know two.
    mixed: (len(MIXED), B, 16, 16, 4) the same noises under each mix.
    vectors: (3, D) of the null word and of the two rows.
    """

    told: tuple[str, ...]
    log_snr: tuple[float, ...]
    share: NDArray[np.float64]
    share_x0: NDArray[np.float64]
    drawn: Images
    pair: tuple[str, ...]
    mixed: Images
    vectors: NDArray[np.float32]
