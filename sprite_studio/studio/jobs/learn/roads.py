"""The network: what it answers at each noise level, whole and with one of its two roads cut."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL
from sprite_studio.studio.jobs.watch import Numbers

Road = Literal["whole", "no-shortcut", "no-depth"]
ROADS: tuple[Road, ...] = ("whole", "no-shortcut", "no-depth")
"""Nothing cut; the short-cut at full size cut; all that comes up from the smaller sizes cut."""


@dataclass(frozen=True)
class RoadsJob:
    """Attributes: model: that is opened; seed: of the Forge's sprites and the noise."""

    model: str = DEFAULT_MODEL
    seed: int = 0


@dataclass(frozen=True)
class Stage:
    """The last block of a size, in the order in which data meet them.

    Attributes:
        channels, side: of what comes out of it.
        maps: (L, side, side) at each level, how strongly its channels answer at each place: the
            root mean square over channels.
    """

    channels: int
    side: int
    maps: NDArray[np.float32]


@dataclass(frozen=True)
class RoadsResult(Result):
    """Attributes:
    kind: "house" or "course": whose network it is.
    parameters: numbers that it has learned; in_words: those of them that are its words' rows.
    told: the words that it was told.
    log_snr: (L,) the levels, noisiest first.
    sprite: (16, 16, 4) the first of the sprites.
    x_t: (L, C, 16, 16) it at each level.
    believed: (R, L, 16, 16, 4) what the network believes it to be, for each of `ROADS`.
    error: (R, L) root mean square error of x0, over all sprites, in [-1, 1].
    stages: of the whole network, down and up again.
    """

    kind: Literal["house", "course"]
    parameters: int
    in_words: int
    told: tuple[str, ...]
    log_snr: tuple[float, ...]
    sprite: Images
    x_t: Numbers
    believed: Images
    error: NDArray[np.float64]
    stages: tuple[Stage, ...]
