"""What of a loop is there already while it is drawn, voice by voice."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sprite_studio.music.roll import STRUCK, Bars, Numbers

SURE = 0.5
"""A network's number from which on a note is struck: nearer to 1 than to 0."""


def notes_known(believed: Numbers, bars: Bars) -> NDArray[np.float64]:
    """(4,) of each voice, how far the notes that are believed are those of the loop (Dice's
    coefficient): twice the common ones over all of both. 0 for silence, and 1 for the same notes.

    Args: believed, bars: (N, 4, 16, 16), the loop's pictures.
    """
    mine, theirs = believed > SURE, bars == STRUCK
    both, all_notes = (mine & theirs), mine.astype(int) + theirs
    return 2 * both.sum(axis=(0, 2, 3)) / np.maximum(all_notes.sum(axis=(0, 2, 3)), 1)


def known_from(shares: Sequence[float], enough: float) -> int | None:
    """The first of several steps from which on it is enough; None where it never is."""
    first = None
    for step, share in enumerate(shares):
        if share < enough:
            first = None
        elif first is None:
            first = step
    return first
