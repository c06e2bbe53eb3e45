"""What a pixel inside a network sees of the picture that the network is shown."""

import torch
from torch import Tensor

from sprite_studio.diffusion.inside.activations import opened, strength
from sprite_studio.diffusion.networks.model import Model


def receptive_field(
    model: Model, weights: Tensor, x: Tensor, log_snr: float, part: str, pixel: tuple[int, int]
) -> Tensor:
    """How much the strength of a part at a pixel changes with each pixel of x: the length of its
    gradient there, over the channels (the effective receptive field of arXiv 1701.04128).

    Args: weights: (1, V); x: (1, C, H, W); part: as of `opened`; pixel: row and column in it.
    Returns (H, W), 0 where a pixel has no way there; all 0 where the part says nothing.
    """
    with torch.enable_grad():
        x = x.clone().requires_grad_()
        here = strength(opened(model, weights, x, log_snr).said[part])[0, *pixel]
        if not here:  # the root has no slope at 0
            return torch.zeros_like(x[0, 0])
        (slope,) = torch.autograd.grad(here, x)
    return slope[0].square().sum(dim=0).sqrt()


def share_of_pixels(field: Tensor, share: float = 0.9) -> int:
    """The fewest pixels that hold so much of the sum of a field; 0 of one that is 0."""
    if not field.any():
        return 0
    reached = field.flatten().double().sort(descending=True).values.cumsum(dim=0)
    return int((reached < share * reached[-1] * (1 - 1e-9)).sum().item()) + 1
