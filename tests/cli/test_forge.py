import numpy as np
import pytest

from sprite_studio.art.image_file import read_rgba
from sprite_studio.art.sheet import Grid, slice_sheet
from sprite_studio.art.spriteset import load_set
from sprite_studio.cli.main import parse, run_command


def forge(*words: object) -> int:
    return run_command(parse(["forge", *map(str, words)]))


def test_a_contact_sheet_of_red_food(tmp_path):
    out = tmp_path / "sheet.png"
    options = ("--count", 9, "--category", "food", "--words", "colour:red", "--seed", 1)
    assert forge(*options, "--out", out) == 0
    tiles = slice_sheet(read_rgba(out), Grid())
    assert len(tiles) == 9
    assert len({tile.tobytes() for tile in tiles}) > 6
    before = out.read_bytes()
    assert forge(*options, "--out", out) == 0
    assert out.read_bytes() == before


def test_a_labelled_set_can_be_trained_on(tmp_path):
    out = tmp_path / "set"
    assert forge("--count", 40, "--out", out) == 0
    found = load_set(out)
    assert len(found.sprites) > 35
    assert all("style:forge" in sprite.words for sprite in found.sprites)


def test_character_sheets(tmp_path):
    out = tmp_path / "people.png"
    assert forge("--characters", "--count", 4, "--columns", 2, "--out", out) == 0
    assert read_rgba(out).shape == (2 * 64, 2 * 48, 4)
    folder = tmp_path / "people"
    assert forge("--characters", "--count", 2, "--out", folder) == 0
    assert {s.subject for s in load_set(folder).sprites} == {"forge/0", "forge/1"}


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("--words kind:potoin --out {tmp}/s.png", "nearest: kind:potion"),
        ("--category hat --out {tmp}/s.png", "'hat' is no category"),
        ("--count 0 --out {tmp}/s.png", "count must be between"),
        ("--scale 0 --out {tmp}/s.png", "a scale of 1 to 64"),
        ("--out {tmp}/s.jpg", "must end in .png"),
        ("--out {tmp}/missing/s.png", "does not exist"),
        ("--characters --category food --out {tmp}/s.png", "no character sheet"),
    ],
)
def test_bad_input_is_one_clear_line(tmp_path, capsys, words, reason):
    assert forge(*words.format(tmp=tmp_path).split()) == 1
    assert reason in capsys.readouterr().err
    assert not list(tmp_path.glob("s.*"))


def test_the_same_seed_is_the_same_person_from_every_side(tmp_path):
    for name in ("a", "b"):
        forge("--characters", "--count", 1, "--seed", 5, "--out", tmp_path / f"{name}.png")
    one, other = (read_rgba(tmp_path / f"{name}.png") for name in "ab")
    assert np.array_equal(one, other)
