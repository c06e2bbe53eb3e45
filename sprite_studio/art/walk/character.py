"""A character that walks: four views of three steps each, and what they share."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

View = Literal["down", "left", "right", "up"]
VIEWS: tuple[View, View, View, View] = get_args(View)
"""From the front, facing left and right, from behind: the rows of a character sheet."""

STEPS = ("stand", "a", "b")
"""Its columns."""

WALK = (0, 1, 0, 2)
"""Steps in the order in which a walk plays them: stand, a, stand, b."""

IDLE = (0,)
"""The same of one who stands."""

FRAMES = len(VIEWS) * len(STEPS)

STEP_MILLISECONDS = 150
"""For which each step of a walk is shown."""

Frames = NDArray[np.uint8]
"""(4, 3, 16, 16, 4) straight RGBA: views, steps, and a sprite each."""


@dataclass(frozen=True, eq=False)
class Character:
    """Attributes:
    frames: (4, 3, 16, 16, 4), read-only.
    words: what is true of it from every side, its category among them.
    subject: whom it shows, as of a sprite.
    origin: where it came from, for people to read.
    """

    frames: Frames
    words: tuple[str, ...] = ()
    subject: str = ""
    origin: str = ""

    def __post_init__(self) -> None:
        frames = np.asarray(self.frames)
        if frames.dtype != np.uint8 or frames.shape != (len(VIEWS), len(STEPS), 16, 16, 4):
            raise ValueError(f"a character is not {frames.shape} {frames.dtype}")
        clean = np.where(frames[..., 3:] > 0, frames, np.uint8(0))
        clean.setflags(write=False)
        object.__setattr__(self, "frames", clean)


def mirrored(frames: Frames) -> Frames:
    """The character that a mirror shows: left and right change places, and so do the feet of one
    that is seen from the front or from behind."""
    turned = frames[[0, 2, 1, 3], ..., ::-1, :].copy()
    turned[0, 1:], turned[3, 1:] = turned[0, :0:-1].copy(), turned[3, :0:-1].copy()
    return turned
