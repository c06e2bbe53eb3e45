"""ε, x₀ or v: what an error of one of them is in the others, at each noise level."""

from collections.abc import Generator

import numpy as np
import torch
from torch import Tensor

from sprite_studio.art.sprite import SIZE
from sprite_studio.diffusion.networks.model import COURSE_SCHEDULE
from sprite_studio.diffusion.pixels import decode
from sprite_studio.diffusion.sampling.noise import SpriteNoise
from sprite_studio.diffusion.schedule import add_noise, alpha_sigma
from sprite_studio.studio.draw.generate import frozen
from sprite_studio.studio.jobs.learn.targets import TARGETS, WRONG, TargetsJob, TargetsResult
from sprite_studio.studio.learn.subject import (
    LEVELS,
    as_numbers,
    category_of,
    denoiser_for,
    forge_sprites,
    level_of,
    load,
    mix_of,
    noise_for,
    numbers_of,
    rms,
    told,
)
from sprite_studio.studio.library.models import ModelLibrary

SPRITES = 8


def targets(job: TargetsJob, library: ModelLibrary) -> Generator[TargetsResult | None, None, None]:
    """Yields one TargetsResult, and None where other work may go first. Raises JobError."""
    loaded = load(library, job.model)
    category = category_of(loaded)
    mix = mix_of(loaded, category)
    sprites = forge_sprites(SPRITES, job.seed, category)
    x0 = numbers_of(sprites, loaded)
    eps = noise_for(loaded, job.seed, SPRITES)()
    wrong = SpriteNoise([job.seed + 500], (x0.shape[1], SIZE, SIZE), x0.device)()
    wrong = WRONG * wrong / wrong.square().mean().sqrt()
    denoise = denoiser_for(loaded, [mix] * SPRITES, clip=False)  # its answer as it is
    levels = LEVELS
    x_t, recovered, in_x0, own = [], [], [], []
    for level in levels:
        shown = add_noise(x0, eps, level_of(level, SPRITES, x0))
        x_t.append(shown[0])
        found = [recover(name, shown[:1], x0[:1], eps[:1], wrong, level) for name in TARGETS]
        recovered.append(decode(torch.cat(found)))
        in_x0.append([rms(one - x0[:1]) for one in found])
        with torch.inference_mode():
            said = denoise(shown, level)
        apart = said.x0 - x0
        own.append([rms(said.eps - eps), rms(apart), rms(of_v(said.eps - eps, apart, level))])
        yield None
    yield TargetsResult(
        told=told(mix),
        log_snr=levels,
        course_step=tuple(COURSE_SCHEDULE.course_step(level) for level in levels),
        sprite=sprites[0],
        x_t=as_numbers(torch.stack(x_t)),
        recovered=frozen(np.stack(recovered).swapaxes(0, 1)),
        in_x0=np.array(in_x0).T,
        own=np.array(own).T,
    )


def recover(
    target: str, x_t: Tensor, x0: Tensor, eps: Tensor, wrong: Tensor, log_snr: float
) -> Tensor:
    """x0 as it is found from the true answer of that name with an error `wrong` on it."""
    alpha, sigma = alpha_sigma(log_snr)
    if target == "eps":
        return (x_t - sigma * (eps + wrong)) / alpha
    if target == "x0":
        return x0 + wrong
    return alpha * x_t - sigma * (of_v(eps, x0, log_snr) + wrong)


def of_v(eps: Tensor, x0: Tensor, log_snr: float) -> Tensor:
    """The velocity v = α ε - σ x0 (arXiv 2202.00512, appendix D)."""
    alpha, sigma = alpha_sigma(log_snr)
    return alpha * eps - sigma * x0
