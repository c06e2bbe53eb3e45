"""Aseprite's JSON: both forms say the same, frames carry names, and our own importer reads it."""

import json
from pathlib import Path

import numpy as np
from engine_sprites import made, saved, standing, walking

from sprite_studio.art.export.collection import Arrangement, Clip, Collection
from sprite_studio.art.export.formats.aseprite_json import encode
from sprite_studio.art.image_file import read_rgba
from sprite_studio.art.imports.layout import named_tiles


def test_both_forms_hold_the_same_frames_tags_and_times() -> None:
    files = made(encode, walking(Arrangement(scale=2, padding=1)))
    assert set(files) == {"knight.png", "knight.json", "knight-array.json"}
    by_name, listed = (json.loads(files[name]) for name in ("knight.json", "knight-array.json"))
    assert [frame["filename"] for frame in listed["frames"]] == list(by_name["frames"])
    assert list(by_name["frames"])[:6] == [
        "red potion", "shield", "down 0", "down 1", "down 2", "walk_down 3"
    ]  # fmt: skip
    tags = by_name["meta"]["frameTags"]
    assert [(tag["name"], tag["from"], tag["to"]) for tag in tags[:2]] == [
        ("walk_down", 2, 5),
        ("walk_left", 6, 9),
    ]
    assert [frame["duration"] for frame in listed["frames"][2:6]] == [150, 100, 150, 100]
    assert by_name["meta"]["image"] == "knight.png"


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    collection = walking(Arrangement(extrude=1, padding=1))
    saved(made(encode, collection), tmp_path)
    found = named_tiles(tmp_path / "knight.png", read_rgba(tmp_path / "knight.png"))
    assert found is not None
    assert found.names[:3] == ("red potion", "shield", "down 0")
    assert [tag.name for tag in found.tags] == [clip.name for clip in collection.clips]
    shown = [*collection.still, *(number for clip in collection.clips for number in clip.frames)]
    for tile, number in zip(found.tiles, shown, strict=True):
        assert (tile == np.where(tile[..., 3:] > 0, collection.cells[number], 0)).all()


def test_frames_shown_again_and_again_keep_names_of_their_own() -> None:
    twice = walking()
    again = Collection("k", twice.sprites, (Clip("a", (0, 0, 0), (9,) * 3), Clip("a", (0,), (9,))))
    frames = json.loads(made(encode, again)["k.json"])["frames"]
    assert len(frames) == 13 + 3


def test_one_who_stands_is_a_tag_of_a_frame_of_the_walk() -> None:
    told = json.loads(made(encode, standing(walking()))["knight.json"])
    assert len(told["frames"]) == 2 + 4 * 4
    tags = {tag["name"]: (tag["from"], tag["to"]) for tag in told["meta"]["frameTags"]}
    assert (tags["walk_left"], tags["idle_left"]) == ((6, 9), (6, 6))
