"""Palettes: fewer colours, given colours, crisp alpha."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprite_studio.art.colour.oklab import rgb_to_oklab
from sprite_studio.art.palette import (
    MAX_PALETTE,
    Palette,
    PaletteError,
    crisp,
    reduce_colours,
    snap_alpha,
    snap_to_palette,
)

SEEDS = st.integers(0, 10_000)
COLOUR = st.from_regex(r"[0-9a-f]{6}", fullmatch=True)
PALETTES = st.lists(COLOUR, min_size=1, max_size=20, unique=True)


def noise(seed: int, colours: int = 256, side: int = 16) -> np.ndarray:
    """Soft alpha and at most this many colours, some of them near each other."""
    rng = np.random.default_rng(seed)
    table = rng.integers(0, rng.choice([4, 64, 256]), (colours, 3), dtype=np.uint8)
    rgb = table[rng.integers(0, colours, (side, side))]
    alpha = rng.choice(np.array([0, 90, 127, 128, 200, 255], np.uint8), (side, side, 1))
    return np.concatenate([rgb, alpha], axis=-1)


def shown_colours(pixels: np.ndarray) -> set[bytes]:
    """The colours of what is not clear."""
    return {bytes(colour[:3]) for colour in pixels[pixels[..., 3] > 0]}


@given(SEEDS)
@settings(deadline=None)
def test_alpha_becomes_all_or_nothing_at_one_half(seed: int) -> None:
    pixels = noise(seed)
    crisped = snap_alpha(pixels)
    solid = pixels[..., 3] >= 128
    assert (crisped[solid][:, :3] == pixels[solid][:, :3]).all()
    assert (crisped[solid][:, 3] == 255).all()
    assert not crisped[~solid].any()
    np.testing.assert_array_equal(snap_alpha(crisped), crisped)


@given(SEEDS, st.integers(1, 40), st.integers(1, 60))
@settings(max_examples=50, deadline=None)
def test_reducing_leaves_at_most_so_many_of_the_old_colours(
    seed: int, most: int, colours: int
) -> None:
    pixels = snap_alpha(noise(seed, colours))
    before = pixels.copy()
    reduced = reduce_colours(pixels, most)
    np.testing.assert_array_equal(pixels, before)
    assert shown_colours(reduced) <= shown_colours(pixels)
    assert len(shown_colours(reduced)) == min(most, len(shown_colours(pixels)))
    np.testing.assert_array_equal(reduced[..., 3], pixels[..., 3])
    np.testing.assert_array_equal(reduce_colours(reduced, most), reduced)


@given(SEEDS, st.integers(1, 30))
@settings(max_examples=30, deadline=None)
def test_equal_pixels_stay_equal(seed: int, most: int) -> None:
    pixels = snap_alpha(noise(seed, 40))
    reduced = reduce_colours(pixels, most)
    became: dict[bytes, bytes] = {}
    for old, new in zip(pixels.reshape(-1, 4), reduced.reshape(-1, 4), strict=True):
        assert became.setdefault(bytes(old), bytes(new)) == bytes(new)


def test_near_colours_merge_first_and_the_commoner_one_stays() -> None:
    pixels = np.zeros((16, 16, 4), np.uint8)
    pixels[:8] = (204, 32, 30, 255)
    pixels[8] = (200, 30, 30, 255)
    pixels[9:13] = (30, 30, 200, 255)
    pixels[13] = (250, 250, 250, 255)
    reduced = reduce_colours(pixels, 3)
    assert shown_colours(reduced) == {
        bytes((204, 32, 30)),
        bytes((30, 30, 200)),
        bytes((250, 250, 250)),
    }
    assert (reduced[8] == (204, 32, 30, 255)).all()
    assert not reduced[14:].any()


def test_a_worst_case_of_256_colours_comes_down_to_one() -> None:
    pixels = np.zeros((16, 16, 4), np.uint8)
    pixels[..., 0], pixels[..., 1] = np.indices((16, 16)) * 17
    pixels[..., 3] = 255
    assert len(shown_colours(pixels)) == 256
    assert len(shown_colours(reduce_colours(pixels, 1))) == 1


def test_a_blank_picture_stays_blank_and_no_colours_are_refused() -> None:
    blank = np.zeros((16, 16, 4), np.uint8)
    np.testing.assert_array_equal(reduce_colours(blank, 1), blank)
    with pytest.raises(ValueError, match="at least one colour"):
        reduce_colours(blank, 0)


@given(SEEDS, PALETTES)
@settings(max_examples=60, deadline=None)
def test_snapping_lands_on_the_palette_and_stays_there(seed: int, colours: list[str]) -> None:
    palette = Palette("any", tuple(colours))
    pixels = noise(seed)
    snapped = snap_to_palette(pixels, palette)
    assert shown_colours(snapped) <= {bytes.fromhex(colour) for colour in colours}
    np.testing.assert_array_equal(snapped[..., 3], pixels[..., 3])
    assert not snapped[pixels[..., 3] == 0].any()
    np.testing.assert_array_equal(snap_to_palette(snapped, palette), snapped)


@given(SEEDS, PALETTES)
@settings(max_examples=30, deadline=None)
def test_no_other_colour_of_the_palette_is_nearer(seed: int, colours: list[str]) -> None:
    pixels = np.full((4, 4, 4), 255, np.uint8)
    pixels[..., :3] = np.random.default_rng(seed).integers(0, 256, (4, 4, 3))
    snapped = snap_to_palette(pixels, Palette("any", tuple(colours)))
    for old, new in zip(pixels.reshape(-1, 4), snapped.reshape(-1, 4), strict=True):
        lab = rgb_to_oklab(old[:3])
        nearest = min(
            np.linalg.norm(lab - rgb_to_oklab(list(bytes.fromhex(colour)))) for colour in colours
        )
        assert np.linalg.norm(lab - rgb_to_oklab(new[:3])) == pytest.approx(nearest, abs=1e-9)


def test_nearest_is_as_the_eye_sees_it() -> None:
    # In plain RGB this dark blue is nearer to black (121 against 145); the eye says blue.
    pixels = np.full((1, 1, 4), (10, 10, 120, 255), np.uint8)
    snapped = snap_to_palette(pixels, Palette("two", ("000000", "3030ff")))
    assert snapped[0, 0].tolist() == [0x30, 0x30, 0xFF, 255]


@given(SEEDS, st.none() | st.integers(1, 20), st.none() | PALETTES)
@settings(max_examples=50, deadline=None)
def test_crisp_is_what_a_game_uses(
    seed: int, colours: int | None, palette: list[str] | None
) -> None:
    pixels = noise(seed)
    done = crisp(pixels, colours, None if palette is None else Palette("p", tuple(palette)))
    assert set(np.unique(done[..., 3])) <= {0, 255}
    assert ((done[..., 3] == 255) == (pixels[..., 3] >= 128)).all()
    if colours is not None:
        assert len(shown_colours(done)) <= colours
    if palette is not None:
        assert shown_colours(done) <= {bytes.fromhex(colour) for colour in palette}
    if colours is None and palette is None:
        np.testing.assert_array_equal(done, snap_alpha(pixels))


def test_rgb_has_one_row_a_colour() -> None:
    assert Palette("p", ("ff8000", "000001")).rgb().tolist() == [[255, 128, 0], [0, 0, 1]]


@pytest.mark.parametrize(
    "colours",
    [(), ("ff000",), ("ff0000", "not a colour"), ("ff0000\n",), ("#ff0000",), ("é00000",)],
)
def test_what_is_no_colour_makes_no_palette(colours: tuple[str, ...]) -> None:
    with pytest.raises(PaletteError, match="colour"):
        Palette("any", colours)


def test_a_palette_holds_no_more_colours_than_can_be_used() -> None:
    many = tuple(f"{i:06x}" for i in range(MAX_PALETTE + 1))
    assert len(Palette("any", many[1:]).rgb()) == MAX_PALETTE
    with pytest.raises(PaletteError, match="of 257 colours cannot be used; choose one of 1 to 256"):
        Palette("any", many)
