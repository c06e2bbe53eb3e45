"""Recipes: what is written into a picture is what is read back from it, by us and by others."""

import json
import re
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from strategies import LAYOUTS, MIX, WORD, drawings

from sprite_studio.art.image_file import ImageError
from sprite_studio.art.sheet import Layout
from sprite_studio.studio.jobs.drawing import BEST, MIXED, NONE, Drawing
from sprite_studio.studio.jobs.recipes.recipe import (
    FORMAT,
    PARAMETERS_KEY,
    RECIPE_KEY,
    Cast,
    Fork,
    Interpolate,
    Near,
    Painted,
    Recipe,
    RecipeError,
    from_json,
    painted_recipe,
    read_recipe,
    style_of,
    to_chunks,
    to_json,
    to_parameters,
)
from sprite_studio.studio.jobs.recipes.upgrades import AS_ONCE

RECIPE = Recipe(
    version="1.2.3",
    model_hash="0123abcd",
    styles=({"style:a": 1.0}, {}, {"style:a": 0.25, "style:b": 0.75}),
    layout=Layout(columns=3, scale=4, padding=1, background=(1, 2, 3, 255)),
    drawing=Drawing(
        model="base",
        mix={"hero": 1.0, "colour:red": 0.5, "food": -0.25},
        seed=42,
        count=3,
        sampler="ddim",
        steps=20,
        eta=0.0,
        guidance=2.0,
        colours=12,
        palette=("ff0000", "00ff00"),
    ),
)


def with_drawing(recipe: Recipe, **fields: object) -> Recipe:
    return msgspec.structs.replace(
        recipe, drawing=msgspec.structs.replace(recipe.drawing, **fields)
    )


def chunks_of(texts: dict[str, str]) -> PngInfo:
    chunks = PngInfo()
    for keyword, text in texts.items():
        chunks.add_itxt(keyword, text)
    return chunks


RECIPES = st.builds(
    Recipe,
    version=WORD,
    model_hash=WORD,
    drawing=drawings(),
    styles=st.lists(MIX, max_size=4).map(tuple),
    layout=st.none() | LAYOUTS,
)


@given(RECIPES)
def test_json_and_back(recipe: Recipe) -> None:
    text = to_json(recipe)
    assert from_json(text) == recipe
    assert "\n" not in text


@given(RECIPES)
@settings(max_examples=60, deadline=None)
def test_into_a_png_and_back(tmp_path_factory: pytest.TempPathFactory, recipe: Recipe) -> None:
    path = tmp_path_factory.getbasetemp() / "recipe.png"
    Image.new("RGBA", (1, 1)).save(path, pnginfo=chunks_of(to_chunks(recipe)))
    assert read_recipe(path) == recipe


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "null",
        "[]",
        "{}",
        '{"version":"1"}',
        to_json(RECIPE)[:-1],
        to_json(RECIPE).replace('"seed":42', '"seed":"42"'),
        to_json(RECIPE).replace('"steps":20', '"steps":0'),
        to_json(RECIPE).replace('"sampler":"ddim"', '"sampler":"euler"'),
        to_json(RECIPE).replace('"guidance":2.0', '"guidance":1e9'),
        to_json(RECIPE).replace('"count":3', '"count":1000000'),
        to_json(RECIPE).replace('"scale":4', '"scale":65'),
        to_json(RECIPE).replace('"ff0000"', '"red"'),
        to_json(RECIPE).replace('"hero":1.0', '"hero":11.0'),
        to_json(RECIPE).replace('"hero":1.0', '"' + 101 * "h" + '":1.0'),
        to_json(RECIPE).replace('"hero":1.0', ",".join(f'"w{i}":1.0' for i in range(1000))),
        to_json(RECIPE).replace('"edit":null', '"edit":{"type":"Vary","sprite":"AAAA"}'),
        to_json(RECIPE).replace('"seeds":[]', '"seeds":[9223372036854775808]'),
        '{"format":5,"seed":1}',
        '{"format":3,"seed":"a","count":1}',
        to_json(RECIPE).replace("[1,2,3,255]", "[1,2,3]"),
        "\ud800",
    ],
)
def test_what_is_no_recipe_is_refused(text: str) -> None:
    with pytest.raises(RecipeError, match="cannot be read"):
        from_json(text)


@pytest.mark.parametrize("fields", [{}, {"drawing": "another form"}, {"styles": 7}])
def test_a_newer_format_is_refused_with_a_remedy(fields) -> None:
    newer = json.loads(to_json(RECIPE)) | {"format": FORMAT + 1} | fields
    with pytest.raises(RecipeError, match="newer Sprite Studio; update"):
        from_json(json.dumps(newer))


def test_a_recipe_beyond_all_measure_is_refused_before_it_is_read() -> None:
    word = '"' + "h" * 10_000_000 + '"'
    with pytest.raises(RecipeError, match="4000000 is the most"):
        from_json(to_json(RECIPE).replace('"hero"', word))


