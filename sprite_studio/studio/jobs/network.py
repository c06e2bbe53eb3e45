"""What looking into a network asks for and gives back: frozen, plain data. No torch, no Qt."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprite_studio.studio.jobs.base import Result
from sprite_studio.studio.jobs.recipes.recipe import Recipe

Maps = NDArray[np.float32]
"""(C, H, W) what a part says, read-only; of an embedding (C, 1, 1)."""

X, LOG_SNR, CONTEXT, ANSWER = ":x", ":log_snr", ":context", ":answer"
"""What a network is given, and what it gives back, among the names of its parts."""

NEAREST = 8
"""Words that are listed beside one."""


@dataclass(frozen=True)
class NetworkPart:
    """As `diffusion.inside.parts.Part`."""

    name: str
    kind: str
    layers: tuple[str, ...]
    parameters: int
    channels: int
    size: int
    takes: int
    sources: tuple[str, ...]

    @property
    def is_embedding(self) -> bool:
        """Whether it is made of what the network is told alone: a vector, and no map."""
        return self.size == 1


@dataclass(frozen=True)
class WordSpace:
    """The words of a model as points.

    Attributes:
        words: V of them, as the model calls them.
        vectors: (V, D) what each adds to a context.
        pictures: (V, C, 16, 16) what each promises by itself, or None where words have none.
        null_picture: (C, 16, 16) what no words promise, which is in each of them, too, or None.
        learned: whether the vectors are; else each word is an axis of its own, and what the
            embeddings make of the words is compared.
        nearest: (V, N) which words point most nearly the same way, the nearest first.
        cosine: (V, N) of the angle to each of those.
        places: (V, 2) along the two axes on which the words differ most.
        shares: of their variance, along each of the two.
    """

    words: tuple[str, ...]
    vectors: NDArray[np.float32]
    pictures: NDArray[np.float32] | None
    null_picture: NDArray[np.float32] | None
    learned: bool
    nearest: NDArray[np.int64]
    cosine: NDArray[np.float64]
    places: NDArray[np.float64]
    shares: tuple[float, float]

    def own_picture(self, word: int) -> NDArray[np.float32] | None:
        """(C, 16, 16) the word's own numbers, which are added to those of the null row."""
        if self.pictures is None or self.null_picture is None:
            return None
        return self.pictures[word] - self.null_picture

    @property
    def numbers(self) -> int:
        """Of one word: of its vector, and of its picture, if it has one."""
        picture = 0 if self.null_picture is None else self.null_picture.size
        return self.vectors.shape[1] + picture


@dataclass(frozen=True)
class NetworkJob:
    """Which parts a network has, and where its words lie. Attributes: model; live: whether its live
    student is meant, which has a network of its own."""

    model: str
    live: bool = False


@dataclass(frozen=True)
class NetworkResult(Result):
    """Attributes: job: what was asked; parts: in the order in which they are called, `ANSWER` last;
    parameters: learned numbers of the network, without its words; in_words: learned numbers of the
    words that it was trained with and of the null row, 0 where these are not learned; words."""

    job: NetworkJob
    parts: tuple[NetworkPart, ...]
    parameters: int
    in_words: int
    words: WordSpace


@dataclass(frozen=True)
class StepJob:
    """Open the network at one step of a run.

    Attributes:
        recipe: of the run, resolved; its first sprite is meant.
        x_t: (C, 16, 16) float32 in bytes, what the network is shown there.
        log_snr: the level λ of the step.
        without: the word whose effect is wanted, as the model calls it, or "" for all words.
    """

    recipe: Recipe
    x_t: bytes
    log_snr: float
    without: str = ""


@dataclass(frozen=True)
class StepResult(Result):
    """Every part at a step, `ANSWER` among them: there the sprite x̂₀ that the network believes,
    told the words, before guidance and before it is kept from -1 to 1.

    Attributes:
        job: what was asked.
        said: part → what it says.
        changed: part → what it says, less what it says without the word.
        changes: part → the root mean square of that over that of the larger of the two, 0 to 2.
        given: embedding → (K,) what it was told: λ or the course's t alone, or the context.
        attention: attention block → (heads, H·W, H·W), from each pixel to each.
        seconds: that it took on the clock; process_seconds: of the processor.
    """

    job: StepJob
    said: Mapping[str, Maps]
    changed: Mapping[str, Maps]
    changes: Mapping[str, float]
    given: Mapping[str, Maps]
    attention: Mapping[str, Maps]
    seconds: float
    process_seconds: float


@dataclass(frozen=True)
class ReachJob:
    """What a pixel of a part sees. Attributes: step; part: its name; row, column: of the pixel."""

    step: StepJob
    part: str
    row: int
    column: int


@dataclass(frozen=True)
class ReachResult(Result):
    """Attributes:
    job: what was asked.
    field: (16, 16) how much the part's strength there changes with each pixel of x_t.
    most: the fewest pixels that hold nine tenths of it; 0 where nothing reaches it.
    """

    job: ReachJob
    field: NDArray[np.float32]
    most: int
