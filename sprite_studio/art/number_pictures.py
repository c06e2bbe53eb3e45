"""What a network computes in, shown: premultiplied colour plus alpha, around 0, as pixels.

One scale for noisy sprites, noise and clean sprites alike, so that what looks the same is the same.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Reach = Literal[1, 3]
"""Which numbers have a shade of their own: sprites' (±1), or noise's, too (±3 deviations)."""


def number_pictures(numbers: NDArray[np.floating], reach: Reach = 1) -> NDArray[np.uint8]:
    """(..., C, H, W) → (..., H, W, 4) straight RGBA; three channels are a sprite without a clear
    pixel.

    Args: reach: at 1 the numbers from -1 to 1 are shown as the colours that a sprite would have,
    and what lies beyond as these; at 3 those from -3 to 3 have shades, 0 is grey. Alpha is read
    alike at both: from -1 down a pixel is clear, from 1 up it is solid.
    """
    values = np.moveaxis(numbers.astype(np.float32), -3, -1)
    has_alpha = values.shape[-1] == 4
    alpha = ((values[..., 3:] + 1) / 2).clip(0, 1) if has_alpha else np.ones_like(values[..., :1])
    if reach == 1:
        colour = ((values[..., :3] + 1) / 2).clip(0, 1)
        colour = (colour / alpha.clip(1 / 255)).clip(max=1)
    else:
        colour = (values[..., :3] / (2 * reach) + 0.5).clip(0, 1)
    straight = np.concatenate([colour, alpha], axis=-1)
    return (straight * 255).round().astype(np.uint8)
