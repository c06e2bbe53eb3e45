"""Lone pixels settle; everything that is drawn on purpose stays."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprite_studio.art.metrics import orphan_share
from sprite_studio.art.palette import crisp, reduce_colours, snap_alpha
from sprite_studio.art.speckle import settle

SEEDS = st.integers(0, 10_000)
RED, DARK_RED, SKIN, BLACK = (200, 40, 40), (170, 36, 44), (240, 190, 150), (20, 20, 24)


def area(colour: tuple[int, int, int]) -> np.ndarray:
    return np.full((16, 16, 4), (*colour, 255), np.uint8)


def speckled(seed: int) -> np.ndarray:
    """Two areas, each pixel a little off its colour, as a network draws them."""
    rng = np.random.default_rng(seed)
    pixels = area(RED)
    pixels[8:, :, :3] = SKIN
    off = rng.normal(0, 9, (16, 16, 3))
    pixels[..., :3] = np.clip(pixels[..., :3] + off, 0, 255).astype(np.uint8)
    return pixels


def test_a_lone_pixel_of_a_near_colour_takes_that_of_its_neighbours():
    drawn = area(RED)
    drawn[5, 5, :3] = DARK_RED
    np.testing.assert_array_equal(settle(drawn, drawn), area(RED))


def test_an_eye_stays():
    drawn = area(SKIN)
    drawn[5, 5, :3] = drawn[5, 9, :3] = BLACK
    np.testing.assert_array_equal(settle(drawn, drawn), drawn)


@pytest.mark.parametrize("colour", [RED, DARK_RED, BLACK])
def test_lines_edges_and_ramps_stay(colour):
    drawn = area(SKIN)
    drawn[:, 4:6, :3] = colour  # an upright of two
    drawn[10:, :, :3] = RED
    np.testing.assert_array_equal(settle(drawn, drawn), drawn)


@given(SEEDS)
@settings(max_examples=30, deadline=None)
def test_speckles_become_few_and_no_colour_is_new(seed):
    drawn = speckled(seed)
    reduced = reduce_colours(drawn, 12)
    settled = settle(reduced, drawn)
    assert orphan_share(settled[None]) < 0.4 * orphan_share(reduced[None])
    before, after = (
        {tuple(colour) for colour in pixels[..., :3].reshape(-1, 3)}
        for pixels in (reduced, settled)
    )
    assert after <= before
    np.testing.assert_array_equal(settled[..., 3], reduced[..., 3])


@given(SEEDS)
@settings(max_examples=30, deadline=None)
def test_what_mirrors_itself_goes_on_doing_so(seed):
    half = speckled(seed)[:, :8]
    drawn = np.concatenate([half, half[:, ::-1]], axis=1)
    drawn[np.random.default_rng(seed).random((16, 16)) < 0.1] = 0
    drawn = np.minimum(drawn, drawn[:, ::-1])
    settled = crisp(drawn, 8, None)
    np.testing.assert_array_equal(settled, settled[:, ::-1])


@given(SEEDS)
@settings(max_examples=30, deadline=None)
def test_clear_pixels_stay_clear_and_a_blank_sprite_blank(seed):
    drawn = speckled(seed)
    drawn[np.random.default_rng(seed).random((16, 16)) < 0.4, 3] = 20
    solid = snap_alpha(drawn)
    np.testing.assert_array_equal(settle(solid, solid)[..., 3], solid[..., 3])
    blank = np.zeros((16, 16, 4), np.uint8)
    np.testing.assert_array_equal(settle(blank, blank), blank)
