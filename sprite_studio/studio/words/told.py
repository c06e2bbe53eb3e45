"""A sprite that was drawn elsewhere as a drawing that says all that it was told, by its words."""

import msgspec

from sprite_studio.studio.jobs.drawing import NONE, Drawing
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.studio.words.styles import styles_in

NULL_CONTEXT = "Without words no style is told either: this is the null context"


def in_words(recipe: Recipe) -> Drawing:
    """Of the recipe's first sprite. Its kind, and a blend of styles, are words of the mix; one
    style is the drawing's, unless there is no other word: then that is one, too."""
    how = recipe.drawing
    told = {**how.mix, **(recipe.styles[0] if recipe.styles else {})}
    styles = styles_in(tuple(told))
    one = len(styles) == 1 and told[styles[0]] == 1 and len(told) > 1
    style = styles[0] if one else NONE
    mix = {word: weight for word, weight in told.items() if word != style}
    return msgspec.structs.replace(how, mix=mix, style=style, varied=False)
