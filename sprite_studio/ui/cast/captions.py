"""The line below the frames: how a character was drawn, or what can be done."""

from sprite_studio.studio.jobs.cast import CastResult, change_in
from sprite_studio.studio.jobs.drawing import CAST_MODEL
from sprite_studio.studio.jobs.recipes.recipe import Cast, Recipe
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
BY_HAND = (
    "All twelve frames are there, changed by hand or opened. Draw draws those anew that are not "
    "locked."
)
CARRIED = "The other frames follow: the colours that changed were carried over; nothing was drawn."
EMPTY = (
    "One frame is empty. Choose it; Draw it again (D) then draws it to fit the others. Draw draws "
    "all that are not locked."
)
PARTY_TIP = (
    "Twelve characters that walk, of these words, in one style, with seeds in a row; "
    "single sprites are drawn on Create"
)
BY_HAND = (
    "All twelve frames are there, changed by hand or opened. Draw draws those anew that are not "
    "locked."
)
CARRIED = (
    "The other frames follow the change: its colours were carried over, and nothing was drawn."
)
EMPTY = "Press Draw for a character of these words that walks, or drop a sprite on a frame."


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
    if person.recipe is None or person.is_opened:
        return BY_HAND if person.is_whole else "With frames of your own; press Draw for the others"
    # Of its candidates one was kept: its own seed alone would not bring it back.
    how = person.recipe.drawing
    if _is_carried(person.recipe):
        return CARRIED
    steps = f"in {how.steps_taken} steps · model {how.model}"
    edit = person.recipe.edit
    if isinstance(edit, Cast) and edit.before is not None:
        return f"The other frames follow the change; where it shows they were drawn anew {steps}"
    return f"Drawn {steps}"


def done(result: CastResult) -> str:
    """How long it took, for the status bar."""
    how = "Carried over" if _is_carried(result.recipe) else "Drawn"
    return f"{how} in {result.seconds:.2f} s; Ctrl+Z goes back"


def _is_carried(recipe: Recipe) -> bool:
    """Whether frames followed a change of colours alone, for which no network is asked."""
    change = change_in(recipe.edit) if isinstance(recipe.edit, Cast) else None
    return change is not None and change.is_recolouring
