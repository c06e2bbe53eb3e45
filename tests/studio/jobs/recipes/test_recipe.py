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
from sample_recipes import RECIPE, with_drawing
from strategies import LAYOUTS, MIX, WORD, drawings

from sprite_studio.art.image_file import ImageError
from sprite_studio.studio.jobs.drawing import BEST, MIXED, NONE
from sprite_studio.studio.jobs.recipes.recipe import (
    FORMAT,
    PARAMETERS_KEY,
    RECIPE_KEY,
    Cast,
    Fork,
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
