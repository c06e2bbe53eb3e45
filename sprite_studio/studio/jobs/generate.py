"""Drawing new sprites: frozen, plain data. No torch, no Qt."""

from dataclasses import dataclass, replace
from typing import Literal

import msgspec

from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.prompt_reading import LeftOut
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.studio.jobs.report import Report


@dataclass(frozen=True)
class GenerateJob:
    """Draw sprites.

    Attributes:
        drawing: how; synonyms are allowed in its mix.
        prompt: free text, whose words add to the mix.
        frames: what each progress report shows: x_t, x0, or nothing.
        draft: a frame of a live view: quicker for a few sprites, and the last bits may differ
            from those of another batch, so it is not for keeping.
        locked: numbers of sprites that keep their seeds, which the drawing names, while the best of
            several candidates are picked for the others.
    """

    drawing: Drawing
    prompt: str = ""
    frames: Literal["x_t", "x0"] | None = None
    draft: bool = False
    locked: tuple[int, ...] = ()


@dataclass(frozen=True)
class GenerateProgress(Report):
    """After one network call.

    Attributes:
        step, steps: of the whole job.
        first: index of the first sprite that `images` shows.
        images: what the job asked to see, soft alpha, or None.
        log_snr: the level λ of this step.
        seconds: since the start.
    """

    step: int
    steps: int
    first: int
    images: Images | None
    log_snr: float
    seconds: float


@dataclass(frozen=True)
class GenerateResult(Result):
    """The drawn sprites.

    Attributes:
        images: crisp, palette applied.
        recipe: resolved; drawing it again gives the same pixels.
        seconds: sampling and decoding.
        drawn: how many sprites were drawn; these are the best of them, or all.
        network_calls: how often the network was asked about a sprite, as `calls_of` counts, summed
            over the groups that are drawn one after the other.
        device: on which, in words.
        left_out: what the prompt says and the model does not know.
    """

    images: Images
    recipe: Recipe
    seconds: float
    drawn: int
    network_calls: int
    device: str
    left_out: tuple[LeftOut, ...] = ()


def live_frame_of(job: GenerateJob) -> GenerateJob:
    """The same drawing, made by the live student in two steps.

    Its colours are left as they are: merging those of 16 sprites takes four times as long as
    drawing them (200 ms of 250).
    """
    how = msgspec.structs.replace(job.drawing, sampler="live", steps=2, colours=0)
    return replace(job, drawing=how, frames=None, draft=True)
