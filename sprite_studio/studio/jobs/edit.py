"""What the editor is asked for and what it gives back: frozen, plain data. No torch, no Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sprite_studio.art.recipe import Edit, Recipe
from sprite_studio.studio.jobs.generate import DEFAULT_MODEL, SAMPLERS, Images, Result

FORK_SAMPLERS = tuple(sampler for sampler in SAMPLERS if sampler != "live")
"""The live student leaps from milestones of its own; it cannot begin anywhere else."""

INPAINT_STEPS = 12
"""Each is taken five times. More are slower and no nearer to what was there (root mean square error
of a box of 128 unseen sprites: .438 with 12, .447 with 20, .460 with 50)."""


@dataclass(frozen=True)
class EditJob:
    """Change a sprite, `count` times.

    Attributes:
        edit: what to do.
        mix: word → weight of what is drawn; synonyms are allowed.
        seed: of the first result; result i has seed + i.
        guidance: 1 is none.
        steps: of a whole run.
        model: an installed model's name, or a file.
        colours: at most this many a sprite, or None to leave them as drawn.
        palette: "rrggbb" each; snapped to at the end, if there are any.
        prompt: free text, whose words add to the mix.
        even: whether the frames of a way lie where the sprite changes alike from one to the next,
            which is looked for, and not at equal shares of it.
    """

    edit: Edit
    mix: Mapping[str, float] = field(default_factory=dict)
    seed: int = 0
    count: int = 16
    guidance: float = 2.0
    steps: int = 50
    model: str = DEFAULT_MODEL
    colours: int | None = 12
    palette: tuple[str, ...] = ()
    prompt: str = ""
    even: bool = False


@dataclass(frozen=True)
class EditProgress:
    """After one step. Attributes: step, steps: of the whole job; seconds: since the start."""

    step: int
    steps: int
    seconds: float

    droppable = True


@dataclass(frozen=True)
class EditResult(Result):
    """Attributes: images: (N, 16, 16, 4), crisp; recipe: resolved; seconds; device: in words."""

    images: Images
    recipe: Recipe
    seconds: float
    device: str
