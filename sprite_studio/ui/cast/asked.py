"""What a drawing of a character is given, by who is there: which frames stay as they are."""

from dataclasses import replace

import msgspec
import numpy as np

from sprite_studio.art.walk.character import VIEWS
from sprite_studio.art.walk.finish import Given
from sprite_studio.studio.jobs.cast import (
    CAST_COLOURS,
    DRAFT_STEPS,
    FROM_WORDS,
    CastJob,
    candidates_for,
    cast_of,
    colours_for,
    following,
    who_it_was,
)
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.recipes.recipe import Cast
from sprite_studio.ui.cast.party import At, Person, nothing_locked

SIDES = ("left", "right")
SIDES_TOGETHER = sum(VIEWS.index(side) for side in SIDES)


AGAIN_TEMPERATURE = 1.0
"""Of a frame that is drawn again, which is to be another. Of five second steps of a hero's side and
its mirror none differed from the first step by four pixels with 0.5 or 0.8, and all did with 1."""


def around_locked(person: Person) -> Cast:
    """All but the frames that are locked; all of words where none is."""
    given = person.locked & person.there
    return cast_of(person.frames, given) if given.any() else FROM_WORDS


def drawn_again(person: Person, at: At, mirror: bool | None) -> Cast:
    """All but one frame; and but the one across from it, if one is the other turned round and is
    not locked. It would say all that is to be said, and nothing would change. An empty frame is
    drawn to fit all others.

    Args: mirror: what the box says: left and right are mirrors, are not, or None where they nearly
    are.
    """
    given = ~nothing_locked()
    given[at] = False
    if not person.there[at]:  # the likeliest is wanted
        return msgspec.structs.replace(cast_of(person.frames, given), mirror=mirror)
    view, step = at
    if VIEWS[view] in SIDES:
        across = (SIDES_TOGETHER - view, step)
        twins = np.array_equal(person.frames[at], person.frames[across][:, ::-1])
        if mirror is not False and (mirror or twins) and not person.locked[across]:
            given[across] = False
        elif mirror is None:
            mirror = False
    cast = cast_of(person.frames, given)
    return msgspec.structs.replace(cast, mirror=mirror, temperature=AGAIN_TEMPERATURE)


def followed_by_others(person: Person, at: At) -> Given:
    """The frames that are given where others follow one: it, and those that are locked."""
    given = person.locked.copy()
    given[at] = True
    return given


def following_others(person: Person, given: Given, freedom: float) -> Cast:
    """What is asked for then. Args: given: as of `followed_by_others`; freedom: 0 to 1."""
    was = who_it_was(person.frames, given, person.before)
    return following(person.frames, given, was, freedom)


def as_asked(drawing: Drawing, cast: Cast) -> Drawing:
    """With the colours and the candidates that belong to who is there.

    Left alone colours are twelve, which are too few for frames that have more.
    """
    asked = None if drawing.colours == CAST_COLOURS else drawing.colours
    colours, candidates = colours_for(asked, cast), candidates_for(None, cast)
    return msgspec.structs.replace(drawing, colours=colours, candidates=candidates)


def drafted(job: CastJob, is_live: bool) -> CastJob:
    """The same in few steps, of one candidate. Args: is_live: whether a live student is there."""
    draft = {"sampler": "live", "steps": 2} if is_live else {"steps": DRAFT_STEPS}
    how = msgspec.structs.replace(job.drawing, candidates=1, **draft)
    return replace(job, drawing=how)
