"""The drums: a falling tone, noise, or both. A drum sounds the same at each hit."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sprite_studio.music.sound.waves import ATTACK_SECONDS, RATE, Samples


@dataclass(frozen=True)
class Drum:
    """Attributes:
    loud: of the whole.
    tone: hertz at the hit and where it falls to; (0, 0) for none.
    fall: seconds in which the tone falls.
    noise: its share.
    hold: samples for which each value of the noise is held; more sounds darker.
    decay: seconds in which the drum falls to a third.
    """

    loud: float
    tone: tuple[float, float]
    fall: float
    noise: float
    hold: int
    decay: float


DRUM_SOUNDS = {
    36: Drum(1.0, (170.0, 48.0), 0.03, 0.0, 1, 0.09),
    45: Drum(0.8, (240.0, 90.0), 0.05, 0.1, 6, 0.11),
    38: Drum(0.75, (210.0, 160.0), 0.02, 0.7, 3, 0.07),
    42: Drum(0.3, (0.0, 0.0), 1.0, 1.0, 1, 0.022),
    46: Drum(0.32, (0.0, 0.0), 1.0, 1.0, 1, 0.1),
    49: Drum(0.42, (0.0, 0.0), 1.0, 1.0, 2, 0.3),
}
"""By MIDI's numbers: kick, tom, snare, hat, open hat, crash."""


@lru_cache(maxsize=len(DRUM_SOUNDS))
def drum(pitch: int) -> Samples:
    """The samples of one hit, read-only. Args: pitch: MIDI's number."""
    sound = DRUM_SOUNDS[pitch]
    count = round(6 * sound.decay * RATE)
    seconds = np.arange(count) / RATE
    start, end = sound.tone
    hertz = end + (start - end) * np.exp(-seconds / sound.fall)
    tone = np.sin(2 * np.pi * np.cumsum(hertz) / RATE)
    values = np.random.default_rng(pitch).choice((-1.0, 1.0), count // sound.hold + 1)
    noise = np.repeat(values, sound.hold)[:count]
    hit = ((1 - sound.noise) * tone + sound.noise * noise) * np.exp(-seconds / sound.decay)
    hit *= np.minimum(seconds / ATTACK_SECONDS, 1) * np.linspace(1, 0, count) ** 0.5
    hit *= sound.loud
    hit.setflags(write=False)
    return hit
