"""The formats that are pictures only, read by Pillow."""

import io

import numpy as np
from engine_sprites import made, standing, walking
from PIL import Image

from sprite_studio.art.export.collection import Arrangement
from sprite_studio.art.export.formats import gamemaker, png_sheet, single_pngs, strips
from sprite_studio.art.sprite import Pixels


def read(data: bytes) -> Pixels:
    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image.convert("RGBA"))


def test_a_sheet_is_named_after_the_collection() -> None:
    files = made(png_sheet.encode, walking())
    assert list(files) == ["knight.png"]
    assert read(files["knight.png"]).shape == (64, 64, 4)


def test_single_pngs_carry_their_sprites_names_and_pixels() -> None:
    collection = walking(Arrangement(scale=3))
    files = made(single_pngs.encode, collection)
    assert list(files)[:3] == ["red potion.png", "shield.png", "down 0.png"]
    for data, sprite in zip(files.values(), collection.sprites, strict=True):
        assert (read(data)[::3, ::3] == sprite.pixels).all()


def test_a_strip_says_how_many_frames_it_has() -> None:
    collection = walking(Arrangement(padding=2, scale=2))
    files = made(strips.encode, standing(collection))
    assert set(files) == {
        "knight_strip2.png",
        *(f"knight_idle_{way}_strip1.png" for way in ("down", "left", "right", "up")),
        *(f"knight_walk_{way}_strip4.png" for way in ("down", "left", "right", "up")),
    }
    strip = read(files["knight_walk_down_strip4.png"])
    assert strip.shape == (32, 4 * 32, 4)
    for place, number in enumerate(collection.clips[0].frames):
        shown = strip[::2, 32 * place : 32 * place + 32 : 2]
        assert (shown == collection.cells[number]).all()


def test_gamemaker_gets_a_resource_each_whose_name_gml_takes() -> None:
    files = made(gamemaker.encode, walking(name="ritter ❤ 1"))
    assert set(files) == {
        "spr_red_potion_strip1.png",
        "spr_shield_strip1.png",
        *(f"spr_ritter___1_walk_{way}_strip4.png" for way in ("down", "left", "right", "up")),
    }
