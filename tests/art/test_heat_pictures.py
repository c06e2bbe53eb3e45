import numpy as np

from sprite_studio.art.heat_pictures import heat_pictures


def test_nothing_is_black_the_most_is_white_and_all_is_solid():
    pictures = heat_pictures(np.array([[[0.0, 1.0, 2.0, 9.0]]]), 2.0)
    assert pictures.shape == (1, 1, 4, 4)
    assert pictures[0, 0, 0].tolist() == [0, 0, 0, 255]
    assert pictures[0, 0, 2].tolist() == pictures[0, 0, 3].tolist() == [255, 255, 255, 255]


def test_more_is_brighter():
    pictures = heat_pictures(np.linspace(0, 1, 50)[None, None], 1.0)
    light = pictures[0, 0, :, :3].astype(int).sum(axis=-1)
    assert (np.diff(light) >= 0).all()


def test_where_all_is_nothing_all_is_black():
    assert not heat_pictures(np.zeros((2, 3)), 0.0)[..., :3].any()
