"""The Forge of tunes: loops by our own rules, without end, labelled in words.

A seed draws a mood, a plan of it (key, pace, chords, form, patterns) and a motif; `melody` and
`band` write the bars. Networks of tunes learn from nothing else.
"""

from dataclasses import dataclass
from random import Random

import numpy as np

from sprite_studio.music.forge.band import make_band, write_bass, write_drums, write_harmony
from sprite_studio.music.forge.melody import make_motif, write_lead
from sprite_studio.music.moods import MOOD_RULES
from sprite_studio.music.plan import Plan, make_plan
from sprite_studio.music.roll import BASS, DRUMS, HARMONY, LEAD, SIZE, VOICES, Bars
from sprite_studio.music.words import MOODS


@dataclass(frozen=True, eq=False)
class ForgedTune:
    """Attributes: mood; plan; bars: (N, 4, 16, 16), the pictures of the plan's letters; words: of
    each."""

    mood: str
    plan: Plan
    bars: Bars
    words: tuple[tuple[str, ...], ...]


def forge_tune(seed: int, mood: str | None = None) -> ForgedTune:
    """The tune of a seed. Args: seed: 0 or more; mood: one of MOODS, or None for any."""
    rng = Random(seed)
    drawn = rng.choice(MOODS)
    mood = mood or drawn
    rules = MOOD_RULES[mood]
    plan = make_plan({mood: 1.0}, rng)
    motif = make_motif(rules, plan.pace, rng)
    band = make_band(rules, plan.patterns, rng)
    # The answer of a motif has a rhythm of its own, and the opposite contour is never far.
    answer = make_motif(rules, plan.pace, rng)
    told = plan.bar_words()
    bars = np.zeros((len(told), len(VOICES), SIZE, SIZE), np.uint8)
    for number, degree in enumerate(plan.degrees):
        place = plan.place(number)
        lead = motif if number % 2 == 0 else answer
        bars[number, LEAD] = write_lead(lead, rules, plan.scale, degree, place, rng)
        bars[number, HARMONY] = write_harmony(band, plan.scale, degree)
        bars[number, BASS] = write_bass(band, plan.scale, degree)
        bars[number, DRUMS] = write_drums(band, place, rng)
    words = tuple((mood, *one) for one in told)
    return ForgedTune(mood, plan, bars, words)
