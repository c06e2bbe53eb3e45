"""Crispness figures on hand-made sprites, and near copies against a slow search."""

from itertools import product
from math import dist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprite_studio.art.metrics import (
    ALPHA_IOU,
    COPY_DISTANCE,
    alpha_crisp,
    colour_agreement,
    colour_count,
    near_copies,
    orphan_share,
    outline_agreement,
    own_palette_distance,
)
from sprite_studio.art.palette import snap_alpha

SEEDS = st.integers(0, 10_000)
CLEAR = (0, 0, 0, 0)
RED = (200, 30, 30, 255)
BLUE = (30, 30, 200, 255)


def sprites(*alphas: int) -> np.ndarray:
    """One sprite of one row, a grey pixel of each alpha."""
    pixels = np.full((1, 1, len(alphas), 4), 100, np.uint8)
    pixels[0, 0, :, 3] = alphas
    return pixels


def painted(*rows: str) -> np.ndarray:
    """(1, H, W, 4) from letters: r red, b blue, a space is clear."""
    colours = {" ": CLEAR, "r": RED, "b": BLUE}
    return np.array([[[colours[letter] for letter in row] for row in rows]], np.uint8)


def figure(seed: int = 0) -> np.ndarray:
    """(1, 16, 16, 4): a lopsided figure of 100 pixels in many colours, three from every edge."""
    rng = np.random.default_rng(seed)
    pixels = np.zeros((1, 16, 16, 4), np.uint8)
    pixels[0, 3:13, 3:13, :3] = rng.integers(0, 256, (10, 10, 3))
    pixels[0, 3:13, 3:13, 3] = 255
    return pixels


def shifted(pixels: np.ndarray, down: int, right: int) -> np.ndarray:
    """What leaves the frame is lost."""
    moved = np.zeros_like(pixels)
    height, width = pixels.shape[1:3]
    for y, x in product(range(height), range(width)):
        if 0 <= y + down < height and 0 <= x + right < width:
            moved[:, y + down, x + right] = pixels[:, y, x]
    return moved


def is_copy(drawn: np.ndarray, training: np.ndarray) -> bool:
    (answer,) = near_copies(drawn, training).tolist()
    return answer


def test_alpha_is_crisp_within_eight_levels_of_either_end() -> None:
    assert alpha_crisp(sprites(0, 8, 247, 255)) == 1
    assert alpha_crisp(sprites(9, 128, 246)) == 0
    assert alpha_crisp(sprites(0, 9, 246, 255)) == 0.5


def test_colours_are_counted_a_sprite_and_only_where_opaque() -> None:
    three = np.concatenate([painted("rrb"), painted("r  "), painted("   ")])
    assert colour_count(three) == 1
    assert colour_count(np.concatenate([sprites(127, 128, 255), sprites(0, 0, 0)])) == 0.5


def test_colours_that_differ_in_one_channel_by_one_level_are_two() -> None:
    pixels = np.full((1, 1, 4, 4), 255, np.uint8)
    pixels[0, 0, [1, 2, 3], [0, 1, 2]] = 254
    assert colour_count(pixels) == 4


def test_an_orphan_has_no_neighbour_of_its_colour() -> None:
    assert orphan_share(painted("rbr", "bbb")) == 2 / 6
    assert orphan_share(painted("r  ", " r ")) == 0  # diagonal neighbours count
    assert orphan_share(painted("r r", "   ", "r r")) == 1
    assert orphan_share(painted("rbr", "b b")) == 2 / 5  # the edge is not wrapped round
    assert orphan_share(np.concatenate([painted("rr"), painted("rb")])) == 0.5


def test_clear_pixels_are_no_orphans_and_no_company() -> None:
    assert orphan_share(np.concatenate([painted("   "), painted(" r ")])) == 1
    assert orphan_share(painted("  ")) == 0
    black = np.array([[[CLEAR, (0, 0, 0, 255)]]], np.uint8)
    assert orphan_share(black) == 1


def test_snapping_distance_is_the_mean_over_opaque_pixels() -> None:
    soft = np.full((1, 1, 4, 4), 255, np.uint8)
    soft[0, 0, 2:, :3] = (10, 200, 90)
    soft[0, 0, 3, 3] = 127
    crisp = snap_alpha(soft)
    assert own_palette_distance(soft, crisp) == 0
    crisp[0, 0, 0, :3] = 0  # from white to black: one unit of lightness
    assert own_palette_distance(soft, crisp) == pytest.approx(1 / 3, abs=1e-6)
    assert own_palette_distance(np.zeros_like(soft), np.zeros_like(soft)) == 0


def test_a_copy_is_found_as_it_is_mirrored_and_one_pixel_off() -> None:
    training = np.concatenate([figure(1), figure(2)])
    for sprite in (training[1:], training[1:, :, ::-1]):
        for down, right in product((-1, 0, 1), repeat=2):
            assert is_copy(shifted(sprite, down, right), training)


@pytest.mark.parametrize(("down", "right"), [(2, 0), (0, -2), (-2, 1), (2, 2)])
def test_two_pixels_off_is_another_sprite(down: int, right: int) -> None:
    assert not is_copy(shifted(figure(), down, right), figure())


def test_upside_down_is_another_sprite() -> None:
    assert not is_copy(figure()[:, ::-1], figure())


