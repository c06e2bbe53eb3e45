"""A single sprite of an edit, saved by itself, carries what draws it again to the last pixel."""

from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest

from sprite_studio.art.export.png import save_png
from sprite_studio.art.forge import forge
from sprite_studio.art.sheet import Layout, pack_sheet
from sprite_studio.studio.draw.edit import edit
from sprite_studio.studio.draw.generate import generate
from sprite_studio.studio.draw.replay import replay
from sprite_studio.studio.draw.sampling import CHUNK
from sprite_studio.studio.export.export import export
from sprite_studio.studio.jobs.drawing import BEST, MIXED, Drawing
from sprite_studio.studio.jobs.edit import EditJob, EditResult
from sprite_studio.studio.jobs.export import ExportJob, Sheet, SingleSprite, SpriteFolder
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateResult
from sprite_studio.studio.jobs.recipes.recipe import (
    RECIPE_KEY,
    Edit,
    Fork,
    Inpaint,
    Interpolate,
    Near,
    Painted,
    Redress,
    Vary,
    painted_recipe,
    read_recipe,
)
from sprite_studio.studio.jobs.recipes.replay import ReplayJob, ReplayResult

TILE, OTHER_TILE = forge(1, ["hero"]).pixels.tobytes(), forge(2, ["food"]).pixels.tobytes()
MASK = bytes([0] * 64 + [1] * 128 + [0] * 64)
COUNT = 5


KINDS = (
    *(
        "vary",
        "inpaint",
        "redress",
        "near",
        "near a tile",
        "way",
        "way of tiles",
        "way of both",
        "even way",
    ),
    *("fork", "painted fork", "forked by ddim"),
)


@pytest.fixture(params=KINDS)
def job(request, library) -> EditJob:
    """Of every kind of edit."""
    *_, drawn = generate(
        GenerateJob(Drawing(mix={"hero": 1.0}, seed=5, count=2, sampler="ddim", steps=4)), library
    )
    assert isinstance(drawn, GenerateResult)
    of_one = drawn.recipe.of_sprite(1)
    kinds: dict[str, Edit] = {
        "vary": Vary(TILE, 0.6),
        "inpaint": Inpaint(TILE, MASK),
        "redress": Redress(TILE, {"hero": 1.0}),
        "near": Near(7, 0.4),
        "near a tile": Near(TILE, 0.4),
        "way": Interpolate(3, 9, {"food": 1.0}),
        "way of tiles": Interpolate(TILE, OTHER_TILE, {"food": 1.0}),
        "way of both": Interpolate(3, TILE, {"food": 1.0}),
        "even way": Interpolate(4, 4, {"spell": 1.0}),
        "fork": Fork(of_one, 2),
        "painted fork": Fork(of_one, 1, TILE),
        "forked by ddim": Fork(of_one, 2, TILE, "ddim"),
    }
    drawing = Drawing(
        mix={"hero": 0.5},
        seed=11,
        count=COUNT,
        sampler="ddim",
        steps=4,
        palette=("ff0000", "10a020", "2030c0"),
        # From one picture's noise to one mix there is one way: only styles make several.
        style=MIXED if request.param == "redress" else BEST,
    )
    return EditJob(kinds[request.param], drawing, even=request.param == "even way")


def edited(job: EditJob, library) -> EditResult:
    *_, result = edit(job, library)
    assert isinstance(result, EditResult)
    return result


def replayed(path: Path, library) -> ReplayResult:
    *_, result = replay(ReplayJob(path), library)
    assert isinstance(result, ReplayResult)
    return result


def test_what_was_painted_is_what_it_is_without_any_model(job, library, tmp_path):
    result = edited(job, library)
    pixels = result.images[0].copy()
    pixels[3, 4] = (1, 2, 3, 255)
    of_one = result.recipe.of_sprite(0)
    recipe = painted_recipe(result.images[0].tobytes(), of_one, pixels.tobytes())
    nobodys = msgspec.structs.replace(recipe.drawing, model="gone")
    path = tmp_path / "painted.png"
    sprite = SingleSprite(pixels, msgspec.structs.replace(recipe, drawing=nobodys))
    list(export(ExportJob(sprite, path)))
    again = replayed(path, library)
    assert again.identical
    assert (again.images[0] == pixels).all()
    assert isinstance(again.recipe.edit, Painted)
    assert again.recipe.edit.recipe == of_one


