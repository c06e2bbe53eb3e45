"""What a rule decides of a loop, before anything is drawn: key, tempo, chords, form.

A loop has eight bars of six pictures, in a form such as ABCD ABEF: bars of the same letter are the
same, by this rule, and no others. The plan says what each letter is told: its chord and its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from sprite_studio.music.moods import MOOD_RULES, Mood
from sprite_studio.music.words import MOODS, PACES, PATTERNS, SCALE_WORDS

BEATS_A_MINUTE = {"slow": (66, 88), "steady": (96, 122), "fast": (132, 168)}

DUTIES = (0.125, 0.25, 0.5)
"""Thin, bright and hollow; what the sound chips of the eighties had."""

LETTERS = "ABCDEF"
HALF = 3
"""The bar at which a loop rests."""

Form = tuple[str, str]
"""Letters of eight bars, and the degree of each one's chord; the same letter has the same."""

FORMS: dict[str, tuple[Form, ...]] = {
    "major": (
        ("ABCDABEF", "15641545"),
        ("ABCDABEF", "16451625"),
        ("ABCDABEF", "14151465"),
        ("ABACDEDF", "14156465"),
        ("ABACDEDF", "15144145"),
        ("AABCAADF", "11451125"),
    ),
    "minor": (
        ("ABCDABEF", "16371645"),
        ("ABCDABEF", "17671765"),
        ("ABCDABEF", "14151465"),
        ("ABACDEDF", "16173637"),
        ("ABACDEDF", "14154145"),
        ("AABCAADF", "11671145"),
    ),
}
"""The last chord of each leads back to the first."""

LOUD_BY_ITSELF = "travel"
"""The mood whose rules decide where none is said; the network is told of none."""


@dataclass(frozen=True)
class Plan:
    """Attributes:
    scale: one of SCALE_WORDS.
    pace: one of PACES.
    tonic: semitones above C, -5 to 6.
    bpm: quarters a minute.
    form: a letter a bar; letters are A, B, … in the order of the pictures.
    degrees: of each picture's chord, 1 to 7.
    patterns: of the mood's harmony, bass and drums, which one is played, from 0 on.
    duty: share of its period for which the lead's pulse is up.
    """

    scale: str
    pace: str
    tonic: int
    bpm: int
    form: str
    degrees: tuple[int, ...]
    patterns: tuple[int, int, int]
    duty: float

    def bar_words(self) -> list[tuple[str, ...]]:
        """What each picture is told by the plan: scale, pace, chord, place, and the patterns."""
        played = zip(PATTERNS.values(), self.patterns, strict=True)
        patterns = [words[number] for words, number in played]
        return [
            (self.scale, self.pace, f"chord:{degree}", self.place(picture), *patterns)
            for picture, degree in enumerate(self.degrees)
        ]

    def place(self, picture: int) -> str:
        """One of PLACES."""
        if picture == 0:
            return "place:open"
        if picture == len(self.degrees) - 1:
            return "place:close"
        return "place:half" if self.form[HALF] == LETTERS[picture] else "place:middle"


def make_plan(mix: Mapping[str, float], rng: Random) -> Plan:
    """What goes with the loudest mood, scale and pace that are asked for; the rest by lot, without
    what is turned away from."""
    mood = rules_of(mix)
    drawn_scale = _drawn(SCALE_WORDS, (1 - mood.minor, mood.minor), mix, rng)
    drawn_pace = _drawn(PACES, mood.paces, mix, rng)
    scale = loudest(mix, SCALE_WORDS) or drawn_scale
    pace = loudest(mix, PACES) or drawn_pace
    letters, degrees = rng.choice(FORMS[scale])
    named = dict(zip(letters, map(int, degrees), strict=True))
    pictures = sorted(named)
    form = "".join(LETTERS[pictures.index(letter)] for letter in letters)
    return Plan(
        scale=scale,
        pace=pace,
        tonic=rng.randint(-5, 6),
        bpm=rng.randint(*BEATS_A_MINUTE[pace]),
        form=form,
        degrees=tuple(named[letter] for letter in pictures),
        patterns=(
            rng.randrange(len(mood.harmony)),
            rng.randrange(len(mood.bass)),
            rng.randrange(len(mood.drums)),
        ),
        duty=rng.choice(DUTIES),
    )


def _drawn(
    words: tuple[str, ...], shares: tuple[float, ...], mix: Mapping[str, float], rng: Random
) -> str:
    wanted = [
        share if mix.get(word, 0.0) >= 0 else 0.0 for word, share in zip(words, shares, strict=True)
    ]
    if not any(wanted):  # all that the mood has are turned away from
        wanted = [float(mix.get(word, 0.0) >= 0) for word in words]
    if not any(wanted):
        wanted = list(shares)
    [word] = rng.choices(words, wanted)
    return word


def rules_of(mix: Mapping[str, float]) -> Mood:
    """Of the loudest mood."""
    return MOOD_RULES[loudest(mix, MOODS) or LOUD_BY_ITSELF]


def loudest(mix: Mapping[str, float], words: tuple[str, ...]) -> str | None:
    """The one with the most weight above zero."""
    found = {word: mix.get(word, 0.0) for word in words}
    best = max(found, key=found.__getitem__)
    return best if found[best] > 0 else None
