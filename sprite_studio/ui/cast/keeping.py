"""A party as it is put into the library: each of it one sprite of twelve frames."""

from sprite_studio.studio.jobs.library.sprites import KeepSpritesJob, KeepSpritesResult
from sprite_studio.studio.library.sprites.drawn import kept_character
from sprite_studio.ui.cast.party import Party


def keeping(party: Party) -> KeepSpritesJob | None:
    """None where nobody is there."""
    people = [one for one in party.people if not one.is_blank]
    if not people:
        return None
    return KeepSpritesJob(tuple(kept_character(one.frames, one.recipe, one.name) for one in people))


def kept_told(result: KeepSpritesResult) -> str:
    """How many came, for the status bar."""
    there = len(result.ids) - result.new
    known = f"; {there} were there already" if there else ""
    return f"Kept {result.new} on Sprites{known}"
