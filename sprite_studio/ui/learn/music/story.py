"""What is said of a loop, in lines."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sprite_studio.music.figures import EarFigures
from sprite_studio.music.known import known_from
from sprite_studio.music.plan import LETTERS, Plan
from sprite_studio.music.roll import VOICES
from sprite_studio.music.scales import OCTAVE, TONICS

FAMILY = (
    "Bars of one letter are one picture, heard again. Pictures of a loop begin in the same noise "
    "and are told other chords, which makes them a family. {again} Key, tempo, chords and the "
    "order of the bars were chosen by a rule before anything was drawn."
)

AGAIN = "Here {again}, and so begins in another noise: or both might come out the same."
NEVER_AGAIN = "Here no two letters have one chord, so all begin in one noise."

NUMERALS = {
    "major": ("I", "ii", "iii", "IV", "V", "vi", "vii°"),
    "minor": ("i", "ii°", "III", "iv", "v", "VI", "VII"),
}

ENOUGH = 0.9
"""Of a voice's notes, by which it counts as settled."""

EVEN = "even"
"""No voice is settled after all others."""

CLICK = 1.0
"""A seam from which on it could be heard."""


def plan_line(plan: Plan) -> str:
    """ "A minor, slow, 80 beats a minute · A B C D A B E F · i VI III VII i VI iv v"."""
    tonic = TONICS[plan.tonic % OCTAVE]
    names = [NUMERALS[plan.scale][degree - 1] for degree in plan.degrees]
    chords = " ".join(names[LETTERS.index(letter)] for letter in plan.form)
    return (
        f"{tonic} {plan.scale}, {plan.pace}, {plan.bpm} beats a minute · "
        f"{' '.join(plan.form)} · {chords}"
    )


def family_line(plan: Plan) -> str:
    """Which bars are the same, and which of a loop's pictures begin in another noise."""
    first = [plan.degrees.index(degree) for degree in plan.degrees]
    again = [
        f"{LETTERS[picture]} has the chord of {LETTERS[one]}"
        for picture, one in enumerate(first)
        if one != picture
    ]
    return FAMILY.format(again=AGAIN.format(again=", ".join(again)) if again else NEVER_AGAIN)


def figures_line(figures: EarFigures) -> str:
    """What an ear would complain of, or not."""
    said = [f"The finished loop: {figures.in_key:.0%} of the notes in key"]
    if figures.silent:
        said.append(f"silent: {', '.join(figures.silent)}")
    else:
        said.append(f"all {len(VOICES)} voices heard")
    if figures.same:
        pairs = ", ".join(f"{one} and {other}" for one, other in figures.same)
        said.append(f"the same, though the form has them apart: {pairs}")
    else:
        said.append("no bar twice but by the form")
    said.append("a click at the seam" if figures.seam >= CLICK else "no click at the seam")
    return " · ".join(said)


def settled_from(known: NDArray[np.float64]) -> list[int]:
    """Of each voice, the step from which on enough of its notes are as they will be; one more than
    there are where that is only in the finished loop. Args: known: (S, 4)."""
    found = [known_from(voice.tolist(), ENOUGH) for voice in known.T]
    return [len(known) + 1 if step is None else step + 1 for step in found]


def last_of(settled: Sequence[int]) -> str:
    """The voice that is settled last, or `EVEN`."""
    last = max(settled)
    return VOICES[settled.index(last)] if settled.count(last) == 1 else EVEN


def order_line(settled: Sequence[int], steps: int, labels: Mapping[str, str]) -> str:
    """The voices in the order in which they are settled, as the lesson's labels say it."""
    ordered = sorted(zip(settled, VOICES, strict=True))
    return ", ".join(
        labels["from_end" if step > steps else "from_step"].format(voice=voice, step=step)
        for step, voice in ordered
    )
