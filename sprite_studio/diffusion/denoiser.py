"""Network and guidance as one call: (x_t, λ) → what the network believes the sprite and the
noise to be."""

from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor

from sprite_studio.diffusion.model import Model
from sprite_studio.diffusion.schedule import alpha_sigma


class Prediction(NamedTuple):
    """Both readings of one network call; x_t = α x0 + σ eps holds between them."""

    x0: Tensor
    eps: Tensor


Denoise = Callable[[Tensor, float], Prediction]
"""(x_t (B, C, H, W), λ) → Prediction. All that a sampler knows of a network."""


def guided_denoiser(
    model: Model,
    weights: Tensor,
    guidance_scale: float = 1.0,
    guidance_interval: tuple[float, float] = (-8.0, 4.0),
    clip: bool = True,
) -> Denoise:
    """A model under a context, with classifier-free guidance (arXiv 2207.12598, equation 6).

    Args:
        model: on the device and in the memory format in which it is to run.
        weights: (B, V) word weights, one context a sprite.
        guidance_scale: 1 is the plain conditional prediction, 0 ignores the context.
        guidance_interval: the λ between which guidance acts; outside it the conditional
            prediction is used alone, which is cheaper and better (arXiv 2404.07724).
        clip: keep x0 within [-1, 1], and eps consistent with it.
    """
    device = next(model.parameters()).device
    context = model.vocabulary(_padded(weights.to(device)))
    null = model.vocabulary.null.expand_as(context)
    both = torch.cat([context, null])

    def velocity(x: Tensor, log_snr: float) -> Tensor:
        low, high = guidance_interval
        if guidance_scale == 1 or not low <= log_snr <= high:
            return model.network(x, torch.full((len(x),), log_snr, device=device), context)
        levels = torch.full((2 * len(x),), log_snr, device=device)
        cond, uncond = model.network(torch.cat([x, x]), levels, both).chunk(2)
        return uncond + guidance_scale * (cond - uncond)

    def denoise(x: Tensor, log_snr: float) -> Prediction:
        v = velocity(_padded(x), log_snr)[: len(x)]
        alpha, sigma = alpha_sigma(log_snr)
        x0, eps = alpha * x - sigma * v, sigma * x + alpha * v
        if clip:
            x0 = x0.clamp(-1, 1)
            eps = (x - alpha * x0) / sigma
        return Prediction(x0, eps)

    return denoise


def _padded(x: Tensor) -> Tensor:
    # Matrix kernels for fewer than four rows, or a ragged last few, round differently. In whole
    # fours a sprite comes out the same to the last bit whatever batch it is drawn in.
    missing = -len(x) % 4
    return torch.cat([x, x[-1:].expand(missing, *x.shape[1:])]) if missing else x
