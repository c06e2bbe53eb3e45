"""What a run is doing: still learning, flat, or copying; from figures that are shown. No torch."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np

from sprite_studio.studio.jobs.training.film import Frame
from sprite_studio.studio.jobs.training.train import LevelLoss

LEAST_POINTS, MOST_POINTS = 5, 8
"""Measurements over which a trend is judged: with fewer none is, of more the last."""

LEAST_CHANGE = 0.01
"""Of a loss, over these measurements; less is none that matters."""

MOST_NOISE = 0.1
"""With more there is no saying that a loss stands still."""

COPIES_BELOW = 0.5
"""Times as far from the training sprites as held-out ones: what is nearer are copies."""

LEAST_HELD_OUT = 8
"""Sprites, for a median that means something."""


class Verdict(Enum):
    """What can be said of a run."""

    TOO_EARLY = auto()
    UNCLEAR = auto()
    LEARNING = auto()
    FLAT = auto()
    COPYING = auto()


@dataclass(frozen=True)
class Trend:
    """How a loss went over a few measurements, by a line through its logarithms.

    Attributes:
        first, last: the steps between which it was measured; points: how often.
        change: of the loss on that way, -0.1 is a tenth less; noise: twice the standard error of
            that, by how far the points lie from the line.
    """

    first: int
    last: int
    points: int
    change: float
    noise: float

    @property
    def falls(self) -> bool:
        """Beyond its noise, and by enough to matter."""
        return self.change + self.noise < 0 and self.change < -LEAST_CHANGE

    @property
    def rises(self) -> bool:
        """Beyond its noise, and by enough to matter."""
        return self.change - self.noise > 0 and self.change > LEAST_CHANGE

    @property
    def stands(self) -> bool:
        """Neither, and it is known well enough to say so."""
        return not self.falls and not self.rises and self.noise < MOST_NOISE


@dataclass(frozen=True)
class Judgement:
    """Attributes:
    verdict: what follows of the rest.
    held_out, trained: the trend of the loss on either kind of sprites, or None.
    nearness: the median distance of drawn sprites to the nearest training sprite over that of
        held-out ones, or None where there are too few, or all training sprites are fresh.
    copies: how many of the drawn ones are nearly training sprites; drawn: of so many.
    """

    verdict: Verdict
    held_out: Trend | None
    trained: Trend | None
    nearness: float | None
    copies: int
    drawn: int


def judge(levels: Sequence[LevelLoss], frame: Frame | None) -> Judgement:
    """Args: levels: all that was measured, in order; frame: the last of the film."""
    held_out = trend([(one.step, one.validation) for one in levels])
    trained = trend([(one.step, one.training) for one in levels if one.training is not None])
    nearness, copies, drawn = _nearness(frame), 0, 0
    if frame is not None and not frame.forged:
        copies, drawn = sum(frame.copies), len(frame.copies)
    verdict = Verdict.UNCLEAR
    if held_out is None:
        verdict = Verdict.TOO_EARLY
    elif (
        (nearness is not None and nearness < COPIES_BELOW)
        or (copies and 2 * copies >= drawn)
        or (held_out.rises and trained is not None and trained.falls)
    ):
        verdict = Verdict.COPYING
    elif held_out.falls:
        verdict = Verdict.LEARNING
    elif held_out.stands:
        verdict = Verdict.FLAT
    return Judgement(verdict, held_out, trained, nearness, copies, drawn)


def trend(points: Sequence[tuple[int, float]]) -> Trend | None:
    """Of the last of some (step, loss); None where there are too few to judge by."""
    usable = [(step, loss) for step, loss in points if loss > 0 and math.isfinite(loss)]
    usable = usable[-MOST_POINTS:]
    steps = np.array([step for step, _ in usable], float)
    if len(usable) < LEAST_POINTS or np.ptp(steps) == 0:
        return None
    logs = np.log([loss for _, loss in usable])
    away = steps - steps.mean()
    spread = float((away**2).sum())
    slope = float((away * logs).sum()) / spread
    residuals = logs - logs.mean() - slope * away
    error = math.sqrt(float((residuals**2).sum()) / (len(usable) - 2) / spread)
    way = float(np.ptp(steps))
    return Trend(
        first=usable[0][0],
        last=usable[-1][0],
        points=len(usable),
        change=math.expm1(slope * way),
        noise=2 * error * way * math.exp(slope * way),
    )


def _nearness(frame: Frame | None) -> float | None:
    if frame is None or frame.forged or len(frame.held_out) < LEAST_HELD_OUT:
        return None
    drawn, held_out = frame.distance, frame.held_out_distance
    return None if drawn is None or not held_out else drawn / held_out
