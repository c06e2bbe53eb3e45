"""`replay` as it is typed: what it prints, and its exit status for scripts."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sprite_studio.art.export.png import save_png
from sprite_studio.art.image_file import read_rgba
from sprite_studio.studio.jobs.recipes.recipe import read_recipe, to_chunks


@pytest.fixture
def sheet(command, tmp_path) -> Path:
    out = tmp_path / "sheet.png"
    layout = ("--columns", 3, "--scale", 2, "--padding", 1, "--background", "102030")
    job = ("--mix", "hero=1,food=0.4", "--count", 5, "--seed", 7, "--steps", 2)
    assert command("generate", *job, *layout, "--device", "cpu", "--out", out)[0] == 0
    return out


def test_a_sheet_is_identical_and_saved_again_byte_for_byte(command, sheet, tmp_path):
    again = tmp_path / "again.png"
    status, out, err = command("replay", sheet, "--out", again, "--device", "cpu")
    assert (status, err) == (0, "")
    assert out.startswith("identical: 5 sprites, drawn on ")
    assert again.read_bytes() == sheet.read_bytes()
    assert again.with_suffix(".json").is_file()


def test_single_sprites_of_a_folder_are_identical(command, tmp_path):
    command("generate", "--count", 2, "--seed", 3, "--steps", 2, "--out", tmp_path, "--scale", 3)
    for seed in (3, 4):
        status, out, _ = command("replay", tmp_path / f"sprite-{seed}.png")
        assert status == 0
        assert out.startswith("identical: 1 sprite,")


def test_what_differs_is_said_and_the_status_is_1(command, sheet):
    recipe, pixels = read_recipe(sheet), read_rgba(sheet).copy()
    pixels[2, 3] ^= 255
    pixels[0, 32] ^= 255
    save_png(sheet, pixels, to_chunks(recipe))
    status, out, err = command("replay", sheet)
    assert (status, err) == (1, "")
    first, second, third, _ = out.splitlines()
    assert first == "1 of 1280 pixels differ, in 1 of 5 sprites: seed 7"
    assert second == "pixels that differ between the sprites: 1"
    assert "changed after it was saved" in third


def test_many_differing_sprites_are_not_all_listed(command, tmp_path):
    out = tmp_path / "many.png"
    command("generate", "--count", 20, "--seed", 0, "--steps", 1, "--columns", 20, "--out", out)
    save_png(out, np.full_like(read_rgba(out), 77), to_chunks(read_recipe(out)))
    status, report, _ = command("replay", out)
    assert status == 1
    assert report.splitlines()[0].endswith(
        "in 20 of 20 sprites: seed 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 …"
    )


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("{tmp}/nothing.png", "nothing.png does not exist"),
        ("{tmp}/plain.png", "holds no recipe"),
        ("{tmp}/short.png", "damaged or cut short"),
        ("{tmp}/sheet.png --model gone", "no model 'gone'; installed: base"),
        ("{tmp}/sheet.png --out {tmp}/sheet.png", "would replace"),
        ("{tmp}/nothing.png --out {tmp}/plain.png", "nothing.png does not exist"),
        ("{tmp}/sheet.png --out {tmp}/x.jpg", "must end in .png"),
        ("{tmp}/sheet.png --out {tmp}/missing/x.png", "missing does not exist"),
    ],
)
def test_bad_input_is_one_clear_line_and_nothing_is_written(
    command, sheet, tmp_path, words, reason
):
    Image.new("RGBA", (16, 16)).save(tmp_path / "plain.png")
    (tmp_path / "short.png").write_bytes(sheet.read_bytes()[:-150])
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    status, out, err = command("replay", *words.format(tmp=tmp_path).split())
    assert (status, out) == (1, "")
    assert reason in err
    assert err.count("\n") == 1
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_help_tells_the_exit_status(command):
    status, out, _ = command("replay", "--help")
    assert status == 0
    assert "exits with 0" in out