def test_a_fork_of_a_fork_is_refused() -> None:
    inner = msgspec.structs.replace(RECIPE, edit=Fork(RECIPE, 1))
    outer = to_json(msgspec.structs.replace(RECIPE, edit=Fork(inner, 1)))
    with pytest.raises(RecipeError, match="fork begins at a sprite that was drawn"):
        from_json(outer)


TILE, PAINTED_TILE = bytes(1024), bytes([1]) * 1024
ALONE = RECIPE.of_sprite(0)


@pytest.mark.parametrize("recipe", [None, ALONE, msgspec.structs.replace(ALONE, edit=Near(3, 0.5))])
def test_what_was_painted_keeps_its_original_and_how_that_was_made(recipe) -> None:
    painted = painted_recipe(TILE, recipe, PAINTED_TILE)
    assert painted.edit == Painted(TILE, PAINTED_TILE, recipe)
    assert from_json(to_json(painted)) == painted
    assert "Edit: Painted" in to_parameters(painted)
    again = painted_recipe(PAINTED_TILE, painted, TILE)
    assert again.edit == Painted(TILE, TILE, recipe)


def test_what_was_painted_has_one_original_that_was_not_painted() -> None:
    inner = painted_recipe(TILE, None, PAINTED_TILE)
    for origin in (inner, RECIPE, msgspec.structs.replace(ALONE, edit=Fork(inner, 1))):
        outer = msgspec.structs.replace(inner, edit=Painted(TILE, TILE, origin))
        with pytest.raises(RecipeError, match="is damaged"):
            from_json(to_json(outer))


def test_a_recipe_names_a_seed_for_each_sprite_or_for_none() -> None:
    with pytest.raises(RecipeError, match="a seed for each sprite"):
        from_json(to_json(RECIPE).replace('"seeds":[]', '"seeds":[7]'))


def test_a_field_that_a_later_version_adds_does_no_harm() -> None:
    fields = json.loads(to_json(RECIPE)) | {"mood": "calm"}
    assert from_json(json.dumps(fields)) == RECIPE


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


FORGE, OTHER = {"style:forge": 1.0}, {"style:a": 1.0}


@pytest.mark.parametrize(
    ("styles", "fields", "told"),
    [
        ((FORGE, FORGE), {"style": BEST}, "style:forge"),
        ((FORGE, OTHER), {"style": MIXED}, MIXED),
        (({"style:forge": 0.5, "style:a": 0.5},), {"style": MIXED}, MIXED),
        (({}, {}), {"style": BEST}, NONE),
        # What is lent is no style of the drawing.
        (({"style:a": 1.0, "style:forge": 0.25},) * 2, {"style": "style:a"}, "style:a"),
        (({"style:forge": 0.25},) * 2, {"mix": {"style:a": 1.0}}, None),
        (({}, {}), {"mix": {"style:a": 0.5, "style:forge": 0.5}}, None),
    ],
)
def test_what_sprites_were_told_of_style(styles, fields, told) -> None:
    recipe = with_drawing(msgspec.structs.replace(RECIPE, styles=styles), **fields)
    assert style_of(recipe) == told


def test_an_edit_says_its_style_where_one_was_asked_for() -> None:
    edit = msgspec.structs.replace(RECIPE, edit=Fork(RECIPE, 1), styles=({},) * 3)
    assert style_of(with_drawing(edit, style="style:a")) == "style:a"
    assert style_of(edit) is None
    assert "Style" not in to_parameters(edit)


@pytest.mark.parametrize("index", [0, 1, 2])
def test_one_sprite_of_a_batch_has_a_recipe_of_its_own(index: int) -> None:
    own = RECIPE.of_sprite(index)
    assert own.drawing.seed == RECIPE.drawing.seed + index
    assert own.styles == (RECIPE.styles[index],)
    assert own.drawing.count == 1
    assert own.layout is None
    assert own.of_sprite(0) == own


def test_a_sprite_of_a_batch_with_seeds_of_its_own_has_its_own_seed() -> None:
    batch = with_drawing(RECIPE, seeds=(42, 7, 44))
    assert batch.drawing.sprite_seeds == (42, 7, 44)
    assert RECIPE.drawing.sprite_seeds == (42, 43, 44)
    assert batch.of_sprite(1) == with_drawing(RECIPE.of_sprite(1), seed=7)


def test_some_sprites_of_a_batch_have_a_recipe_of_their_own() -> None:
    assert RECIPE.of_sprites((1, 2)) == msgspec.structs.replace(
        with_drawing(RECIPE, seed=43, count=2, candidates=1), styles=RECIPE.styles[1:], layout=None
    )
    apart = RECIPE.of_sprites((2, 0))
    assert apart.drawing.sprite_seeds == (44, 42)
    assert apart.styles == (RECIPE.styles[2], RECIPE.styles[0])
    assert from_json(to_json(apart)) == apart


