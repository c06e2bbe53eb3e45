import numpy as np

from sprite_studio.art.export.collection import row_of
from sprite_studio.art.export.credits import Origin
from sprite_studio.art.forge.walking import walking_character
from sprite_studio.studio.export.characters import (
    FRAME_NAMES,
    names_of,
    of_characters,
    title_of,
    walking,
)
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.recipes.recipe import Cast, Recipe


def party(count):
    return np.stack([walking_character(n).frames for n in range(count)])


def recipe(count):
    styles = ({"kind:knight": 1.0}, {})[:count]
    drawing = Drawing(mix={"hero": 1.0}, count=count)
    return Recipe(version="", model_hash="", drawing=drawing, styles=styles, edit=Cast())


def test_a_character_has_twelve_frames_and_walks_and_stands():
    found = of_characters(party(1), names_of(recipe(1)), (Origin(),))
    assert tuple(sprite.name for sprite in found.sprites) == FRAME_NAMES
    assert FRAME_NAMES[4] == "left_a"
    assert [(clip.name, clip.frames) for clip in found.clips][1] == ("walk_left", (3, 4, 3, 5))
    assert (found.clips[5].name, found.clips[5].frames) == ("idle_left", (3,))
    assert row_of(found.clips, len(found.sprites)) == 3  # a view is a row of a sheet
    assert found.name == "knight"


def test_each_of_several_has_names_of_its_own():
    found = of_characters(party(2), names_of(recipe(2)), (Origin(),))
    assert names_of(recipe(2)) == ("knight_1", "hero_2")
    assert found.clips[8].name == "hero_2_walk_down"
    assert found.clips[8].frames == (12, 13, 12, 14)
    assert (found.clips[12].name, found.clips[12].frames) == ("hero_2_idle_down", (12,))
    assert found.sprites[12].name == "hero_2_down_stand"
    alone = found.only(found.choices["hero_2"])
    assert [clip.frames for clip in alone.clips[:4]] == [(i, i + 1, i, i + 2) for i in (0, 3, 6, 9)]


def test_the_strongest_kind_is_its_name():
    assert title_of({"kind:elf": 0.3, "kind:mage": 0.7, "hero": 1.0}) == "mage"
    assert title_of({"non-hero": 1.0}) == "non-hero"
    assert title_of({"colour:red": 1.0}) == "hero"


def test_they_walk_side_by_side_without_a_pause():
    frames = party(2)
    moving = walking(frames)
    assert moving.frames.shape == (4, 8, 16, 16, 4)
    assert moving.hold == moving.seconds
    assert np.array_equal(moving.frames[1, 4 + 2], frames[1, 2, 1])  # the second, right, step a
    assert np.array_equal(moving.frames[2], moving.frames[0])
