"""A cloud of dots: a network of two numbers trains, and dots flow from noise to data."""

import math
import time
from collections.abc import Generator

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from sprite_studio.diffusion.networks.dots import DotNetwork
from sprite_studio.diffusion.sampling.dots import dot_denoiser, neighbours_apart, noised_density
from sprite_studio.diffusion.sampling.samplers import Step, ddim
from sprite_studio.diffusion.training.dots import DOT_SCHEDULE, spiral, train_dots
from sprite_studio.studio.jobs.learn.cloud import EXTENT, CloudJob, CloudProgress, CloudResult
from sprite_studio.studio.learn.subject import as_numbers

STEPS = 1600
LOOKED_AT = 40
"""Training steps between two looks."""

DOTS, DATA = 300, 1000
LEVELS, GRID = 40, 60


def cloud(
    job: CloudJob, steps: int = STEPS
) -> Generator[CloudProgress | CloudResult | None, None, None]:
    """Yields a CloudProgress every few steps, a CloudResult, and None where other work may go
    first. Args: steps: of training."""
    begun = time.perf_counter()
    rng = torch.Generator().manual_seed(job.seed)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(job.seed)
        network = DotNetwork()
    data = spiral(DATA, rng)
    start = torch.randn(DOTS, 2, 1, 1, generator=rng)
    loss = 0.0
    for step in train_dots(network, data, steps, rng):
        loss = step.loss if step.step == 1 else 0.98 * loss + 0.02 * step.loss
        if step.step % LOOKED_AT == 1:
            *_, last = _way(network, start, LEVELS // 2)
            dots = as_numbers(last.x0.flatten(1))
            yield CloudProgress(step.step, steps, loss, dots)
        elif step.step % 5 == 0:
            yield None
    seconds = time.perf_counter() - begun
    way = _way(network, start, LEVELS)
    levels = (*(step.log_snr for step in way), math.inf)
    believed, eps = (
        torch.stack([*(part.flatten(1) for part in parts), parts[-1].flatten(1)])
        for parts in ([step.x0 for step in way], [step.eps for step in way])
    )
    paths = torch.stack([*(step.x_t.flatten(1) for step in way), way[-1].x0.flatten(1)])
    densities = []
    for level in levels:
        densities.append(_picture(data, min(level, CLEAREST)))
        yield None
    yield CloudResult(
        data=as_numbers(data),
        log_snr=levels,
        paths=as_numbers(paths),
        believed=as_numbers(believed),
        eps=as_numbers(eps),
        density=np.stack(densities),
        apart=neighbours_apart(paths[0], paths[-1]),
        seconds=seconds,
    )


CLEAREST = 4.5
"""λ of the density that is drawn of what has no noise: its σ of 0.1 is a square of the grid."""


def _way(network: DotNetwork, start: Tensor, steps: int) -> list[Step]:
    with torch.inference_mode():
        levels = DOT_SCHEDULE.levels(steps)
        return list(ddim(dot_denoiser(network), start, levels, draw_noise=lambda: start))


def _picture(data: Tensor, log_snr: float) -> NDArray[np.float32]:
    """(G, G), rows from the bottom up; the largest is 1."""
    line = torch.linspace(-EXTENT, EXTENT, GRID)
    y, x = torch.meshgrid(line, line, indexing="ij")
    density = noised_density(data, log_snr, torch.stack([x, y], dim=-1).reshape(-1, 2))
    return as_numbers((density / density.max()).reshape(GRID, GRID))
