"""The JSON beside a sheet: each rectangle cut from the sheet is the sprite."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprite_studio.art.export.aseprite_json import save_sheet_json, sheet_json
from sprite_studio.art.sheet import Layout, pack_sheet

LAYOUTS = st.builds(
    Layout, columns=st.integers(1, 12), scale=st.integers(1, 3), padding=st.integers(0, 3)
)


@given(st.integers(1, 20), LAYOUTS)
@settings(max_examples=60, deadline=None)
def test_every_rectangle_is_its_sprite(count: int, layout: Layout) -> None:
    tiles = np.random.default_rng(count).integers(0, 256, (count, 16, 16, 4), dtype=np.uint8)
    sheet = pack_sheet(list(tiles), layout.columns, layout.scale, layout.padding)
    data = json.loads(sheet_json("sheet.png", count, layout, "1.2.3"))
    assert list(data["frames"]) == [str(i) for i in range(count)]
    for tile, entry in zip(tiles, data["frames"].values(), strict=True):
        x, y, w, h = (entry["frame"][key] for key in "xywh")
        big = tile.repeat(layout.scale, axis=0).repeat(layout.scale, axis=1)
        np.testing.assert_array_equal(sheet[y : y + h, x : x + w], big)
        assert entry["sourceSize"] == {"w": w, "h": h}
        assert entry["spriteSourceSize"] == {"x": 0, "y": 0, "w": w, "h": h}
        assert entry["rotated"] is entry["trimmed"] is False
        assert entry["duration"] > 0
    height, width = sheet.shape[:2]
    assert data["meta"]["size"] == {"w": width, "h": height}
    assert data["meta"]["image"] == "sheet.png"
    assert data["meta"]["version"] == "1.2.3"


def test_it_stands_beside_the_sheet_and_names_it_without_a_folder(tmp_path: Path) -> None:
    path = save_sheet_json(tmp_path / "my.heroes.png", 2, Layout(2), "1.2.3")
    assert path == tmp_path / "my.heroes.json"
    text = path.read_text(encoding="utf-8")
    assert json.loads(text)["meta"]["image"] == "my.heroes.png"
    assert str(tmp_path) not in text


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="gone does not exist"):
        save_sheet_json(tmp_path / "gone" / "a.png", 1, Layout(), "1")


def test_a_json_file_of_something_else_is_never_replaced(tmp_path):
    other = tmp_path / "package.json"
    other.write_text('{"name": "a game"}')
    with pytest.raises(FileExistsError, match="give the sheet another name"):
        save_sheet_json(tmp_path / "package.png", 1, Layout(), "1")
    assert other.read_text() == '{"name": "a game"}'
    own = save_sheet_json(tmp_path / "sheet.png", 1, Layout(), "1")
    assert save_sheet_json(tmp_path / "sheet.png", 2, Layout(), "1") == own
