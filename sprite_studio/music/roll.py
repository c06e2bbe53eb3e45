"""A bar of music as a picture: four channels of 16 rows and 16 columns.

A channel is a voice: lead, harmony, bass, drums. A column is a sixteenth of a bar in four quarters.
A row is a semitone, from three below the tonic (row 0) to the octave above it (row 15), so that a
network has to learn which rows make a key; the key itself, C or F♯, is not in the picture. Of the
drums a row is an instrument, and some rows are none. A cell is silent, struck, or held on from the
cell before, which the network's numbers tell as -1, 1 and 0.

One bar is one picture, and a loop is several: its eight bars are six pictures, put in order by a
form (see `plan`). Four bars squeezed into one picture would leave quarter notes.
"""

import numpy as np
from numpy.typing import NDArray

VOICES = ("lead", "harmony", "bass", "drums")
LEAD, HARMONY, BASS, DRUMS = range(4)
SIZE = 16
"""Rows, and columns."""

LOWEST = -3
"""Semitones of row 0 above the tonic."""

SILENT, HELD, STRUCK = 0, 1, 2

DRUM_ROWS = {1: "kick", 4: "tom", 6: "snare", 10: "hat", 12: "open hat", 14: "crash"}

MOST_AT_ONCE = (1, 4, 1, len(DRUM_ROWS))
"""Notes that a voice may sound in a column."""

Bars = NDArray[np.uint8]
"""(N, 4, 16, 16) cells: bar, voice, row from the lowest up, column."""

Numbers = NDArray[np.float32]
"""(N, 4, 16, 16) as a network has them, around [-1, 1]."""


def row_of(semitones: int) -> int:
    """Where a pitch lies, which must be one of the window's. Args: semitones: above the tonic."""
    if not 0 <= semitones - LOWEST < SIZE:
        raise ValueError(f"{semitones} semitones above the tonic are not on the roll")
    return semitones - LOWEST


def to_numbers(bars: Bars) -> Numbers:
    """Cells as a network learns them: -1 silent, 0 held, 1 struck."""
    values = np.array([-1, 0, 1], np.float32)
    return values[bars]


def from_numbers(numbers: Numbers) -> Bars:
    """What is heard of a network's numbers, by the nearest of the three values.

    Where a voice would sound more than it can, the surest notes are struck; what is held without
    having been struck is silent, and so are drums in rows that are none. No pitch is corrected.
    """
    bars = np.full(numbers.shape, SILENT, np.uint8)
    bars[numbers > -0.5] = HELD
    bars[numbers > 0.5] = STRUCK
    drums = bars[:, DRUMS]
    drums[drums == HELD] = SILENT
    drums[:, [row for row in range(SIZE) if row not in DRUM_ROWS]] = SILENT
    for voice, most in enumerate(MOST_AT_ONCE):
        if voice != DRUMS:
            for bar, sureness in zip(bars[:, voice], numbers[:, voice], strict=True):
                _as_playable(bar, sureness, most)
    return bars


def _as_playable(bar: NDArray[np.uint8], sureness: NDArray[np.float32], most: int) -> None:
    """At most so many notes in each column, and none held that is not sounding. In place."""
    sounding: list[int] = []
    for column in range(SIZE):
        cells = bar[:, column]
        struck = [row for row in range(SIZE) if cells[row] == STRUCK]
        struck = sorted(struck, key=lambda row: -sureness[row, column])[:most]
        # A struck note takes the place of one that is held.
        held = [row for row in sounding if cells[row] == HELD][: most - len(struck)]
        cells[:] = SILENT
        cells[held], cells[struck] = HELD, STRUCK
        sounding = held + struck
