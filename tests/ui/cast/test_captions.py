import msgspec
import numpy as np

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.palette import colours_of
from sprite_studio.art.palettes.mapping import ColourTable
from sprite_studio.studio.jobs.cast import CAST_DRAWING, CastResult, cast_of
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.ui.cast.captions import BY_HAND, CARRIED, EMPTY, ONE_EMPTY, PAINTED, done, told
from sprite_studio.ui.cast.party import Person, kept, nobody, nothing_locked

FRAMES = walking_character(1).frames
OTHER = walking_character(2).frames[0, 0]
NOTHING = np.zeros_like(OTHER)


def test_a_frame_that_was_only_cleared_was_not_painted():
    cleared = Person(FRAMES, nothing_locked()).with_frame((0, 0), NOTHING, locked=False)
    assert told(cleared) == ONE_EMPTY
    assert "Choose it;" in ONE_EMPTY  # the keys are for the frame that is meant
    assert told(cleared.with_frame((0, 0), OTHER)) == PAINTED


def test_others_follow_only_where_all_are_there():
    painted = Person(FRAMES, nothing_locked()).with_frame((0, 0), OTHER)
    assert told(painted) == PAINTED
    assert told(painted.with_frame((2, 1), NOTHING, locked=False)) == ONE_EMPTY


def followed(after, steps):
    """Somebody whose other frames followed the first, that is another now."""
    given = nothing_locked()
    given[0, 0] = True
    cast = cast_of(after, given, before=FRAMES)
    drawing = msgspec.structs.replace(CAST_DRAWING, steps=steps, mix={"hero": 1.0})
    recipe = Recipe(version="1", model_hash="", drawing=drawing, styles=({},), edit=cast)
    return Person(after, nothing_locked(), recipe)


def status(person):
    return done(CastResult(person.frames[None], person.recipe, 1.5, "CPU"))


def test_others_that_followed_a_recolouring_were_not_drawn():
    outline = colours_of(FRAMES)[0].tobytes().hex()
    after = FRAMES.copy()
    after[0, 0] = ColourTable(((outline, "ff0000"),)).applied(after[0, 0])
    carried = followed(after, 7)
    assert told(carried) == CARRIED
    assert status(carried).startswith("Carried over in 1.50 s")
    after[0, 0] = OTHER
    drawn = followed(after, 7)
    assert "drawn anew in 7 steps · model cast" in told(drawn)
    assert status(drawn).startswith("Drawn in 1.50 s")


def test_of_somebody_who_was_opened_it_does_not_say_that_others_followed_just_now():
    after = FRAMES.copy()
    after[0, 0] = OTHER
    drawn = followed(after, 7)
    assert told(kept(after, drawn.recipe, "")) == BY_HAND != told(drawn)


def test_it_says_how_one_begins():
    assert told(nobody()) == EMPTY
    assert told(Person(FRAMES, nothing_locked())) == BY_HAND
    assert told(nobody().with_frame((0, 0), OTHER)).startswith("With frames of your own")
