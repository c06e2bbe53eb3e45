"""What goes with a lead: chords, bass and drums of a bar, from a mood's patterns."""

from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from sprite_studio.music.moods import Mood
from sprite_studio.music.roll import DRUM_ROWS, HELD, LOWEST, SIZE, STRUCK, row_of
from sprite_studio.music.scales import OCTAVE, triad

ROW_OF_DRUM = {name: row for row, name in DRUM_ROWS.items()}

LEFT_OUT, ADDED, CRASHES = 0.08, 0.06, 0.6
"""How often a hit is left out or added, and a crash begins the loop."""

FILLS = (
    {"snare": "x.xx", "tom": "...."},
    {"snare": "xx..", "tom": "..xx"},
    {"snare": "x...", "tom": ".xxx"},
    {"snare": "....", "tom": "x.x."},
)
"""The last quarter before the loop, or its half, begins again."""


@dataclass(frozen=True)
class Band:
    """What the bars of a loop share. Attributes: harmony, bass, drums: patterns of the mood; floor:
    the lowest semitone of the chords."""

    harmony: str
    bass: str
    drums: dict[str, str]
    floor: int


def make_band(mood: Mood, patterns: tuple[int, int, int], rng: Random) -> Band:
    """One that plays a plan's patterns of a mood."""
    harmony, bass, drums = patterns
    return Band(mood.harmony[harmony], mood.bass[bass], mood.drums[drums], rng.randint(LOWEST, 1))


def write_harmony(band: Band, scale: str, degree: int) -> NDArray[np.uint8]:
    """(16, 16): the chord in the octave from the floor on, so that chords lie close together."""
    low, middle, high = sorted(
        (tone - band.floor) % OCTAVE + band.floor for tone in triad(scale, degree)
    )
    octave = low + OCTAVE if low + OCTAVE < LOWEST + SIZE else middle
    of_mark = {"x": (low, middle, high), "1": (low,), "3": (middle,), "5": (high,), "8": (octave,)}
    return _written(band.harmony, of_mark)


def write_bass(band: Band, scale: str, degree: int) -> NDArray[np.uint8]:
    """(16, 16): the root as low as it can be, and what else the pattern asks for above it."""
    root, third, fifth = triad(scale, degree)
    root = _lowest(root)
    above = {"1": root, "3": _lowest(third), "5": _lowest(fifth), "8": root + OCTAVE}
    if above["8"] >= LOWEST + SIZE:
        above["8"] = above["5"]
    return _written(band.bass, {mark: (pitch,) for mark, pitch in above.items()})


def write_drums(band: Band, place: str, rng: Random) -> NDArray[np.uint8]:
    """(16, 16): the pattern with small changes; a fill where the loop turns round."""
    cells = np.zeros((SIZE, SIZE), np.uint8)
    for name, pattern in band.drums.items():
        for column, mark in enumerate(pattern):
            chance = rng.random()
            plays = chance >= LEFT_OUT or name == "kick" if mark == "x" else False
            if mark == "." and column % 2 == 0 and name in ("hat", "tom"):
                plays = chance < ADDED
            cells[ROW_OF_DRUM[name], column] = STRUCK if plays else 0
    if place == "place:open" and rng.random() < CRASHES:
        cells[ROW_OF_DRUM["crash"], 0] = STRUCK
    if place == "place:close" or (place == "place:half" and rng.random() < 0.5):
        for name, pattern in rng.choice(FILLS).items():
            for column, mark in enumerate(pattern, start=SIZE - 4):
                cells[ROW_OF_DRUM[name], column] = STRUCK if mark == "x" else 0
    return cells


def _written(pattern: str, of_mark: dict[str, tuple[int, ...]]) -> NDArray[np.uint8]:
    cells = np.zeros((SIZE, SIZE), np.uint8)
    sounding: tuple[int, ...] = ()
    for column, mark in enumerate(pattern):
        if mark != "-":
            sounding = of_mark.get(mark, ())
        for pitch in sounding:
            cells[row_of(pitch), column] = HELD if mark == "-" else STRUCK
    return cells


def _lowest(pitch_class: int) -> int:
    return (pitch_class - LOWEST) % OCTAVE + LOWEST
