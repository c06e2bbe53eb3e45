"""Lone pixels that a network scatters over an area of one colour, and how they settle."""

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.colour.oklab import rgb_to_oklab
from sprite_studio.art.sprite import Pixels

BESIDE, CORNER = 10, 7
"""What a neighbour of the same colour counts beside a pixel and at its corner: 1 to 1 / √2. Whole
numbers, whose sum is the same in any order, so that a mirrored sprite settles mirrored."""

NEIGHBOUR = 0.004 / BESIDE
"""Squared OKLab distance that one such count is worth.

Found on drawn sprites for validation words: lone pixels fall from 19 in a hundred to 7 (real ones
have 4), and both Fréchet distances stay. An eye on a face, 0.5 away from the skin, stays as well.
"""

ROUNDS = 8
"""At most; most sprites are at rest after three."""

_MOVES = [(y, x) for y in (0, 1, 2) for x in (0, 1, 2) if (y, x) != (1, 1)]


def settle(reduced: Pixels, drawn: Pixels) -> Pixels:
    """The same sprite, in which pixels prefer their neighbours' colours.

    A Potts prior, minimised by iterated conditional modes (Besag 1986, "On the statistical
    analysis of dirty pictures"). In each round the pixels change that gain more by it than all
    their neighbours would; so what is symmetrical stays so.

    Args:
        reduced: (H, W, 4) uint8 with few colours, alpha 0 or 255; no other colours come in.
        drawn: (H, W, 4) uint8 the colours as they were before.
    """
    solid = reduced[..., 3] > 0
    if not solid.any():
        return reduced
    colours, inverse = np.unique(reduced[solid][:, :3], axis=0, return_inverse=True)
    labels = np.full(solid.shape, -1)
    labels[solid] = inverse.reshape(-1)
    apart = rgb_to_oklab(drawn[..., None, :3]) - rgb_to_oklab(colours)
    unlike = (apart**2).sum(axis=-1)  # (H, W, colours)
    for _ in range(ROUNDS):
        energy = unlike - NEIGHBOUR * _agreeing(labels, len(colours))
        best = energy.argmin(axis=-1)
        now = np.take_along_axis(energy, np.maximum(labels, 0)[..., None], axis=-1)[..., 0]
        gain = np.where(solid, now - energy.min(axis=-1), 0.0)
        changes = (gain > 1e-9) & (gain >= _largest_around(gain))
        if not changes.any():
            break
        labels = np.where(changes, best, labels)
    result = reduced.copy()
    result[solid, :3] = colours[labels[solid]]
    return result


def _agreeing(labels: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """(H, W, count) how much the neighbours of each colour count."""
    height, width = labels.shape
    has = np.pad(labels, 1, constant_values=-1)[..., None] == np.arange(count)
    agreeing = np.zeros((height, width, count), dtype=np.int64)
    for y, x in _MOVES:
        agreeing += (BESIDE if y == 1 or x == 1 else CORNER) * has[y : y + height, x : x + width]
    return agreeing


def _largest_around(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """(H, W) the largest value of the eight neighbours of each."""
    height, width = values.shape
    padded = np.pad(values, 1)
    return np.max([padded[y : y + height, x : x + width] for y, x in _MOVES], axis=0)
