"""How good drawn loops are, by ear figures, beside the Forge's own."""

import time
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from sprite_studio.music.figures import (
    NearestMean,
    features,
    in_key_counts,
    most_alike,
    nearest_distances,
    rhythm_shared,
    same_bars,
    scale_heard,
    silent_voices,
)
from sprite_studio.music.forge import ForgedTune
from sprite_studio.music.tune import Tune
from sprite_studio.music.words import MOODS
from sprite_studio.studio.draw.tune import draw_tunes
from sprite_studio.studio.evaluate.report import EvaluateProgress
from sprite_studio.studio.jobs.base import Result
from sprite_studio.studio.jobs.drawing import TUNE_MODEL
from sprite_studio.studio.jobs.tune import TUNE_DRAWING, DrawnTune, TuneJob, TuneResult
from sprite_studio.studio.library.models import ModelLibrary
from sprite_studio.studio.train.tunes import forged_tunes

FIRST_SEED = 3_000_000
FORGED, FORGED_UNSEEN = 1600, 400
"""Tunes of the Forge that a classifier learns and copies are looked for among, and others that are
measured as drawn ones are."""

COPIED = 0.1
"""Less of its notes than this set a bar's lead apart from a copy's."""

REPEATED = 4


@dataclass(frozen=True)
class TunesJob:
    """Attributes: model: an installed model's name, or a file; count: of loops, all moods in turn;
    steps, guidance: of drawing, or None for the usual."""

    model: str = TUNE_MODEL
    count: int = 256
    steps: int | None = None
    guidance: float | None = None


@dataclass(frozen=True)
class TuneRow:
    """Of drawn loops, or of the Forge's that no training saw.

    Attributes:
        of: whose.
        loops: how many.
        in_key: share of all their notes, without drums, that are of the loop's scale.
        all_in_key: share of loops in which 95 in 100 notes are.
        silent: share of loops in which a voice never sounds.
        same: share in which two bars are the same that the form has apart, and
        four_same: in which as many as four are.
        seam: the largest jump at the seam, in the signal's own steps; NaN where none was rendered.
        scale_told: share whose notes are more of the scale that was asked for than of the other.
        mood_told, pace_told: share that a nearest-mean classifier of the Forge's other tunes calls
            by the mood, and the pace, that was asked for.
        copied: share of bars whose lead is nearly one of the Forge's.
        kin, strangers: how many of their beginnings the leads share of two bars of one loop, and of
            two loops of one mood.
    """

    of: str
    loops: int
    in_key: float
    all_in_key: float
    silent: float
    same: float
    four_same: float
    seam: float
    scale_told: float
    mood_told: float
    pace_told: float
    copied: float
    kin: float
    strangers: float


@dataclass(frozen=True)
class TunesReport(Result):
    """Attributes: rows: drawn loops, and the Forge's; seconds_a_loop: of drawing and rendering."""

    rows: tuple[TuneRow, ...]
    seconds_a_loop: float


@dataclass(frozen=True, eq=False)
class _Heard:
    """A loop to be measured. Attributes: mood; tune; seam."""

    mood: str
    tune: Tune
    seam: float


def measure_tunes(
    job: TunesJob, library: ModelLibrary
) -> Generator[EvaluateProgress | TunesReport | None, None, None]:
    """Yields EvaluateProgress and one TunesReport. Raises JobError, CheckpointError."""
    start = time.perf_counter()
    drawn: list[_Heard] = []
    for number in range(job.count):
        mood = MOODS[number % len(MOODS)]
        yield EvaluateProgress(mood, number, job.count, time.perf_counter() - start)
        one = yield from _drawn(job, mood, FIRST_SEED + number, library)
        drawn.append(_Heard(mood, one.tune, one.figures.seam))
    seconds = (time.perf_counter() - start) / job.count
    known = forged_tunes(FORGED, "train")
    yield None
    unseen = [_heard(tune) for tune in forged_tunes(FORGED_UNSEEN, "test")]
    yield None
    measure = _Measure(known)
    yield TunesReport((measure("drawn", drawn), measure("the Forge's", unseen)), seconds)


def _drawn(
    job: TunesJob, mood: str, seed: int, library: ModelLibrary
) -> Generator[None, None, DrawnTune]:
    asked = msgspec.structs.replace(
        TUNE_DRAWING,
        mix={mood: 1.0},
        seed=seed,
        model=job.model,
        steps=job.steps or TUNE_DRAWING.steps,
        guidance=TUNE_DRAWING.guidance if job.guidance is None else job.guidance,
    )
    found: list[DrawnTune] = []
    for event in draw_tunes(TuneJob(asked), library):
        if isinstance(event, TuneResult):
            found.extend(event.drawn)
        yield None
    return found[0]


def _heard(forged: ForgedTune) -> _Heard:
    return _Heard(forged.mood, Tune(forged.plan, forged.bars), float("nan"))


class _Measure:
    """All figures of some loops, by what the Forge's tunes are like."""

    def __init__(self, known: Sequence[ForgedTune]) -> None:
        rows = [features(tune.bars) for tune in known]
        moods, paces = (
            [tune.mood for tune in known],
            [tune.plan.pace for tune in known],
        )
        self._mood = NearestMean(list(zip(moods, rows, strict=True)))
        self._pace = NearestMean(list(zip(paces, rows, strict=True)))
        self._bars = np.concatenate([tune.bars for tune in known])

    def __call__(self, of: str, loops: Sequence[_Heard]) -> TuneRow:
        tunes = [one.tune for one in loops]
        rows = [features(tune.bars) for tune in tunes]
        keys = [in_key_counts(tune) for tune in tunes]
        bars = np.concatenate([tune.bars for tune in tunes])
        return TuneRow(
            of=of,
            loops=len(loops),
            in_key=sum(inside for inside, _ in keys) / max(1, sum(total for _, total in keys)),
            all_in_key=_share(inside >= 0.95 * total for inside, total in keys),
            silent=_share(bool(silent_voices(tune)) for tune in tunes),
            same=_share(bool(same_bars(tune)) for tune in tunes),
            four_same=_share(most_alike(tune) >= REPEATED for tune in tunes),
            seam=max(one.seam for one in loops),
            scale_told=_share(scale_heard(tune) == tune.plan.scale for tune in tunes),
            mood_told=_share(
                self._mood(row) == one.mood for row, one in zip(rows, loops, strict=True)
            ),
            pace_told=_share(
                self._pace(row) == tune.plan.pace for row, tune in zip(rows, tunes, strict=True)
            ),
            copied=float((nearest_distances(bars, self._bars) < COPIED).mean()),
            kin=float(np.mean([rhythm_shared(tune.bars, tune.bars) for tune in tunes])),
            strangers=_strangers(loops),
        )


def _strangers(loops: Sequence[_Heard]) -> float:
    """Each loop beside the next of its mood."""
    last: dict[str, Tune] = {}
    found = []
    for one in loops:
        if one.mood in last:
            found.append(rhythm_shared(last[one.mood].bars, one.tune.bars))
        last[one.mood] = one.tune
    return float(np.mean(found)) if found else float("nan")


def _share(truths: Iterable[bool]) -> float:
    return float(np.mean(list(truths)))
