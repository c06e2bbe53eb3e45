import numpy as np
from PySide6.QtGui import QColor

from sprite_studio.ui.theme import colours
from sprite_studio.ui.widgets.numbers.shades import signed_picture, strength_picture


def shade(pixel) -> str:
    return QColor(*pixel.tolist()).name()


def test_nothing_is_the_ground_and_the_most_is_the_full_colour(theme):
    c = colours()
    picture = strength_picture(np.array([[0.0, 2.0]]))
    assert (shade(picture[0, 0]), shade(picture[0, 1])) == (c.sunken, c.accent)
    assert (
        strength_picture(np.zeros((2, 2)))[..., :3] == strength_picture(np.zeros((1, 1)))[0, 0, :3]
    ).all()


def test_below_0_is_another_colour_and_one_scale_compares_maps(theme):
    c = colours()
    picture = signed_picture(np.array([[-4.0, 0.0, 4.0]]), most=4)
    assert [shade(pixel) for pixel in picture[0]] == [c.sky, c.sunken, c.accent]
    half = signed_picture(np.array([[2.0]]), most=4)[0, 0]
    assert shade(half) not in (c.sunken, c.accent)
    assert shade(signed_picture(np.array([[9.0]]), most=4)[0, 0]) == c.accent
