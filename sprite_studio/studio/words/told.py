"""What a sprite was told, all of it by words."""

import msgspec

from sprite_studio.studio.jobs.drawing import NONE, Drawing
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.studio.words.styles import styles_in

NULL_CONTEXT = "Without words no style is told either: this is the null context"


def words_of(recipe: Recipe, sprite: int = 0) -> dict[str, float]:
    """Word → weight that a sprite was told, its style among them; none is the null context. Those
    of no weight are not told."""
    own = recipe.styles[sprite] if recipe.styles else {}
    return {word: weight for word, weight in {**recipe.drawing.mix, **own}.items() if weight}


def in_words(recipe: Recipe) -> Drawing:
    """The recipe's first sprite as a drawing that says all that it was told. Its kind, and a blend
    of styles, are words of the mix; one style is the drawing's, unless there is no other word:
    then that is one, too."""
    how = recipe.drawing
    told = {**how.mix, **(recipe.styles[0] if recipe.styles else {})}
    styles = styles_in(tuple(told))
    one = len(styles) == 1 and told[styles[0]] == 1 and len(told) > 1
    style = styles[0] if one else NONE
    mix = {word: weight for word, weight in told.items() if word != style}
    return msgspec.structs.replace(how, mix=mix, style=style, varied=False)
