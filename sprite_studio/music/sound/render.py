"""From a loop's notes to its sound. What rings on beyond the end goes on at the begin, so that the
loop has no seam."""

import numpy as np

from sprite_studio.music.roll import BASS, DRUMS, HARMONY, LEAD
from sprite_studio.music.sound.drums import drum
from sprite_studio.music.sound.waves import (
    RATE,
    VIBRATO_AFTER,
    Samples,
    envelope,
    phase_of,
    pulse,
    triangle,
)
from sprite_studio.music.tune import Note, Tune

LOUDNESS = {LEAD: 0.34, HARMONY: 0.13, BASS: 0.3, DRUMS: 0.45}
"""Of one note of each voice."""

HARMONY_DUTY = 0.5
ECHO, ECHO_SIXTEENTHS = 0.3, 3
"""How loud the lead is heard again, and after how long."""

PEAK = 0.9
"""Of the loudest sample."""


def render(tune: Tune) -> Samples:
    """The loop's samples; the last is followed by the first."""
    total = round(tune.seconds * RATE)
    voices = {voice: np.zeros(total) for voice in LOUDNESS}
    for note in tune.notes():
        start, end = (
            round(at * total / tune.sixteenths) for at in (note.start, note.start + note.length)
        )
        _add_around(voices[note.voice], start, _sounded(note, end - start, tune.plan.duty))
    apart = round(ECHO_SIXTEENTHS * total / tune.sixteenths)
    voices[LEAD] += ECHO * np.roll(voices[LEAD], apart)
    mixed = sum(LOUDNESS[voice] * samples for voice, samples in voices.items())
    assert isinstance(mixed, np.ndarray)
    loudest = np.abs(mixed).max(initial=0.0)
    return mixed * (PEAK / loudest) if loudest > 0 else mixed


def _sounded(note: Note, held: int, duty: float) -> Samples:
    """One note by itself. Args: held: samples."""
    if note.voice == DRUMS:
        return drum(note.pitch)
    if note.voice == BASS:
        level = envelope(held, release=0.02, sustain=0.8, decay=0.3)
        return level * triangle(phase_of(note.pitch, len(level))[0])
    if note.voice == HARMONY:
        level = envelope(held, release=0.05, sustain=0.35, decay=0.12)
        return level * pulse(*phase_of(note.pitch, len(level)), HARMONY_DUTY)
    level = envelope(held, release=0.04, sustain=0.55, decay=0.15)
    vibrato = held > VIBRATO_AFTER * RATE
    return level * pulse(*phase_of(note.pitch, len(level), vibrato), duty)


def _add_around(loop: Samples, start: int, sound: Samples) -> None:
    """Add a sound to a loop, from the begin on again where it is longer. In place."""
    while len(sound):
        part = sound[: len(loop) - start]
        loop[start : start + len(part)] += part
        sound, start = sound[len(part) :], 0
