"""What can be drawn near one sprite: siblings, variations, the way to another thing."""

from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.studio.jobs import edit
from sprite_studio.studio.jobs.edit import EditJob, Origin
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.ui.create.family_row import mix_as
from sprite_studio.ui.create.past import Drawn

RELATIVES = 16
"""Drawn near a sprite that stood alone; and the frames in which one turns into another thing."""


def more_like(sprite: Drawn, amount: float, count: int) -> EditJob:
    """The same words, noise near its own. Args: sprite: alone; amount: above 0, up to 1."""
    return edit.more_like(_origin(sprite), amount, count)


def vary(sprite: Drawn, amount: float, count: int) -> EditJob:
    """Its own pixels, noised and drawn again. Args: as of `more_like`."""
    return edit.vary(_origin(sprite), amount, count)


def turn_into(sprite: Drawn, category: str) -> EditJob:
    """Frames that change alike, from its noise under its words to that under others."""
    return edit.turn_into(_origin(sprite), category, RELATIVES)


def turns_of(recipe: Recipe) -> tuple[str, ...]:
    """The categories into which a sprite can turn: a way begins at its noise and is walked without
    more of it, by the whole network, so only what was drawn like that is where it begins."""
    if not edit.is_straight(recipe):
        return ()
    return tuple(word for word in CATEGORIES if mix_as(recipe, word) != recipe.drawing.mix)


def _origin(sprite: Drawn) -> Origin:
    return Origin(sprite.images[0], sprite.recipe)
