"""What a drawing of a character is given, by who is there: which frames stay as they are."""

from dataclasses import replace

import msgspec

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


def around_locked(person: Person) -> Cast:
    """All but the frames that are locked; all of words where none is."""
    given = person.locked & person.there
    return cast_of(person.frames, given) if given.any() else FROM_WORDS


def all_but(at: At) -> Given:
    """The frames that are given where one is drawn again."""
    others = ~nothing_locked()
    others[at] = False
    return others


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
