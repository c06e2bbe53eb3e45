"""Fast sampling: how few steps come to the same sprite."""

import math
from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from sprite_studio.diffusion.pixels import decode
from sprite_studio.diffusion.sampling.samplers import Run, ddim, ddpm, dpm_solver_pp
from sprite_studio.studio.draw.generate import frozen
from sprite_studio.studio.draw.sampling import steps_of
from sprite_studio.studio.jobs.learn.progress import LessonStep
from sprite_studio.studio.jobs.learn.speed import COUNTS, LANES, SpeedJob, SpeedResult
from sprite_studio.studio.learn.meter import Meter
from sprite_studio.studio.learn.subject import (
    as_numbers,
    category_of,
    denoiser_for,
    load,
    mix_of,
    noise_for,
    rms,
    told,
)
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.library.models import ModelLibrary

SPRITES = 8
"""Of four, one that goes another way for a single sampler would decide."""

NEAR = 0.25
"""Of the difference that other noise makes: what is nearer is taken for the same sprite."""


def speed(job: SpeedJob, library: ModelLibrary) -> Generator[LessonStep | SpeedResult, None, None]:
    """Yields a LessonStep a network call and one SpeedResult. Raises JobError."""
    loaded = load(library, job.model)
    mix = mix_of(loaded, category_of(loaded))
    meter = Meter(job.exact + len(LANES) * sum(COUNTS) + COUNTS[-1])

    def draw(lane: str, steps: int, seed: int) -> Generator[LessonStep, None, _Drawn]:
        x0, levels, passed = None, [], []
        for step in steps_of(_run(loaded, lane, steps, mix, seed)):
            x0 = step.x0
            levels.append(step.log_snr)
            passed.append(step.x_t[0].cpu())
            yield meter.step()
        assert x0 is not None  # a run has at least one step
        x0 = x0.cpu()
        return _Drawn(x0, (*levels, math.inf), torch.stack([*passed, x0[0]]))

    exact = yield from draw("ddim", job.exact, job.seed)
    others = yield from draw("ddim", COUNTS[-1], job.seed + SPRITES)
    number = most_moved(exact.passed)
    images, difference, ways = [], [], []
    for lane in LANES:
        drawn = []
        for steps in COUNTS:
            drawn.append((yield from draw(lane, steps, job.seed)))
        images.append([decode(one.x0) for one in drawn])
        difference.append([rms(one.x0 - exact.x0) for one in drawn])
        ways.append(tuple(one.way(number) for one in drawn))
    other = rms(others.x0 - exact.x0)
    yield SpeedResult(
        told=told(mix),
        exact=frozen(decode(exact.x0)),
        drawn=frozen(np.array(images)),
        difference=np.array(difference),
        other=other,
        enough=enough(difference[LANES.index("ddim")], other),
        dpm_enough=enough(difference[LANES.index("dpm++")], other),
        number=number,
        exact_way=exact.way(number),
        ways=tuple(ways),
    )


@dataclass(frozen=True)
class _Drawn:
    """Attributes: x0: (B, C, H, W); levels, passed: (T,) and (T, C, H, W) where the first sprite
    came by, itself at last, at +inf."""

    x0: Tensor
    levels: tuple[float, ...]
    passed: Tensor

    def way(self, number: tuple[int, int, int]) -> NDArray[np.float32]:
        """(T, 2) level and value of one of its numbers."""
        values = self.passed[:, *number]
        return as_numbers(torch.stack([torch.tensor(self.levels), values], dim=1))


def most_moved(passed: Tensor) -> tuple[int, int, int]:
    """Channel, row and column of the one of (T, C, H, W) numbers that goes farthest to and fro."""
    moved = passed.diff(dim=0).abs().sum(dim=0)
    channel, row, column = np.unravel_index(int(moved.argmax()), tuple(moved.shape))
    return int(channel), int(row), int(column)


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
