"""A word is taught: its row on its way among the words, and what is drawn with it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL
from sprite_studio.studio.jobs.report import Report
from sprite_studio.studio.jobs.watch import Numbers


@dataclass(frozen=True)
class NewWordJob:
    """Attributes: model: that learns, and forgets it again; seed: of the sprites and the noise;
    steps: in which the word is learned."""

    model: str = DEFAULT_MODEL
    seed: int = 5
    steps: int = 60


@dataclass(frozen=True)
class WordStage:
    """A look at the row on its way.

    Attributes:
    step: after so many.
    vector: (D,) the row, without the picture that belongs to it.
    picture: (C, 16, 16) that picture; promised: the same with that of null. Both are None where
        words have none.
    drawn: (B, 16, 16, 4) with the word as it is, always from the same noise.
    near: words whose rows point most nearly the same way, and the cosine of each.
    like: as of `share_in_colours`.
    """

    step: int
    vector: Numbers
    picture: Numbers | None
    promised: Numbers | None
    drawn: Images
    near: tuple[tuple[str, float], ...]
    like: float


@dataclass(frozen=True)
class NewWordProgress(Report):
    """Attributes: step, steps, seconds: of the whole job; taken: steps of the lesson so far; shown:
    at first, (N, 16, 16, 4) what shows the word; stage: a new look, if there is one."""

    step: int
    steps: int
    seconds: float
    taken: int
    shown: Images | None = None
    stage: WordStage | None = None

    @property
    def droppable(self) -> bool:
        """One without a picture."""
        return self.stage is None and self.shown is None


@dataclass(frozen=True)
class NewWordResult(Result):
    """Attributes:
    told: the words beside the new one.
    shown: (N, 16, 16, 4) what shows the word.
    stages: from before the first step to after the last.
    words: all that the model knows; places: (V, 2) where they lie on a map; way: (len(stages), 2)
        of the new row.
    learned: how many numbers were learned.
    parameters: of the model; changed: how many of them are others than before.
    """

    told: tuple[str, ...]
    shown: Images
    stages: tuple[WordStage, ...]
    words: tuple[str, ...]
    places: NDArray[np.float64]
    way: NDArray[np.float64]
    learned: int
    parameters: int
    changed: int
