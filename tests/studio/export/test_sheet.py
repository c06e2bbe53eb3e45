"""What is saved can be opened again: sheets with recipe and JSON, sprites, animations."""

import json
from pathlib import Path

import msgspec
import numpy as np
import pytest

from sprite_studio.art.image_file import read_rgba
from sprite_studio.art.sheet import Grid, Layout, slice_sheet
from sprite_studio.studio.export.destination import DestinationError
from sprite_studio.studio.export.export import export
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.export import (
    Content,
    ExportJob,
    ExportResult,
    Sheet,
    SingleSprite,
    SpriteFolder,
)
from sprite_studio.studio.jobs.recipes.recipe import Recipe, read_recipe

RECIPE = Recipe(
    version="1.2.3",
    model_hash="0123abcd",
    styles=tuple({f"style:{x}": 1.0} for x in "abacb"),
    drawing=Drawing(
        model="base",
        mix={"hero": 1.0},
        seed=100,
        count=5,
        sampler="ddim",
        steps=20,
        eta=0.0,
        guidance=2.0,
    ),
)


def sprites(count: int = 5, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    images = rng.integers(0, 256, (count, 16, 16, 4), dtype=np.uint8)
    images[..., 3] = 255
    images[:, :2] = 0
    images.setflags(write=False)
    return images


def exported(content: Content, path: Path) -> list[Path]:
    *_, result = export(ExportJob(content, path))
    assert isinstance(result, ExportResult)
    return list(result.files)


def export_sheet(path: Path, images: np.ndarray, recipe: Recipe, layout: Layout) -> list[Path]:
    return exported(Sheet(images, recipe, layout), path)


def export_sprites(folder: Path, images: np.ndarray, recipe: Recipe, scale: int = 1) -> list[Path]:
    return exported(SpriteFolder(images, recipe, scale), folder)


@pytest.mark.parametrize("layout", [Layout(3), Layout(2, 3, 1), Layout(9, 2, 2, (9, 8, 7, 255))])
def test_a_sheet_holds_every_sprite_and_its_recipe(tmp_path: Path, layout: Layout) -> None:
    images = sprites()
    files = export_sheet(tmp_path / "s.png", images, RECIPE, layout)
    assert files == [tmp_path / "s.png", tmp_path / "s.json"]
    assert sorted(tmp_path.iterdir()) == sorted(files)
    assert read_recipe(files[0]) == msgspec.structs.replace(RECIPE, layout=layout)
    sheet = read_rgba(files[0])
    grid = Grid(16 * layout.scale, 0, layout.padding * layout.scale)
    cut = slice_sheet(sheet, grid)
    for image, tile in zip(images, cut, strict=False):
        shown = np.where(image[..., 3:] > 0, image, np.array(layout.background, np.uint8))
        np.testing.assert_array_equal(tile[:: layout.scale, :: layout.scale], shown)
    data = json.loads(files[1].read_text(encoding="utf-8"))
    assert len(data["frames"]) == len(images)
    assert data["meta"]["size"] == {"w": sheet.shape[1], "h": sheet.shape[0]}
    assert data["meta"]["image"] == "s.png"


def test_exporting_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        export_sheet(tmp_path / name / "s.png", sprites(), RECIPE, Layout(2, 2))
        export_sprites(tmp_path / name, sprites(), RECIPE)
    one, two = sorted((tmp_path / "one").iterdir()), sorted((tmp_path / "two").iterdir())
    assert len(one) == 7
    for first, second in zip(one, two, strict=True):
        assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    "layout",
    [
        Layout(columns=0),
        Layout(columns=-1),
        Layout(scale=0),
        Layout(scale=65),
        Layout(padding=-1),
        Layout(columns=5, scale=64, padding=64),
        Layout(columns=1, padding=10**9),
    ],
)
def test_an_impossible_layout_is_refused_and_nothing_is_written(
    tmp_path: Path, layout: Layout
) -> None:
    with pytest.raises(JobError, match=r"sheet"):
        export_sheet(tmp_path / "s.png", sprites(), RECIPE, layout)
    assert list(tmp_path.iterdir()) == []


