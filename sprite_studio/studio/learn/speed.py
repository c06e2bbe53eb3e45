"""Fast sampling: how few steps come to the same sprite."""

from collections.abc import Generator

import numpy as np
from torch import Tensor

from sprite_studio.diffusion.pixels import decode
from sprite_studio.diffusion.sampling.samplers import Run, ddim, ddpm, dpm_solver_pp
from sprite_studio.studio.draw.generate import frozen
from sprite_studio.studio.draw.sampling import steps_of
from sprite_studio.studio.draw.stopwatch import Stopwatch
from sprite_studio.studio.jobs.learn.progress import LessonStep
from sprite_studio.studio.jobs.learn.speed import COUNTS, LANES, SpeedJob, SpeedResult
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
from sprite_studio.studio.library.models import LoadedModel, ModelLibrary

SPRITES = 4

NEAR = 0.25
"""Of the difference that other noise makes: what is nearer is taken for the same sprite."""


def speed(job: SpeedJob, library: ModelLibrary) -> Generator[LessonStep | SpeedResult, None, None]:
    """Yields a LessonStep a network call and one SpeedResult. Raises JobError."""
    loaded = load(library, job.model)
    mix = mix_of(loaded, category_of(loaded))
    meter = Meter(job.exact + len(LANES) * sum(COUNTS) + COUNTS[-1])

    def draw(lane: str, steps: int, seed: int) -> Generator[LessonStep, None, tuple[Tensor, float]]:
        watch, x0 = Stopwatch(), None
        for step in steps_of(_run(loaded, lane, steps, mix, seed)):
            x0 = step.x0
            with watch.paused():
                yield meter.step()
        assert x0 is not None  # a run has at least one step
        return x0.cpu(), watch.seconds

    exact, exact_seconds = yield from draw("ddim", job.exact, job.seed)
    others, _ = yield from draw("ddim", COUNTS[-1], job.seed + SPRITES)
    images, difference, seconds = [], [], []
    for lane in LANES:
        ways = []
        for steps in COUNTS:
            ways.append((yield from draw(lane, steps, job.seed)))
        images.append([decode(x0) for x0, _ in ways])
        difference.append([rms(x0 - exact) for x0, _ in ways])
        seconds.append([took for _, took in ways])
    other = rms(others - exact)
    yield SpeedResult(
        told=told(mix),
        exact=frozen(decode(exact)),
        exact_seconds=exact_seconds,
        drawn=frozen(np.array(images)),
        difference=np.array(difference),
        seconds=np.array(seconds),
        other=other,
        enough=enough(difference[LANES.index("ddim")], other),
    )


def enough(difference: list[float], other: float) -> int:
    """The fewest of `COUNTS` from which on every difference is near, or 0."""
    near = [one <= NEAR * other for one in difference]
    for place, steps in enumerate(COUNTS):
        if all(near[place:]):
            return steps
    return 0


def _run(loaded: LoadedModel, lane: str, steps: int, mix: dict[str, float], seed: int) -> Run:
    noise = noise_for(loaded, seed, SPRITES)
    denoise = denoiser_for(loaded, [mix] * SPRITES)
    spacing = "log_snr" if lane == "dpm++" else "time"
    levels = loaded.model.schedule.levels(steps, spacing)
    if lane == "ddpm":
        return ddpm(denoise, noise(), levels, noise)
    if lane == "ddim":
        return ddim(denoise, noise(), levels, noise)
    return dpm_solver_pp(denoise, noise(), levels)
