"""The entry in the applications menu, read back as a desktop reads it."""

import configparser
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sprite_studio import desktop_entry, paths
from sprite_studio.desktop_entry import add_to_menu, entry_text, start_command

RESOURCES = paths.resources()
TEMPLATE = (RESOURCES / "sprite-studio.desktop").read_text("utf-8")


def parse(text: str) -> dict[str, str]:
    """The values, their escapes undone."""
    parser = configparser.RawConfigParser(delimiters="=", comment_prefixes="#", strict=True)
    parser.optionxform = lambda optionstr: optionstr
    parser.read_string(text)
    assert parser.sections() == ["Desktop Entry"]
    escapes = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
    return {
        key: re.sub(r"\\([sntr\\])", lambda found: escapes[found[1]], value)
        for key, value in parser["Desktop Entry"].items()
    }


def arguments(execute: str) -> list[str]:
    """An Exec value as a desktop splits it: quoted words, % codes."""
    words = re.findall(r'"((?:[^"\\]|\\.)*)"', execute, re.DOTALL)
    unquoted = [re.sub(r"\\(.)", r"\1", word, flags=re.DOTALL) for word in words]
    assert not re.search(r"(?<!%)%(?:%%)*(?!%)", execute)
    return [word.replace("%%", "%") for word in unquoted]


# Without a leading or trailing blank configparser keeps values as they are.
words = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"))


@given(st.lists(words.map(lambda word: f"/{word}/"), min_size=1, max_size=4))
def test_whatever_the_path_the_menu_starts_that_program(command):
    values = parse(entry_text(TEMPLATE, command))
    assert arguments(values["Exec"]) == command
    assert values["TryExec"] == command[0]
    assert values["Name"] == "Sprite Studio"


def test_the_entry_has_what_a_desktop_wants():
    values = parse(TEMPLATE)
    assert {"Type", "Name", "Comment", "Exec", "Icon", "Categories"} <= values.keys()
    assert values["Categories"].endswith(";")
    assert "Graphics" in values["Categories"].split(";")
    assert values["Icon"] == values["StartupWMClass"] == "sprite-studio"


def test_an_entry_and_an_icon_of_every_size_are_written(tmp_path):
    written = add_to_menu(RESOURCES, tmp_path / "share", ["/opt/a b/sprite-studio-window"])
    assert sorted(written) == sorted(p for p in (tmp_path / "share").rglob("*") if p.is_file())
    entry = written[0]
    assert entry == tmp_path / "share" / "applications" / "sprite-studio.desktop"
    assert arguments(parse(entry.read_text("utf-8"))["Exec"]) == ["/opt/a b/sprite-studio-window"]
    for size in (16, 24, 32, 48, 64, 128, 256, 512):
        icon = tmp_path / f"share/icons/hicolor/{size}x{size}/apps/sprite-studio.png"
        with Image.open(icon) as picture:
            assert picture.size == (size, size)
    assert (tmp_path / "share/icons/hicolor/scalable/apps/sprite-studio.svg").is_file()


def test_adding_it_again_writes_the_same_and_takes_away_what_a_kill_has_left(
    tmp_path, half_written
):
    first = add_to_menu(RESOURCES, tmp_path, ["/bin/a"])
    left = [half_written(path.parent) for path in first]
    assert add_to_menu(RESOURCES, tmp_path, ["/bin/b"]) == first
    assert "/bin/b" in first[0].read_text("utf-8")
    assert not [part for part in left if part.exists()]


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "applications").write_text("x")
    with pytest.raises(OSError, match="applications"):
        add_to_menu(RESOURCES, tmp_path, ["/bin/a"])


@pytest.mark.parametrize(
    ("has_program", "frozen", "expected"),
    [
        (True, False, ["sprite-studio-window"]),
        (True, True, ["sprite-studio-window"]),
        (False, False, ["python", "-m", "sprite_studio"]),
        (False, True, ["python"]),
    ],
)
def test_the_menu_starts_this_installation(has_program, frozen, expected, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    if has_program:
        (tmp_path / desktop_entry.WINDOW_PROGRAM).touch()
    assert start_command() == [str(tmp_path / expected[0]), *expected[1:]]
    assert Path(start_command()[0]).is_absolute()