def test_the_largest_sheet_can_be_opened_again(tmp_path: Path) -> None:
    images = np.zeros((16, 16, 16, 4), np.uint8)
    layout = Layout(columns=16, scale=32)
    export_sheet(tmp_path / "s.png", images, RECIPE, layout)
    assert read_recipe(tmp_path / "s.png").layout == layout
    with pytest.raises(JobError, match="8224 pixels long"):
        export_sheet(
            tmp_path / "s.png", np.zeros((257, 16, 16, 4), np.uint8), RECIPE, Layout(257, 2)
        )


def test_the_frames_of_the_json_may_be_a_list(tmp_path: Path) -> None:
    exported(Sheet(sprites(), RECIPE, Layout(3), "array"), tmp_path / "s.png")
    data = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    assert [frame["filename"] for frame in data["frames"]] == ["0", "1", "2", "3", "4"]
    assert [tag["name"] for tag in data["meta"]["frameTags"]] == [
        f"hero-{seed}" for seed in range(100, 105)
    ]


def test_one_sprite_is_saved_as_it_was_drawn(tmp_path: Path) -> None:
    image, recipe = sprites()[3], RECIPE.of_sprite(3)
    assert exported(SingleSprite(image, recipe), tmp_path / "s.png") == [tmp_path / "s.png"]
    assert [file.name for file in tmp_path.iterdir()] == ["s.png"]
    np.testing.assert_array_equal(read_rgba(tmp_path / "s.png"), image)
    assert read_recipe(tmp_path / "s.png") == msgspec.structs.replace(recipe, layout=Layout())


def test_single_sprites_are_named_by_seed_and_can_each_be_drawn_again(tmp_path: Path) -> None:
    images = sprites()
    files = export_sprites(tmp_path, images, RECIPE, scale=3)
    assert [file.name for file in files] == [f"sprite-{100 + i}.png" for i in range(5)]
    for i, file in enumerate(files):
        np.testing.assert_array_equal(read_rgba(file)[::3, ::3], images[i])
        own = read_recipe(file)
        assert (own.drawing.seed, own.drawing.count) == (100 + i, 1)
        assert own.styles == (RECIPE.styles[i],)
        assert own.layout == Layout(scale=3)
        assert own.drawing.mix == RECIPE.drawing.mix


def test_single_sprites_have_the_background_that_was_asked_for(tmp_path: Path) -> None:
    ground = (9, 8, 7, 255)
    for file in exported(SpriteFolder(sprites(), RECIPE, 2, ground), tmp_path):
        assert read_rgba(file)[0, 0].tolist() == list(ground)
        assert read_recipe(file).layout == Layout(scale=2, background=ground)


def test_single_sprites_of_one_seed_do_not_replace_each_other(tmp_path: Path) -> None:
    drawing = msgspec.structs.replace(RECIPE.drawing, seeds=(4, 7, 4, 4, 9))
    recipe = msgspec.structs.replace(RECIPE, drawing=drawing)
    files = exported(SpriteFolder(sprites(), recipe), tmp_path)
    names = ["sprite-4.png", "sprite-7.png", "sprite-4-2.png", "sprite-4-3.png", "sprite-9.png"]
    assert [file.name for file in files] == names
    for file, image in zip(files, sprites(), strict=True):
        np.testing.assert_array_equal(read_rgba(file), image)


def test_sprites_need_a_folder_and_a_possible_scale(tmp_path: Path) -> None:
    with pytest.raises(DestinationError, match="gone does not exist"):
        export_sprites(tmp_path / "gone", sprites(), RECIPE)
    for scale in (0, 65):
        with pytest.raises(JobError, match="a scale of 1 to 64"):
            export_sprites(tmp_path, sprites(), RECIPE, scale)
    assert list(tmp_path.iterdir()) == []


def test_a_sheet_in_a_missing_folder_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(DestinationError, match="gone does not exist"):
        export_sheet(tmp_path / "gone" / "s.png", sprites(), RECIPE, Layout())