def test_each_sprite_alone_is_drawn_again(job, library, tmp_path):
    result = edited(job, library)
    assert len({image.tobytes() for image in result.images}) > 1
    list(export(ExportJob(SpriteFolder(result.images, result.recipe, 2), tmp_path)))
    files = sorted(tmp_path.glob("sprite-*.png"))
    assert len(files) == COUNT
    for number, file in enumerate(files):
        assert replayed(file, library).identical
        path = tmp_path / f"one-{number}.png"
        alone = SingleSprite(result.images[number], result.recipe.of_sprite(number))
        list(export(ExportJob(alone, path)))
        assert replayed(path, library).identical


def test_what_was_edited_when_every_sprite_had_a_style_of_its_own_is_drawn_again(
    job, library, tmp_path
):
    """Format 6 of the recipe."""
    drawn = msgspec.structs.replace(job.drawing, style=MIXED)
    asked = job.edit
    if isinstance(asked, Fork):
        *_, mixed = generate(
            GenerateJob(msgspec.structs.replace(asked.recipe.drawing, style=MIXED)), library
        )
        assert isinstance(mixed, GenerateResult)
        asked = msgspec.structs.replace(asked, recipe=mixed.recipe)
    result = edited(replace(job, edit=asked, drawing=drawn), library)
    raw = msgspec.to_builtins(msgspec.structs.replace(result.recipe, layout=Layout(3)))
    for recipe in (raw, raw["edit"].get("recipe")):
        if recipe is not None:
            del recipe["drawing"]["style"]
            recipe["format"] = 6
    chunk = {RECIPE_KEY: msgspec.json.encode(raw).decode()}
    save_png(tmp_path / "s.png", pack_sheet(list(result.images), 3), chunk)
    assert replayed(tmp_path / "s.png", library).identical


def test_any_of_them_are_drawn_again_in_any_order(job, library, tmp_path):
    result = edited(job, library)
    for numbers in ([4, 0, 2], [1, 3]):
        some = Sheet(result.images[numbers], result.recipe.of_sprites(numbers), Layout(2))
        list(export(ExportJob(some, tmp_path / "s.png")))
        assert replayed(tmp_path / "s.png", library).identical


def test_one_of_a_sheet_of_one_is_drawn_again(job, library, tmp_path):
    result = edited(job, library)
    one = result.recipe.of_sprites([3])
    list(export(ExportJob(Sheet(result.images[3:4], one, Layout(1, 2)), tmp_path / "s.png")))
    assert replayed(tmp_path / "s.png", library).identical
    again = read_recipe(tmp_path / "s.png")
    assert again.of_sprite(0) == one


@pytest.mark.parametrize("even", [False, True])
def test_any_frames_of_a_way_are_drawn_again_in_any_order(library, tmp_path, even):
    drawing = Drawing(mix={"hero": 1.0}, count=6, sampler="ddim", steps=4)
    way = EditJob(Interpolate(3, 9, {"food": 1.0}), drawing, even=even)
    result = edited(way, library)
    for numbers in ([0, 5], [4, 1, 2], [5]):
        some = result.recipe.of_sprites(numbers)
        sheet = Sheet(result.images[numbers], some, Layout(2))
        list(export(ExportJob(sheet, tmp_path / "s.png")))
        assert replayed(tmp_path / "s.png", library).identical
        # And of those again some.
        last = some.of_sprite(len(numbers) - 1)
        list(export(ExportJob(SingleSprite(result.images[numbers[-1]], last), tmp_path / "o.png")))
        assert replayed(tmp_path / "o.png", library).identical


def test_a_frame_of_a_way_longer_than_the_network_takes_at_once(library, tmp_path):
    drawing = Drawing(mix={"hero": 1.0}, count=CHUNK + 2, sampler="ddim", steps=2)
    result = edited(EditJob(Interpolate(3, 9, {"food": 1.0}), drawing), library)
    for number in (1, CHUNK - 1, CHUNK):
        alone = SingleSprite(result.images[number], result.recipe.of_sprite(number))
        list(export(ExportJob(alone, tmp_path / "s.png")))
        again = replayed(tmp_path / "s.png", library)
        assert again.identical
        np.testing.assert_array_equal(again.images[0], result.images[number])
