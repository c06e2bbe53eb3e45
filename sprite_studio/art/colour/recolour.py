"""The same drawing in other colours: more to learn from than was ever drawn."""

import numpy as np

from sprite_studio.art.colour.oklab import oklab_to_rgb, rgb_to_oklab
from sprite_studio.art.colour.shades import COLOURFUL
from sprite_studio.art.colour.words import colour_words
from sprite_studio.art.sprite import Pixels

RECOLOURED = "recoloured"
"""The word of a sprite whose hues were turned: what nobody says is drawn as its artist would."""

_NATURAL = (30.0, 85.0)
"""Hues of skin, leather and wood, in degrees, which stay what they are."""


def hue_turned(pixels: Pixels, degrees: float, arc: tuple[float, float] = (0.0, 360.0)) -> Pixels:
    """Turn the OKLab hue of all that is colourful and neither skin, leather nor wood.

    Args: pixels: (H, W, 4) uint8 straight RGBA, returned changed in a copy; arc: the first of the
    hues that are turned, and how many degrees from it on.
    """
    lab = rgb_to_oklab(pixels[..., :3])
    chroma, hue = np.hypot(lab[..., 1], lab[..., 2]), np.arctan2(lab[..., 2], lab[..., 1])
    angle = np.degrees(hue) % 360
    turns = (chroma > COLOURFUL) & ((angle < _NATURAL[0]) | (angle > _NATURAL[1]))
    turns &= (angle - arc[0]) % 360 < arc[1]
    hue = hue + np.radians(degrees)
    lab[..., 1], lab[..., 2] = chroma * np.cos(hue), chroma * np.sin(hue)
    result = pixels.copy()
    result[turns, :3] = oklab_to_rgb(lab[turns])
    return result


def recoloured(pixels: Pixels, rng: np.random.Generator) -> Pixels | None:
    """With hues turned by a random angle; None where that leaves the colour words as they were."""
    turned = hue_turned(pixels, rng.uniform(50, 310))
    return turned if set(colour_words(turned)) != set(colour_words(pixels)) else None