def test_a_sprite_whose_turn_it_was_names_its_own_kind_alone() -> None:
    mix = {"hero": 1.0, "kind:knight": 1.0, "kind:wizard": 1.0}
    told = {"style:a": 1.0, "kind:wizard": 1.0, "kind:knight": 0.0}
    one = msgspec.structs.replace(with_drawing(RECIPE, mix=mix), styles=(told,) * 3).of_sprite(2)
    assert one.drawing.mix == {"hero": 1.0, "kind:wizard": 1.0}
    assert one.styles == ({"style:a": 1.0},)


def test_parameters_in_the_form_that_image_tools_share() -> None:
    assert to_parameters(RECIPE) == (
        "hero, (colour:red:0.5)\n"
        "Negative prompt: (food:0.25)\n"
        "Steps: 20, Sampler: DDIM, CFG scale: 2, Seed: 42, Size: 16x16, "
        "Model hash: 0123abcd, Model: base, Style: mixed"
    )


def test_parameters_without_unwanted_words_have_no_negative_line() -> None:
    plain = with_drawing(RECIPE, mix={"hero": 1.0, "food": 0.0}, guidance=1.5)
    prompt, settings_line = to_parameters(plain).split("\n")
    assert prompt == "hero"
    assert "CFG scale: 1.5," in settings_line


@given(
    st.dictionaries(
        st.sampled_from(["hero", "food", "colour:red"]), st.floats(-1, 1.5, width=16), max_size=3
    ),
    st.integers(0, 2**63 - 1),
)
def test_the_last_line_of_parameters_parses_as_other_tools_parse_it(
    mix: dict[str, float], seed: int
) -> None:
    lines = to_parameters(with_drawing(RECIPE, mix=mix, seed=seed)).split("\n")
    fields = dict(re.findall(r"\s*([\w ]+):\s*([^,]+)(?:,|$)", lines[-1]))
    assert fields == {
        "Steps": "20",
        "Sampler": "DDIM",
        "CFG scale": "2",
        "Seed": str(seed),
        "Size": "16x16",
        "Model hash": "0123abcd",
        "Model": "base",
        "Style": "mixed",
    }
    is_negative = [line.startswith("Negative prompt: ") for line in lines]
    assert is_negative[1:-1] == [True] * any(weight < 0 for weight in mix.values())


def test_both_chunks_stand_in_the_file_for_any_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGBA", (16, 16)).save(path, pnginfo=chunks_of(to_chunks(RECIPE)))
    with Image.open(path) as image:
        image.load()
        assert image.info[PARAMETERS_KEY] == to_parameters(RECIPE)
        assert json.loads(image.info[RECIPE_KEY])["drawing"]["seed"] == 42


def test_a_picture_made_elsewhere_holds_no_recipe(tmp_path: Path) -> None:
    for name in ("a.png", "a.gif", "a.bmp"):
        Image.new("RGB", (16, 16)).save(tmp_path / name)
        with pytest.raises(RecipeError, match="holds no recipe"):
            read_recipe(tmp_path / name)


def test_an_animated_png_gives_its_recipe(tmp_path: Path) -> None:
    frames = [Image.fromarray(np.full((2, 2, 4), i, np.uint8)) for i in (50, 90)]
    path = tmp_path / "walk.png"
    frames[0].save(
        path, save_all=True, append_images=frames[1:], pnginfo=chunks_of(to_chunks(RECIPE))
    )
    assert read_recipe(path) == RECIPE


def test_a_damaged_recipe_and_a_file_that_is_no_picture(tmp_path: Path) -> None:
    chunks = chunks_of({RECIPE_KEY: '{"version": '})
    Image.new("RGBA", (1, 1)).save(tmp_path / "a.png", pnginfo=chunks)
    with pytest.raises(RecipeError, match="cannot be read"):
        read_recipe(tmp_path / "a.png")
    with pytest.raises(ImageError, match="does not exist"):
        read_recipe(tmp_path / "gone.png")


def test_characters_have_twelve_tiles_each_and_views_in_an_order() -> None:
    cast = Cast(order=("up", "down", "left", "right"))
    recipe = msgspec.structs.replace(RECIPE, edit=cast, layout=None)
    assert recipe.tiles == 12 * recipe.drawing.count
    assert from_json(to_json(recipe)) == recipe
    with pytest.raises(RecipeError, match="named twice"):
        from_json(to_json(recipe).replace('"up"', '"down"'))
    with pytest.raises(RecipeError, match="cannot be read"):
        from_json(to_json(recipe).replace('"up"', '"sideways"'))


def test_a_recipe_before_there_were_characters_is_read_as_it_is() -> None:
    """Format 7, of which a fork may hold another."""
    fork = msgspec.structs.replace(RECIPE, edit=Fork(RECIPE.of_sprite(0), 2), layout=None)
    raw = json.loads(to_json(fork))
    raw["format"] = raw["edit"]["recipe"]["format"] = 7
    assert from_json(json.dumps(raw)) == fork
