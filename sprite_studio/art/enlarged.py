"""Pixel art that was enlarged: each of its pixels is a square of equal ones. Found, and undone."""

import math
from collections.abc import Iterator

import numpy as np

from sprite_studio.art.sprite import SIZE, Pixels


def own_sizes(pixels: Pixels) -> Iterator[Pixels]:
    """The picture at each size at which no pixel is lost, the smallest first, itself the last."""
    factor = _enlargement(pixels)
    for k in range(factor, 0, -1):
        if factor % k == 0:
            yield pixels[::k, ::k]


def as_sprite(pixels: Pixels) -> Pixels:
    """The picture at the largest of its sizes that is no larger than a sprite; or as it is, if it
    has none."""
    if max(pixels.shape[:2]) <= SIZE:
        return pixels
    fitting = [own for own in own_sizes(pixels) if max(own.shape[:2]) <= SIZE]
    return fitting[-1] if fitting else pixels


def _enlargement(pixels: Pixels) -> int:
    """The side of the largest squares of one colour that the whole picture is made of.

    Colours change only where squares meet, so it is what all places of change have in common.
    """
    height, width = pixels.shape[:2]
    # A pixel as one number; clear ones are alike, whatever colour is hidden in them.
    seen = np.where(pixels[..., 3:] > 0, pixels, np.uint8(0)).view(np.uint32)[..., 0]
    rows = np.flatnonzero((seen[1:] != seen[:-1]).any(axis=1)) + 1
    columns = np.flatnonzero((seen[:, 1:] != seen[:, :-1]).any(axis=0)) + 1
    return math.gcd(height, width, *rows.tolist(), *columns.tolist())
