"""Shades of one colour: lighter and darker, of nearly one hue."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sprite_studio.art.colour.oklab import oklab_to_rgb, rgb_to_oklab

COLOURFUL = 0.045
"""Least chroma of a colour that has a hue; below lie steel, stone and paper."""

FAMILY = 0.6
"""By which two shades may differ: a hue turned by 34 degrees, or 1.8 times the chroma. Artists turn
hues, and grey them, as they darken."""


def shade_distances(rgb: ArrayLike, others: ArrayLike) -> NDArray[np.float64]:
    """(..., 3) 8-bit sRGB, broadcast → (...) how unlike their hues and chromas are, whatever their
    lightness; infinite where they are no shades of one colour."""
    one, other = (_plane(rgb_to_oklab(colours)) for colours in (rgb, others))
    colourful = np.minimum(np.abs(one), np.abs(other)) > COLOURFUL
    apart = np.full(colourful.shape, np.inf)
    both = np.broadcast_arrays(one, other)
    apart[colourful] = np.abs(np.log(both[0][colourful] / both[1][colourful]))
    return np.where(apart > FAMILY, np.inf, apart)


def turned_along(rgb: ArrayLike, old: ArrayLike, new: ArrayLike) -> NDArray[np.uint8]:
    """A shade of a colour that became another: as much lighter, turned and greyer as that.

    Args: rgb, old, new: (..., 3) 8-bit sRGB; old: colourful.
    """
    lab, was, now = rgb_to_oklab(rgb), rgb_to_oklab(old), rgb_to_oklab(new)
    turned = _plane(lab) * _plane(now) / _plane(was)
    lightness = lab[..., 0] + now[..., 0] - was[..., 0]
    return oklab_to_rgb(np.stack([lightness.clip(0, 1), turned.real, turned.imag], axis=-1))


def _plane(lab: NDArray[np.float64]) -> NDArray[np.complex128]:
    """Chroma and hue as one complex number."""
    return lab[..., 1] + 1j * lab[..., 2]
