"""One palette for a whole set: of its own colours, as many as were asked for."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprite_studio.art.forge import forge
from sprite_studio.art.palette import PaletteError
from sprite_studio.art.palettes.common import common_palette
from sprite_studio.art.palettes.mapping import colour_table


@given(st.integers(1, 40), st.integers(1, 60), st.integers(0, 1000))
@settings(max_examples=40, deadline=None)
def test_it_has_the_set_s_own_colours_and_no_more_than_asked_for(
    count: int, colours: int, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    table = rng.integers(0, 256, (colours, 4), dtype=np.uint8)
    table[:, 3] = 255
    sprites = [table[rng.integers(0, colours, (6, 6))] for _ in range(3)]
    palette = common_palette("set", sprites, count)
    own = {pixel[:3].tobytes().hex() for sprite in sprites for pixel in sprite.reshape(-1, 4)}
    assert set(palette.colours) <= own
    assert len(palette.colours) == min(count, len(own))


def test_sprites_hardly_change_in_it() -> None:
    sprites = [forge(seed, []).pixels for seed in range(32)]
    table = colour_table(sprites, common_palette("set", sprites, 24))
    change = [
        np.abs(table.applied(sprite)[..., :3].astype(int) - sprite[..., :3]).mean()
        for sprite in sprites
    ]
    assert np.mean(change) < 6


def test_a_set_of_very_many_colours() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 4), dtype=np.uint8)
    noise[..., 3] = 255
    palette = common_palette("set", [noise], 16)
    assert len(palette.colours) == 16
    assert {bytes.fromhex(c) for c in palette.colours} <= {
        p[:3].tobytes() for p in noise.reshape(-1, 4)
    }


def test_nothing_seen_and_impossible_counts_are_told() -> None:
    with pytest.raises(PaletteError, match="nothing can be seen"):
        common_palette("set", [np.zeros((4, 4, 4), np.uint8)], 4)
    for count in (0, 257):
        with pytest.raises(PaletteError, match="1 to 256 colours"):
            common_palette("set", [], count)
