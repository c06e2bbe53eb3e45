"""Colour words: what a person would call each colour, and what covers a sprite."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprite_studio.art.colour.words import (
    COLOUR_WORDS,
    COLOURS,
    MOST_WORDS,
    colour_index,
    colour_of,
    colour_words,
)


def square(fill: tuple[int, int, int], edge: tuple[int, int, int]) -> np.ndarray:
    """A 10×10 square with a one-pixel edge, in a 16×16 sprite."""
    pixels = np.zeros((16, 16, 4), dtype=np.uint8)
    pixels[3:13, 3:13] = (*edge, 255)
    pixels[4:12, 4:12] = (*fill, 255)
    return pixels


@pytest.mark.parametrize(
    ("name", "rgb"),
    [
        ("black", (0, 0, 0)),
        ("black", (20, 27, 27)),
        ("white", (255, 255, 255)),
        ("white", (250, 245, 230)),
        ("grey", (128, 128, 128)),
        ("grey", (139, 155, 180)),
        ("brown", (139, 69, 19)),
        ("brown", (111, 78, 55)),
        ("brown", (210, 180, 140)),
        ("red", (255, 0, 0)),
        ("red", (139, 0, 0)),
        ("red", (220, 20, 60)),
        ("orange", (255, 140, 0)),
        ("yellow", (255, 255, 0)),
        ("yellow", (255, 215, 0)),
        ("green", (0, 255, 0)),
        ("green", (34, 139, 34)),
        ("green", (154, 205, 50)),
        ("teal", (0, 128, 128)),
        ("teal", (64, 224, 208)),
        ("blue", (0, 0, 255)),
        ("blue", (135, 206, 235)),
        ("purple", (128, 0, 128)),
        ("purple", (75, 0, 130)),
        ("pink", (255, 105, 180)),
        ("pink", (255, 192, 203)),
    ],
)
def test_names_what_a_person_would(name, rgb):
    assert colour_of(rgb) == name


def test_an_array_is_named_as_its_colours_are():
    rgb = np.array([[(255, 0, 0), (0, 0, 255)], [(0, 0, 0), (255, 255, 255)]], dtype=np.uint8)
    named = colour_index(rgb)
    assert [[COLOURS[i] for i in row] for row in named] == [["red", "blue"], ["black", "white"]]


def test_a_dark_outline_is_not_a_colour():
    assert colour_words(square((200, 30, 30), (0, 0, 0))) == ("colour:red",)


def test_a_tinted_outline_does_not_outvote_the_inside():
    # 36 pixels of dark purple line around 64 of yellow.
    assert colour_words(square((250, 210, 40), (60, 20, 80))) == ("colour:yellow",)


def test_a_thick_black_outline_is_not_a_colour():
    pixels = square((200, 30, 30), (0, 0, 0))
    pixels[2:14, 2:14][pixels[2:14, 2:14, 3] == 0] = (0, 0, 0, 255)
    assert colour_words(pixels) == ("colour:red",)


def test_what_is_black_inside_is_black():
    pixels = square((15, 15, 18), (0, 0, 0))
    pixels[5, 5] = (255, 255, 255, 255)
    assert colour_words(pixels) == ("colour:black",)


def test_most_covering_first():
    pixels = square((40, 80, 220), (0, 0, 0))
    pixels[4:12, 4:7] = (250, 250, 250, 255)
    assert colour_words(pixels) == ("colour:blue", "colour:white")


def test_a_small_patch_earns_no_word():
    pixels = square((40, 80, 220), (0, 0, 0))
    pixels[5:8, 5:8] = (250, 40, 40, 255)
    assert colour_words(pixels) == ("colour:blue",)


def test_transparent_colour_is_not_seen():
    pixels = square((200, 30, 30), (0, 0, 0))
    pixels[pixels[..., 3] == 0] = (0, 0, 255, 0)
    assert colour_words(pixels) == ("colour:red",)


def test_a_blank_sprite_has_no_colour():
    assert colour_words(np.zeros((16, 16, 4), dtype=np.uint8)) == ()


@settings(max_examples=50)
@given(st.integers(0, 2**32 - 1), st.integers(1, 8))
def test_any_sprite_has_one_to_three_known_words(seed, colours):
    rng = np.random.default_rng(seed)
    palette = rng.integers(0, 256, (colours, 4), dtype=np.uint8)
    pixels = palette[rng.integers(0, colours, (16, 16))]
    words = colour_words(pixels)
    assert set(words) <= set(COLOUR_WORDS)
    assert len(set(words)) == len(words) <= MOST_WORDS
    assert bool(words) == bool((pixels[..., 3] >= 128).any())
