"""What an adaptation to somebody's pack is asked and what it tells: frozen, plain data."""

from dataclasses import dataclass, field
from pathlib import Path

from sprite_studio.art.sprite import CATEGORIES, Sprite
from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL
from sprite_studio.studio.jobs.recipes.recipe import Recipe

LEAST_SPRITES, MOST_SPRITES = 8, 200
DEFAULT_MINUTES = 3.0


@dataclass(frozen=True)
class AdaptJob:
    """Teach a model the manner of a pack, as a style.

    Attributes:
        data: a folder, a sheet or a picture of sprites; or sprites that are at hand, of which those
            with a category among their words are learned under it.
        name: of the pack, for people; the style's word is made of it.
        minutes: at most.
        steps: at most, or None for as many as have a use.
        model: who learns: an installed model's name, or a file.
        seed: of every random choice.
        replace: whether a style of that name may be learned anew.
        keep_background: whether a flat colour behind opaque sprites is a part of them.
        pictured: whether what shows the style where styles are chosen is drawn, too.
    """

    data: Path | tuple[Sprite, ...]
    name: str
    minutes: float = DEFAULT_MINUTES
    steps: int | None = None
    model: str = DEFAULT_MODEL
    seed: int = 0
    replace: bool = False
    keep_background: bool = False
    pictured: bool = False


def as_shown(images: Images, recipe: Recipe) -> tuple[Sprite, ...]:
    """(N, 16, 16, 4) drawn sprites, each under the category that weighed most in their mix."""
    mix = recipe.drawing.mix
    category = max(CATEGORIES, key=lambda word: mix.get(word, 0.0))
    words = (category,) if mix.get(category, 0.0) > 0 else ()
    return tuple(Sprite(pixels, words, origin=f"sprite {i + 1}") for i, pixels in enumerate(images))


@dataclass(frozen=True)
class AdaptForecast:
    """Before the first step. Attributes: seconds_left: of all that is to come; is_measured: whether
    that is judged by what was done so far, and not by the time that is allowed."""

    seconds_left: float
    is_measured: bool

    droppable = False


@dataclass(frozen=True)
class AdaptStarted:
    """Said once, before the first step.

    Attributes:
        sprites: that show the manner; found: of so many.
        left_out: how many were blank, repeated, in no manifest or unusable, in words, or "".
        rejected: "file: reason" of the first that are left out.
        steps: in all.
    """

    sprites: int
    found: int
    left_out: str
    rejected: tuple[str, ...]
    steps: int

    droppable = False


@dataclass(frozen=True)
class AdaptResult(Result):
    """Attributes: word: the style's; model: who learned it, as of the job; file: where it is kept;
    sprites: that showed it; steps; seconds: in all; replaced: what stood there before, in words, or
    ""; trouble: why it ended early, in words, or ""; examples: (N, 16, 16, 4) what shows the style
    where styles are chosen, if it was asked for."""

    word: str
    model: str
    file: Path
    sprites: int
    steps: int
    seconds: float
    replaced: str = ""
    trouble: str = ""
    examples: Images | None = field(default=None, compare=False)
