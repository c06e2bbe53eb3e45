"""A party as it is exported: who is at work first."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from sprite_studio.art.export.credits import Origin
from sprite_studio.art.export.file_names import safe_name
from sprite_studio.art.sprite import SIZE
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
    names = numbered([one.name or title_of(_mix_of(one, words)) for one in people])
    return of_characters(np.stack([one.frames for one in people]), names, origins)


def named_so(party: Party, found: Exportable, name: str) -> Party:
    """Whoever was exported alone, by another name than was offered, is called so from then on."""
    frames = [sprite.pixels for sprite in found.sprites]
    own = party.person.frames.reshape(FRAMES, SIZE, SIZE, 4)
    if name == found.name or not np.array_equal(frames, own):
        return party
    return party.with_person(replace(party.person, name=safe_name(name)))


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
