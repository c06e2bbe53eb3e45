import numpy as np

from sprite_studio.art.captions import captioned_rows


def test_every_sprite_is_there_enlarged_and_long_text_is_not_cut():
    red = np.zeros((16, 16, 4), np.uint8)
    red[:] = (255, 0, 0, 255)
    short = captioned_rows([("a", "b", [red, red]), ("c", "d", [red])], scale=2)
    reds = (short == (255, 0, 0, 255)).all(axis=-1)
    assert reds.sum() == 3 * 32 * 32
    assert (short[..., 3] == 255).all()
    long = captioned_rows([("a" * 200, "b", [red])], scale=2)
    assert long.shape[1] > short.shape[1]
    assert (long[:, -8:] == long[0, 0]).all()  # the margin stays free
