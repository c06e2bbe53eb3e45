"""What a comparison is asked for and what it gives back: frozen, plain data. No torch, no Qt."""

from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.drawing import (
    DEFAULT_MODEL,
    SAMPLER_NAMES,
    Drawing,
    Eta,
    Name,
    Sampler,
    Steps,
)
from sprite_studio.studio.jobs.prompt_reading import LeftOut
from sprite_studio.studio.jobs.report import Report

MOST_LANES = 16
MOST_COMPARED = 64
COLLAPSED = 0.75
"""A lane with at most this share of another's different sprites is worth a word."""

SHOWN = 4
"""Sprites of each lane whose every step is kept."""


class Lane(msgspec.Struct, frozen=True):
    """One way to draw. Attributes: as in `Drawing`."""

    sampler: Sampler
    steps: Steps | None = None
    eta: Eta = 0.0
    model: Name = DEFAULT_MODEL

    def of(self, drawing: Drawing) -> Drawing:
        """The same sprites, drawn in this way."""
        return msgspec.structs.replace(drawing, **msgspec.structs.asdict(self))

    @property
    def title(self) -> str:
        """For people."""
        eta = f", eta {self.eta:g}" if self.sampler == "ddim" and self.eta else ""
        steps = f", {self.steps} steps" if self.steps else ""
        model = "" if self.model == DEFAULT_MODEL else f" · {self.model}"
        return f"{SAMPLER_NAMES[self.sampler]}{steps}{eta}{model}"

    @property
    def way(self) -> str:
        """For people, whatever its number of steps."""
        return msgspec.structs.replace(self, steps=None).title


@dataclass(frozen=True)
class CompareJob:
    """Draw the same sprites in several ways, from the same noise.

    Attributes: lanes: the first is the reference; drawing: of all, but for what a lane says;
    prompt: free text, whose words add to the drawing's mix.
    """

    lanes: tuple[Lane, ...]
    drawing: Drawing
    prompt: str = ""


@dataclass(frozen=True)
class LaneResult:
    """What one way drew.

    Attributes:
        lane: with its number of steps.
        log_snr: (T,) the level λ of each step, noisiest first.
        frames: (T, at most `SHOWN`, 16, 16, 4) x0 at each step, soft.
        x0: (N, 16, 16, 4) of the last step, soft.
        images: (N, 16, 16, 4), crisp.
        seconds: of sampling.
        calls: of the network, a sprite, as `calls_of` counts.
        difference: root mean square of x0 to the first lane's, in [-1, 1]; 0 for itself.
        other_noise: the same between sprites of this lane, which began with other noise: how far a
            repeat by the same sampler lies away. None for a single sprite.
        divergence: (16, 16) the difference, pixel by pixel.
        spread: how unlike each other the sprites are.
        different: how many of them there are if near copies count as one.
        guidance: that it drew with; a live student knows no more of it than it learned.
        left_out: what the prompt says and the lane's model does not know.
        style: as `style_of` tells it.
    """

    lane: Lane
    log_snr: tuple[float, ...]
    frames: Images
    x0: Images
    images: Images
    seconds: float
    calls: int
    difference: float
    other_noise: float | None
    divergence: NDArray[np.float64]
    spread: float
    different: int
    guidance: float
    left_out: tuple[LeftOut, ...] = ()
    style: str | None = None

    @property
    def sprites_per_second(self) -> float:
        """Drawn."""
        return len(self.images) / max(self.seconds, 1e-9)

    def frame_at(self, log_snr: float) -> int:
        """The last step that is not cleaner than a level; the first before it began."""
        return max(0, int(np.searchsorted(self.log_snr, log_snr, side="right")) - 1)


@dataclass(frozen=True)
class CompareProgress(Report):
    """After a step of a lane.

    Attributes:
        lane, lanes: its number, from 0; how many there are.
        lane_step, lane_steps: of the lane.
        step, steps: of the whole job.
        seconds: since the start.
        result: of the lane, when it is done.
    """

    lane: int
    lanes: int
    lane_step: int
    lane_steps: int
    step: int
    steps: int
    seconds: float
    result: LaneResult | None = None

    @property
    def droppable(self) -> bool:
        """A report that carries a result must arrive."""
        return self.result is None


@dataclass(frozen=True)
class CompareResult(Result):
    """Attributes: job: as asked; lanes: in its order, those that are done."""

    job: CompareJob
    lanes: tuple[LaneResult, ...]

    @property
    def verdict(self) -> str:
        """What the lanes show, in a line: the fewest network calls, and one that collapsed if any
        did. Seconds of lanes with as many calls differ by chance."""
        calls = min(lane.calls for lane in self.lanes)
        fewest = [lane.lane.title for lane in self.lanes if lane.calls == calls]
        told = f"{' and '.join(fewest)} made the fewest network calls, {calls} a sprite"
        if len(fewest) == len(self.lanes):
            told = f"{calls} network calls a sprite" + (" in each" if fewest[1:] else "")
        least = min(self.lanes, key=lambda lane: lane.different)
        most = max(self.lanes, key=lambda lane: lane.different)
        if least.different <= COLLAPSED * most.different:
            told += (
                f"; different sprites of {len(most.images)}: {least.different} by "
                f"{least.lane.title}, {most.different} by {most.lane.title}"
            )
        return told
