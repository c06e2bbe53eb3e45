"""Colours put into palettes: a red hat stays red, and the table can be changed by hand."""

import colorsys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprite_studio.art.colour.oklab import rgb_to_oklab
from sprite_studio.art.palette import Palette, PaletteError, snap_to_palette
from sprite_studio.art.palettes.mapping import ColourTable, colour_table, in_palette, table_of
from sprite_studio.art.palettes.shelf import SHELF, KnownPalette, find_palette

COLOUR = st.from_regex(r"[0-9a-f]{6}", fullmatch=True)
COLOURFUL = [known for known in SHELF if known.name not in ("Game Boy", "CGA")]


def hue(colour: str) -> float:
    """In degrees."""
    _, a, b = rgb_to_oklab(np.array(list(bytes.fromhex(colour))))
    return float(np.degrees(np.arctan2(b, a)) % 360)


def apart(one: str, other: str) -> float:
    return abs((hue(one) - hue(other) + 180) % 360 - 180)


def colour(hue: float, saturation: float, value: float) -> str:
    return bytes(round(255 * x) for x in colorsys.hsv_to_rgb(hue / 360, saturation, value)).hex()


@pytest.mark.parametrize("known", COLOURFUL, ids=lambda known: known.name)
def test_a_red_hat_stays_red(known: KnownPalette) -> None:
    reds = [colour(h, s, v) for h in (355, 0, 5) for s in (0.7, 0.9) for v in (0.5, 0.7, 0.9)]
    for red, becomes in table_of(reds, known.palette):
        assert apart(red, becomes) < 40, (red, becomes)


def test_hues_are_kept_better_than_by_the_nearest_colour_alone() -> None:
    colours = [colour(h, s, v) for h in range(0, 360, 15) for s in (0.6, 1) for v in (0.4, 0.7, 1)]
    ours = nearest = 0.0
    for known in COLOURFUL:
        for source, becomes in table_of(colours, known.palette):
            pixel = np.array([[[*bytes.fromhex(source), 255]]], np.uint8)
            snapped = snap_to_palette(pixel, known.palette)[0, 0, :3].tobytes().hex()
            ours += apart(source, becomes)
            nearest += apart(source, snapped)
    assert ours < 0.85 * nearest


def test_blue_stays_blue_where_a_palette_has_purple_grey_as_well() -> None:
    blues = ["346bd6", "3454ab", "3855bf", "4169e1", "2f8adc"]
    becomes = {to for _, to in table_of(blues, find_palette("pico-8").palette)}
    assert becomes <= {"29adff", "1d2b53"}


def test_grey_stays_grey() -> None:
    greys = [f"{v:02x}" * 3 for v in range(0, 256, 15)]
    for _, becomes in table_of(greys, find_palette("db32").palette):
        lab = rgb_to_oklab(np.array(list(bytes.fromhex(becomes))))
        assert np.hypot(*lab[1:]) < 0.06


@given(st.lists(COLOUR, min_size=1, max_size=20, unique=True), st.integers(0, 1000))
@settings(max_examples=50, deadline=None)
def test_sprites_come_out_in_the_palette_and_their_shape_stays(
    colours: list[str], seed: int
) -> None:
    palette = Palette("any", tuple(colours))
    sprites = np.random.default_rng(seed).integers(0, 256, (3, 5, 4, 4), dtype=np.uint8)
    table = colour_table(sprites, palette)
    allowed = {bytes.fromhex(one) for one in colours}
    for sprite in sprites:
        mapped = table.applied(sprite)
        assert (mapped[..., 3] == sprite[..., 3]).all()
        seen = mapped[mapped[..., 3] > 0][:, :3]
        assert {pixel.tobytes() for pixel in seen} <= allowed
        assert (in_palette(mapped, palette) == mapped).all()


def test_the_table_is_changed_colour_by_colour() -> None:
    table = ColourTable((("ff0000", "aa0000"), ("00ff00", "aa0000")))
    changed = table.changed("00ff00", "0000FF")
    assert list(changed) == [("ff0000", "aa0000"), ("00ff00", "0000ff")]
    pixels = np.array(
        [[[0, 255, 0, 9], [255, 0, 0, 255], [1, 1, 1, 255], [255, 0, 0, 0]]], np.uint8
    )
    assert changed.applied(pixels).tolist() == [
        [[0, 0, 255, 9], [170, 0, 0, 255], [1, 1, 1, 255], [255, 0, 0, 0]]
    ]
    with pytest.raises(PaletteError, match="write it rrggbb"):
        table.changed("00ff00", "green")
    with pytest.raises(PaletteError, match="no sprite has the colour"):
        table.changed("123456", "000000")


def test_nothing_seen_and_palettes_of_one_and_of_too_many_colours() -> None:
    clear = np.zeros((4, 4, 4), np.uint8)
    assert (in_palette(clear, Palette("one", ("ffffff",))) == clear).all()
    solid = np.full((2, 2, 4), 255, np.uint8)
    assert (in_palette(solid, Palette("one", ("000000",)))[..., :3] == 0).all()
    with pytest.raises(PaletteError, match="4096 colours cannot be used; choose one of 1 to 256"):
        Palette("many", tuple(f"{i:06x}" for i in range(4096)))
