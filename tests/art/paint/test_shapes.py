import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as of_numpy

from sprite_studio.art.paint.shapes import alike, box, line, mirrored, outline, path, region

SHAPE = (9, 12)
CELL = st.tuples(st.integers(-3, 12), st.integers(-3, 15))
INSIDE = st.tuples(st.integers(0, 8), st.integers(0, 11))
PICTURE = of_numpy.arrays(np.uint8, (9, 12), elements=st.integers(0, 2)).map(
    lambda numbers: np.stack([numbers * 100] * 3 + [np.full_like(numbers, 255)], axis=-1)
)


def drawn(covered) -> list[str]:
    return ["".join(".#"[int(on)] for on in row) for row in covered]


def test_a_line_a_box_and_an_outline_are_what_one_would_draw():
    assert drawn(line((0, 0), (2, 5), (3, 6))) == ["##....", "..##..", "....##"]
    assert drawn(box((2, 3), (1, 1), (4, 5))) == [".....", ".###.", ".###.", "....."]
    assert drawn(outline((0, 1), (2, 3), (3, 5))) == [".###.", ".#.#.", ".###."]
    assert drawn(path([(0, 0), (0, 3), (2, 3)], (3, 4))) == ["####", "...#", "...#"]
    assert drawn(mirrored(line((0, 0), (0, 1), (1, 6)))) == ["##..##"]


@given(start=INSIDE, end=INSIDE)
def test_a_line_goes_from_end_to_end_without_a_gap_and_is_one_pixel_thick(start, end):
    covered = line(start, end, SHAPE)
    assert covered[start]
    assert covered[end]
    steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]))
    assert covered.sum() == steps + 1
    along = 0 if abs(end[0] - start[0]) >= abs(end[1] - start[1]) else 1
    cells = np.argwhere(covered)
    cells = cells[np.argsort(cells[:, along])]
    assert (np.abs(np.diff(cells, axis=0)) <= 1).all()


@given(start=CELL, end=CELL)
def test_what_lies_outside_the_picture_is_left_out(start, end):
    everywhere = (30, 30)
    shifted = [(row + 5, column + 5) for row, column in (start, end)]
    for shape in (line, box, outline):
        inside = shape(start, end, SHAPE)
        first, last = shifted
        assert np.array_equal(inside, shape(first, last, everywhere)[5:14, 5:17])


@given(pixels=PICTURE, at=INSIDE)
def test_a_region_is_of_one_colour_connected_and_as_large_as_it_can_be(pixels, at):
    reached = region(pixels, at)
    assert reached[at]
    assert not (reached & ~alike(pixels, at)).any()
    grown = np.pad(reached, 1)
    around = grown[:-2, 1:-1] | grown[2:, 1:-1] | grown[1:-1, :-2] | grown[1:-1, 2:]
    assert not (around & alike(pixels, at) & ~reached).any()
    for row, column in np.argwhere(reached)[:5]:
        assert np.array_equal(region(pixels, (int(row), int(column))), reached)


def test_clear_pixels_are_alike_and_nothing_lies_outside():
    pixels = np.zeros((2, 2, 4), np.uint8)
    pixels[0, 0, :3] = 9
    assert region(pixels, (0, 0)).all()
    assert not region(pixels, (0, 2)).any()
    assert not alike(pixels, (-1, 0)).any()
