import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as of_numpy

from sprite_studio.art.paint.painting import Painting
from sprite_studio.art.paint.pieces import cleared, flipped, moved, quarter_turned
from sprite_studio.art.paint.strokes import Brush, pencil, select_box

BYTES = of_numpy.arrays(np.uint8, st.tuples(st.integers(1, 7), st.integers(1, 7), st.just(4)))


@st.composite
def paintings(draw: st.DrawFn) -> Painting:
    """Any picture with any part of it selected."""
    pixels = draw(BYTES)
    return Painting.of(pixels, draw(of_numpy.arrays(np.bool_, pixels.shape[:2])))


@given(paintings(), st.integers(-9, 9), st.integers(-9, 9))
def test_what_is_moved_and_moved_back_is_as_it_was_even_from_outside(painting, down, right):
    back = moved(moved(painting, down, right), -down, -right)
    assert np.array_equal(back.pixels, painting.pixels)
    assert np.array_equal(back.selection, painting.selection)


@given(paintings(), st.booleans())
def test_what_is_flipped_twice_is_as_it_was(painting, upside_down):
    twice = flipped(flipped(painting, upside_down), upside_down)
    assert np.array_equal(twice.pixels, painting.pixels)
    assert np.array_equal(twice.selection, painting.selection)


@given(paintings(), st.booleans())
def test_four_quarter_turns_or_one_and_one_back_change_nothing(painting, clockwise):
    turned = quarter_turned(painting, clockwise)
    back = quarter_turned(turned, not clockwise)
    assert np.array_equal(back.pixels, painting.pixels)
    for _ in range(3):
        turned = quarter_turned(turned, clockwise)
    assert np.array_equal(turned.pixels, painting.pixels)
    assert np.array_equal(turned.selection, painting.selection)


@given(of_numpy.arrays(np.uint8, (5, 5, 4)))
def test_a_square_that_is_wholly_turned_or_flipped_is_numpys(pixels):
    painting = Painting.of(pixels)
    assert np.array_equal(quarter_turned(painting).pixels, np.rot90(painting.pixels, -1))
    assert np.array_equal(flipped(painting).pixels, painting.pixels[:, ::-1])
    assert np.array_equal(flipped(painting, upside_down=True).pixels, painting.pixels[::-1])
    assert not flipped(painting).selection.any()


def test_a_piece_passes_over_others_and_leaves_a_hole_where_it_was():
    row = Painting.of(np.zeros((1, 4, 4), np.uint8))
    row = pencil(row, [(0, 0)], Brush((9, 9, 9, 255)))
    row = pencil(row, [(0, 2)], Brush((5, 5, 5, 255)))
    chosen = select_box(row, [(0, 0), (0, 1)], Brush())
    over = moved(chosen, 0, 2)
    assert over.pixels[0, :, 0].tolist() == [0, 0, 9, 0]
    assert over.selection[0].tolist() == [False, False, True, True]
    past = moved(over, 0, -1)
    assert past.pixels[0, :, 0].tolist() == [0, 9, 5, 0]  # clear pixels of it cover nothing
    painted = pencil(past, [(0, 1)], Brush((7, 7, 7, 255)))
    assert moved(painted, 0, 1).pixels[0, :, 0].tolist() == [0, 0, 7, 5]  # what lay below is gone


def test_what_is_cleared_is_what_is_selected_or_all():
    full = Painting.of(np.full((2, 2, 4), 255, np.uint8))
    part = cleared(select_box(full, [(0, 0), (0, 1)], Brush()))
    assert part.pixels[..., 3].tolist() == [[0, 0], [255, 255]]
    assert not cleared(full).pixels.any()
