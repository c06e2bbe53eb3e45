"""Tones and envelopes, as arrays of samples."""

import numpy as np
from numpy.typing import NDArray

RATE = 44_100
"""Samples a second."""

Samples = NDArray[np.float64]
"""(N,) around 0."""

ATTACK_SECONDS = 0.002
"""From silence to full: at once would click."""

TRIANGLE_LEVELS = 16
"""Of the stairs that a sound chip's triangle climbs."""

VIBRATO_HERTZ, VIBRATO_CENTS, VIBRATO_AFTER = 5.5, 14.0, 0.25
"""Of notes that are held for longer than so many seconds."""


def pulse(phase: Samples, step: Samples, duty: float) -> Samples:
    """A wave that is up for a share of its period, its mean 0, its corners rounded by PolyBLEP
    (Välimäki and Huovilainen, 2007) so that little of it is folded back below the rate.

    Args: phase: in periods; step: what a sample adds to it.
    """
    rising, falling = phase % 1.0, (phase - duty) % 1.0
    square = np.where(rising < duty, 1.0, -1.0) - (2 * duty - 1)
    return square + _rounded(rising, step) - _rounded(falling, step)


def triangle(phase: Samples) -> Samples:
    """In sixteen levels, as the chips had it."""
    smooth = 2 * np.abs(2 * ((phase + 0.25) % 1.0) - 1) - 1
    half = (TRIANGLE_LEVELS - 1) / 2
    return -np.round((smooth + 1) * half) / half + 1


def phase_of(pitch: float, count: int, vibrato: bool = False) -> tuple[Samples, Samples]:
    """Phase of each of `count` samples, in periods, and what each adds. Args: pitch: MIDI's."""
    hertz = 440 * 2 ** ((pitch - 69) / 12)
    step = np.full(count, hertz / RATE)
    if vibrato:
        seconds = np.arange(count) / RATE
        depth = VIBRATO_CENTS * np.clip((seconds - VIBRATO_AFTER) * 4, 0, 1)
        step = step * 2 ** (depth * np.sin(2 * np.pi * VIBRATO_HERTZ * seconds) / 1200)
    return np.cumsum(step) - step[0], step


def envelope(held: int, release: float, sustain: float, decay: float) -> Samples:
    """Up at once, down to a share of it, and out after the note is let go.

    Args: held: samples for which the note is; release, decay: seconds in which it falls to a third;
    sustain: the share.
    """
    count = held + round(6 * release * RATE)
    seconds = np.arange(count) / RATE
    level = sustain + (1 - sustain) * np.exp(-seconds / decay)
    level *= np.minimum(seconds / ATTACK_SECONDS, 1)
    level *= np.exp(-np.maximum(seconds - held / RATE, 0) / release)
    # The last samples go to 0 itself.
    fade = min(count, round(ATTACK_SECONDS * RATE))
    level[count - fade :] *= np.linspace(1, 0, fade)
    return level


def _rounded(phase: Samples, step: Samples) -> Samples:
    """What a step up at phase 0 lacks of a band-limited one, in the two samples around it."""
    after, before = phase / step, (phase - 1) / step
    return np.where(
        phase < step,
        2 * after - after**2 - 1,
        np.where(phase > 1 - step, before**2 + 2 * before + 1, 0.0),
    )