def test_recoloured_is_another_sprite_and_hardly_recoloured_is_not() -> None:
    recoloured, retouched = figure(), figure()
    recoloured[..., :3] = np.roll(recoloured[..., :3], 1, axis=-1)
    retouched[..., :3] -= (retouched[..., :3] > 0).astype(np.uint8)
    assert not is_copy(recoloured, figure())
    assert is_copy(retouched, figure())


def test_one_pixel_of_a_hundred_may_be_another() -> None:
    recoloured, missing, added = figure(), figure(), figure()
    recoloured[0, 5, 5, :3] = 255 - recoloured[0, 5, 5, :3]
    missing[0, 5, 5] = 0
    added[0, 2, 5] = RED
    assert near_copies(np.concatenate([recoloured, missing, added]), figure()).all()


def test_a_twentieth_of_the_pixels_may_be_in_one_only() -> None:
    dark = figure()
    dark[..., :3] //= 4  # what is missing of it is not far from black
    five_missing, six_missing = dark.copy(), dark.copy()
    five_missing[0, 5, 5:10] = 0
    six_missing[0, 5, 5:11] = 0
    assert is_copy(five_missing, dark)
    assert not is_copy(six_missing, dark)


def test_what_a_shift_pushes_out_of_the_frame_is_lost_as_in_training() -> None:
    whole = np.zeros((1, 16, 16, 4), np.uint8)
    whole[0] = np.random.default_rng(0).integers(0, 256, (16, 16, 4))
    whole[..., 3] = 255
    assert is_copy(shifted(whole, 0, 1), whole)
    assert not is_copy(whole, shifted(whole, 0, 1))


def test_hidden_colours_do_not_count() -> None:
    hidden = figure()
    hidden[0, :3, :, :3] = 200
    assert is_copy(hidden, figure())


def test_a_blank_sprite_copies_none_and_nothing_is_copied_from_no_sprites() -> None:
    blank = np.zeros((1, 16, 16, 4), np.uint8)
    assert not is_copy(blank, np.concatenate([blank, figure()]))
    assert not is_copy(figure(), blank)
    assert not is_copy(figure(), blank[:0])
    assert near_copies(blank[:0], figure()).shape == (0,)


def transformed(sprite: np.ndarray) -> list[np.ndarray]:
    """(1, H, W, 4) → the eighteen that count as the same sprite."""
    return [
        shifted(mirrored, down, right)
        for mirrored in (sprite, sprite[:, :, ::-1])
        for down, right in product((-1, 0, 1), repeat=2)
    ]


def premultiplied(pixel: np.ndarray) -> list[float]:
    """(4,) straight RGBA → four numbers in [0, 1]."""
    *colour, alpha = (float(value) / 255 for value in pixel)
    return [*(value * alpha for value in colour), alpha]


def is_near(a: np.ndarray, b: np.ndarray) -> bool:
    """The definition, a pixel at a time; (H, W, 4) each."""
    both, either, squares = 0, 0, []
    for y, x in product(range(a.shape[0]), range(a.shape[1])):
        solid = (a[y, x, 3] >= 128, b[y, x, 3] >= 128)
        either += any(solid)
        both += all(solid)
        squares.append(dist(premultiplied(a[y, x]), premultiplied(b[y, x])) ** 2 / 4)
    if not either or both / either < ALPHA_IOU:
        return False
    return (sum(squares) / len(squares)) ** 0.5 < COPY_DISTANCE


def forgery(rng: np.random.Generator, sprite: np.ndarray) -> np.ndarray:
    """(1, H, W, 4) → perhaps mirrored, moved by up to two, recoloured a little, a pixel redrawn."""
    forged = shifted(sprite, *rng.integers(-2, 3, 2))
    if rng.random() < 0.5:
        forged = forged[:, :, ::-1].copy()
    shift = int(rng.choice([0, 5, 10, 20]))
    noise = rng.integers(-shift, shift + 1, forged[..., :3].shape)
    forged[..., :3] = (forged[..., :3] + noise).clip(0, 255)
    for _ in range(rng.integers(0, 3)):
        forged[0, rng.integers(7), rng.integers(8)] = rng.choice([0, 255])
    return forged


@given(SEEDS)
@settings(max_examples=25, deadline=None)
def test_the_quick_search_agrees_with_the_slow_one(seed: int) -> None:
    rng = np.random.default_rng(seed)
    training = rng.integers(0, 256, (3, 7, 8, 4), dtype=np.uint8)
    training[..., 3] = rng.choice(np.array([0, 127, 128, 255], np.uint8), (3, 7, 8))
    training[0, :, :, 3] = 200
    drawn = np.concatenate([forgery(rng, training[[rng.integers(3)]]) for _ in range(6)])
    everything = [v[0] for sprite in training for v in transformed(sprite[None])]
    slow = [any(is_near(one, other) for other in everything) for one in drawn]
    assert near_copies(drawn, training).tolist() == slow


def test_what_is_drawn_already_is_counted_by_outline_and_by_colour():
    final = np.zeros((16, 16, 4), np.uint8)
    final[4:12, 4:12] = (200, 40, 40, 255)
    early = final.copy()
    early[4:8, 4:12, 3] = 0  # the upper half is not there yet
    early[8:10, 4:12, :3] = (40, 40, 200)  # and a quarter is of another colour
    both = np.stack([early, final])
    assert outline_agreement(both, final).tolist() == [0.5, 1.0]
    assert colour_agreement(both, final).tolist() == [0.25, 1.0]
    blank = np.zeros((16, 16, 4), np.uint8)
    assert outline_agreement(blank, blank) == 1.0
    assert colour_agreement(early, blank) == 1.0
