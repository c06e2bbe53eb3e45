"""What the editor is asked for and what it gives back: frozen, plain data. No torch, no Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.recipe import Recipe
from sprite_studio.art.sprite import Pixels
from sprite_studio.studio.jobs import DEFAULT_MODEL, Images, Result


@dataclass(frozen=True)
class Vary:
    """Noise a sprite and clean it again. Attributes: sprite: (16, 16, 4) uint8; strength: 0 to 1,
    from a touch-up to a new sprite."""

    sprite: Pixels
    strength: float


@dataclass(frozen=True)
class Inpaint:
    """Draw a part anew. Attributes: sprite: (16, 16, 4) uint8; mask: (16, 16) bool, true where
    to draw; everything else stays byte for byte."""

    sprite: Pixels
    mask: NDArray[np.bool_]


@dataclass(frozen=True)
class Redress:
    """Keep the noise, change the words. Attributes: sprite: (16, 16, 4) uint8; was: the mix that
    describes it now; the job's mix is what it becomes."""

    sprite: Pixels
    was: Mapping[str, float]


@dataclass(frozen=True)
class Near:
    """More like the sprite that a seed draws. Attributes: seed; spread: 0 to 1, how far from its
    noise."""

    seed: int
    spread: float


@dataclass(frozen=True)
class Interpolate:
    """A way from one to the other, ends included: `count` frames.

    Attributes:
        start, stop: (16, 16, 4) uint8 sprites, or the seeds of drawn ones.
        stop_mix: words at the end; the job's mix is those of the start.
    """

    start: Pixels | int
    stop: Pixels | int
    stop_mix: Mapping[str, float]


@dataclass(frozen=True)
class Fork:
    """Leave the way of a drawn sprite at one of its steps, and go on with the job's words and
    seeds.

    Attributes:
        recipe: of one sprite.
        step: how many of its steps are taken as they were, from none to all but one.
        painted: (16, 16, 4) uint8 what the network is to believe it saw there, noised again to
            that level; or None to go on from the noise as it was.
    """

    recipe: Recipe
    step: int
    painted: Pixels | None = None


Edit = Vary | Inpaint | Redress | Near | Interpolate | Fork


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


@dataclass(frozen=True)
class EditProgress:
    """After one step. Attributes: step, steps: of the whole job; seconds: since the start."""

    step: int
    steps: int
    seconds: float

    droppable = True


@dataclass(frozen=True)
class EditResult(Result):
    """Attributes: images: (N, 16, 16, 4), crisp; mix: as resolved; seconds; device: in words."""

    images: Images
    mix: Mapping[str, float]
    seconds: float
    device: str
