"""A saved picture is drawn again to the last pixel, and where it is not, what is known is said."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from sprite_studio.art.export.png import save_png
from sprite_studio.art.image_file import ImageError, read_rgba
from sprite_studio.art.sheet import Layout, pack_sheet
from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.training.distill import student_of
from sprite_studio.errors import UserError
from sprite_studio.studio.draw.edit import edit
from sprite_studio.studio.draw.generate import generate
from sprite_studio.studio.draw.replay import _differing, replay
from sprite_studio.studio.export.export import export
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import SAMPLERS, Drawing
from sprite_studio.studio.jobs.edit import EditJob, EditResult
from sprite_studio.studio.jobs.export import ExportJob, ExportResult, Sheet, SpriteFolder
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateProgress, GenerateResult
from sprite_studio.studio.jobs.recipes.recipe import (
    RECIPE_KEY,
    Interpolate,
    Recipe,
    RecipeError,
    read_recipe,
    to_chunks,
    to_json,
)
from sprite_studio.studio.jobs.recipes.replay import ReplayJob, ReplayResult
from sprite_studio.studio.library.models import live_path
from sprite_studio.studio.words.taught_words import TaughtWord, save_word, word_file

LAYOUT = Layout(columns=3, scale=2, padding=1)


def drawn(library, **options) -> GenerateResult:
    asked = {"mix": {"hero": 1.0, "red": 0.5}, "seed": 40, "count": 5, "steps": 2}
    job = GenerateJob(Drawing(**{"sampler": "ddim", **asked, **options}))
    *_, result = generate(job, library)
    assert isinstance(result, GenerateResult)
    return result


def export_sheet(path: Path, images: np.ndarray, recipe: Recipe, layout: Layout) -> None:
    list(export(ExportJob(Sheet(images, recipe, layout), path)))


def export_sprites(
    folder: Path, images: np.ndarray, recipe: Recipe, scale: int = 1
) -> tuple[Path, ...]:
    *_, result = export(ExportJob(SpriteFolder(images, recipe, scale), folder))
    assert isinstance(result, ExportResult)
    return result.files


def replayed(library, path: Path, model: str = "") -> ReplayResult:
    *_, result = replay(ReplayJob(path, model), library)
    assert isinstance(result, ReplayResult)
    return result


@pytest.fixture
def sheet(library, tmp_path) -> Path:
    """Five sprites of the model "base", two of three to a row."""
    result = drawn(library)
    export_sheet(tmp_path / "sheet.png", result.images, result.recipe, LAYOUT)
    return tmp_path / "sheet.png"


def rewrite(path: Path, pixels: np.ndarray | None = None, **fields: object) -> None:
    """The same file with other pixels, or with other fields in its recipe, whatever they are."""
    raw = msgspec.to_builtins(read_recipe(path))
    of_drawing = {name: value for name, value in fields.items() if name in raw["drawing"]}
    raw |= {name: value for name, value in fields.items() if name not in of_drawing}
    raw["drawing"] |= of_drawing
    chunks = PngInfo()
    chunks.add_itxt(RECIPE_KEY, msgspec.json.encode(raw).decode())
    picture = read_rgba(path) if pixels is None else pixels
    Image.fromarray(picture).save(path, pnginfo=chunks)


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_every_sampler_draws_the_sheet_again(library, small_model, tmp_path, sampler):
    save_checkpoint(live_path(library.find("base")), student_of(small_model), Card("student"))
    result = drawn(library, sampler=sampler, eta=0.5, guidance=3.0, count=4)
    export_sheet(tmp_path / "s.png", result.images, result.recipe, LAYOUT)
    again = replayed(library, tmp_path / "s.png")
    assert again.identical
    assert again.reasons == ()
    assert again.differing == (0, 0, 0, 0)
    assert np.array_equal(again.images, result.images)
    assert again.recipe == msgspec.structs.replace(result.recipe, layout=LAYOUT)


@pytest.mark.parametrize(
    "layout",
    [
        Layout(),
        Layout(9, 3),
        Layout(2, 1, 3, (9, 8, 7, 255)),
        Layout(3, 2, 2, (200, 10, 30, 90)),
    ],
)
def test_every_layout_is_undone(library, tmp_path, layout):
    result = drawn(library, colours=4)
    export_sheet(tmp_path / "s.png", result.images, result.recipe, layout)
    assert replayed(library, tmp_path / "s.png").identical


def test_a_single_sprite_of_a_batch(library, tmp_path):
    result = drawn(library, palette=("ff0000", "10a020"))
    for file in export_sprites(tmp_path, result.images, result.recipe, scale=3):
        assert replayed(library, file).identical
    save_png(tmp_path / "plain.png", result.images[2], to_chunks(result.recipe.of_sprite(2)))
    assert replayed(library, tmp_path / "plain.png").identical


def test_a_recipe_of_the_first_format(library, tmp_path):
    result = drawn(library, mix={"hero": 1.0}, count=3)
    styles = [next(iter(blend)) for blend in result.recipe.styles]
    export_sheet(tmp_path / "s.png", result.images, result.recipe, LAYOUT)
    raw = msgspec.to_builtins(read_recipe(tmp_path / "s.png"))
    flat = raw | raw.pop("drawing") | {"format": 1, "styles": styles}
    chunks = PngInfo()
    chunks.add_itxt(RECIPE_KEY, msgspec.json.encode(flat).decode())
    picture = Image.fromarray(read_rgba(tmp_path / "s.png"))
    picture.save(tmp_path / "s.png", pnginfo=chunks)
    assert read_recipe(tmp_path / "s.png").styles == result.recipe.styles
    assert replayed(library, tmp_path / "s.png").identical


def test_the_styles_are_those_of_the_recipe_not_those_that_the_model_offers_now(
    library, small_model, sheet
):
    card = Card("other styles", styles={"style:a": {"hero": 1}})
    save_checkpoint(library.find("base"), small_model, card)
    again = replayed(library, sheet)
    assert again.identical
    assert {word for blend in again.recipe.styles for word in blend} == {"style:b"}


def test_closing_it_is_all_it_takes_to_cancel(library, sheet):
    run = replay(ReplayJob(sheet), library)
    assert isinstance(next(run), GenerateProgress)
    run.close()
    assert list(run) == []


def test_changed_pixels_are_counted_where_they_are(library, sheet):
    pixels = read_rgba(sheet).copy()
    stride = 2 * 17
    pixels[stride + 5, 7] ^= 255  # one screen pixel of the four of a sprite's pixel: sprite 3
    pixels[:4, stride : stride + 2] ^= 255  # two pixels of sprite 1
    pixels[3, 33] ^= 255  # the gap after sprite 0
    pixels[stride:, 2 * stride :] = 9  # the place where a sixth sprite would be
    rewrite(sheet, pixels)
    again = replayed(library, sheet)
    assert not again.identical
    assert again.differing == (0, 2, 0, 1, 0)
    assert again.between == 1 + 16 * 16
    assert len(again.reasons) == 1
    assert "changed after it was saved" in again.reasons[0]


def test_the_colour_of_clear_pixels_does_not_count(library, sheet):
    pixels = read_rgba(sheet).copy()
    hidden = pixels[..., 3] == 0
    assert hidden.any()
    pixels[hidden] = (1, 2, 3, 0)
    rewrite(sheet, pixels)
    assert replayed(library, sheet).identical


def test_other_weights_are_named(library, small_model, sheet):
    before = library.load("base").hash
    for parameter in small_model.network.parameters():
        parameter.data.mul_(1.5)
    save_checkpoint(library.find("base"), small_model, Card("retrained"))
    again = replayed(library, sheet)
    assert not again.identical
    assert again.reasons == (
        f"other weights: drawn by the model 'base', hash '{before}'; "
        f"now by 'base', hash '{again.recipe.model_hash}'",
    )


@pytest.mark.parametrize("edited", [False, True])
def test_a_word_that_was_taught_anew_is_named(library, tmp_path, edited):
    teach(library, value=0.5)
    if edited:
        asked = Interpolate(3, 9, {"blob": 1.0})
        *_, result = edit(
            EditJob(asked, drawing=Drawing(sampler="ddim", mix={"hero": 1.0}, count=3, steps=4)),
            library,
        )
        assert isinstance(result, EditResult)
    else:
        result = drawn(library, mix={"hero": 1.0, "blob": 1.0})
    export_sheet(tmp_path / "s.png", result.images, result.recipe, LAYOUT)
    assert replayed(library, tmp_path / "s.png").identical
    teach(library, value=-3.0)
    again = replayed(library, tmp_path / "s.png")
    assert not again.identical
    assert again.reasons == ("another lesson: since it was drawn, blob was taught anew",)


def test_a_style_that_is_written_short_has_its_lesson(library):
    teach(library, value=0.5, word="style:blob")
    asked = Interpolate(3, 9, {"Blob": 1.0})
    *_, result = edit(
        EditJob(asked, drawing=Drawing(sampler="ddim", mix={"hero": 1.0}, count=3, steps=4)),
        library,
    )
    assert isinstance(result, EditResult)
    assert result.recipe.lessons.keys() == {"style:blob"}


def test_a_recipe_cannot_have_a_word_blamed_that_it_does_not_draw_with(library, sheet):
    pixels = read_rgba(sheet).copy()
    pixels[0, 0] ^= 255
    rewrite(sheet, pixels, lessons={"\x1b[2J": "a", "hero": "b"})
    (reason,) = replayed(library, sheet).reasons
    assert "model and version are the same" in reason


def teach(library, value: float, word: str = "blob") -> None:
    """A vector of one number."""
    loaded = library.load("base")
    row = torch.full_like(loaded.model.vocabulary.null, value)
    save_word(word_file(library.words, word), TaughtWord(word, loaded.hash, 3, 1), row)


def test_another_version_is_named_only_where_something_differs(library, sheet):
    rewrite(sheet, version="0.0.1")
    again = replayed(library, sheet)
    assert again.identical
    assert again.reasons == ()
    pixels = read_rgba(sheet).copy()
    pixels[0, 0] ^= 255
    rewrite(sheet, pixels)
    assert "saved by Sprite Studio '0.0.1'" in replayed(library, sheet).reasons[0]


def test_same_model_same_version_and_yet_another_picture(library, sheet):
    pixels = read_rgba(sheet).copy()
    pixels[0, 0] ^= 255
    rewrite(sheet, pixels)
    (reason,) = replayed(library, sheet).reasons
    assert "model and version are the same" in reason


def test_a_model_can_be_given(library, sheet, tmp_path):
    moved = tmp_path / "elsewhere.safetensors"
    library.find("base").rename(moved)
    with pytest.raises(JobError, match="'base', which is not installed; give its file with --mod"):
        replayed(library, sheet)
    assert replayed(library, sheet, str(moved)).identical


def test_a_recipe_with_an_edit_that_nobody_knows_is_refused(library, sheet):
    rewrite(sheet, edit={"type": "Melt", "sprite": ""})
    with pytest.raises(RecipeError, match="cannot be read"):
        next(replay(ReplayJob(sheet), library))


def test_a_recipe_cannot_have_a_file_opened(library, sheet, tmp_path):
    rewrite(sheet, model=str(library.find("base")))
    with pytest.raises(JobError, match="not installed"):
        replayed(library, sheet)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"count": 4}, "is damaged"),
        ({"layout": {"columns": 2}}, "is 100×66 pixels, but its recipe makes 32×48"),
        ({"layout": None}, "its recipe makes 16×80"),
        ({"sampler": "live"}, "no live student"),
        ({"guidance_interval": [5, -5]}, "guidance acts between"),
        ({"mix": {"dragoon": 1}}, "does not know the word 'dragoon'"),
        ({"styles": [{"style:gone": 1}] * 5}, "does not know 'style:gone', which is in the recipe"),
    ],
)
def test_a_recipe_that_cannot_be_drawn_is_refused_with_the_reason(library, sheet, fields, reason):
    rewrite(sheet, **fields)
    with pytest.raises(JobError, match=reason):
        next(replay(ReplayJob(sheet), library))


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"count": 10**12, "styles": []}, "drawing.count"),
        ({"count": 0, "styles": []}, "drawing.count"),
        ({"layout": {"columns": 0}}, "layout.columns"),
        ({"layout": {"columns": 3, "scale": 2, "padding": -1}}, "layout.padding"),
        ({"layout": {"columns": 1, "scale": 10**9}}, "layout.scale"),
        (
            {"layout": {"columns": 3, "scale": 2, "padding": 1, "background": [0, 0, 300, 0]}},
            "layout.background",
        ),
        ({"sampler": "euler"}, "drawing.sampler"),
        ({"steps": 10**9}, "drawing.steps"),
        ({"steps": 0}, "drawing.steps"),
        ({"seed": -1}, "drawing.seed"),
        ({"seed": 2**64 - 1}, "drawing.seed"),
        ({"eta": 7}, "drawing.eta"),
        ({"guidance": 1e300}, "drawing.guidance"),
        ({"colours": -1}, "drawing.colours"),
        ({"palette": ["red"]}, "drawing.palette"),
        ({"palette": ["ff0000"] * 257}, "drawing.palette"),
        ({"mix": {"hero": 1e9}}, "drawing.mix"),
        ({"styles": [{"style:a": 1e38}] * 5}, "styles"),
        ({"edit": {"type": "Vary", "sprite": "", "strength": 0.5}}, "edit.sprite"),
        ({"edit": {"type": "Near", "seed": 2**64, "spread": 0.5}}, "edit.seed"),
    ],
)
def test_a_recipe_beyond_its_bounds_is_not_read(library, sheet, fields, place):
    rewrite(sheet, **fields)
    with pytest.raises(RecipeError, match=rf"cannot be read: .*\$\.{place}"):
        next(replay(ReplayJob(sheet), library))


def test_a_model_that_knows_other_words(library, sheet, tmp_path, small_model):
    other = Model(small_model.config, ("hero", "colour:red"), small_model.schedule)
    save_checkpoint(tmp_path / "other.safetensors", other, Card("other"))
    with pytest.raises(JobError, match="'other' does not know 'style:b', which is in the recipe"):
        replayed(library, sheet, str(tmp_path / "other.safetensors"))


def test_pictures_without_a_recipe_and_damaged_ones(library, sheet, tmp_path):
    Image.new("RGBA", (16, 16)).save(tmp_path / "plain.png")
    with pytest.raises(RecipeError, match="holds no recipe"):
        replayed(library, tmp_path / "plain.png")
    with pytest.raises(ImageError, match="does not exist"):
        replayed(library, tmp_path / "gone.png")
    whole = sheet.read_bytes()
    for length in (0, 30, len(whole) // 2, len(whole) - 100):
        sheet.write_bytes(whole[:length])
        with pytest.raises(UserError, match=r"not a picture|damaged or cut short"):
            replayed(library, sheet)


@given(
    layout=st.builds(
        Layout,
        columns=st.integers(1, 6),
        scale=st.integers(1, 3),
        padding=st.integers(0, 3),
        background=st.tuples(*[st.integers(0, 255)] * 4),
    ),
    count=st.integers(1, 7),
    changed=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 15), st.integers(0, 15))),
    corner=st.tuples(st.integers(0, 2), st.integers(0, 2)),
)
def test_differing_pixels_are_found_in_any_layout(
    layout: Layout,
    count: int,
    changed: Sequence[tuple[int, int, int]],
    corner: tuple[int, int],
):
    rng = np.random.default_rng(count)
    images = rng.integers(0, 256, (count, 16, 16, 4), np.uint8)
    images[..., 3] = np.where(images[..., 3] < 128, 0, 255)
    images[images[..., 3] == 0] = 0
    picture = pack_sheet(
        list(images), layout.columns, layout.scale, layout.padding, layout.background
    )
    assert _differing(picture, images, layout) == ((0,) * count, 0)
    columns = min(layout.columns, count)
    places = {(i, row, column) for i, row, column in changed if i < count}
    for i, row, column in places:
        y = (i // columns * (16 + layout.padding) + row) * layout.scale
        x = (i % columns * (16 + layout.padding) + column) * layout.scale
        y, x = y + corner[0] % layout.scale, x + corner[1] % layout.scale
        picture[y, x] = (picture[y, x] ^ 255) | (0, 0, 0, 1)
    counts = [sum(place[0] == i for place in places) for i in range(count)]
    assert _differing(picture, images, layout) == (tuple(counts), 0)


def test_a_recipe_stays_what_it_was_read_from(library, sheet):
    """What is saved of a replay is what it was replayed from."""
    again = replayed(library, sheet)
    assert to_json(again.recipe) == to_json(read_recipe(sheet))
