import numpy as np
import pytest
from msgspec.structs import replace
from PIL import Image

from sprite_studio.art.export.png import save_png
from sprite_studio.art.forge import forge
from sprite_studio.art.image_file import read_rgba
from sprite_studio.art.sheet import Grid, slice_sheet
from sprite_studio.studio.jobs.recipes.recipe import read_recipe, to_chunks

FAST = ("--steps", 3, "--count", 4, "--device", "cpu", "--seed", 1)


@pytest.fixture
def sprite(tmp_path):
    path = tmp_path / "sprite.png"
    Image.fromarray(forge(1, ["hero"]).pixels).save(path)
    return path


@pytest.fixture
def drawn(command, tmp_path):
    """A sheet of three heroes with its recipe."""
    path = tmp_path / "drawn.png"
    options = ("--mix", "hero", "--seed", 5, "--count", 3, "--steps", 3, "--columns", 3)
    by_ddim = ("--sampler", "ddim")  # as an edit is, so that nothing changes where nothing is asked
    assert command("generate", *options, *by_ddim, "--out", path)[0] == 0
    return path


def tiles(path) -> list[np.ndarray]:
    return slice_sheet(read_rgba(path), Grid())


def test_variations_come_as_a_sheet_and_as_an_animation(command, sprite, tmp_path):
    sheet, gif = tmp_path / "out.png", tmp_path / "out.gif"
    status, out, _ = command(
        "edit", "--vary", sprite, "--strength", 0.6, *FAST, "--out", sheet, "--gif", gif
    )
    assert status == 0
    assert out.split() == [str(sheet), str(sheet.with_suffix(".json")), str(gif)]
    assert len(tiles(sheet)) == 4
    with Image.open(gif) as animation:
        assert getattr(animation, "n_frames", 1) == 4


def test_inpainting_keeps_what_the_mask_does_not_show(command, sprite, tmp_path):
    mask = np.zeros((16, 16, 4), np.uint8)
    mask[..., 3] = 255
    mask[2:6, 3:9, :3] = 255
    Image.fromarray(mask).save(tmp_path / "mask.png")
    out = tmp_path / "out.png"
    options = ("--inpaint", sprite, "--mask", tmp_path / "mask.png", "--mix", "hero")
    assert command("edit", *options, *FAST, "--out", out)[0] == 0
    shown = mask[..., 0] > 0
    for tile in tiles(out):
        assert np.array_equal(tile[~shown], read_rgba(sprite)[~shown])


def test_a_sprite_of_a_sheet_is_known_by_its_number(command, drawn, tmp_path):
    out = tmp_path / "out.png"
    options = ("--like", drawn, "--number", 2, "--strength", 0)
    assert command("edit", *options, *FAST, "--out", out)[0] == 0
    assert all(np.array_equal(tile, tiles(drawn)[1]) for tile in tiles(out))


def test_a_way_from_a_seed_to_a_file(command, sprite, tmp_path):
    out = tmp_path / "out.png"
    options = ("--between", 7, sprite, "--mix", "food", "--to-mix", "hero", "--columns", 4)
    assert command("edit", *options, *FAST, "--out", out)[0] == 0
    assert len(tiles(out)) == 4


def test_words_are_changed_by_a_mix_or_a_prompt(command, sprite, tmp_path):
    out, other = tmp_path / "out.png", tmp_path / "other.png"
    options = ("--redress", sprite, "--was", "hero", *FAST)
    assert command("edit", *options, "--mix", "food=0.5,red", "--out", out)[0] == 0
    assert command("edit", *options, "--prompt", "(food:0.5) and red", "--out", other)[0] == 0
    assert np.array_equal(read_rgba(out), read_rgba(other))


def test_what_was_edited_is_drawn_again_and_has_no_seed_to_be_near_to(
    command, sprite, drawn, tmp_path
):
    sheet, forks = tmp_path / "out.png", tmp_path / "forks.png"
    layout = ("--columns", 2, "--scale", 3, "--padding", 1)
    assert command("edit", "--vary", sprite, *FAST, *layout, "--out", sheet)[0] == 0
    assert command("edit", "--fork", drawn, "--at", 1, *FAST, "--out", forks)[0] == 0
    for file in (sheet, forks):
        status, out, _ = command("replay", file)
        assert (status, out.split(",")[0]) == (0, "identical: 4 sprites")
    for option in ("--like", "--fork"):
        status, _, err = command("edit", option, sheet, *FAST, "--out", tmp_path / "no.png")
        assert status == 1
        assert "made by an edit" in err


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--vary", "{missing}"), "does not exist"),
        (("--inpaint", "{sprite}"), "go together"),
        (("--vary", "{sprite}", "--mask", "{sprite}"), "go together"),
        (("--vary", "{sprite}", "--sampler", "ddpm"), "only for --fork"),
        (("--like", "{sprite}"), "holds no recipe"),
        (("--like", "{drawn}", "--number", 4), "holds 3 sprites"),
        (("--vary", "{drawn}"), "48×16 pixels"),
        (("--vary", "{sprite}", "--mix", "elephant"), "does not know the word"),
    ],
)
def test_what_cannot_be_done_is_one_line(command, sprite, drawn, tmp_path, options, reason):
    names = {"sprite": sprite, "drawn": drawn, "missing": tmp_path / "missing.png"}
    filled = [str(option).format(**names) for option in options]
    out = tmp_path / "out.png"
    status, _, err = command("edit", *filled, *FAST, "--out", out)
    assert status == 1
    assert reason in err
    assert err.startswith("sprite-studio: error: ")
    assert err.count("\n") == 1
    assert not out.exists()


def test_a_wrong_name_is_refused_before_anything_is_drawn(command, sprite, tmp_path):
    status, _, err = command("edit", "--vary", sprite, *FAST, "--out", tmp_path / "out.jpg")
    assert status == 1
    assert "must end in .png" in err


def test_a_sprite_of_a_sheet_is_forked_with_a_painted_picture(command, drawn, sprite, tmp_path):
    out = tmp_path / "out.png"
    options = ("--fork", drawn, "--number", 2, "--at", 1, "--painted", sprite)
    options = (*options, "--sampler", "dpm++")
    assert command("edit", *options, *FAST, "--out", out)[0] == 0
    assert len(tiles(out)) == 4
    status, _, err = command("edit", "--fork", drawn, "--number", 9, *FAST, "--out", out)
    assert status == 1
    assert "holds 3 sprites" in err


def test_the_model_that_drew_a_sprite_draws_what_is_like_it(command, drawn, tmp_path):
    """A recipe names an installed model; one that is not here is said, and no file is opened."""
    recipe = read_recipe(drawn)
    drawing = replace(recipe.drawing, model="another")
    save_png(drawn, read_rgba(drawn), to_chunks(replace(recipe, drawing=drawing)))
    status, _, told = command("edit", "--like", drawn, *FAST, "--out", tmp_path / "out.png")
    assert status == 1
    assert "there is no model 'another'" in told
    options = ("--model", "base", *FAST, "--out", tmp_path / "out.png")
    assert command("edit", "--like", drawn, *options)[0] == 0
