"""The lead of a loop: a motif of rhythm and contour, fitted to each bar's chord."""

from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from sprite_studio.music.moods import Mood
from sprite_studio.music.roll import HELD, LOWEST, SIZE, STRUCK, row_of
from sprite_studio.music.scales import OCTAVE, is_in_key, triad

QUARTERS: dict[str, tuple[str, ...]] = {
    "slow": ("x---", "x---", "----", "----", "x-x-", "..x-"),
    "steady": ("x-x-", "x-x-", "x---", "x--x", "..x-", "x-xx", "----"),
    "fast": ("x-x-", "xxx-", "x-xx", "xxxx", "x--x", "xxx-", ".xx-"),
}
"""Of which a bar is made: `x` strikes, `-` holds on, `.` rests."""

SHAPES = ("abab", "abac", "aabc", "abcb", "abcd")
"""How the quarters of a motif repeat."""

STRONG, MOVES = 0.7, 0.8
"""How often a quarter has a tone of the chord, and a note another pitch than the one before."""

HIGHEST = LOWEST + SIZE - 1
SPAN = 5
"""Semitones that a bar's contour rises or falls."""

CONTOURS = ((-1, 1), (1, -1), (0, 1), (0, -1), (0, 0))
"""Where a bar begins and ends, in spans above the height of its lead."""


@dataclass(frozen=True)
class Motif:
    """What the bars of a loop share. Attributes: rhythm: 16 marks; contour: as of CONTOURS."""

    rhythm: str
    contour: tuple[int, int]


def make_motif(mood: Mood, pace: str, rng: Random) -> Motif:
    """One that begins with a note."""
    quarters = {letter: _quarter(mood, pace, rng) for letter in "abcd"}
    rhythm = "".join(quarters[letter] for letter in rng.choice(SHAPES))
    if rhythm[0] != "x":
        rhythm = "x-" + rhythm[2:]
    return Motif(rhythm, rng.choice(CONTOURS))


def write_lead(
    motif: Motif, mood: Mood, scale: str, degree: int, place: str, rng: Random
) -> NDArray[np.uint8]:
    """(16, 16) rows and columns of a bar."""
    rhythm = motif.rhythm
    if place in ("place:half", "place:close"):
        rhythm = rhythm[:8] + rng.choice(("x-------", "x---x---", "x-----..", "x---...."))
    chord = triad(scale, degree)
    cells = np.zeros((SIZE, SIZE), np.uint8)
    first, last = (mood.height + SPAN * end for end in motif.contour)
    pitch: int | None = None
    sounding = False
    for column, mark in enumerate(rhythm):
        if mark == "x":
            aim = first + (last - first) * column / SIZE
            strong = column % 8 == 0 or (column % 4 == 0 and rng.random() < STRONG)
            pitch = _next(pitch, aim, strong, mood.leap, scale, chord, rng)
            cells[row_of(pitch), column] = STRUCK
        elif mark == "-" and sounding and pitch is not None:
            cells[row_of(pitch), column] = HELD
        sounding = mark == "x" or (mark == "-" and sounding)
    return cells


def _quarter(mood: Mood, pace: str, rng: Random) -> str:
    return "...." if rng.random() < mood.rests else rng.choice(QUARTERS[pace])


def _next(
    before: int | None,
    aim: float,
    strong: bool,
    leap: int,
    scale: str,
    chord: tuple[int, ...],
    rng: Random,
) -> int:
    """A pitch near the aim, and not far from the one before; on strong quarters of the chord."""
    reachable = [
        pitch
        for pitch in range(LOWEST, HIGHEST + 1)
        if (pitch % OCTAVE in chord if strong else is_in_key(pitch, scale))
        and (before is None or strong or abs(pitch - before) <= 2 * leap)
    ]
    wanted = aim + rng.uniform(-leap, leap)
    if before is not None:
        wanted = (wanted + before) / 2
        if len(reachable) > 1 and rng.random() < MOVES and before in reachable:
            reachable.remove(before)
    return min(reachable, key=lambda pitch: abs(pitch - wanted))
