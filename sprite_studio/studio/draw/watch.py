"""See a run whole: every step of the way from noise to sprite, and the way into the noise."""

import time
from collections.abc import Generator

import numpy as np
import torch
from torch import Tensor

from sprite_studio.art.metrics import colour_agreement, outline_agreement
from sprite_studio.art.sprite import SIZE
from sprite_studio.diffusion.pixels import decode, encode, noise_picture
from sprite_studio.diffusion.sampling.noise import SpriteNoise
from sprite_studio.diffusion.schedule import add_noise
from sprite_studio.studio.draw.generate import finish, frozen, resolve
from sprite_studio.studio.draw.sampling import begin, model_for, steps_of
from sprite_studio.studio.draw.stopwatch import Stopwatch
from sprite_studio.studio.jobs.base import Images, JobError
from sprite_studio.studio.jobs.generate import GenerateProgress, GenerateResult
from sprite_studio.studio.jobs.watch import (
    MOST_WATCHED,
    ForwardJob,
    ForwardResult,
    WatchJob,
    WatchResult,
)
from sprite_studio.studio.library.models import ModelLibrary
from sprite_studio.studio.words.prompt import read_prompt

LEVELS = 101
"""Of the way into the noise, evenly in the schedule's time."""

EDGES = np.linspace(-3.5, 3.5, 57)
"""Of the histogram's bins; what lies beyond is counted in the outermost."""


def watch(
    job: WatchJob, library: ModelLibrary
) -> Generator[GenerateProgress | WatchResult | None, None, None]:
    """Yields a GenerateProgress a step and one WatchResult, and None where other work may go
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
    recipe = resolve(asked, job.prompt, loaded, drawer)
    mixes = [{**recipe.drawing.mix, **blend} for blend in recipe.styles]
    seeds, steps = recipe.drawing.sprite_seeds, recipe.drawing.steps_taken
    log_snr: list[float] = []
    x_t: list[Images] = []
    eps: list[Images] = []
    x0: list[Images] = []
    last: Tensor | None = None
    for step in steps_of(begin(drawer, mixes, seeds, recipe.drawing)):
        log_snr.append(step.log_snr)
        x_t.append(decode(step.x_t))
        eps.append(noise_picture(step.eps))
        x0.append(frozen(decode(step.x0)))
        last = step.x0
        seconds = time.perf_counter() - start
        with watch.paused():
            yield GenerateProgress(len(x0), steps, 0, x0[-1], step.log_snr, seconds)
    assert last is not None  # a run has at least one step
    images = []
    for pixels in finish(last, recipe):
        images.append(pixels)
        with watch.paused():
            yield None
    believed = frozen(np.stack(x0))
    yield WatchResult(
        log_snr=tuple(log_snr),
        x_t=frozen(np.stack(x_t)),
        eps=frozen(np.stack(eps)),
        x0=believed,
        outline=outline_agreement(believed, believed[-1]),
        colour=colour_agreement(believed, believed[-1]),
        drawn=GenerateResult(
            images=frozen(np.stack(images)),
            recipe=recipe,
            seconds=watch.seconds,
            drawn=len(images),
            network_calls=len(x0),
            device=library.device.label,
            left_out=read_prompt(job.prompt, loaded.model.vocabulary.known).left_out,
        ),
    )


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
