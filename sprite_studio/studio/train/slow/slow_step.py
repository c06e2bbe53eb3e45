"""Take one step of a run and show all of it."""

from collections.abc import Generator
from typing import Any

import numpy as np
import torch
from torch import Tensor

from sprite_studio.diffusion.networks.cast import CastConfig
from sprite_studio.diffusion.networks.model import COURSE_SCHEDULE
from sprite_studio.diffusion.networks.tune import TuneConfig
from sprite_studio.diffusion.training.apart import StepApart
from sprite_studio.stepwise import on_the_side
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.training.slow import (
    BlockStep,
    Numbers,
    SlowJob,
    SlowResult,
    SlowStep,
)
from sprite_studio.studio.library.models import ModelLibrary
from sprite_studio.studio.train.sitting import Sitting
from sprite_studio.studio.train.slow.kept_data import KeptData
from sprite_studio.studio.train.train import sit


def slow_step(job: SlowJob, library: ModelLibrary, kept: KeptData) -> Generator[Any, None, None]:
    """Yields what `train` yields on its way to the first step, the step's TrainProgress, and one
    SlowResult. The run is saved after it. Raises as `train`.

    Closing the generator undoes the step.
    """
    yield from sit(job.run, library, _one_step, kept=kept)


def _one_step(run: Sitting) -> Generator[Any, None, None]:
    if isinstance(run.network, CastConfig | TuneConfig):
        what = "characters that walk" if isinstance(run.network, CastConfig) else "tunes"
        raise JobError(
            f"slow motion shows single sprites, and this run is of {what}; train it at full speed"
        )
    with run.saved_if_left():
        apart, progress, frame = yield from run.step_apart()
        yield progress
        if frame is not None:
            yield frame
    yield from on_the_side(run.save)
    shown = shown_step(apart, progress.steps, run.words, run.clip)
    yield SlowResult(shown, progress.step == progress.steps)


def shown_step(
    apart: StepApart, steps: int, words: tuple[str, ...], clip: float | None
) -> SlowStep:
    """A step as plain data. Args: steps: of the run; words: of its model; clip: of its recipe."""
    drawn = apart.drawn
    alpha = torch.sigmoid(drawn.log_snr).sqrt()[:, None, None, None]
    sigma = torch.sigmoid(-drawn.log_snr).sqrt()[:, None, None, None]
    return SlowStep(
        step=apart.taken.step,
        steps=steps,
        learning_rate=apart.taken.learning_rate,
        loss=apart.taken.loss,
        after=(apart.after * apart.counts).mean().item(),
        gradient=apart.taken.gradient,
        clip=clip,
        pictures=apart.pictures,
        words=tuple(_told(row, words) for row in drawn.weights),
        log_snr=_numbers(drawn.log_snr),
        course_steps=np.array(
            [COURSE_SCHEDULE.course_step(level) for level in drawn.log_snr.tolist()], np.float32
        ),
        x0=_numbers(drawn.x0),
        noise=_numbers(drawn.noise),
        x_t=_numbers(apart.x_t),
        eps=_numbers(sigma * apart.x_t + alpha * apart.said),
        believed=_numbers(alpha * apart.x_t - sigma * apart.said),
        errors=_numbers(apart.errors),
        before=_numbers(apart.before),
        after_each=_numbers(apart.after),
        counts=_numbers(apart.counts),
        blocks=tuple(
            BlockStep(one.name, one.numbers, one.gradient, one.before, one.moved)
            for one in apart.blocks
        ),
    )


def _told(row: Tensor, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(words[i] for i in row.nonzero()[:, 0].tolist())


def _numbers(values: Tensor) -> Numbers:
    """Read-only and contiguous."""
    numbers = np.ascontiguousarray(values.detach().float().numpy())
    numbers.setflags(write=False)
    return numbers
