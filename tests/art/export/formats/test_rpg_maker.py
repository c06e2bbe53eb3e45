"""RPG Maker's sheets, held against its asset standards: nobody ships a reader of them."""

import io

import numpy as np
from engine_sprites import made, named, standing, walking
from PIL import Image

from sprite_studio.art.export.collection import Collection
from sprite_studio.art.export.formats.rpg_maker import encode
from sprite_studio.art.sprite import Pixels


def read(data: bytes) -> Pixels:
    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image)


def test_a_character_has_three_columns_by_four_rows_standing_in_the_middle() -> None:
    collection = walking()
    files = made(encode, standing(collection))
    assert list(files) == [
        "img/characters/$knight.png",
        "img/characters/knight_1.png",
        "img/system/knight_icons.png",
    ]
    sheet = read(files["img/characters/$knight.png"])
    assert sheet.shape == (4 * 48, 3 * 48, 4)
    for row, clip in enumerate(collection.clips):
        first, second, third, _ = clip.frames
        for column, number in enumerate((second, first, collection.clips[row].frames[3])):
            cell = sheet[48 * row : 48 * row + 48 : 3, 48 * column : 48 * column + 48 : 3]
            assert (cell == collection.cells[number]).all()
        assert third


def test_standing_ones_are_eight_to_a_file_and_icons_sixteen_a_row() -> None:
    collection = Collection("items", named(*(f"item {i}" for i in range(19))))
    files = made(encode, collection)
    assert [name for name in files if "characters" in name] == [
        f"img/characters/items_{part}.png" for part in (1, 2, 3)
    ]
    sheet = read(files["img/characters/items_2.png"])
    assert sheet.shape == (2 * 4 * 48, 4 * 3 * 48, 4)
    assert (sheet[:48:3, 144:192:3] == collection.cells[9]).all()
    icons = read(files["img/system/items_icons.png"])
    assert icons.shape == (2 * 32, 16 * 32, 4)
    assert (icons[32::2, 64:96:2] == collection.cells[18]).all()
