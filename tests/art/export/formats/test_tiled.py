"""Tilesets, read by pytmx, and by Tiled itself where it is installed."""

import json
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import pytmx
from engine_sprites import made, saved, standing, walking

from sprite_studio.art.export.atlas import lay_out
from sprite_studio.art.export.collection import Arrangement
from sprite_studio.art.export.formats.tiled import encode

ASKED = [
    Arrangement(),
    Arrangement(scale=2, padding=1, extrude=1, columns=3),
    Arrangement(power_of_two=True, columns=5),
]


@pytest.mark.parametrize("asked", ASKED)
def test_pytmx_finds_every_sprite_and_its_animation(tmp_path: Path, asked: Arrangement) -> None:
    collection = walking(asked)
    saved(made(encode, collection), tmp_path)
    side = lay_out(collection).cell[0]
    (tmp_path / "map.tmx").write_text(
        '<?xml version="1.0"?><map version="1.10" orientation="orthogonal" width="1" height="1" '
        f'tilewidth="{side}" tileheight="{side}"><tileset firstgid="1" source="knight.tsx"/>'
        '<layer id="1" name="a" width="1" height="1"><data encoding="csv">1</data></layer></map>'
    )
    tiles = {}

    def loader(filename: str, colorkey: object, **kwargs: object):
        assert Path(filename) == tmp_path / "knight.png"
        return lambda rect, flags: rect

    loaded = pytmx.TiledMap(str(tmp_path / "map.tmx"), image_loader=loader)
    [tileset] = loaded.tilesets
    assert (tileset.tilewidth, tileset.margin, tileset.spacing) == (
        side,
        lay_out(collection).margin,
        lay_out(collection).spacing,
    )
    for gid, properties in loaded.tile_properties.items():
        tiles[properties["type"]] = (gid, properties)
    assert set(tiles) == set(collection.sprite_names)
    for name, place in zip(collection.sprite_names, lay_out(collection).places, strict=True):
        shown = loaded.images[tiles[name][0]]
        assert tuple(shown) == (place.x, place.y, place.width, place.height)
    frames = tiles["down 0"][1]["frames"]
    assert [frame.duration for frame in frames] == [150, 100, 150, 100]
    assert [frame.gid for frame in frames] == [
        tiles[name][0] for name in ("down 0", "down 1", "down 2", "down 1")
    ]


@pytest.mark.parametrize("asked", ASKED)
def test_both_files_say_the_same(asked: Arrangement) -> None:
    files = made(encode, standing(walking(asked)))
    tileset = json.loads(files["knight.tsj"])
    assert tileset["image"] == "knight.png"
    assert f'tilecount="{tileset["tilecount"]}"'.encode() in files["knight.tsx"]
    assert tileset["tilecount"] >= 14
    animated = [tile for tile in tileset["tiles"] if "animation" in tile]
    assert [tile["properties"][0]["value"] for tile in animated] == [
        f"walk_{way}" for way in ("down", "left", "right", "up")
    ]


@pytest.mark.skipif(shutil.which("tiled") is None, reason="Tiled is not installed")
@pytest.mark.parametrize("suffix", ["tsx", "tsj"])
def test_tiled_opens_it(tmp_path: Path, suffix: str) -> None:
    saved(made(encode, walking(ASKED[1])), tmp_path)
    out = tmp_path / "again.json"
    subprocess.run(
        ["tiled", "--export-tileset", "json", str(tmp_path / f"knight.{suffix}"), str(out)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        capture_output=True,
        timeout=60,
    )
    read, written = json.loads(out.read_text()), made(encode, walking(ASKED[1]))["knight.tsj"]
    told = json.loads(written)
    for key in ("name", "columns", "tilecount", "margin", "spacing", "tilewidth", "imageheight"):
        assert read[key] == told[key]
    assert read["tiles"] == told["tiles"]


def test_a_walk_is_kept_though_who_stands_in_it_comes_before_it() -> None:
    collection = standing(walking())
    idle_first = replace(collection, clips=collection.clips[::-1])
    tileset = json.loads(made(encode, idle_first)["knight.tsj"])
    assert [len(tile["animation"]) for tile in tileset["tiles"] if "animation" in tile] == [4] * 4
