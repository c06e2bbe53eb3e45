"""The extra noise: DDPM with all of it, with a share of it, and with none."""

from collections.abc import Generator

import numpy as np

from sprite_studio.art.known import measured_noise
from sprite_studio.diffusion.pixels import decode
from sprite_studio.diffusion.sampling.samplers import DrawNoise, ddpm
from sprite_studio.diffusion.schedule import alpha_sigma
from sprite_studio.studio.draw.compare import different, spread
from sprite_studio.studio.draw.generate import frozen
from sprite_studio.studio.draw.sampling import steps_of
from sprite_studio.studio.jobs.learn.fresh_noise import SHARES, FreshNoiseJob, FreshNoiseResult
from sprite_studio.studio.jobs.learn.progress import LessonStep
from sprite_studio.studio.learn.meter import Meter
from sprite_studio.studio.learn.subject import (
    as_numbers,
    category_of,
    denoiser_for,
    load,
    mix_of,
    noise_for,
    told,
)
from sprite_studio.studio.library.models import ModelLibrary


def fresh_noise(
    job: FreshNoiseJob, library: ModelLibrary
) -> Generator[LessonStep | FreshNoiseResult, None, None]:
    """Yields a LessonStep a network call and one FreshNoiseResult. Raises JobError."""
    meter = Meter(job.steps * len(SHARES))
    loaded = load(library, job.model)
    levels = loaded.model.schedule.levels(job.steps)
    mix = mix_of(loaded, category_of(loaded))
    alpha, sigma = np.array([alpha_sigma(level) for level in levels[:-1]]).T
    images, measured = [], []
    for share in SHARES:
        noise = noise_for(loaded, job.seed, job.count)
        denoise = denoiser_for(loaded, [mix] * job.count)
        run = ddpm(denoise, noise(), levels, shared(noise, share))
        x_t, x0 = [], None
        for step in steps_of(run):
            x_t.append(as_numbers(step.x_t))
            x0 = step.x0.cpu()
            yield meter.step()
        assert x0 is not None  # a run has at least one step
        images.append(decode(x0))
        measured.append(measured_noise(np.stack(x_t), alpha, x0.numpy()).mean(axis=1))
    yield FreshNoiseResult(
        told=told(mix),
        drawn=frozen(np.stack(images)),
        different=tuple(different(one) for one in images),
        spread=tuple(spread(one) for one in images),
        log_snr=tuple(levels[:-1]),
        promised=sigma,
        measured=np.stack(measured),
    )


def shared(draw_noise: DrawNoise, share: float) -> DrawNoise:
    """The same noise, so much of it."""
    return lambda: share * draw_noise()
