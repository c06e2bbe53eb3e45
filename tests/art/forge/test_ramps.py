"""Ramps: five tones that rise in lightness and turn to blue as they fall."""

import numpy as np
import pytest

from sprite_studio.art.colour.oklab import rgb_to_oklab
from sprite_studio.art.colour.words import COLOURS, colour_of
from sprite_studio.art.forge.ramp_names import colour_of_ramp, ramps_by_colour
from sprite_studio.art.forge.ramps import RAMPS

EVERY_RAMP = [(name, ramp) for name, ramps in RAMPS.items() for ramp in ramps]


def lab_of(ramp: tuple[int, ...]) -> np.ndarray:
    """OKLab of each tone: (5, 3)."""
    return rgb_to_oklab([(tone >> 16, tone >> 8 & 255, tone & 255) for tone in ramp])


@pytest.mark.parametrize(("name", "ramp"), EVERY_RAMP)
def test_tones_rise_in_lightness(name, ramp):
    assert len(ramp) == 5
    assert (np.diff(lab_of(ramp)[:, 0]) > 0).all(), name


@pytest.mark.parametrize(("name", "ramp"), EVERY_RAMP)
def test_shades_are_nearer_to_blue_than_lights(name, ramp):
    lab = lab_of(ramp)
    # Of tones with chroma enough to have a hue; b falls towards blue, relative to chroma.
    chroma = np.hypot(lab[:, 1], lab[:, 2])
    if chroma[1] > 0.05 and chroma[3] > 0.05:
        blueness = -lab[:, 2] / chroma
        assert blueness[1] >= blueness[3] - 0.02, name


@pytest.mark.parametrize("colour", COLOURS)
def test_the_ramps_of_a_colour_word_are_of_that_colour(colour):
    assert {colour_of_ramp(ramp) for ramp in RAMPS[colour]} == {colour}


def test_ramps_are_found_by_the_colour_of_their_base():
    found = ramps_by_colour(("steel", "gold"))
    assert set(found) == {"grey", "yellow"}
    assert all(
        colour_of((ramp[2] >> 16, ramp[2] >> 8 & 255, ramp[2] & 255)) == colour
        for colour, ramps in found.items()
        for ramp in ramps
    )
