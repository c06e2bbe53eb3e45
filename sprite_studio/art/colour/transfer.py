"""Drawings in the light and the loudness of others: what they show stays, and so do their hues.

After Reinhard and others, "Color transfer between images" (2001), with whole distributions in the
place of means and spreads.
"""

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.colour.oklab import oklab_to_rgb, rgb_to_oklab

_QUANTILES = np.linspace(0, 1, 65)


def coloured_like(
    pixels: NDArray[np.uint8], others: NDArray[np.uint8], share: float = 1.0
) -> NDArray[np.uint8]:
    """Lightness and chroma of all pixels together get the distributions that the others have.

    Args: pixels: (N, H, W, 4) uint8 straight RGBA; others: (M, H, W, 4), at least one pixel of it
    opaque; share: how far on the way there. Returns (N, H, W, 4).
    """
    solid = pixels[..., 3] >= 128
    if not solid.any():
        return pixels
    have = rgb_to_oklab(pixels[solid][:, :3])
    want = rgb_to_oklab(others[others[..., 3] >= 128][:, :3])
    chroma, wanted_chroma = np.hypot(*have[:, 1:].T), np.hypot(*want[:, 1:].T)
    louder = _mapped(chroma, wanted_chroma) / np.maximum(chroma, 1e-6)
    lightness = _mapped(have[:, 0], want[:, 0])
    there = np.stack([lightness, have[:, 1] * louder, have[:, 2] * louder], axis=-1)
    changed = pixels.copy()
    changed[solid, :3] = oklab_to_rgb((1 - share) * have + share * there)
    return changed


def _mapped(values: NDArray[np.float64], like: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each value to the one of its rank among the others."""
    # Quantiles of few values may be equal; in between only the order counts.
    rising = np.quantile(values, _QUANTILES) + 1e-9 * np.arange(len(_QUANTILES))
    return np.interp(values, rising, np.quantile(like, _QUANTILES))
