"""Beyond drawing: a part is drawn anew, and a word is taught."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL

ROWS = (4, 7, 10, 13)
"""From the top, that are drawn anew."""


@dataclass(frozen=True)
class RedrawJob:
    """Attributes: model: that draws; seed: of the Forge's sprite and of the noise."""

    model: str = DEFAULT_MODEL
    seed: int = 5


@dataclass(frozen=True)
class RedrawResult(Result):
    """Attributes:
    told: the words that the network was told.
    sprite: (16, 16, 4) of the Forge.
    anew: (len(ROWS), B, 16, 16, 4) proposals with so many rows drawn anew.
    changed: (len(ROWS),) the share of pixels outside of these rows that changed in any of them.
    can_learn: whether the model can be taught a word.
    """

    told: tuple[str, ...]
    sprite: Images
    anew: Images
    changed: NDArray[np.float64]
    can_learn: bool


@dataclass(frozen=True)
class NewWordJob:
    """Attributes: model: that learns, and forgets it again; seed: of the sprites and the noise;
    steps: in which the word is learned."""

    model: str = DEFAULT_MODEL
    seed: int = 5
    steps: int = 60


@dataclass(frozen=True)
class NewWordResult(Result):
    """Attributes:
    shown: (N, 16, 16, 4) what shows the word.
    before, after: (B, 16, 16, 4) drawn from the same noise without the word, and with it.
    losses: of each step of learning.
    learned: how many numbers were learned.
    parameters: of the network, all of which stayed as they were.
    """

    shown: Images
    before: Images
    after: Images
    losses: tuple[float, ...]
    learned: int
    parameters: int
