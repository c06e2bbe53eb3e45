"""Turned hues: what changes, and what must not."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sprite_studio.art.colour.oklab import rgb_to_oklab
from sprite_studio.art.colour.recolour import hue_turned, recoloured
from sprite_studio.art.colour.words import colour_words

BLUE, SKIN, WOOD, STEEL = (60, 90, 220), (240, 190, 150), (130, 85, 50), (130, 132, 138)


def figure(*colours: tuple[int, int, int]) -> np.ndarray:
    """Opaque stripes on nothing."""
    pixels = np.zeros((16, 16, 4), np.uint8)
    for i, colour in enumerate(colours):
        pixels[2 + 3 * i : 5 + 3 * i, 2:14] = (*colour, 255)
    return pixels


def test_cloth_is_dyed_and_skin_wood_and_steel_are_not():
    before = figure(BLUE, SKIN, WOOD, STEEL)
    after = hue_turned(before, 120)
    assert (after[2:5, 2:14] != before[2:5, 2:14]).any(axis=-1).all()
    np.testing.assert_array_equal(after[5:], before[5:])
    np.testing.assert_array_equal(after[..., 3], before[..., 3])


def test_lightness_and_chroma_stay():
    before = figure((90, 100, 150))
    lab, turned = (rgb_to_oklab(p[3, 3, :3]) for p in (before, hue_turned(before, 90)))
    assert abs(lab[0] - turned[0]) < 0.01
    assert abs(np.hypot(*lab[1:]) - np.hypot(*turned[1:])) < 0.01


@given(st.integers(0, 2**32 - 1))
def test_the_words_change_or_nothing_is_given(seed: int):
    before = figure(BLUE, SKIN)
    after = recoloured(before, np.random.default_rng(seed))
    assert after is None or set(colour_words(after)) != set(colour_words(before))


def test_what_has_no_hue_is_not_recoloured():
    assert recoloured(figure(STEEL, WOOD), np.random.default_rng(0)) is None


def test_hues_outside_an_arc_stay():
    both = np.zeros((1, 2, 4), np.uint8)
    both[0, 0], both[0, 1] = (40, 60, 200, 255), (40, 170, 60, 255)  # about 265 and 145 degrees
    turned = hue_turned(both, 120, (200.0, 180.0))
    assert np.array_equal(turned[0, 1], both[0, 1])
    assert np.abs(turned[0, 0].astype(int) - both[0, 0]).max() > 60
