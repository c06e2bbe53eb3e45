"""Sheets that say where their tiles lie: our own exports, and those with a packer's JSON."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from sprite_studio.art.export.aseprite_json import JsonForm
from sprite_studio.art.imports.layout import known_tiles, named_tiles
from sprite_studio.art.sheet import Layout, pack_sheet
from sprite_studio.art.spriteset import load_set
from sprite_studio.studio.export.export import export as exported
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.export import ExportJob, Sheet
from sprite_studio.studio.jobs.recipes.recipe import Recipe


def sprites(count: int) -> np.ndarray:
    """(N, 16, 16, 4), each with clear pixels all round it."""
    pixels = np.random.default_rng(count).integers(1, 256, (count, 16, 16, 4), dtype=np.uint8)
    pixels[..., 3] = 255
    pixels[:, [0, 1, -2, -1]] = 0
    pixels[:, :, [0, 1, -2, -1]] = 0
    return pixels


def export(path: Path, images: np.ndarray, layout: Layout, form: JsonForm = "hash") -> None:
    drawing = Drawing(count=len(images), steps=20)
    styles = ({},) * len(images)
    recipe = Recipe(version="1", model_hash="0" * 12, drawing=drawing, styles=styles)
    list(exported(ExportJob(Sheet(images, recipe, layout, form), path)))


def strip(path: Path) -> None:
    """The same picture without its texts."""
    with Image.open(path) as image:
        pixels = np.asarray(image)
    Image.fromarray(pixels).save(path)


@settings(max_examples=40, deadline=None)
@given(
    count=st.integers(1, 9),
    columns=st.integers(1, 5),
    scale=st.integers(1, 5),
    padding=st.integers(0, 7),
    colour=st.sampled_from([(0, 0, 0, 0), (255, 0, 255, 255), (20, 30, 40, 255)]),
    kept=st.sampled_from(["recipe", "JSON"]),
    form=st.sampled_from(["hash", "array"]),
)
def test_our_own_sheets_come_back_pixel_for_pixel(
    tmp_path_factory: pytest.TempPathFactory, count, columns, scale, padding, colour, kept, form
) -> None:
    path = tmp_path_factory.mktemp("sheet") / "s.png"
    images = sprites(count)
    export(path, images, Layout(columns, scale, padding, colour), form)
    if kept == "recipe":
        path.with_suffix(".json").unlink()
    else:
        strip(path)
    found = load_set(path)
    assert found.blanks == 0
    assert len(found.sprites) == count
    for image, sprite in zip(images, found.sprites, strict=True):
        np.testing.assert_array_equal(sprite.pixels, image)


def frame(x: int, y: int, w: int, h: int, **more: object) -> dict[str, object]:
    return {"frame": {"x": x, "y": y, "w": w, "h": h}, **more}


@pytest.mark.parametrize("form", ["hash", "array"])
def test_a_packer_s_json_says_where_tiles_of_any_size_lie(tmp_path: Path, form: str) -> None:
    picture = np.random.default_rng(0).integers(1, 256, (40, 50, 4), dtype=np.uint8)
    places = [frame(1, 2, 16, 16), frame(20, 5, 12, 9), frame(33, 20, 16, 16)]
    frames = places if form == "array" else {f"walk {i}.png": p for i, p in enumerate(places)}
    path = tmp_path / "atlas.png"
    Image.fromarray(picture).save(path)
    path.with_suffix(".json").write_text(json.dumps({"frames": frames, "meta": {"scale": "1"}}))
    found = load_set(path)
    assert len(found.sprites) == 3
    np.testing.assert_array_equal(found.sprites[0].pixels, picture[2:18, 1:17])
    np.testing.assert_array_equal(found.sprites[1].pixels[3:12, 2:14], picture[5:14, 20:32])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no JSON",
        "[" * 100_000,
        json.dumps({"frames": {}}),
        json.dumps({"frames": [frame(0, 0, 16, 16)] * 10_001}),
        json.dumps({"frames": [frame(-1, 0, 16, 16)]}),
        json.dumps({"frames": [frame(0, 0, 0, 16)]}),
        json.dumps({"frames": [frame(0, 0, 49, 16)]}),
        json.dumps({"frames": [frame(2**62, 2**62, 2**62, 2**62)]}),
        json.dumps({"frames": [frame(0, 0, 16, 16, rotated=True)]}),
        json.dumps({"frames": [frame(0, 0, 16, 16)], "meta": {"image": "other.png"}}),
        json.dumps({"frames": [{"frame": {"x": 0.5, "y": 0, "w": 16, "h": 16}}]}),
        json.dumps({"layers": [], "tilewidth": 16}),
    ],
)
def test_a_json_of_something_else_does_not_count(tmp_path: Path, text: str) -> None:
    path = tmp_path / "s.png"
    picture = np.random.default_rng(0).integers(1, 256, (32, 48, 4), dtype=np.uint8)
    Image.fromarray(picture).save(path)
    path.with_suffix(".json").write_text(text)
    assert known_tiles(path, picture) is None
    assert len(load_set(path).sprites) == 6


@pytest.mark.parametrize(
    "recipe",
    [
        "{}",
        "no JSON",
        json.dumps({"count": 6}),
        json.dumps({"drawing": {"count": 6}, "layout": None}),
        json.dumps({"drawing": {"count": -6}, "layout": {"columns": 3}}),
        json.dumps({"drawing": 6, "layout": {"columns": 3}}),
        json.dumps({"count": 6, "layout": {"columns": 0}}),
        json.dumps({"count": 6, "layout": {"columns": 3, "scale": 10**9}}),
        json.dumps({"count": 6, "layout": {"columns": 3, "scale": 0}}),
        json.dumps({"count": 6, "layout": {"columns": 3, "padding": -16}}),
        json.dumps({"count": 10**9, "layout": {"columns": 3}}),
        json.dumps({"count": 7, "layout": {"columns": 3}}),
        json.dumps({"count": 6, "layout": {"columns": 2}}),
    ],
)
def test_a_recipe_that_does_not_fit_its_picture_does_not_count(tmp_path: Path, recipe: str) -> None:
    path = tmp_path / "s.png"
    picture = np.random.default_rng(0).integers(1, 256, (32, 48, 4), dtype=np.uint8)
    info = PngInfo()
    info.add_itxt("sprite_studio", recipe)
    Image.fromarray(picture).save(path, pnginfo=info)
    assert known_tiles(path, picture) is None
    assert len(load_set(path).sprites) == 6


def test_a_sheet_of_the_first_version_says_so_too(tmp_path: Path) -> None:
    images = sprites(5)
    path = tmp_path / "s.png"
    info = PngInfo()
    layout = {"columns": 3, "scale": 2, "padding": 3, "background": [0, 0, 0, 0]}
    info.add_itxt("sprite_studio", json.dumps({"count": 5, "layout": layout, "format": 5}))
    Image.fromarray(pack_sheet(list(images), 3, 2, 3)).save(path, pnginfo=info)
    found = load_set(path)
    assert (len(found.sprites), found.blanks) == (5, 0)
    np.testing.assert_array_equal(found.sprites[4].pixels, images[4])


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ([{"name": "walk", "from": 0, "to": 1, "direction": "forward"}], [("walk", 0, 1)]),
        ([{"name": "far", "from": 0, "to": 2}, {"name": "back", "from": 1, "to": 0}], []),
        ([{"name": "x"}], []),
        ("none", []),
        (None, []),
    ],
)
def test_a_packer_s_json_names_frames_and_animations(
    tmp_path: Path, tags: object, found: list[tuple[str, int, int]]
) -> None:
    picture = np.zeros((8, 16, 4), np.uint8)
    frames = [
        {"filename": f"{n}.png", "frame": {"x": 8 * n, "y": 0, "w": 8, "h": 8}, "duration": 90 * n}
        for n in (0, 1)
    ]
    (tmp_path / "s.json").write_text(json.dumps({"frames": frames, "meta": {"frameTags": tags}}))
    named = named_tiles(tmp_path / "s.png", picture)
    assert named is not None
    assert named.names == ("0.png", "1.png")
    assert named.milliseconds == (0, 90)
    assert [(tag.name, tag.first, tag.last) for tag in named.tags] == found
