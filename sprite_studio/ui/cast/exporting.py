"""A party as it is exported: who is at work first."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from sprite_studio.art.export.credits import Origin
from sprite_studio.art.walk.character import FRAMES
from sprite_studio.studio.export.characters import numbered, of_characters, title_of
from sprite_studio.studio.export.model_credits import installed_credits
from sprite_studio.studio.export.origins import origin_of
from sprite_studio.studio.jobs.export import Exportable
from sprite_studio.ui.cast.party import Party, Person


def exportable(party: Party, words: Mapping[str, float]) -> Exportable | None:
    """None where nobody is there. Args: words: of those that nobody knows of how they were made."""
    people = [one for one in (party.person, *party.others) if not one.is_blank]
    if not people:
        return None
    origins = [origin for one in people for origin in [_of_a_frame(one)] * FRAMES]
    names = numbered([title_of(_mix_of(one, words)) for one in people])
    return of_characters(np.stack([one.frames for one in people]), names, origins)


def _of_a_frame(person: Person) -> Origin:
    """Where each of its frames comes from."""
    if person.recipe is None:
        return Origin(frames=1)
    learned = installed_credits(person.recipe.drawing.model)
    return replace(origin_of(person.recipe, learned), sprites=1, frames=1)


def _mix_of(person: Person, words: Mapping[str, float]) -> Mapping[str, float]:
    if person.recipe is None:
        return words
    return {**person.recipe.drawing.mix, **person.recipe.styles[0]}
