"""OKLab against the values that its author and CSS Color 4 give for the sRGB corners."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprite_studio.art.colour.oklab import oklab_to_rgb, rgb_to_oklab

CHANNEL = st.integers(0, 255)


@pytest.mark.parametrize(
    ("rgb", "lab"),
    [
        ((0, 0, 0), (0.0, 0.0, 0.0)),
        ((255, 255, 255), (1.0, 0.0, 0.0)),
        ((128, 128, 128), (0.59987, 0.0, 0.0)),
        ((255, 0, 0), (0.62796, 0.22486, 0.12585)),
        ((0, 255, 0), (0.86644, -0.23389, 0.17950)),
        ((0, 0, 255), (0.45201, -0.03246, -0.31153)),
        ((255, 255, 0), (0.96798, -0.07137, 0.19857)),
        ((0, 255, 255), (0.90540, -0.14944, -0.03940)),
        ((255, 0, 255), (0.70167, 0.27457, -0.16916)),
    ],
)
def test_reference_values(rgb: tuple[int, int, int], lab: tuple[float, float, float]) -> None:
    np.testing.assert_allclose(rgb_to_oklab(rgb), lab, atol=5e-5)


@given(CHANNEL)
def test_greys_have_no_colour_and_grow_lighter(level: int) -> None:
    light, a, b = rgb_to_oklab((level, level, level))
    assert abs(a) < 1e-6
    assert abs(b) < 1e-6
    assert level == 0 or light > rgb_to_oklab((level - 1,) * 3)[0]


def test_dark_colours_follow_the_straight_foot_of_srgb() -> None:
    # 10/255 lies below 0.04045, so its light is 10/255/12.92; L of a grey is its cube root.
    assert rgb_to_oklab((10, 10, 10))[0] == pytest.approx((10 / 255 / 12.92) ** (1 / 3), rel=1e-6)


@given(st.lists(st.tuples(CHANNEL, CHANNEL, CHANNEL), min_size=6, max_size=6))
def test_any_leading_shape_gives_what_each_colour_gives_alone(
    colours: list[tuple[int, int, int]],
) -> None:
    grid = np.array(colours, np.uint8).reshape(2, 3, 3)
    alone = np.array([rgb_to_oklab(colour) for colour in colours]).reshape(2, 3, 3)
    np.testing.assert_allclose(rgb_to_oklab(grid), alone, atol=1e-12)


@given(st.tuples(CHANNEL, CHANNEL, CHANNEL))
def test_the_way_back_gives_every_colour_again(rgb: tuple[int, int, int]) -> None:
    assert tuple(oklab_to_rgb(rgb_to_oklab(rgb))) == rgb


def test_what_no_screen_shows_is_clipped() -> None:
    assert tuple(oklab_to_rgb((1.2, 0.0, 0.0))) == (255, 255, 255)
