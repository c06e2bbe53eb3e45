"""What watching is asked for and what it gives back: frozen, plain data. No torch, no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.known import known_colours, known_outline, measured_noise
from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL, Drawing
from sprite_studio.studio.jobs.generate import GenerateResult
from sprite_studio.studio.jobs.prompt_reading import LeftOut
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.studio.jobs.report import Report

MOST_WATCHED = 4
"""Sprites whose every step is kept in memory."""

Numbers = NDArray[np.float32]
"""(B, C, 16, 16) as the network computes: premultiplied colour plus alpha, around 0."""


@dataclass(frozen=True)
class WatchJob:
    """Draw a few sprites and keep every step of it. Attributes: drawing: of at most
    `MOST_WATCHED`, in one style or none; prompt: free text, whose words add to its mix."""

    drawing: Drawing
    prompt: str = ""


@dataclass(frozen=True)
class StepSum:
    """A step: x_{t-1} = x · x_t - eps · ε̂ + noise · z - before · x̂₀ of the step before."""

    x: float
    eps: float
    noise: float
    before: float


@dataclass(frozen=True)
class WatchedStep:
    """One step of B sprites.

    Attributes:
        log_snr: the level λ.
        alpha, sigma: what of x_t = α x₀ + σ ε the level promises.
        course_step: the t from 1 to 500 of the course's schedule at that level, or None where that
            schedule has no picture so noisy, or none so clean.
        x_t: what the network was shown.
        eps: the noise that it is taken to see, after guidance and clipping.
        x0: the sprite that it is taken to believe.
        with_words, without_words: the noise that it said it sees, before both; without words it is
            asked only where guidance acts.
        sum: how x_{t-1} comes about.
    """

    log_snr: float
    alpha: float
    sigma: float
    course_step: float | None
    x_t: Numbers
    eps: Numbers
    x0: Numbers
    with_words: Numbers
    without_words: Numbers | None
    sum: StepSum


@dataclass(frozen=True)
class WatchProgress(Report):
    """After a step. Attributes: step, steps, seconds: as of every report; recipe, schedule: as of
    the result; taken: the step itself, so that a run that is cancelled leaves those that it took.
    """

    step: int
    steps: int
    seconds: float
    recipe: Recipe
    schedule: tuple[float, ...]
    taken: WatchedStep

    droppable = False


@dataclass(frozen=True)
class Figures:
    """What a finished run is measured by.

    Attributes:
        outline: (T, B) how much of the outline is known, as `art.known` defines it; None for a
            model without clear pixels.
        colours: (T, B) the same of the colours.
        noise: (T, B) the noise that is in each x_t, as `measured_noise` has it.
    """

    outline: NDArray[np.float64] | None
    colours: NDArray[np.float64]
    noise: NDArray[np.float64]


@dataclass(frozen=True)
class WatchResult(Result):
    """A run, whole or as far as it came: T steps of B sprites.

    Attributes:
        recipe: resolved.
        schedule: the λ of the model's own 500 steps, of which a quicker sampler leaves some out.
        taken: the steps, noisiest first; at least one.
        drawn: what came of it in the end, or None where it was cancelled.
        figures: of one that came to its end.
        left_out: what the prompt says and the model does not know.
    """

    recipe: Recipe
    schedule: tuple[float, ...]
    taken: tuple[WatchedStep, ...]
    drawn: GenerateResult | None = None
    figures: Figures | None = None
    left_out: tuple[LeftOut, ...] = ()

    @property
    def log_snr(self) -> tuple[float, ...]:
        """(T,) λ."""
        return tuple(step.log_snr for step in self.taken)

    @property
    def count(self) -> int:
        """Of sprites."""
        return len(self.taken[0].x0)

    def next_x(self, index: int) -> Numbers:
        """What a step leads to: the next one's x_t, or the sprite at the end."""
        last = index == len(self.taken) - 1
        return self.taken[index].x0 if last else self.taken[index + 1].x_t

    def has_next(self, index: int) -> bool:
        """Whether what a step leads to is there: not after the last one of a cancelled run."""
        return index < len(self.taken) - 1 or self.drawn is not None

    def fresh_noise(self, index: int) -> Numbers | None:
        """The z that was added after a step, found from where it led; None where none was."""
        step = self.taken[index]
        if step.sum.noise == 0 or not self.has_next(index):
            return None
        mean = step.sum.x * step.x_t - step.sum.eps * step.eps
        if index:
            mean = mean - step.sum.before * self.taken[index - 1].x0
        return ((self.next_x(index) - mean) / step.sum.noise).astype(np.float32)


def figures_of(taken: Sequence[WatchedStep], mean: NDArray[np.float32]) -> Figures:
    """Args: taken: of a run that came to its end; mean: (C, 16, 16) of all sprites."""
    beliefs = np.stack([step.x0 for step in taken])
    x_t = np.stack([step.x_t for step in taken])
    alpha = np.array([step.alpha for step in taken])
    has_alpha = beliefs.shape[2] == 4
    return Figures(
        outline=known_outline(beliefs, mean) if has_alpha else None,
        colours=known_colours(beliefs, mean),
        noise=measured_noise(x_t, alpha, beliefs[-1]),
    )


@dataclass(frozen=True)
class ForwardJob:
    """Drop a sprite into noise. Attributes: tile: 16×16 RGBA, row by row; model: whose schedule;
    seed: of the noise, which is the same at every level."""

    tile: bytes
    model: str = DEFAULT_MODEL
    seed: int = 0


@dataclass(frozen=True)
class ForwardResult(Result):
    """Attributes:
    log_snr: (T,) clean first.
    x_t: (T, 16, 16, 4) uint8 q(x_t | x_0), as drawn from the one noise.
    histogram: (T, N) how many of its numbers lie in each of N bins.
    edges: (N + 1,) of the bins.
    """

    log_snr: tuple[float, ...]
    x_t: Images
    histogram: NDArray[np.int64]
    edges: NDArray[np.float64]
