"""Words and noise levels as numbers: the rows of the table, and what they have come to mean."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL
from sprite_studio.studio.jobs.network import WordSpace

MOST_SHOWN = 16
"""Words that the slider passes through."""

Nearest = Literal["colour", "thing", "other"]
"""The word nearest to one that is a colour of a thing: the same colour on another thing, the same
thing in another colour, or neither."""


@dataclass(frozen=True)
class EmbeddingJob:
    """Attributes: model: whose words they are; seed: of the noise that is drawn from."""

    model: str = DEFAULT_MODEL
    seed: int = 0


@dataclass(frozen=True)
class WordSum:
    """ "red" - "blue" + "blue hat" = ? Attributes, all of them numbers of words: plus, minus,
    other: the three; expected: what language has there; found: whose row is nearest, but for the
    three."""

    plus: int
    minus: int
    other: int
    expected: int
    found: int

    @property
    def is_right(self) -> bool:
        """Whether it comes out as in language."""
        return self.found == self.expected


@dataclass(frozen=True)
class EmbeddingResult(Result):
    """Attributes:
    kind: "house" or "course": whose network it is.
    space: all words of the model as points.
    shown: S words, by number, for the slider.
    believed: (S, 16, 16, 4) what the network believes pure noise to be when it is told the word
        alone; the mean of several noises.
    drawn: (S, 16, 16, 4) what comes of one noise under the word alone.
    nearest: how many words that are colours of things have each of `Nearest` nearest to them;
        empty where a model knows no colour on two things.
    sums: all of the form `WordSum` that the words allow.
    log_snr: (L,) noise levels, noisiest first.
    levels: (L, K) what the network makes of each.
    """

    kind: Literal["house", "course"]
    space: WordSpace
    shown: tuple[int, ...]
    believed: Images
    drawn: Images
    nearest: dict[Nearest, int]
    sums: tuple[WordSum, ...]
    log_snr: tuple[float, ...]
    levels: NDArray[np.float32]
