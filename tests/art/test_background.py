import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprite_studio.art.background import (
    clear_background,
    clear_colour,
    flat_background,
)

WHITE = (255, 255, 255, 255)
RED = (200, 20, 20, 255)


def picture(*rows: str) -> np.ndarray:
    """ "." is white and "#" is red."""
    return np.array([[WHITE if c == "." else RED for c in row] for row in rows], np.uint8)


def cleared(pixels: np.ndarray) -> list[str]:
    """ " " where it is clear."""
    result = clear_background(pixels)
    assert np.array_equal(result[result[..., 3] > 0], pixels[result[..., 3] > 0])
    assert not result[result[..., 3] == 0].any()
    shown = np.where((pixels == WHITE).all(axis=-1), ".", "#")
    return ["".join(row) for row in np.where(result[..., 3] > 0, shown, " ")]


def test_what_surrounds_the_drawing_goes_and_what_it_encloses_stays():
    assert cleared(
        picture(
            ".......",
            "..###..",
            ".#.#.#.",
            "..###..",
            "....#..",
        )
    ) == [
        "       ",
        "  ###  ",
        " #.#.# ",
        "  ###  ",
        "    #  ",
    ]


def test_a_winding_bay_of_background_goes_too_and_diagonals_do_not_join():
    assert cleared(
        picture(
            ".....",
            "####.",
            "#..#.",
            "#.##.",
            "#...#",
            "#####",
            ".....",
        )
    ) == [
        "     ",
        "#### ",
        "#..# ",
        "#.## ",
        "#...#",
        "#####",
        "     ",
    ]


def test_a_drawing_that_touches_the_edge_stays():
    assert cleared(picture("..#..", "..#..", "..#..", "..#..")) == ["  #  "] * 4


def test_a_picture_that_fills_its_frame_is_left_as_it_is():
    pixels = np.random.default_rng(0).integers(0, 256, (16, 16, 4), np.uint8)
    assert clear_background(pixels) is pixels
    half = picture("..##", "..##", "..##", "..##")
    assert clear_background(half) is half


@pytest.mark.parametrize("shape", [(1, 1), (1, 5), (2, 2), (16, 16)])
def test_one_colour_alone_is_all_background(shape):
    assert not clear_background(np.full((*shape, 4), 255, np.uint8)).any()


@given(st.integers(0, 2**32))
def test_clearing_twice_changes_no_more_than_once(seed: int):
    rng = np.random.default_rng(seed)
    pixels = np.array([WHITE, RED], np.uint8)[(rng.random((9, 7)) < 0.3).astype(int)]
    once = clear_background(pixels)
    assert np.array_equal(clear_background(once), once)


MAGENTA = (255, 0, 255, 255)


def found(*rows: str) -> bool:
    pixels = picture(*rows)
    return flat_background(pixels, [pixels]) is not None


def test_what_all_corners_and_most_of_the_edge_have_is_a_background():
    assert found(".....", "..#..", ".###.", ".....")
    assert not found("#....", "..#..", ".###.", ".....")
    assert not found(".###.", "#.#.#", "##.##", ".###.")


def test_an_outline_of_what_fills_its_frame_is_none():
    assert not found(".....", ".###.", ".###.", ".....")
    assert found(".....", ".#.#.", ".###.", ".....")


def test_one_colour_alone_is_a_picture():
    assert not found("...", "...", "...")


def test_magenta_in_the_corners_is_enough_and_all_of_it_goes():
    pixels = picture(".###.", "#.#.#", "##.##", ".###.")
    pixels[(pixels == WHITE).all(axis=-1)] = MAGENTA
    colour = flat_background(pixels, [pixels])
    assert colour is not None
    assert tuple(colour) == MAGENTA
    assert (clear_colour(pixels, colour)[..., 3] > 0).sum() == 13


def test_a_picture_with_clear_pixels_has_none():
    pixels = picture(".....", "..#..", ".###.", ".....")
    pixels[1, 1, 3] = 0
    assert flat_background(pixels, [pixels]) is None


def test_of_a_sheet_the_edges_of_its_tiles_count():
    floor = picture(*["...."] * 4)
    wall = picture("####", "#..#", "####", "####")
    sheet = np.concatenate([np.concatenate([floor, wall, wall, floor], axis=1)] * 2)
    assert flat_background(sheet, [floor, wall, wall, wall, wall]) is None
    assert flat_background(sheet, [floor, floor, floor, wall]) is not None
