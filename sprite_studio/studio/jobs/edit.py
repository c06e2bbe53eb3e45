"""What the editor is asked for and what it gives back: frozen, plain data. No torch, no Qt."""

from dataclasses import dataclass

import msgspec

from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.drawing import SAMPLERS, Drawing, Mix
from sprite_studio.studio.jobs.prompt_reading import LeftOut
from sprite_studio.studio.jobs.recipe import Edit, Recipe
from sprite_studio.studio.jobs.report import Report

FORK_SAMPLERS = tuple(sampler for sampler in SAMPLERS if sampler != "live")
"""The live student leaps from milestones of its own; it cannot begin anywhere else."""

INPAINT_STEPS = 12
"""Each is taken five times. More are slower and no nearer to what was there (root mean square error
of a box of 128 unseen sprites: .438 with 12, .447 with 20, .460 with 50)."""


EDIT_STEPS = 50


def edit_drawing(
    drawn: Drawing, steps: int, count: int, seed: int, mix: Mix | None = None
) -> Drawing:
    """How a sprite that was drawn is edited: by its model, in its colours, and by DDIM.

    Args: mix: other words than its own.
    """
    return msgspec.structs.replace(
        drawn,
        mix=drawn.mix if mix is None else mix,
        seed=seed,
        seeds=(),
        count=count,
        sampler="ddim",
        steps=steps,
        eta=0.0,
        palette_inside=False,
        symmetric=False,
    )


@dataclass(frozen=True)
class EditJob:
    """Change a sprite, `drawing.count` times.

    Attributes:
        edit: what to do.
        drawing: how what is drawn is drawn: always by DDIM; its steps are those of a whole run.
        prompt: free text, whose words add to the mix.
        even: whether the frames of a way lie where the sprite changes alike from one to the next,
            which is looked for, and not at equal shares of it.
    """

    edit: Edit
    drawing: Drawing = Drawing(sampler="ddim", steps=EDIT_STEPS)  # noqa: RUF009 - frozen
    prompt: str = ""
    even: bool = False


@dataclass(frozen=True)
class EditProgress(Report):
    """After one step. Attributes: step, steps: of the whole job; seconds: since the start."""

    step: int
    steps: int
    seconds: float


@dataclass(frozen=True)
class EditResult(Result):
    """Attributes: images: (N, 16, 16, 4), crisp; recipe: resolved; seconds; device: in words;
    left_out: what the prompt says and the model does not know."""

    images: Images
    recipe: Recipe
    seconds: float
    device: str
    left_out: tuple[LeftOut, ...] = ()
