"""How far a lesson's figure is, by network calls."""

import time
from collections.abc import Generator

from torch import Tensor

from sprite_studio.diffusion.sampling.samplers import Run
from sprite_studio.studio.draw.sampling import steps_of
from sprite_studio.studio.jobs.learn.progress import LessonStep


class Meter:
    """Counts from its making on."""

    def __init__(self, total: int) -> None:
        """Args: total: steps, in all."""
        self._begun, self._done, self._total = time.perf_counter(), 0, total

    def step(self) -> LessonStep:
        """One more is done."""
        self._done += 1
        return self.at()

    def at(self) -> LessonStep:
        """Where it stands."""
        return LessonStep(self._done, self._total, time.perf_counter() - self._begun)

    def through(self, run: Run) -> Generator[LessonStep, None, Tensor]:
        """The whole of a run, with a report after each step. Returns the sprites (B, C, 16, 16), on
        the CPU."""
        x0: Tensor | None = None
        for taken in steps_of(run):
            x0 = taken.x0
            yield self.step()
        assert x0 is not None  # a run has at least one step
        return x0.cpu()
