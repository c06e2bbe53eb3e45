"""Change the pixels that are selected, or all, where they are: shift round, turn their hues."""

import numpy as np

from sprite_studio.art.colour.oklab import oklab_to_rgb, rgb_to_oklab
from sprite_studio.art.paint.painting import Painting


def shifted(painting: Painting, down: int, right: int) -> Painting:
    """What leaves at one side comes in at the other: of the picture, or of the box round the
    selection."""
    where = painting.may_paint
    rows, columns = np.flatnonzero(where.any(axis=1)), np.flatnonzero(where.any(axis=0))
    box = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    pixels = painting.pixels.copy()
    pixels[box] = np.roll(pixels[box], (down, right), axis=(0, 1))
    return Painting.of(pixels, painting.selection)


def hue_turned(painting: Painting, degrees: float) -> Painting:
    """By an angle in OKLab; lightness stays, and chroma as far as a screen can show it. Greys have
    no hue."""
    lab = rgb_to_oklab(painting.pixels[..., :3])
    turn = np.radians(degrees)
    a, b = lab[..., 1].copy(), lab[..., 2].copy()
    lab[..., 1] = a * np.cos(turn) - b * np.sin(turn)
    lab[..., 2] = a * np.sin(turn) + b * np.cos(turn)
    pixels = painting.pixels.copy()
    pixels[..., :3] = np.where(pixels[..., 3:] > 0, oklab_to_rgb(lab), np.uint8(0))
    return painting.coloured(painting.may_paint, pixels)


def taken_from(painting: Painting, other: np.ndarray) -> Painting:
    """Another picture's pixels where something is selected, or all of it.

    Args: other: (H, W, 4) straight RGBA, of the same size.
    """
    return painting.coloured(painting.may_paint, other)
