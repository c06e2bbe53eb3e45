"""Numbers from nothing upwards, shown as a picture: black, red, yellow, white."""

import numpy as np
from numpy.typing import NDArray

_RAMP = np.array([[0, 0, 0], [150, 20, 40], [240, 130, 30], [255, 230, 120], [255, 255, 255]])


def heat_pictures(values: NDArray[np.floating], most: float) -> NDArray[np.uint8]:
    """(..., H, W) → (..., H, W, 4) solid RGBA, the brighter the larger.

    Args: most: what is white, and what lies beyond as well; 0 or less is black.
    """
    share = np.clip(np.asarray(values, np.float64) / max(most, 1e-12), 0, 1) * (len(_RAMP) - 1)
    places = np.arange(len(_RAMP))
    channels = [np.interp(share, places, _RAMP[:, channel]) for channel in range(3)]
    solid = np.full_like(share, 255)
    return np.stack([*channels, solid], axis=-1).round().astype(np.uint8)
