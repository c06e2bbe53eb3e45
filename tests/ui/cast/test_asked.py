import msgspec
import numpy as np
import pytest

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.studio.jobs.cast import (
    CAST_DRAWING,
    FROM_WORDS,
    GIVEN_CANDIDATES,
    GIVEN_TEMPERATURE,
    CastJob,
    given_in,
)
from sprite_studio.ui.cast.asked import (
    around_locked,
    as_asked,
    drafted,
    drawn_again,
    followed_by_others,
    following_others,
)
from sprite_studio.ui.cast.party import Person, nobody, nothing_locked

FRAMES = walking_character(1).frames


def test_what_is_locked_and_there_is_given_and_nothing_else():
    person = Person(FRAMES, nothing_locked()).with_lock((1, 2), True)
    assert np.argwhere(given_in(around_locked(person))).tolist() == [[1, 2]]
    assert around_locked(nobody().with_lock((0, 0), True)) is FROM_WORDS


def test_colours_and_candidates_are_of_who_is_there():
    locked = around_locked(Person(FRAMES, nothing_locked()).with_lock((0, 0), True))
    assert as_asked(CAST_DRAWING, FROM_WORDS) == CAST_DRAWING
    around = as_asked(CAST_DRAWING, locked)
    assert (around.colours, around.candidates) == (16, GIVEN_CANDIDATES)
    few = msgspec.structs.replace(CAST_DRAWING, colours=9)
    assert as_asked(few, locked).colours == 9


@pytest.mark.parametrize(
    ("at", "mirror", "free"),
    [
        ((0, 1), None, [[0, 1]]),
        ((1, 2), None, [[1, 2], [2, 2]]),
        ((2, 0), None, [[1, 0], [2, 0]]),
        ((2, 0), True, [[1, 0], [2, 0]]),
        ((2, 0), False, [[2, 0]]),
    ],
)
def test_one_frame_is_drawn_again_with_the_one_that_mirrors_it(at, mirror, free):
    frames = FRAMES.copy()
    frames[2] = frames[1, :, :, ::-1]
    cast = drawn_again(Person(frames, nothing_locked()), at, mirror)
    assert np.argwhere(~given_in(cast)).tolist() == free
    assert cast.mirror is mirror
    assert cast.temperature == 1


def test_an_empty_frame_is_drawn_to_fit_all_others():
    frames = FRAMES.copy()
    frames[1, 2] = 0
    cast = drawn_again(Person(frames, nothing_locked()), (1, 2), None)
    assert np.argwhere(~given_in(cast)).tolist() == [[1, 2]]
    assert (cast.mirror, cast.temperature) == (None, GIVEN_TEMPERATURE)


def test_a_frame_whose_twin_stays_is_drawn_again_as_none_unless_the_box_is_ticked():
    frames = FRAMES.copy()
    frames[2] = frames[1, :, :, ::-1]
    person = Person(frames, nothing_locked()).with_lock((2, 1), True)
    for mirror, kept in ((None, False), (True, True)):
        cast = drawn_again(person, (1, 1), mirror)
        assert np.argwhere(~given_in(cast)).tolist() == [[1, 1]]
        assert cast.mirror is kept
    frames[1, 1, 8] = frames[0, 1, 8]
    apart = drawn_again(Person(frames, nothing_locked()), (1, 1), None)
    assert np.argwhere(~given_in(apart)).tolist() == [[1, 1]]
    assert apart.mirror is False


def test_others_follow_a_painted_frame_and_locked_ones_stay():
    other = walking_character(2).frames[0, 0]
    person = Person(FRAMES, nothing_locked()).with_lock((3, 1), True)
    person = person.with_frame((0, 0), other, locked=False)
    given = followed_by_others(person, (0, 0))
    assert np.argwhere(given).tolist() == [[0, 0], [3, 1]]
    assert not person.locked[0, 0]
    cast = following_others(person, given, 0.5)
    assert np.array_equal(given_in(cast), given)


def test_a_draft_is_of_few_steps_and_by_the_student_where_there_is_one():
    job = CastJob(CAST_DRAWING)
    plain, live = drafted(job, False).drawing, drafted(job, True).drawing
    assert plain.candidates == live.candidates == 1
    assert (live.sampler, live.steps_taken) == ("live", 2)
    assert plain.sampler == job.drawing.sampler
    assert plain.steps_taken < job.drawing.steps_taken
