"""The mean of all sprites that a network knows: what it believes of pure noise, told nothing."""

import torch
from torch import Tensor

from sprite_studio.diffusion.sampling.denoiser import Denoise, guided_denoiser
from sprite_studio.diffusion.sampling.noise import SpriteNoise
from sprite_studio.studio.library.loaded_model import LoadedModel

NOISES = 16
"""Averaged over; as many rows as one call has on a CPU."""


def mean_sprite(loaded: LoadedModel) -> Tensor:
    """(C, 16, 16) in [-1, 1], on the CPU."""
    model = loaded.model
    weights = model.vocabulary.weights([{}] * NOISES)
    denoise = guided_denoiser(model, weights, network=loaded.network)
    device = next(model.parameters()).device
    noise = SpriteNoise(range(NOISES), (model.config.channels, 16, 16), device)()
    level = model.schedule.levels(1)[0]
    with torch.inference_mode():
        return mean_of(denoise, noise, level).cpu()


def mean_of(denoise: Denoise, noise: Tensor, level: float) -> Tensor:
    """(C, H, W) the mean of what is believed of (B, C, H, W) noise at the noisiest level."""
    return denoise(noise, level).x0.mean(dim=0)
