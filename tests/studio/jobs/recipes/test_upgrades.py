"""Recipes of earlier formats draw what they drew."""

import json
from pathlib import Path

import msgspec
from sample_recipes import RECIPE, with_drawing

from sprite_studio.art.sheet import Layout
from sprite_studio.studio.jobs.drawing import MIXED, Drawing
from sprite_studio.studio.jobs.recipes.recipe import (
    Fork,
    Interpolate,
    Recipe,
    from_json,
    read_recipe,
    to_json,
)
from sprite_studio.studio.jobs.recipes.upgrades import AS_ONCE

OLD = Path(__file__).resolve().parents[3] / "data" / "recipes-0.1.0"
"""Pictures that 0.1.0 saved. Kept for ever: never change them, mend the reader."""


def test_pictures_of_the_first_version_stay_readable() -> None:
    drawing = read_recipe(OLD / "generated.png").drawing
    assert drawing == Drawing(
        mix={"hero": 1.0, "colour:red": 0.5},
        style=MIXED,
        varied=False,
        seed=7,
        count=3,
        candidates=1,
        sampler="dpm++",
        steps=12,
    )
    forked = read_recipe(OLD / "forked.png")
    assert isinstance(forked.edit, Fork)
    assert forked.drawing.style == forked.edit.recipe.drawing.style == MIXED
    assert forked.edit.recipe.drawing.mix == {"spell": 1.0}
    assert (forked.edit.step, forked.drawing.seed, forked.drawing.count) == (3, 9, 2)


def test_a_large_seed_of_the_first_version_is_the_one_that_draws_the_same_today() -> None:
    # 2³² + 1 drew what 1 draws; today it would draw something else.
    drawing = read_recipe(OLD / "large-seed.png").drawing
    assert (drawing.seed, drawing.seeds, drawing.colours, drawing.eta) == (1, (), 0, 0.3)
    way = read_recipe(OLD / "between.png").edit
    assert isinstance(way, Interpolate)
    assert (way.start, way.stop) == (5, 7)


def test_old_seeds_that_pass_2_to_the_32_are_named_one_by_one() -> None:
    old = OLD_TEXT.replace('"seed":7,"count":1', f'"seed":{2**32 - 1},"count":2')
    old = old.replace('["style:forge"]', '["style:forge","style:forge"]')
    assert from_json(old).drawing.sprite_seeds == (2**32 - 1, 0)


OLD_TEXT = (
    '{"version":"0.1.0","model":"base","model_hash":"0123abcd","mix":{"hero":1},'
    '"styles":["style:forge"],"seed":7,"count":1,"sampler":"ddim","steps":20,"eta":0.0,'
    '"guidance":2,"colours":12,"palette":["ff0000"],"layout":{"columns":2,"scale":3,'
    '"padding":1,"background":[0,0,0,0]},"format":1}'
)


def test_the_very_first_format_stays_readable() -> None:
    """A sample kept for ever: never change it, mend the reader."""
    assert from_json(OLD_TEXT) == Recipe(
        version="0.1.0",
        model_hash="0123abcd",
        styles=({"style:forge": 1.0},),
        layout=Layout(2, 3, 1),
        drawing=Drawing(
            model="base",
            mix={"hero": 1.0},
            style=MIXED,
            varied=False,
            seed=7,
            count=1,
            candidates=1,
            sampler="ddim",
            steps=20,
            eta=0.0,
            guidance=2.0,
            colours=12,
            palette=("ff0000",),
        ),
    )


def test_a_recipe_without_a_style_of_the_drawing_had_one_a_sprite() -> None:
    """Format 6, of which a fork may hold another."""
    fork = msgspec.structs.replace(RECIPE, edit=Fork(RECIPE.of_sprite(0), 2), layout=None)
    raw = json.loads(to_json(fork))
    for recipe in (raw, raw["edit"]["recipe"]):
        del recipe["drawing"]["style"]
        recipe["format"] = 6
    read = from_json(json.dumps(raw))
    assert isinstance(read.edit, Fork)
    assert read.drawing.style == read.edit.recipe.drawing.style == MIXED
    assert from_json(to_json(read)) == read
    origin = with_drawing(RECIPE.of_sprite(0), **AS_ONCE)
    assert read == with_drawing(msgspec.structs.replace(fork, edit=Fork(origin, 2)), **AS_ONCE)


def test_a_recipe_before_there_were_characters_is_read_as_it_is() -> None:
    """Format 7, of which a fork may hold another."""
    fork = msgspec.structs.replace(RECIPE, edit=Fork(RECIPE.of_sprite(0), 2), layout=None)
    raw = json.loads(to_json(fork))
    raw["format"] = raw["edit"]["recipe"]["format"] = 7
    assert from_json(json.dumps(raw)) == fork
