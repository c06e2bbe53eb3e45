import numpy as np

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.palette import colours_of
from sprite_studio.art.palettes.mapping import ColourTable
from sprite_studio.art.walk.finish import MOST_COLOURS
from sprite_studio.art.walk.given import colours_given
from sprite_studio.studio.jobs.cast import CAST_DRAWING, cast_of
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.recipes.recipe import Cast, Recipe
from sprite_studio.ui.cast.party import (
    MOST,
    Party,
    PartyPast,
    Person,
    Wished,
    kept,
    nobody,
    nothing_locked,
    seen_from,
)

FRAMES = walking_character(1).frames
WISHED = Wished(CAST_DRAWING, None, 0.5)


def test_a_frame_by_hand_leaves_who_it_was_as_it_was():
    person = nobody()
    other = person.with_frame((1, 2), FRAMES[1, 2])
    assert person.is_blank
    assert other.locked[1, 2]
    assert not other.is_whole
    assert other.there.sum() == 1
    assert Person(FRAMES, nothing_locked()).is_whole


def test_other_colours_are_those_of_all_frames_and_of_what_others_follow():
    outline = colours_of(FRAMES)[0]
    table = ColourTable(((outline.tobytes().hex(), "ff0000"),))
    painted = Person(FRAMES, nothing_locked()).with_frame((0, 0), FRAMES[1, 0])
    red = painted.recoloured(table)
    assert red.recipe is None
    assert painted.before is not None
    assert red.before is not None
    assert red.locked is painted.locked
    for frames, was in ((red.frames, painted.frames), (red.before, painted.before)):
        there = (was[..., :3] == outline).all(axis=-1) & (was[..., 3] > 0)
        assert there.any(axis=(-1, -2)).all()
        assert (frames[there] == (255, 0, 0, 255)).all()
        assert np.array_equal(frames[~there], was[~there])


def test_who_it_was_is_known_after_colours_were_merged():
    many = FRAMES[0, 0].copy()
    many[..., :3] = np.random.default_rng(0).integers(0, 256, (16, 16, 3), np.uint8)
    painted = Person(FRAMES, nothing_locked()).with_frame((0, 0), many)
    merged = painted.merged(painted.locked)
    assert colours_given(merged.frames, merged.locked) == MOST_COLOURS
    assert merged.before is FRAMES
    assert merged.locked is painted.locked


def test_another_takes_the_place_of_the_one_at_work():
    party = Party((nobody(), nobody(), nobody()), who=1)
    person = Person(FRAMES, nothing_locked())
    changed = party.with_person(person)
    assert changed.person is person
    assert changed.others == (party.people[0], party.people[2])


def test_what_was_done_is_taken_back_and_done_again():
    past = PartyPast(WISHED)
    assert not past.can_undo
    first = past.now
    past.add(Party((nobody(),)), WISHED)
    second = past.now
    past.undo()
    assert past.now is first
    past.redo()
    assert past.now is second
    past.undo()
    past.add(Party((nobody(),)), WISHED)
    assert not past.can_redo
    for _ in range(2 * MOST):
        past.add(Party((nobody(),)), WISHED)
    undone = 0
    while past.can_undo:
        past.undo()
        undone += 1
    assert undone == MOST - 1


def test_words_say_from_which_side_a_sprite_is_seen():
    assert seen_from({"side-facing": 1.0, "facing:left": 1.0}) == "left"
    assert seen_from({"side-facing": 1.0}) == "right"
    assert seen_from({"hero": 1.0, "side-facing": 0.0}) == "down"


def recipe(edit):
    drawing = Drawing(mix={"hero": 1.0}, count=1, model="cast")
    return Recipe(version="", model_hash="", drawing=drawing, styles=({},), edit=edit)


def test_who_was_kept_has_the_frames_locked_that_were_given_or_the_first_that_is_there():
    given = nothing_locked()
    given[1, 0] = given[2, 0] = True
    drawn = kept(FRAMES, recipe(cast_of(FRAMES, given)), "Mira")
    assert drawn.locked.tolist() == given.tolist()
    assert drawn.name == "Mira"
    for how in (None, recipe(Cast())):
        assert np.argwhere(kept(FRAMES, how, "").locked).tolist() == [[0, 0]]
    without_front = FRAMES.copy()
    without_front[0] = 0
    assert np.argwhere(kept(without_front, None, "").locked).tolist() == [[1, 0]]


def test_locks_are_each_persons_own():
    person = nobody()
    assert person.with_lock((0, 0), True).locked[0, 0]
    assert not np.any(person.locked)


def test_what_was_wished_for_a_party_comes_back_with_it():
    past = PartyPast(WISHED)
    other = Wished(CAST_DRAWING, True, 0.7)
    past.add(Party((nobody(),)), other)
    past.replace(Party((nobody(),)))
    assert past.wished is other
    past.undo()
    assert past.wished is WISHED
    past.redo()
    assert past.wished is other
