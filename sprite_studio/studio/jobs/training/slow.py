"""One step of training, looked at: frozen, plain data. No torch, no Qt."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprite_studio.studio.jobs.base import Result
from sprite_studio.studio.jobs.training.train import TrainJob

Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class SlowJob:
    """Take a run's next step, look at it and save the run. Attributes: run: what begins it, or goes
    on with it."""

    run: TrainJob


@dataclass(frozen=True)
class BlockStep:
    """What a step did to a part of the network.

    Attributes:
        name: of the part; numbers: how many weights it has.
        gradient: the norm of the loss's gradient there, before it was clipped.
        before: the norm of the weights before the step; moved: of what was added to them.
    """

    name: str
    numbers: int
    gradient: float
    before: float
    moved: float

    @property
    def share(self) -> float | None:
        """How large the change is beside the weights; None where these were all zero."""
        return self.moved / self.before if self.before else None


@dataclass(frozen=True)
class SlowStep:
    """A step of a batch of B sprites.

    Attributes:
        step, steps: done with it, and in all.
        learning_rate: at which it was taken.
        loss: of the batch, as it is followed, by the weights before the step; after: by those after
            it, of the same sprites, noise and levels.
        gradient: its norm over all weights; clip: to what it was shortened if longer, or None.
        pictures: the error of the words' pictures, or None where words have none.
        words: of each sprite, those that the network was told.
        log_snr: (B,) the λ of each; course_steps: (B,) the t of the course with that λ, nan where
            it has no such noise.
        x0, noise, x_t: (B, C, 16, 16) sprites, noise, and both mixed at the level.
        eps, believed: (B, C, 16, 16) the noise that the network saw, and the sprite beneath.
        errors: (B, 16, 16) squared error in v of each pixel; its mean over a sprite is its error.
        before, after_each: (B,) each sprite's error in v by the weights before and after.
        counts: (B,) how much its level counts in what is followed.
        blocks: of the network.
    """

    step: int
    steps: int
    learning_rate: float
    loss: float
    after: float
    gradient: float
    clip: float | None
    pictures: float | None
    words: tuple[tuple[str, ...], ...]
    log_snr: Numbers
    course_steps: Numbers
    x0: Numbers
    noise: Numbers
    x_t: Numbers
    eps: Numbers
    believed: Numbers
    errors: Numbers
    before: Numbers
    after_each: Numbers
    counts: Numbers
    blocks: tuple[BlockStep, ...]

    @property
    def count(self) -> int:
        """Sprites of the batch."""
        return len(self.x0)


@dataclass(frozen=True)
class SlowResult(Result):
    """Attributes: apart: the step; finished: whether it was the run's last."""

    apart: SlowStep
    finished: bool
