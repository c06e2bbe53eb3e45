"""GIF: a denoising run, or any other animation, exact in colour up to 255 colours a frame."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from sprite_studio.art.sprite import Pixels
from sprite_studio.atomic_write import atomic_write

MOST_COLOURS = 255
"""Of a frame; the 256th entry of its table stands for nothing at all."""


def save_gif(path: Path, frames: Sequence[Pixels], seconds: float, hold: float = 1.0) -> None:
    """Write beside `path` and put it in place; the animation loops. Raises OSError.

    Equal frames in a row are written as one that is shown for as long.

    Args:
        frames: (H, W, 4) uint8 each, of one size, at least one; alpha is cut at one half.
        seconds: for which each frame is shown; GIF counts in hundredths.
        hold: for which the last one is.
    """
    images = _indexed_images(frames)
    durations = [round(seconds * 1000)] * (len(images) - 1) + [round(hold * 1000)]

    def write(beside: Path) -> None:
        images[0].save(
            beside,
            "GIF",
            save_all=True,
            append_images=images[1:],
            duration=durations,
            loop=0,
            disposal=2,
            transparency=0,
            optimize=False,
        )

    atomic_write(path, write)


def _indexed_images(frames: Sequence[Pixels]) -> list[Image.Image]:
    """Images with a colour table each; entry 0 is clear.

    Tables are made here because Pillow's own, for RGBA, rounds colours from some 40 on. Entry 0
    has a colour that no frame shows: Pillow compares colours, not indices, when it crops a frame
    to what changed, and would take a black outline for a black clear.
    """
    indexed = [_indexed(frame) for frame in frames]
    used = {bytes(colour) for _, table in indexed for colour in table}
    clear = next(key for n in count() if (key := n.to_bytes(3, "big")) not in used)
    images = []
    for index, table in indexed:
        image = Image.fromarray(index)
        image.putpalette(clear + table.tobytes())
        image.info["transparency"] = 0
        images.append(image)
    return images


def _indexed(frame: Pixels) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """(H, W) indices, 0 where clear, and the (N, 3) colours that 1 to N stand for."""
    solid = frame[..., 3] >= 128
    rgb = frame[solid][:, :3]  # (pixels, 3)
    if len(np.unique(rgb, axis=0)) > MOST_COLOURS:
        rgb = np.asarray(Image.fromarray(rgb[None]).quantize(MOST_COLOURS).convert("RGB"))[0]
    table, entry = np.unique(rgb, axis=0, return_inverse=True)
    index = np.zeros(solid.shape, np.uint8)
    index[solid] = entry.reshape(-1) + 1
    return index, table
