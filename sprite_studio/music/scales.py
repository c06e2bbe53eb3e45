"""Scales and chords, in semitones above the tonic."""

SCALES: dict[str, tuple[int, ...]] = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
}
"""Pitch classes of each; minor is the natural one."""

OCTAVE = 12
DEGREES = 7

TONICS = ("C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")
"""Names of the pitch classes."""


def triad(scale: str, degree: int) -> tuple[int, int, int]:
    """Pitch classes of root, third and fifth of the chord on a degree, 1 to 7."""
    steps = SCALES[scale]
    root, third, fifth = (steps[(degree - 1 + skip) % DEGREES] for skip in (0, 2, 4))
    return root, third, fifth


def is_in_key(semitones: int, scale: str) -> bool:
    """Whether a pitch, in semitones above the tonic, belongs to the scale."""
    return semitones % OCTAVE in SCALES[scale]
