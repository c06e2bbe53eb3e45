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

from sprite_studio.art.image_file import ImageError
from sprite_studio.art.recipe import (
    FORMAT,
    PARAMETERS_KEY,
    RECIPE_KEY,
    Layout,
    Recipe,
    RecipeError,
    from_json,
    read_recipe,
    to_chunks,
    to_json,
    to_parameters,
)

RECIPE = Recipe(
    version="1.2.3",
    model="base",
    model_hash="0123abcd",
    mix={"hero": 1.0, "colour:red": 0.5, "food": -0.25},
    styles=({"style:a": 1.0}, {}, {"style:a": 0.25, "style:b": 0.75}),
    seed=42,
    count=3,
    sampler="ddim",
    steps=20,
    eta=0.0,
    guidance=2.0,
    colours=12,
    palette=("ff0000", "00ff00"),
    layout=Layout(columns=3, scale=4, padding=1, background=(1, 2, 3, 255)),
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
BYTE = st.integers(0, 255)
LAYOUTS = st.builds(
    Layout,
    columns=st.integers(1, 99),
    scale=st.integers(1, 64),
    padding=st.integers(0, 9),
    background=st.tuples(BYTE, BYTE, BYTE, BYTE),
)
RECIPES = st.builds(
    Recipe,
    version=TEXT,
    model=TEXT,
    model_hash=TEXT,
    mix=st.dictionaries(TEXT, NUMBER, max_size=4),
    styles=st.lists(st.dictionaries(TEXT, NUMBER, max_size=2), max_size=4).map(tuple),
    seed=st.integers(0, 2**63 - 1),
    count=st.integers(1, 4096),
    sampler=TEXT,
    steps=st.integers(1, 1000),
    eta=NUMBER,
    guidance=NUMBER,
    colours=st.none() | st.integers(1, 256),
    palette=st.lists(st.from_regex(r"[0-9a-f]{6}", fullmatch=True), max_size=4).map(tuple),
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
    Image.new("RGBA", (1, 1)).save(path, pnginfo=to_chunks(recipe))
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
        to_json(RECIPE).replace('"steps":20', '"steps":null'),
        to_json(RECIPE).replace("[1,2,3,255]", "[1,2,3]"),
        "\ud800",
    ],
)
def test_what_is_no_recipe_is_refused(text: str) -> None:
    with pytest.raises(RecipeError, match="cannot be read"):
        from_json(text)


def test_a_newer_format_is_refused_with_a_remedy() -> None:
    newer = to_json(msgspec.structs.replace(RECIPE, format=FORMAT + 1))
    with pytest.raises(RecipeError, match="newer Sprite Studio; update"):
        from_json(newer)


def test_a_field_that_a_later_version_adds_does_no_harm() -> None:
    fields = json.loads(to_json(RECIPE)) | {"mood": "calm"}
    assert from_json(json.dumps(fields)) == RECIPE


def test_an_old_recipe_stays_readable() -> None:
    """A sample kept for ever: never change it, mend the reader."""
    old = (
        '{"version":"0.1.0","model":"base","model_hash":"0123abcd","mix":{"hero":1},'
        '"styles":["style:forge"],"seed":7,"count":1,"sampler":"ddim","steps":20,"eta":0.0,'
        '"guidance":2,"colours":12,"palette":["ff0000"],"layout":{"columns":2,"scale":3,'
        '"padding":1,"background":[0,0,0,0]},"format":1}'
    )
    assert from_json(old) == Recipe(
        version="0.1.0",
        model="base",
        model_hash="0123abcd",
        mix={"hero": 1.0},
        styles=({"style:forge": 1.0},),
        seed=7,
        count=1,
        sampler="ddim",
        steps=20,
        eta=0.0,
        guidance=2.0,
        colours=12,
        palette=("ff0000",),
        layout=Layout(2, 3, 1),
    )


