"""Which colours are shades of one, and how a shade turns with another."""

import numpy as np
import pytest

from sprite_studio.art.colour.oklab import rgb_to_oklab
from sprite_studio.art.colour.shades import shade_distances, turned_along
from sprite_studio.art.forge.ramps import RAMPS


def rgb(value: int) -> tuple[int, int, int]:
    return value >> 16, value >> 8 & 255, value & 255


BLUE, RED = RAMPS["blue"][0], RAMPS["red"][0]
GREY = RAMPS["grey"][0]


@pytest.mark.parametrize("name", ["red", "blue", "green", "orange", "yellow", "brown", "teal"])
def test_shade_base_and_light_of_a_ramp_are_shades_of_one_colour(name):
    for _, shade, base, light, _ in RAMPS[name]:
        assert np.isfinite(shade_distances(rgb(base), [rgb(shade), rgb(light)])).all()


def test_another_hue_and_a_grey_are_no_shades():
    others = [rgb(RED[2]), rgb(RAMPS["green"][0][2]), rgb(RAMPS["leather"][0][2]), rgb(GREY[2])]
    assert np.isinf(shade_distances(rgb(BLUE[2]), others)).all()
    assert np.isinf(shade_distances(rgb(GREY[2]), [rgb(GREY[1])])).all()
    # Brown leather beside a red robe: of nearly its hue, but of a third of its chroma.
    assert np.isinf(shade_distances(rgb(RED[2]), [rgb(RAMPS["leather"][1][2])])).all()


def test_a_shade_turns_as_its_colour_does_and_stays_darker_than_that():
    assert np.array_equal(turned_along(rgb(BLUE[1]), rgb(BLUE[2]), rgb(BLUE[2])), rgb(BLUE[1]))
    turned = turned_along(rgb(BLUE[1]), rgb(BLUE[2]), rgb(RED[2]))
    assert np.isfinite(shade_distances(turned, rgb(RED[2])))
    navy, blue, dark, red = rgb_to_oklab([rgb(BLUE[1]), rgb(BLUE[2]), tuple(turned), rgb(RED[2])])
    assert dark[0] - red[0] == pytest.approx(navy[0] - blue[0], abs=0.02)
