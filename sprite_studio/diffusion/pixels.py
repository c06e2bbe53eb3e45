"""Between 8-bit RGBA and the network's numbers: premultiplied colour plus alpha in [-1, 1].

Premultiplied, a clear pixel has one value only, so the network has no hidden colour to learn.
"""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor


def encode(rgba: NDArray[np.uint8]) -> Tensor:
    """(B, H, W, 4) uint8 straight RGBA → (B, 4, H, W) float32 in [-1, 1]."""
    values = torch.from_numpy(np.array(rgba)).float() / 255
    alpha = values[..., 3:]
    premultiplied = torch.cat([values[..., :3] * alpha, alpha], dim=-1)
    return (premultiplied * 2 - 1).permute(0, 3, 1, 2).contiguous()


def decode(x: Tensor) -> NDArray[np.uint8]:
    """(B, 4, H, W) in [-1, 1] (more is clipped) → (B, H, W, 4) uint8 straight RGBA, soft alpha.

    Three channels, as the course has them, are a sprite without a clear pixel.

    Rounded to 8 bits here, before any palette is fitted, so that the last bits of a float,
    which differ between devices, cannot choose a colour.
    """
    values = ((x.detach().float().cpu() + 1) / 2).clamp(0, 1).permute(0, 2, 3, 1)
    alpha = values[..., 3:] if x.shape[1] == 4 else torch.ones_like(values[..., :1])
    colour = (values[..., :3] / alpha.clamp(min=1 / 255)).clamp(max=1)
    straight = torch.cat([colour, alpha], dim=-1)
    return (straight * 255).round().to(torch.uint8).numpy()
