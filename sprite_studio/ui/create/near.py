"""What can be drawn near one sprite: siblings, variations, the way to another thing."""

from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.studio.jobs.drawing import new_seed
from sprite_studio.studio.jobs.edit import EDIT_STEPS, EditJob, edit_drawing
from sprite_studio.studio.jobs.recipe import Interpolate, Near, Recipe, Vary
from sprite_studio.ui.create.family_row import mix_as
from sprite_studio.ui.create.past import Drawn

NEAR_STEPS = 20
"""Of a run that begins near another sprite: half of an edit's usual number, and soon there."""

RELATIVES = 16
"""Drawn near a sprite that stood alone; and the frames in which one turns into another thing."""


def more_like(sprite: Recipe, amount: float, count: int) -> EditJob:
    """The same words, noise near its own. Args: sprite: of it alone; amount: above 0, up to 1."""
    edit = Near(sprite.drawing.seed, amount)
    return EditJob(edit, edit_drawing(sprite.drawing, NEAR_STEPS, count, new_seed()))


def vary(sprite: Drawn, amount: float, count: int) -> EditJob:
    """Its own pixels, noised and drawn again. Args: as of `more_like`."""
    # Its own style, and not another for each variation.
    mix = {**sprite.recipe.drawing.mix, **sprite.recipe.styles[0]}
    edit = Vary(sprite.images[0].tobytes(), amount)
    return EditJob(edit, edit_drawing(sprite.recipe.drawing, EDIT_STEPS, count, new_seed(), mix))


def turn_into(sprite: Recipe, category: str) -> EditJob:
    """Frames that change alike, from its noise under its words to that under others."""
    seed = sprite.drawing.seed
    edit = Interpolate(seed, seed, mix_as(sprite, category))
    drawing = edit_drawing(sprite.drawing, NEAR_STEPS, RELATIVES, new_seed())
    return EditJob(edit, drawing, even=True)


def turns_of(recipe: Recipe) -> tuple[str, ...]:
    """The categories into which a sprite can turn: a way begins at its noise and is walked without
    more of it, by the whole network, so only what was drawn like that is where it begins."""
    how = recipe.drawing
    straight = how.sampler == "dpm++" or (how.sampler == "ddim" and how.eta == 0)
    if recipe.edit is not None or not straight or how.symmetric or how.palette_inside:
        return ()
    return tuple(word for word in CATEGORIES if mix_as(recipe, word) != how.mix)
