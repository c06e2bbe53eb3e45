"""What is said of a loop, in lines."""

from sprite_studio.music.figures import EarFigures
from sprite_studio.music.plan import LETTERS, Plan
from sprite_studio.music.roll import VOICES
from sprite_studio.music.scales import OCTAVE, TONICS

SAME_AND_OTHER = (
    "A bar of music is a picture, too: 16 notes high and 16 sixteenths wide, with lead, harmony, "
    "bass and drums where a sprite has red, green, blue and clearness. The noise, the network, the "
    "words and the sampler are the same as for sprites, line by line; only the pictures that it "
    "learned from are others."
)

ONE_FAMILY = (
    "The bars of a loop begin in the same noise and are told other chords, which makes them a "
    "family; only where a chord comes again is the noise another. Key, tempo, chords and the order "
    "of the bars were chosen by a rule before anything was drawn."
)

NUMERALS = {
    "major": ("I", "ii", "iii", "IV", "V", "vi", "vii°"),
    "minor": ("i", "ii°", "III", "iv", "v", "VI", "VII"),
}

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


def figures_line(figures: EarFigures) -> str:
    """What an ear would complain of, or not."""
    said = [f"{figures.in_key:.0%} of the notes in key"]
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
