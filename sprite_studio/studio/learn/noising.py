"""Noising: one sprite and one noise at every step of the course's schedule."""

from collections.abc import Generator

import numpy as np
import torch
from torch import Tensor

from sprite_studio.art.sprite import SIZE
from sprite_studio.diffusion.networks.model import COURSE_SCHEDULE
from sprite_studio.diffusion.pixels import encode
from sprite_studio.diffusion.sampling.noise import SpriteNoise
from sprite_studio.diffusion.schedule import add_noise
from sprite_studio.studio.jobs.learn.noising import NoisingJob, NoisingResult
from sprite_studio.studio.learn.subject import as_numbers, forge_sprites


def noising(job: NoisingJob) -> Generator[NoisingResult, None, None]:
    """Yields one NoisingResult."""
    sprite = forge_sprites(1, job.seed, "hero")
    x0 = encode(sprite)
    eps = SpriteNoise([job.seed], (4, SIZE, SIZE), torch.device("cpu"))()
    log_snr = COURSE_SCHEDULE.table().float()
    every = len(log_snr)
    x_t = add_noise(x0.expand(every, -1, -1, -1), eps.expand(every, -1, -1, -1), log_snr)
    alpha_bar = COURSE_SCHEDULE.alpha_bar()
    yield NoisingResult(
        sprite=sprite[0],
        x0=as_numbers(x0[0]),
        eps=as_numbers(eps[0]),
        alpha_bar=alpha_bar.numpy(),
        x_t=as_numbers(x_t),
        likeness=likeness(x_t, x0),
        half=int((alpha_bar - 0.5).abs().argmin()),
    )


def likeness(x_t: Tensor, x0: Tensor) -> np.ndarray:
    """(T,) the correlation of the numbers of each of (T, C, H, W) with those of (1, C, H, W): 1 for
    the sprite itself, about 0 for noise."""
    a, b = (v.double().flatten(1) for v in (x_t, x0))
    a, b = (v - v.mean(dim=1, keepdim=True) for v in (a, b))
    return (torch.nn.functional.cosine_similarity(a, b, dim=1)).numpy()
