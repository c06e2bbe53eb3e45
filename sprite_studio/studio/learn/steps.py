"""One jump or many steps: the same noise, drawn in more and more steps."""

from collections.abc import Generator

import numpy as np
from torch import Tensor

from sprite_studio.art.known import outline_told
from sprite_studio.diffusion.pixels import decode
from sprite_studio.diffusion.sampling.samplers import ddim
from sprite_studio.studio.draw.generate import frozen
from sprite_studio.studio.jobs.learn.progress import LessonStep
from sprite_studio.studio.jobs.learn.steps import COUNTS, StepsJob, StepsResult
from sprite_studio.studio.learn.meter import Meter
from sprite_studio.studio.learn.subject import (
    category_of,
    denoiser_for,
    load,
    mix_of,
    noise_for,
    rms,
    told,
)
from sprite_studio.studio.library.models import ModelLibrary

SPRITES = 4
AVERAGED, AVERAGED_STEPS = 48, 16


def steps(
    job: StepsJob, library: ModelLibrary
) -> Generator[LessonStep | StepsResult | None, None, None]:
    """Yields a LessonStep a network call and one StepsResult. Raises JobError."""
    meter = Meter(AVERAGED_STEPS + sum(COUNTS))
    loaded = load(library, job.model)
    schedule, mix = loaded.model.schedule, mix_of(loaded, category_of(loaded))

    def draw(seed: int, count: int, number: int) -> Generator[LessonStep, None, Tensor]:
        noise = noise_for(loaded, seed, count)
        denoise = denoiser_for(loaded, [mix] * count)
        return meter.through(ddim(denoise, noise(), schedule.levels(number), noise))

    many = yield from draw(job.seed + 1000, AVERAGED, AVERAGED_STEPS)
    mean = many.mean(dim=0)
    by_count = []
    for number in COUNTS:
        by_count.append((yield from draw(job.seed, SPRITES, number)))
    yield StepsResult(
        told=told(mix),
        drawn=frozen(np.stack([decode(x0) for x0 in by_count])),
        mean=frozen(decode(mean[None]))[0],
        averaged=AVERAGED,
        to_mean=np.array([rms(x0 - mean) for x0 in by_count]),
        outline=np.array([outline_told(x0.numpy(), mean.numpy()).mean() for x0 in by_count]),
    )
