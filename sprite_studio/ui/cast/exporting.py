"""A party as it is exported: who is at work first."""

from collections.abc import Mapping

import numpy as np

from sprite_studio.studio.export.characters import numbered, of_characters, title_of
from sprite_studio.studio.export.model_credits import installed_credits
from sprite_studio.studio.export.origins import merged, origin_of
from sprite_studio.studio.jobs.export import Exportable
from sprite_studio.ui.cast.party import Party, Person


def exportable(party: Party, words: Mapping[str, float]) -> Exportable | None:
    """None where nobody is there. Args: words: of those that nobody knows of how they were made."""
    people = [one for one in (party.person, *party.others) if not one.is_blank]
    if not people:
        return None
    recipes = [one.recipe for one in people if one.recipe is not None]
    origins = [origin_of(one, installed_credits(one.drawing.model)) for one in recipes]
    names = numbered([title_of(_mix_of(one, words)) for one in people])
    return of_characters(np.stack([one.frames for one in people]), names, merged(origins))


def _mix_of(person: Person, words: Mapping[str, float]) -> Mapping[str, float]:
    if person.recipe is None:
        return words
    return {**person.recipe.drawing.mix, **person.recipe.styles[0]}
