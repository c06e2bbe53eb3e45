import numpy as np

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.walk.sheet import characters_of, sheet_columns, sheet_tiles


def test_rows_are_views_and_characters_stand_side_by_side():
    two = np.stack([walking_character(n).frames for n in (1, 2)])
    tiles = sheet_tiles(two)
    assert sheet_columns(2) == 6
    assert np.array_equal(tiles[6 + 3], two[1, 1, 0])  # second row: left; its fourth: the second's
    assert np.array_equal(tiles[2], two[0, 0, 2])


def test_tiles_become_characters_again_in_any_order():
    two = np.stack([walking_character(n).frames for n in (1, 2)])
    order = ("up", "right", "left", "down")
    assert np.array_equal(sheet_tiles(two, order)[0], two[0, 3, 0])
    assert np.array_equal(characters_of(sheet_tiles(two, order), order), two)
