"""Figures for a set of sprites: how crisp they are, and which are copies of training sprites.

A set is (N, H, W, 4) uint8 straight RGBA with at least one sprite. A pixel is opaque from half
alpha up, as in `palette.snap_alpha`.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.colour.oklab import rgb_to_oklab

CRISP_MARGIN = 8
"""Levels of 255 that a crisp alpha may lie from wholly clear or wholly there."""

ALPHA_IOU = 0.95
"""Of the pixels that either of two near copies has, the share that both have, at least."""

SAME_COLOUR = 0.08
"""OKLab distance: four times what an eye just tells apart, less than one step of most ramps."""

COPY_DISTANCE = 0.10
"""Two near copies differ by less: root mean square of premultiplied RGBA in [0, 1], all pixels."""

_CLEAR = -1


def alpha_crisp(pixels: NDArray[np.uint8]) -> float:
    """The share of all pixels, in [0, 1], whose alpha is within `CRISP_MARGIN` of 0 or 255."""
    alpha = pixels[..., 3]
    return float(((alpha <= CRISP_MARGIN) | (alpha >= 255 - CRISP_MARGIN)).mean())


def colour_count(pixels: NDArray[np.uint8]) -> float:
    """How many distinct opaque RGB colours a sprite has, on average."""
    return float(np.mean([np.unique(c[c != _CLEAR]).size for c in _colours(pixels)]))


def orphan_share(pixels: NDArray[np.uint8]) -> float:
    """The share of opaque pixels, in [0, 1], whose exact colour none of the 8 neighbours has.

    For crisp sprites: where no two pixels are alike, as in raw network output, all are orphans.
    0 for a set with nothing opaque.
    """
    colours = _colours(pixels)
    height, width = colours.shape[1:]
    around = np.pad(colours, ((0, 0), (1, 1), (1, 1)), constant_values=_CLEAR)
    is_orphan = colours != _CLEAR
    for y, x in product(range(3), repeat=2):
        if (y, x) != (1, 1):
            is_orphan &= colours != around[:, y : y + height, x : x + width]
    return float(is_orphan.sum() / max(1, (colours != _CLEAR).sum()))


def own_palette_distance(soft: NDArray[np.uint8], crisp: NDArray[np.uint8]) -> float:
    """How far snapping moves a colour: mean OKLab distance over the opaque pixels.

    Args:
        soft: as the network drew them.
        crisp: the same sprites, in the same order, snapped to their palettes.

    Returns:
        0 for a set with nothing opaque.
    """
    opaque = _opaque(soft)
    moved = rgb_to_oklab(soft[opaque][:, :3]) - rgb_to_oklab(crisp[opaque][:, :3])
    return float(np.linalg.norm(moved, axis=-1).sum() / max(1, opaque.sum()))


def outline_agreement(early: NDArray[np.uint8], final: NDArray[np.uint8]) -> NDArray[np.float64]:
    """(..., H, W, 4) twice → (...) of the pixels that are opaque in either, the share that are in
    both; 1 where nothing is in any."""
    a, b = _opaque(early), _opaque(final)
    either = (a | b).sum(axis=(-2, -1))
    return np.where(either == 0, 1.0, (a & b).sum(axis=(-2, -1)) / np.maximum(either, 1))


def colour_agreement(early: NDArray[np.uint8], final: NDArray[np.uint8]) -> NDArray[np.float64]:
    """(..., H, W, 4) twice → (...) the share of the final sprite's opaque pixels that are opaque
    already, and within `SAME_COLOUR` of their final colour; 1 for a blank sprite."""
    near = np.linalg.norm(_float32_lab(early) - _float32_lab(final), axis=-1) < SAME_COLOUR
    solid = _opaque(final)
    count = solid.sum(axis=(-2, -1))
    agreed = (near & solid & _opaque(early)).sum(axis=(-2, -1))
    return np.where(count == 0, 1.0, agreed / np.maximum(count, 1))


def near_copies(drawn: NDArray[np.uint8], training: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """(N,) whether each drawn sprite is nearly one of the (M, H, W, 4) training sprites.

    A training sprite is tried as it is and mirrored, where it stands and one pixel off in every
    direction; what leaves the frame is lost and clear pixels come in, as in training itself. It
    is nearly copied if, of the pixels that are opaque in either sprite, at least `ALPHA_IOU` are
    opaque in both, and the two are less than `COPY_DISTANCE` apart. A blank sprite copies none.
    """
    solid, flat = _flat(_opaque(drawn)), _premultiplied(drawn)
    found = np.zeros(len(drawn), dtype=np.bool_)
    views = zip(_moved(_opaque(training)), _moved(training), strict=True)
    for training_solid, training_pixels in views:  # (M, H, W), (M, H, W, 4)
        # Matrix products: of opaque pixels that two sprites share, and of their colours.
        outline = _flat(training_solid)
        both = solid @ outline.T  # (N, M)
        either = solid.sum(axis=1)[:, None] + outline.sum(axis=1) - both
        other = _premultiplied(training_pixels)
        squared = (flat**2).sum(axis=1)[:, None] + (other**2).sum(axis=1) - 2 * flat @ other.T
        near = squared < COPY_DISTANCE**2 * flat.shape[1]
        found |= (near & (both >= ALPHA_IOU * np.maximum(either, 1))).any(axis=1)
    return found


def _premultiplied(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """(N, H, W, 4) straight RGBA → (N, H · W · 4) premultiplied, in [0, 1]."""
    values = pixels.astype(np.float64) / 255
    values[..., :3] *= values[..., 3:]
    count, height, width, channels = values.shape
    return values.reshape(count, height * width * channels)


def _moved(values: NDArray[Any]) -> Iterator[NDArray[Any]]:
    """(M, H, W, ...) → 18 views of the same shape: mirrored or not, and shifted; zeros come in."""
    height, width = values.shape[1:3]
    padded = np.pad(values, ((0, 0), (1, 1), (1, 1)) + ((0, 0),) * (values.ndim - 3))
    for sprites in (padded, padded[:, :, ::-1]):
        for y, x in product(range(3), repeat=2):
            yield sprites[:, y : y + height, x : x + width]


def _flat(solid: NDArray[np.bool_]) -> NDArray[np.float32]:
    """(N, H, W) → (N, H · W) of 0 and 1: a product of two such matrices counts shared pixels."""
    count, height, width = solid.shape
    return solid.reshape(count, height * width).astype(np.float32)


def _opaque(pixels: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return pixels[..., 3] >= 128


def _float32_lab(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    return rgb_to_oklab(pixels[..., :3]).astype(np.float32)


def _colours(pixels: NDArray[np.uint8]) -> NDArray[np.int32]:
    """(N, H, W) one number a colour, `_CLEAR` where a pixel is not opaque."""
    rgb = pixels[..., :3].astype(np.int32)
    return np.where(_opaque(pixels), rgb @ np.array([1 << 16, 1 << 8, 1], np.int32), _CLEAR)
