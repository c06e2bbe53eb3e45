from dataclasses import replace

import msgspec

from sprite_studio.studio.export.model_credits import ModelCredits
from sprite_studio.studio.export.origins import merged, origin_of
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.recipes.recipe import Cast, Recipe, painted_recipe

RECIPE = Recipe(
    version="1",
    model_hash="abc",
    styles=({},),
    drawing=Drawing(mix={"hero": 1.0}, seed=5, count=1),
)
PACKS = ModelCredits(("a pack",), is_public_domain=True)


def test_what_a_recipe_names_of_taught_words_is_part_of_where_its_sprites_come_from():
    taught = msgspec.structs.replace(RECIPE, lessons={"style:monsters": "0a", "hat-of-mine": "0b"})
    assert origin_of(RECIPE, PACKS).taught == ()
    assert origin_of(taught, PACKS).taught == ("the style “monsters”", "the word “hat-of-mine”")


def test_of_one_model_all_that_it_was_taught_is_told_once():
    one = origin_of(RECIPE, PACKS)
    other = replace(one, taught=("the style “a”", "the style “b”"))
    [all_] = merged([one, other, replace(other, taught=("the style “b”", "the style “c”"))])
    assert all_.sprites == 3
    assert all_.taught == ("the style “a”", "the style “b”", "the style “c”")


def test_characters_are_counted_in_frames():
    walking = msgspec.structs.replace(RECIPE, edit=Cast())
    [both] = merged([origin_of(RECIPE, PACKS), origin_of(walking, PACKS)])
    assert (both.sprites, both.frames) == (13, 12)


def test_no_model_drew_what_was_painted_on_a_picture_of_ones_own():
    tile = bytes(16 * 16 * 4)
    assert origin_of(painted_recipe(tile, None, tile), PACKS).model == ""
    assert origin_of(painted_recipe(tile, RECIPE, tile), PACKS).model == "base"
