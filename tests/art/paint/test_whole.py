import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as of_numpy

from sprite_studio.art.paint.painting import Painting
from sprite_studio.art.paint.strokes import Brush, select_box
from sprite_studio.art.paint.whole import hue_turned, shifted, taken_from

PIXELS = of_numpy.arrays(np.uint8, (4, 5, 4))


@given(PIXELS, of_numpy.arrays(np.bool_, (4, 5)), st.integers(-9, 9), st.integers(-9, 9))
def test_what_is_shifted_round_and_back_is_as_it_was(pixels, selection, down, right):
    painting = Painting.of(pixels, selection)
    away = shifted(painting, down, right)
    back = shifted(away, -down, -right)
    assert np.array_equal(back.pixels, painting.pixels)
    assert np.array_equal(away.selection, selection)


@given(PIXELS)
def test_what_leaves_at_one_side_comes_in_at_the_other(pixels):
    painting = Painting.of(pixels)
    assert np.array_equal(shifted(painting, 0, 1).pixels[:, 0], painting.pixels[:, -1])
    inner = shifted(select_box(painting, [(0, 0), (1, 1)], Brush()), 1, 0)
    assert np.array_equal(inner.pixels[0, :2], painting.pixels[1, :2])
    assert np.array_equal(inner.pixels[2:], painting.pixels[2:])


@given(PIXELS)
def test_a_whole_turn_of_hue_and_any_turn_of_grey_change_nothing(pixels):
    painting = Painting.of(pixels)
    around = hue_turned(painting, 360).pixels.astype(int)
    assert np.abs(around - painting.pixels).max() <= 1
    grey = Painting.of(np.concatenate([pixels[..., :1].repeat(3, -1), pixels[..., 3:]], -1))
    assert np.abs(hue_turned(grey, 77).pixels.astype(int) - grey.pixels).max() <= 1


def test_red_turns_green_where_it_is_selected_and_stays_elsewhere():
    red = np.zeros((2, 2, 4), np.uint8)
    red[...] = (200, 40, 40, 255)
    turned = hue_turned(select_box(Painting.of(red), [(0, 0), (0, 1)], Brush()), 120).pixels
    assert (turned[0, :, 1] > turned[0, :, 0]).all()
    assert (turned[1] == red[1]).all()


def test_another_pictures_part_is_taken():
    one, other = np.full((2, 2, 4), 255, np.uint8), np.full((2, 2, 4), 7, np.uint8)
    chosen = select_box(Painting.of(one), [(0, 0), (0, 0)], Brush())
    assert taken_from(chosen, other).pixels[..., 0].tolist() == [[7, 255], [255, 255]]
    assert (taken_from(Painting.of(one), other).pixels == 7).all()