@pytest.mark.parametrize("index", [0, 1, 2])
def test_one_sprite_of_a_batch_has_a_recipe_of_its_own(index: int) -> None:
    own = RECIPE.of_sprite(index)
    assert own.seed == RECIPE.seed + index
    assert own.styles == (RECIPE.styles[index],)
    assert own.count == 1
    assert own.layout is None
    assert own.of_sprite(0) == own


def test_a_sprite_of_a_batch_with_seeds_of_its_own_has_its_own_seed() -> None:
    batch = msgspec.structs.replace(RECIPE, seeds=(42, 7, 44))
    assert batch.sprite_seeds == (42, 7, 44)
    assert RECIPE.sprite_seeds == (42, 43, 44)
    assert batch.of_sprite(1) == msgspec.structs.replace(RECIPE.of_sprite(1), seed=7)


def test_some_sprites_of_a_batch_have_a_recipe_of_their_own() -> None:
    assert RECIPE.of_sprites((1, 2)) == msgspec.structs.replace(
        RECIPE, seed=43, count=2, styles=RECIPE.styles[1:], layout=None
    )
    apart = RECIPE.of_sprites((2, 0))
    assert apart.sprite_seeds == (44, 42)
    assert apart.styles == (RECIPE.styles[2], RECIPE.styles[0])
    assert from_json(to_json(apart)) == apart


def test_parameters_in_the_form_that_image_tools_share() -> None:
    assert to_parameters(RECIPE) == (
        "hero, (colour:red:0.5)\n"
        "Negative prompt: (food:0.25)\n"
        "Steps: 20, Sampler: DDIM, CFG scale: 2, Seed: 42, Size: 16x16, "
        "Model hash: 0123abcd, Model: base"
    )


def test_parameters_without_unwanted_words_have_no_negative_line() -> None:
    plain = msgspec.structs.replace(RECIPE, mix={"hero": 1.0, "food": 0.0}, guidance=1.5)
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
    lines = to_parameters(msgspec.structs.replace(RECIPE, mix=mix, seed=seed)).split("\n")
    fields = dict(re.findall(r"\s*([\w ]+):\s*([^,]+)(?:,|$)", lines[-1]))
    assert fields == {
        "Steps": "20",
        "Sampler": "DDIM",
        "CFG scale": "2",
        "Seed": str(seed),
        "Size": "16x16",
        "Model hash": "0123abcd",
        "Model": "base",
    }
    is_negative = [line.startswith("Negative prompt: ") for line in lines]
    assert is_negative[1:-1] == [True] * any(weight < 0 for weight in mix.values())


def test_both_chunks_stand_in_the_file_for_any_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGBA", (16, 16)).save(path, pnginfo=to_chunks(RECIPE))
    with Image.open(path) as image:
        image.load()
        assert image.info[PARAMETERS_KEY] == to_parameters(RECIPE)
        assert json.loads(image.info[RECIPE_KEY])["seed"] == 42


def test_a_picture_made_elsewhere_holds_no_recipe(tmp_path: Path) -> None:
    for name in ("a.png", "a.gif", "a.bmp"):
        Image.new("RGB", (16, 16)).save(tmp_path / name)
        with pytest.raises(RecipeError, match="holds no recipe"):
            read_recipe(tmp_path / name)


def test_an_animated_png_gives_its_recipe(tmp_path: Path) -> None:
    frames = [Image.fromarray(np.full((2, 2, 4), i, np.uint8)) for i in (50, 90)]
    path = tmp_path / "walk.png"
    frames[0].save(path, save_all=True, append_images=frames[1:], pnginfo=to_chunks(RECIPE))
    assert read_recipe(path) == RECIPE


def test_a_damaged_recipe_and_a_file_that_is_no_picture(tmp_path: Path) -> None:
    chunks = to_chunks(RECIPE)
    chunks.chunks.clear()
    chunks.add_text(RECIPE_KEY, '{"version": ')
    Image.new("RGBA", (1, 1)).save(tmp_path / "a.png", pnginfo=chunks)
    with pytest.raises(RecipeError, match="cannot be read"):
        read_recipe(tmp_path / "a.png")
    with pytest.raises(ImageError, match="does not exist"):
        read_recipe(tmp_path / "gone.png")
