"""Tunes for tests: any that a network might draw, and one whose every note is known."""

from typing import Any

import numpy as np
import symusic
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from sprite_studio.music.plan import Plan
from sprite_studio.music.roll import BASS, DRUMS, HARMONY, LEAD, STRUCK, from_numbers, row_of
from sprite_studio.music.tune import Tune

PLAIN = Plan(
    scale="major",
    pace="steady",
    tonic=0,
    bpm=120,
    form="ABCDABEF",
    degrees=(1, 4, 5, 1, 6, 5),
    patterns=(0, 0, 0),
    duty=0.5,
)


@st.composite
def tunes(draw: st.DrawFn) -> Tune:
    """Any loop that comes of a network's numbers."""
    pictures = draw(st.integers(1, 6))
    letters = "ABCDEF"[:pictures]
    numbers = draw(
        arrays.arrays(
            np.float32,
            (pictures, 4, 16, 16),
            elements=st.sampled_from([-1.0, 0.0, 0.75, 1.0]),
            fill=st.just(-1.0),
        )
    )
    plan = Plan(
        scale=draw(st.sampled_from(["major", "minor"])),
        pace="steady",
        tonic=draw(st.integers(-5, 6)),
        bpm=draw(st.integers(66, 168)),
        form="".join(draw(st.lists(st.sampled_from(letters), min_size=8, max_size=8))),
        degrees=(1,) * pictures,
        patterns=(0, 0, 0),
        duty=0.5,
    )
    return Tune(plan, from_numbers(numbers))


def score_of(midi: bytes) -> Any:
    """A MIDI file as a library reads it that did not write it; its types are not told."""
    return symusic.Score.from_midi(midi)


def known_tune() -> Tune:
    """In the first column of each picture a tone of C major in every melodic voice, and a kick;
    each picture has a tone of its own."""
    bars = np.zeros((6, 4, 16, 16), np.uint8)
    for picture, tone in enumerate((0, 2, 4, 5, 7, 9)):
        for voice in (LEAD, HARMONY, BASS):
            bars[picture, voice, row_of(tone), 0] = STRUCK
        bars[picture, DRUMS, 1, 0] = STRUCK
    return Tune(PLAIN, bars)
