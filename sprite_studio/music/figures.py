"""What an ear would complain of, as figures; what tells moods apart, and copies from new."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from sprite_studio.music.plan import LETTERS
from sprite_studio.music.roll import DRUM_ROWS, DRUMS, LEAD, LOWEST, SIZE, STRUCK, VOICES, Bars
from sprite_studio.music.scales import OCTAVE, SCALES, is_in_key
from sprite_studio.music.sound.waves import Samples
from sprite_studio.music.tune import Tune

USUAL_STEP = 0.999
"""The quantile of a signal's own steps with which its seam is compared."""

Features = NDArray[np.float64]


@dataclass(frozen=True)
class EarFigures:
    """Of a loop.

    Attributes:
        in_key: share of its notes, without drums, that belong to its scale; 1 where it has none.
        silent: voices without a note.
        same: pairs of letters whose bars are the same, which the form does not ask for.
        seam: the jump from the last sample to the first, over the largest of a thousand of the
            signal's own steps; from 1 on it could be heard as a click.
    """

    in_key: float
    silent: tuple[str, ...]
    same: tuple[str, ...]
    seam: float


def ear_figures(tune: Tune, samples: Samples) -> EarFigures:
    """Args: samples: of the same loop."""
    return EarFigures(in_key(tune), silent_voices(tune), same_bars(tune), seam(samples))


def in_key(tune: Tune) -> float:
    """See `EarFigures`."""
    inside, total = in_key_counts(tune)
    return inside / total if total else 1.0


def in_key_counts(tune: Tune) -> tuple[int, int]:
    """Notes of the scale, and all notes, without drums."""
    of_row = (tune.bars[:, :DRUMS] == STRUCK).sum(axis=(0, 1, 3))
    belongs = [is_in_key(LOWEST + row, tune.plan.scale) for row in range(SIZE)]
    return int(of_row[belongs].sum()), int(of_row.sum())


def silent_voices(tune: Tune) -> tuple[str, ...]:
    """See `EarFigures`."""
    heard = (tune.bars == STRUCK).any(axis=(0, 2, 3))
    return tuple(name for name, sounds in zip(VOICES, heard, strict=True) if not sounds)


def same_bars(tune: Tune) -> tuple[str, ...]:
    """See `EarFigures`."""
    pairs = combinations(range(len(tune.bars)), 2)
    return tuple(
        LETTERS[one] + LETTERS[other]
        for one, other in pairs
        if np.array_equal(tune.bars[one], tune.bars[other])
    )


def most_alike(tune: Tune) -> int:
    """How many of the loop's pictures are the same as one of them, itself counted: 1 where all
    differ."""
    return max(sum(np.array_equal(one, other) for other in tune.bars) for one in tune.bars)


def seam(samples: Samples) -> float:
    """See `EarFigures`; 0 of silence."""
    jump = abs(samples[0] - samples[-1])
    usual = np.quantile(np.abs(np.diff(samples)), USUAL_STEP)
    return float(jump / usual) if jump else 0.0


def nearest_distances(bars: Bars, others: Bars) -> NDArray[np.float64]:
    """(N,) how far each bar's lead is from the nearest of others: the share of struck notes that
    the two do not have in common (1 less Dice's coefficient); 0 is a copy, 1 has not a note in
    common. What the other voices play are a mood's patterns. Args: bars: (N, 4, 16, 16); others:
    (M, 4, 16, 16)."""
    ours, theirs = _leads(bars), _leads(others)
    common = ours @ theirs.T
    counts = ours.sum(axis=1)[:, None] + theirs.sum(axis=1)
    return 1 - (2 * common / np.maximum(counts, 1)).max(axis=1)


def scale_heard(tune: Tune) -> str:
    """The scale to which more of the notes belong; without a note that tells them apart, minor."""
    struck = (tune.bars[:, :DRUMS] == STRUCK).sum(axis=(0, 1, 3))
    tones = [(LOWEST + row) % OCTAVE for row in range(SIZE)]
    belonging = {
        name: sum(count for tone, count in zip(tones, struck, strict=True) if tone in scale)
        for name, scale in SCALES.items()
    }
    return "major" if belonging["major"] > belonging["minor"] else "minor"


def features(bars: Bars) -> Features:
    """(F,) what of a loop tells its mood: notes a bar of each voice and drum, when they begin, how
    long they are, and how high. Args: bars: (N, 4, 16, 16)."""
    struck = bars == STRUCK
    count = len(bars)
    notes = struck.sum(axis=(0, 2, 3)) / count
    drums = [struck[:, DRUMS, row].sum() / count for row in DRUM_ROWS]
    on_beat = [struck[:, voice].sum(axis=(0, 1)).reshape(4, 4).sum(axis=0) for voice in range(4)]
    beats = [part / max(1, part.sum()) for part in on_beat]
    sounding = (bars != 0).sum(axis=(0, 2, 3)) / np.maximum(1, struck.sum(axis=(0, 2, 3)))
    rows = np.arange(SIZE)
    heights = [
        (struck[:, voice].sum(axis=(0, 2)) * rows).sum() / max(1, struck[:, voice].sum())
        for voice in range(DRUMS)
    ]
    return np.concatenate([notes, drums, *beats, sounding[:DRUMS], heights])


class NearestMean:
    """A classifier: the label whose mean features are nearest, in units of their spread."""

    def __init__(self, examples: Sequence[tuple[str, Features]]) -> None:
        """Args: examples: label and features each; at least one of each label."""
        table = np.stack([row for _, row in examples])
        spread = table.std(axis=0)
        self._spread = np.where(spread > 0, spread, 1.0)
        self.labels = tuple(dict.fromkeys(label for label, _ in examples))
        self._means = np.stack(
            [
                np.mean([row for one, row in examples if one == label], axis=0)
                for label in self.labels
            ]
        )

    def __call__(self, row: Features) -> str:
        """The label of a loop's features."""
        apart = np.square((self._means - row) / self._spread).sum(axis=1)
        return self.labels[int(apart.argmin())]


def rhythm_shared(bars: Bars, others: Bars) -> float:
    """Of the leads of two loops' bars, each with each but itself, how many of their beginnings they
    share (Dice's coefficient), on average. Args: bars: (N, 4, 16, 16); others: (M, 4, 16, 16), or
    the same array."""
    ours, theirs = (
        (one[:, LEAD] == STRUCK).any(axis=1).astype(np.float64) for one in (bars, others)
    )
    shared = 2 * ours @ theirs.T / np.maximum(1, ours.sum(axis=1)[:, None] + theirs.sum(axis=1))
    if bars is others:
        shared = shared[~np.eye(len(bars), dtype=bool)]
    return float(shared.mean())


def _leads(bars: Bars) -> NDArray[np.float32]:
    return (bars[:, LEAD] == STRUCK).reshape(len(bars), -1).astype(np.float32)
