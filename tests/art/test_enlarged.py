"""Enlarged pixel art: its own size is found, and only where no pixel is lost."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprite_studio.art.enlarged import as_sprite, own_sizes


def noise(height: int, width: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(1, 256, (height, width, 4), dtype=np.uint8)


def enlarged(pixels: np.ndarray, factor: int) -> np.ndarray:
    return pixels.repeat(factor, axis=0).repeat(factor, axis=1)


@given(st.integers(1, 16), st.integers(1, 16), st.integers(1, 12), st.integers(0, 100))
def test_every_size_at_which_no_pixel_is_lost(
    height: int, width: int, factor: int, seed: int
) -> None:
    own = noise(height, width, seed)
    sizes = list(own_sizes(enlarged(own, factor)))
    for smaller in sizes:
        k = height * factor // smaller.shape[0]
        np.testing.assert_array_equal(enlarged(smaller, k), enlarged(own, factor))
    if height > 1 and width > 1:
        np.testing.assert_array_equal(sizes[0], own)
        assert len(sizes) == sum(factor % k == 0 for k in range(1, factor + 1))


def test_colour_hidden_in_clear_pixels_does_not_count() -> None:
    own = noise(4, 4)
    own[0, 0, 3] = 0
    large = enlarged(own, 4)
    large[0, 0] = (9, 9, 9, 0)
    assert next(own_sizes(large)).shape == (4, 4, 4)


@pytest.mark.parametrize("factor", [1, 2, 3, 5, 16])
def test_an_enlarged_sprite_is_one_again(factor: int) -> None:
    np.testing.assert_array_equal(as_sprite(enlarged(noise(16, 16), factor)), noise(16, 16))
    np.testing.assert_array_equal(as_sprite(enlarged(noise(12, 9), factor)), noise(12, 9))


def test_coarse_art_at_its_own_size_stays_as_it_is() -> None:
    coarse = enlarged(noise(8, 8), 2)
    assert as_sprite(coarse) is not None
    np.testing.assert_array_equal(as_sprite(coarse), coarse)
    np.testing.assert_array_equal(as_sprite(enlarged(coarse, 3)), coarse)


@pytest.mark.parametrize("shape", [(17, 16), (32, 32), (64, 16)])
def test_what_is_no_enlarged_sprite_stays_too_large(shape: tuple[int, int]) -> None:
    assert as_sprite(noise(*shape)).shape[:2] == shape
    assert as_sprite(enlarged(noise(*shape), 2)).shape[:2] == (2 * shape[0], 2 * shape[1])


def test_one_colour_is_a_sprite_at_any_size() -> None:
    assert as_sprite(np.full((48, 48, 4), 255, np.uint8)).shape[:2] == (16, 16)
