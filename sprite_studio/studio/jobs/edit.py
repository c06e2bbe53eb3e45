"""What the editor is asked for and what it gives back: frozen, plain data. No torch, no Qt."""

from dataclasses import dataclass, replace

import msgspec

from sprite_studio.art.sprite import CATEGORIES, Pixels
from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.drawing import (
    BEST,
    MIXED,
    SAMPLERS,
    Drawing,
    Mix,
    new_seed,
)
from sprite_studio.studio.jobs.prompt_reading import LeftOut
from sprite_studio.studio.jobs.recipes.recipe import (
    Edit,
    Inpaint,
    Interpolate,
    Near,
    Recipe,
    Redress,
    Vary,
)
from sprite_studio.studio.jobs.report import Report

FORK_SAMPLERS = tuple(sampler for sampler in SAMPLERS if sampler != "live")
"""The live student leaps from milestones of its own; it cannot begin anywhere else."""

INPAINT_STEPS = 12
"""Each is taken five times. More are slower and no nearer to what was there (root mean square error
of a box of 128 unseen sprites: .438 with 12, .447 with 20, .460 with 50)."""


EDIT_STEPS = 50

NEAR_STEPS = 20
"""Of a run that begins near another sprite: half of an edit's usual number, and soon there."""

LIVE_STEPS = 8
"""Of a frame for a moving hand."""


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


@dataclass(frozen=True, eq=False)
class Origin:
    """A sprite to begin with, wherever it comes from.

    Attributes:
        pixels: (16, 16, 4).
        recipe: of it alone, or None where nobody knows how it was made.
    """

    pixels: Pixels
    recipe: Recipe | None = None

    @property
    def tile(self) -> bytes:
        return self.pixels.tobytes()

    @property
    def told(self) -> Mix:
        """All the words that it was drawn with, its own style among them."""
        if self.recipe is None:
            return {}
        return {**self.recipe.drawing.mix, **self.recipe.styles[0]}

    def drawing(self, steps: int, count: int, mix: Mix | None = None) -> Drawing:
        """How it is edited, with a new seed."""
        drawn = Drawing() if self.recipe is None else self.recipe.drawing
        return edit_drawing(drawn, steps, count, new_seed(), mix)


def is_straight(recipe: Recipe) -> bool:
    """Whether a run without more noise, by the whole network, drew it: only then its seed's noise
    under its words is where it is."""
    how = recipe.drawing
    straight = how.sampler == "dpm++" or (how.sampler == "ddim" and how.eta == 0)
    return recipe.edit is None and straight and not how.symmetric and not how.palette_inside


def redraw(origin: Origin, mask: bytes, mix: Mix, prompt: str, count: int) -> EditJob:
    """Draw a part anew. Args: mask: as of `Inpaint`; mix, prompt: what the whole shows then."""
    edit = Inpaint(origin.tile, mask)
    return EditJob(edit, origin.drawing(INPAINT_STEPS, count, mix), prompt)


def vary(origin: Origin, strength: float, count: int, prompt: str = "") -> EditJob:
    """Its own pixels, noised and drawn again. Args: strength: above 0, up to 1."""
    # Its own style, and not another for each variation.
    drawing = origin.drawing(EDIT_STEPS, count, origin.told)
    return EditJob(Vary(origin.tile, strength), drawing, prompt)


def redress(origin: Origin, mix: Mix, prompt: str, count: int) -> EditJob:
    """Its pose under other words. From the noise of one picture only styles make several sprites:
    with a style of its own for each there are as many as were asked for, else there is one."""
    drawing = origin.drawing(EDIT_STEPS, count, mix)
    return EditJob(Redress(origin.tile, origin.told), drawing, prompt)


def more_like(origin: Origin, spread: float, count: int) -> EditJob:
    """The same words, noise near its own. Args: spread: above 0, up to 1."""
    if origin.recipe is not None and origin.recipe.edit is None:
        edit, mix = Near(origin.recipe.drawing.seed, spread), origin.recipe.drawing.mix
    else:
        edit, mix = Near(origin.tile, spread), origin.told
    return EditJob(edit, origin.drawing(NEAR_STEPS, count, mix))


def turn_into(origin: Origin, category: str, count: int) -> EditJob:
    """Frames that change alike, from its noise under its words to that under others."""
    if origin.recipe is not None and is_straight(origin.recipe):
        end, mix = origin.recipe.drawing.seed, origin.recipe.drawing.mix
    else:
        end, mix = origin.tile, origin.told
    others = {word: weight for word, weight in mix.items() if word not in CATEGORIES}
    edit = Interpolate(end, end, {category: 1.0, **others})
    return EditJob(edit, origin.drawing(NEAR_STEPS, count, mix), even=True)


def in_style(job: EditJob, style: str) -> EditJob:
    """The same in a style that was chosen. Pictures have styles of their own, and are told none
    but one that is named; a new dress is one of any style."""
    if isinstance(job.edit, Redress):
        style, count = (MIXED, job.drawing.count) if style in (BEST, MIXED) else (style, 1)
    else:
        count = job.drawing.count
    return replace(job, drawing=msgspec.structs.replace(job.drawing, style=style, count=count))


def live_frame_of(job: EditJob) -> EditJob:
    """The same, soon: in few steps, its colours left as they are drawn."""
    how = msgspec.structs.replace(job.drawing, steps=LIVE_STEPS, colours=0)
    return replace(job, drawing=how)
