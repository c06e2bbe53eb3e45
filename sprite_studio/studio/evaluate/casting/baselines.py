"""What a network of characters must beat: the front repeated, and somebody that it has seen."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.walk.character import STEPS, VIEWS, Character, Frames


def repeated_front(frames: Frames) -> Frames:
    """The standing front in every frame."""
    return np.broadcast_to(frames[0, 0], (len(VIEWS), len(STEPS), *frames.shape[2:])).copy()


def nearest_character(frames: Frames, trained: Sequence[Character]) -> Frames:
    """All frames of the one whose standing front is nearest, in premultiplied RGBA."""
    fronts = np.stack([_premultiplied(one.frames[0, 0]) for one in trained])
    apart = np.square(fronts - _premultiplied(frames[0, 0])).mean(axis=(1, 2, 3))
    return trained[int(apart.argmin())].frames


def _premultiplied(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    values = pixels / 255
    values[..., :3] *= values[..., 3:]
    return values
