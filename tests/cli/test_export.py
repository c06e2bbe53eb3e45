"""sprite-studio export from the command line."""

import re
from pathlib import Path

import numpy as np
import pytest
from engine_sprites import made, saved, sprite, walking

from sprite_studio.art.export.formats import aseprite_json
from sprite_studio.art.export.png import save_png
from sprite_studio.art.image_file import read_rgba
from sprite_studio.art.palettes.shelf import find_palette


@pytest.fixture
def knight(tmp_path: Path) -> Path:
    saved(made(aseprite_json.encode, walking()), tmp_path / "art")
    (tmp_path / "art" / "knight-array.json").unlink()
    return tmp_path / "art" / "knight.png"


def test_a_sheet_for_godot_in_another_palette_and_size(command, tmp_path: Path, knight: Path):
    status, out, _ = command(
        *("export", knight, "--format", "godot", "--out", tmp_path / "game"),
        *("--scale", 2, "--padding", 1, "--palette", "pico-8", "--name", "Sir Knight"),
    )
    assert status == 0
    names = ["Sir Knight.tres", "Sir Knight.tscn", "Sir Knight.png", "CREDITS.txt"]
    assert [Path(line).name for line in out.splitlines()] == names
    text = (tmp_path / "game" / "Sir Knight.tres").read_text()
    assert '"name": &"walk_down"' in text
    assert "region = Rect2(34, 0, 32, 32)" in text
    sheet = read_rgba(tmp_path / "game" / "Sir Knight.png")
    colours = {pixel[:3].tobytes().hex() for pixel in sheet[sheet[..., 3] > 0]}
    assert colours <= set(find_palette("pico-8").palette.colours)


def test_a_folder_in_several_formats(command, tmp_path: Path):
    for name in ("imp", "bat"):
        save_png(_made(tmp_path / "Forest") / f"{name}.png", sprite(len(name)))
    status, out, _ = command(
        "export", tmp_path / "Forest", "--format", "sprites,tiled", "--out", tmp_path / "out"
    )
    assert status == 0
    assert (read_rgba(tmp_path / "out" / "sprites" / "imp.png") == sprite(3)).all()
    assert (tmp_path / "out" / "tiled" / "Forest.tsx").is_file()
    assert len(out.splitlines()) == 2 + 3 + 1


def test_a_file_s_name_and_a_power_of_two(command, tmp_path: Path, knight: Path):
    status, _, _ = command(
        *("export", knight, "--format", "png", "--out", tmp_path / "sheet.png"),
        *("--columns", 3, "--extrude", 1, "--power-of-two"),
    )
    assert status == 0
    assert read_rgba(tmp_path / "sheet.png").shape == (128, 64, 4)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["set:Forest", "--format", "png", "--out", "x"], "there is no set 'Forest'; there are:"),
        (["KNIGHT", "--format", "pgn", "--out", "x"], "'pgn' is no format; choose of png"),
        (["KNIGHT", "--format", "png", "--out", "a/b/c"], "make it first: mkdir -p a/b"),
        (["KNIGHT", "--format", "png", "--out", "x", "--scale", "0"], "a scale of 1 to 64"),
        (
            ["KNIGHT", "--format", "png", "--out", "x", "--palette", "pico-9"],
            "no well-known palette",
        ),
        (["KNIGHT", "--format", "png", "--out", "art"], "this would replace .*, which it reads"),
        (["KNIGHT", "--format", "sprites", "--out", "a.png"], "name a folder"),
        (["gone.png", "--format", "png", "--out", "x"], "gone.png does not exist"),
    ],
)
def test_what_cannot_be_is_told_in_one_line_and_nothing_changes(
    command, tmp_path: Path, knight: Path, monkeypatch: pytest.MonkeyPatch, words, told: str
):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    status, _, error = command("export", *(knight if word == "KNIGHT" else word for word in words))
    assert status == 1
    assert len(error.splitlines()) == 1
    assert re.search(told, error)
    assert sorted(tmp_path.rglob("*")) == before


def test_cells_of_sprites_of_any_size(command, tmp_path: Path):
    save_png(tmp_path / "big.png", sprite(1, 40, 24))
    status, _, _ = command(
        "export", tmp_path / "big.png", "--format", "grid", "--out", tmp_path / "o"
    )
    assert status == 0
    assert np.array_equal(read_rgba(tmp_path / "o" / "big.png"), sprite(1, 40, 24))


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


def test_a_scene_for_each_sprite_of_a_folder(command, tmp_path: Path, knight: Path):
    save_png(knight.parent / "bat.png", sprite(3))
    status, _, _ = command(
        *("export", knight.parent, "--format", "godot", "--out", tmp_path / "game", "--scene-each"),
    )
    assert status == 0
    scenes = {path.name for path in (tmp_path / "game").glob("*.tscn")}
    assert scenes == {"knight.tscn", "red potion.tscn", "shield.tscn", "bat.tscn"}
    assert (tmp_path / "game" / "art.png").is_file()
