import numpy as np

from sprite_studio.art.walk.ground import GRASS, LAID, PATH, STONE, TILE, ground


def test_grass_a_path_and_stones_lie_where_they_are_laid():
    picture = ground()
    assert picture.shape == (len(LAID) * TILE, len(LAID[0]) * TILE, 4)
    assert (picture[..., 3] == 255).all()
    for row, kinds in enumerate(LAID):
        for column, kind in enumerate(kinds):
            tile = picture[row * TILE : (row + 1) * TILE, column * TILE : (column + 1) * TILE]
            middle = {".": GRASS, "=": PATH, "o": (STONE,)}[kind]
            assert tuple(tile[8, 8, :3].tolist()) in middle


def test_it_is_always_the_same():
    assert np.array_equal(ground(), ground())
