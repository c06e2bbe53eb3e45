"""Animated PNG: exact in colour and in alpha, in a file that is a plain PNG to older programs."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from sprite_studio.art.sprite import Pixels
from sprite_studio.atomic_write import atomic_write


def save_apng(path: Path, frames: Sequence[Pixels], seconds: float, hold: float = 1.0) -> None:
    """Write beside `path` and put it in place; the animation loops. Raises OSError.

    Args:
        frames: (H, W, 4) uint8 each, of one size, at least one.
        seconds: for which each frame is shown.
        hold: for which the last one is.
    """
    images = [Image.fromarray(frame) for frame in frames]
    durations = [round(seconds * 1000)] * (len(images) - 1) + [round(hold * 1000)]

    def write(beside: Path) -> None:
        images[0].save(
            beside,
            "PNG",
            save_all=True,
            append_images=images[1:],
            duration=durations,
            loop=0,
            disposal=1,
            blend=0,
        )

    atomic_write(path, write)
