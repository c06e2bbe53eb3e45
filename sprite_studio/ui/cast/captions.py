"""The line below the frames: how a character was drawn, or what can be done."""

from sprite_studio.studio.jobs.drawing import CAST_MODEL
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.ui.cast.party import Person

NO_NETWORK = (
    f"There is no cast network here: the model {CAST_MODEL!r} is missing. Frames can be opened, "
    "painted, watched and exported; to have them drawn, put that model among your models."
)
PAINTED = (
    "Painted. Others follow (F) carries the change into the other frames and leaves the rest of "
    "them; Draw draws them anew."
)
ONE_EMPTY = (
    "One frame is empty. Choose it; Draw it again (D) then draws it to fit the others. Draw draws "
    "all that are not locked."
)
PARTY_TIP = (
    "Twelve characters that walk, of these words, in one style, with seeds in a row; "
    "single sprites are drawn on Create"
)
EMPTY = "Press Draw for a character of these words, or drop a sprite on a frame."


def draft(recipe: Recipe) -> str:
    """While a hand moves."""
    return f"Draft in {recipe.drawing.steps_taken} steps; let go for the whole drawing"


def told(person: Person) -> str:
    """How it was drawn, in a line, or what can be done."""
    if person.is_blank:
        return EMPTY
    if person.there.sum() == person.there.size - 1:
        return ONE_EMPTY
    if person.is_whole and person.before is not None:
        return PAINTED
    if person.recipe is None:
        return "With frames of your own; press Draw for the others, or F on a changed one"
    # Of its candidates one was kept: its own seed alone would not bring it back.
    how = person.recipe.drawing
    return f"Drawn in {how.steps_taken} steps · model {how.model}"
