"""Bars as a picture for people: the four voices below one another, a colour each."""

import numpy as np
from numpy.typing import NDArray

from sprite_studio.music.roll import SIZE, VOICES, Numbers

COLOURS = ((255, 180, 84), (125, 220, 154), (124, 196, 255), (230, 140, 200))
"""Of the voices, in their order: orange, green, blue, pink."""

GROUND, BEAT, GAP = (17, 18, 24), (27, 29, 38), (52, 55, 71)
"""Of silence, every other quarter of which is a little lighter, and of what lies between."""

BAR_GAP, VOICE_GAP = 1, 2
"""Cells between two bars, and between two voices."""


def roll_picture(bars: Numbers) -> NDArray[np.uint8]:
    """(H, W, 4) RGBA, a pixel a cell; time runs to the right and high notes lie above.

    Args: bars: (N, 4, 16, 16) a network's numbers, in the order in which they are heard; -1 is
    silence, and 1 shows as the voice's colour.
    """
    count = len(bars)
    width = count * SIZE + (count - 1) * BAR_GAP
    height = len(VOICES) * SIZE + (len(VOICES) - 1) * VOICE_GAP
    picture = np.full((height, width, 4), (*GAP, 255), np.uint8)
    ground = np.where(np.arange(SIZE)[:, None] // 4 % 2, np.array(BEAT), np.array(GROUND))
    for number, bar in enumerate(bars):
        left = column_of(number * SIZE)
        for voice, (cells, colour) in enumerate(zip(bar, COLOURS, strict=True)):
            top = voice * (SIZE + VOICE_GAP)
            share = ((np.clip(cells[::-1], -1, 1) + 1) / 2)[..., None]
            mixed = (1 - share) * ground + share * np.array(colour)
            picture[top : top + SIZE, left : left + SIZE, :3] = mixed.round()
    return picture


def column_of(sixteenth: int) -> int:
    """Where on the picture a sixteenth of the loop begins."""
    return sixteenth + sixteenth // SIZE * BAR_GAP
