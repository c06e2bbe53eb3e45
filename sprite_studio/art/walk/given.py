"""Frames that somebody gives of a character: what they must be, and how they are read."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.image_file import read_rgba, read_tile
from sprite_studio.art.palette import reduce_colours, snap_alpha
from sprite_studio.art.sprite import SIZE, Pixels
from sprite_studio.art.walk.character import STEPS, VIEWS, Frames
from sprite_studio.art.walk.finish import MOST_COLOURS, Given
from sprite_studio.art.walk.meters import palette
from sprite_studio.art.walk.sheet import characters_of
from sprite_studio.errors import UserError
from sprite_studio.plain_text import shown

WIDTH, HEIGHT = len(STEPS) * SIZE, len(VIEWS) * SIZE
"""Pixels of the sheet of one character."""


class GivenError(UserError):
    """A picture cannot be a frame of a character; the message says why and what would work."""


def read_frame(path: Path) -> Pixels:
    """(16, 16, 4) with alpha 0 or 255 of a picture of one sprite. Raises GivenError, ImageError."""
    return checked_frame(read_tile(path), shown(path))


def checked_frame(pixels: Pixels, name: str) -> Pixels:
    """The same of pixels that are there. Args: name: of the picture, for an error."""
    if pixels.shape[:2] != (SIZE, SIZE):
        height, width = pixels.shape[:2]
        raise GivenError(
            f"{name} is {width}×{height} pixels; a character here is {SIZE}×{SIZE}: cut it out, "
            "or draw it smaller"
        )
    frame = snap_alpha(pixels)
    if not frame[..., 3].any():
        raise GivenError(f"{name} is empty; give a picture with a character on it")
    if frame[..., 3].all():
        raise GivenError(
            f"{name} has no clear pixel, so nobody knows what of it is the character; erase its "
            "background"
        )
    return frame


def read_character(path: Path, order: Sequence[str] = VIEWS) -> Frames:
    """The frames of a sheet of one character, enlarged or not, alpha 0 or 255; frames may be blank.

    Args: order: of its views, from its top.

    Raises GivenError, ImageError.
    """
    sheet = read_rgba(path)
    height, width = sheet.shape[:2]
    scale = max(1, height // HEIGHT)
    if (height, width) != (HEIGHT * scale, WIDTH * scale):
        raise GivenError(
            f"{shown(path)} is {width}×{height} pixels, and the sheet of one character is "
            f"{WIDTH}×{HEIGHT}, or that enlarged: {len(VIEWS)} rows of {len(STEPS)} frames"
        )
    own = sheet[::scale, ::scale]
    if not np.array_equal(own.repeat(scale, axis=0).repeat(scale, axis=1), sheet):
        raise GivenError(
            f"{shown(path)} is no sheet of pixels that are {scale} wide; its frames must be "
            f"{SIZE}×{SIZE}"
        )
    rows = own.reshape(len(VIEWS), SIZE, len(STEPS), SIZE, 4).swapaxes(1, 2)
    frames = snap_alpha(characters_of(rows.reshape(-1, SIZE, SIZE, 4), order)[0])
    if not frames[..., 3].any():
        raise GivenError(f"{shown(path)} is empty; give the sheet of a character")
    return frames


def blank() -> Frames:
    """A character of which nothing is there yet."""
    return np.zeros((len(VIEWS), len(STEPS), SIZE, SIZE, 4), np.uint8)


def colours_given(frames: Frames, given: Given) -> int:
    """How many different ones the given frames have together."""
    return len(palette(frames[given])) if given.any() else 0


def with_few_colours(frames: Frames, given: NDArray[np.bool_], most: int = MOST_COLOURS) -> Frames:
    """The given frames in `most` colours, merged together; the others as they are."""
    reduced = frames.copy()
    tall = frames[given].reshape(-1, SIZE, 4)
    reduced[given] = reduce_colours(tall, most).reshape(-1, SIZE, SIZE, 4)
    return reduced
