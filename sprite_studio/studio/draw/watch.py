"""See a run whole: every step of the way from noise to sprite, and the way into the noise."""

import time
from collections.abc import Generator

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from sprite_studio.art.sprite import SIZE
from sprite_studio.diffusion.networks.model import COURSE_SCHEDULE
from sprite_studio.diffusion.pixels import decode, encode
from sprite_studio.diffusion.sampling.noise import SpriteNoise
from sprite_studio.diffusion.sampling.samplers import Step
from sprite_studio.diffusion.sampling.sums import Terms
from sprite_studio.diffusion.schedule import add_noise, alpha_sigma
from sprite_studio.studio.draw.generate import finish, frozen, resolve
from sprite_studio.studio.draw.mean_sprite import mean_sprite
from sprite_studio.studio.draw.one_style import in_one_style
from sprite_studio.studio.draw.sampling import begin, levels_of, model_for, steps_of, terms_of
from sprite_studio.studio.draw.stopwatch import Stopwatch
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.calls import calls_of
from sprite_studio.studio.jobs.drawing import DEFAULT_STEPS
from sprite_studio.studio.jobs.generate import GenerateResult
from sprite_studio.studio.jobs.watch import (
    MOST_WATCHED,
    ForwardJob,
    ForwardResult,
    StepSum,
    WatchedStep,
    WatchJob,
    WatchProgress,
    WatchResult,
    figures_of,
)
from sprite_studio.studio.library.models import ModelLibrary
from sprite_studio.studio.words.prompt import read_prompt

LEVELS = 101
"""Of the way into the noise, evenly in the schedule's time."""

EDGES = np.linspace(-3.5, 3.5, 57)
"""Of the histogram's bins; what lies beyond is counted in the outermost."""


def watch(
    job: WatchJob, library: ModelLibrary
) -> Generator[WatchProgress | WatchResult | None, None, None]:
    """Yields a WatchProgress a step and one WatchResult, and None where other work may go
    first; close it to cancel.

    Raises JobError, as `generate` does.
    """
    asked, start, watch = job.drawing, time.perf_counter(), Stopwatch()
    if not 1 <= asked.count <= MOST_WATCHED:
        raise JobError(
            f"a whole run of {asked.count} sprites is too much to keep; watch 1 to {MOST_WATCHED}"
        )
    drawer = model_for(library, asked.model, asked.sampler)
    loaded = library.load(asked.model)
    known = loaded.model.vocabulary.known
    recipe = resolve(in_one_style(asked, job.prompt, known), job.prompt, loaded, drawer)
    how = recipe.drawing
    mixes = [{**how.mix, **blend} for blend in recipe.styles]
    levels = levels_of(drawer, how)
    schedule = tuple(loaded.model.schedule.levels(DEFAULT_STEPS["ddpm"])[:-1])
    terms = terms_of(how.sampler, levels, how.eta)
    answers: list[tuple[Tensor, Tensor | None]] = []
    run = begin(drawer, mixes, how.sprite_seeds, how, heard=lambda *answer: answers.append(answer))
    taken: list[WatchedStep] = []
    last: Tensor | None = None
    for step in steps_of(run):
        last = step.x0
        taken.append(_kept(step, answers.pop(), terms[len(taken)]))
        seconds = time.perf_counter() - start
        with watch.paused():
            yield WatchProgress(len(taken), how.steps_taken, seconds, recipe, schedule, taken[-1])
    assert last is not None  # a run has at least one step
    images = []
    for pixels in finish(last, recipe):
        images.append(pixels)
        with watch.paused():
            yield None
    seconds = watch.seconds
    mean = mean_sprite(loaded).numpy()
    yield None
    left_out = read_prompt(job.prompt, known).left_out
    drawn = GenerateResult(
        images=frozen(np.stack(images)),
        recipe=recipe,
        seconds=seconds,
        drawn=len(images),
        network_calls=calls_of(tuple(step.log_snr for step in taken), how),
        device=library.device.label,
        left_out=left_out,
    )
    yield WatchResult(recipe, schedule, tuple(taken), drawn, figures_of(taken, mean), left_out)


def _kept(step: Step, answer: tuple[Tensor, Tensor | None], terms: Terms) -> WatchedStep:
    """Args: answer: the noise seen with words, and without."""
    alpha, sigma = alpha_sigma(step.log_snr)
    with_words, without = answer
    return WatchedStep(
        log_snr=step.log_snr,
        alpha=alpha,
        sigma=sigma,
        course_step=COURSE_SCHEDULE.course_step(step.log_snr),
        x_t=_numbers(step.x_t),
        eps=_numbers(step.eps),
        x0=_numbers(step.x0),
        with_words=_numbers(with_words),
        without_words=None if without is None else _numbers(without),
        sum=StepSum(*terms),
    )


def _numbers(values: Tensor) -> NDArray[np.float32]:
    """Read-only, contiguous, on the CPU."""
    numbers = values.detach().float().cpu().contiguous().numpy().copy()
    numbers.setflags(write=False)
    return numbers


def forward(job: ForwardJob, library: ModelLibrary) -> Generator[ForwardResult, None, None]:
    """Yields one ForwardResult: x_t = α x_0 + σ ε with one ε for every level.

    Raises JobError, CheckpointError.
    """
    if len(job.tile) != SIZE * SIZE * 4:
        raise JobError(f"a sprite to drop into noise is {SIZE}×{SIZE} pixels")
    model = library.load(job.model).model
    channels = model.config.channels
    sprite = np.frombuffer(job.tile, np.uint8).reshape(1, SIZE, SIZE, 4)
    x0 = encode(sprite)[:, :channels]
    eps = SpriteNoise([job.seed], (channels, SIZE, SIZE), torch.device("cpu"))()
    log_snr = model.schedule.log_snr(torch.linspace(0, 1, LEVELS, dtype=torch.float64))
    x_t = add_noise(x0.expand(LEVELS, -1, -1, -1), eps.expand(LEVELS, -1, -1, -1), log_snr.float())
    inside = x_t.clamp(EDGES[0], EDGES[-1]).flatten(1).numpy()
    yield ForwardResult(
        log_snr=tuple(log_snr.tolist()),
        x_t=frozen(decode(x_t)),
        histogram=np.stack([np.histogram(values, EDGES)[0] for values in inside]),
        edges=EDGES,
    )
