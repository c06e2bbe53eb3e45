"""A loop: pictures put in order by their plan, and the notes that they are."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sprite_studio.music.plan import LETTERS, Plan
from sprite_studio.music.roll import (
    BASS,
    DRUM_ROWS,
    DRUMS,
    HARMONY,
    HELD,
    LEAD,
    LOWEST,
    SIZE,
    STRUCK,
    VOICES,
    Bars,
)

TONIC_AT = {LEAD: 72, HARMONY: 60, BASS: 36}
"""MIDI's number of a C in row -LOWEST of each voice: C5, C4, C2."""

DRUM_PITCHES = {"kick": 36, "tom": 45, "snare": 38, "hat": 42, "open hat": 46, "crash": 49}
"""MIDI's numbers, as General MIDI has them on channel 10."""


class Note(NamedTuple):
    """Attributes: start, length: in sixteenths, from the loop's begin; voice: number; pitch: MIDI's
    number."""

    start: int
    length: int
    voice: int
    pitch: int


@dataclass(frozen=True, eq=False)
class Tune:
    """A loop. Attributes: plan; bars: (N, 4, 16, 16), one a letter of the plan."""

    plan: Plan
    bars: Bars

    def __post_init__(self) -> None:
        assert self.bars.shape == (len(self.plan.degrees), len(VOICES), SIZE, SIZE)

    @property
    def sixteenths(self) -> int:
        """Of the whole loop."""
        return SIZE * len(self.plan.form)

    @property
    def seconds(self) -> float:
        """For which it lasts."""
        return self.sixteenths * 60 / self.plan.bpm / 4

    def in_order(self) -> Bars:
        """(8, 4, 16, 16) all bars, as they are heard."""
        return self.bars[[LETTERS.index(letter) for letter in self.plan.form]]

    def notes(self) -> list[Note]:
        """All of them, in the order in which they begin; none is held beyond its bar."""
        bars = self.in_order()
        found = []
        for bar, voice, row, column in np.argwhere(bars == STRUCK).tolist():
            cells = bars[bar, voice, row]
            end = column + 1
            while end < SIZE and cells[end] == HELD:
                end += 1
            pitch = self._pitch(voice, row)
            found.append(Note(SIZE * bar + column, end - column, voice, pitch))
        return sorted(found)

    def _pitch(self, voice: int, row: int) -> int:
        if voice == DRUMS:
            return DRUM_PITCHES[DRUM_ROWS[row]]
        return TONIC_AT[voice] + self.plan.tonic + LOWEST + row
