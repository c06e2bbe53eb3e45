import numpy as np
import pytest

from sprite_studio.art.forge import forge
from sprite_studio.art.known import (
    coherence,
    known_colours,
    known_outline,
    measured_noise,
    outline_told,
)
from sprite_studio.art.sprite import CATEGORIES


def numbers(pixels) -> np.ndarray:
    """(..., 16, 16, 4) uint8 → (..., 4, 16, 16) premultiplied, in [-1, 1]."""
    values = pixels.astype(np.float64) / 255
    values[..., :3] *= values[..., 3:]
    return np.moveaxis(values * 2 - 1, -1, -3)


SPRITES = numbers(
    np.stack([forge(seed, [CATEGORIES[seed % len(CATEGORIES)]]).pixels for seed in range(60)])
)
MEAN = SPRITES.mean(axis=0)
NOTHING = np.full_like(MEAN, -1.0)
NOISE = np.random.default_rng(0).standard_normal((8, 4, 16, 16)).clip(-1, 1)


def run_to(end, *before) -> np.ndarray:
    """(T, 1, C, 16, 16)."""
    return np.stack([*before, end])[:, None]


@pytest.mark.parametrize("known", [known_outline, known_colours])
def test_the_mean_of_all_and_nothing_know_nothing_and_the_end_knows_all(known):
    for sprite in SPRITES[:20]:
        halfway = (MEAN + sprite) / 2
        shares = known(run_to(sprite, MEAN, NOTHING, halfway), MEAN)[:, 0]
        assert shares[:2] == pytest.approx([0, 0], abs=1e-9)
        assert 0.4 < shares[2] < 0.9
        assert shares[3] == 1


@pytest.mark.parametrize("known", [known_outline, known_colours])
def test_an_end_whose_pixels_are_a_little_unsure_is_known_whole_and_a_half_way_a_half(known):
    soft = SPRITES[0] * 0.9
    assert 0.3 < outline_told(soft[None], MEAN)[0] < 0.95
    shares = known(run_to(soft, NOTHING, soft + (MEAN - soft) * 0.1), MEAN)[:, 0]
    assert shares[0] == 0
    assert 0.9 < shares[1] < 1
    assert shares[2] == 1


@pytest.mark.parametrize("known", [known_outline, known_colours])
def test_over_what_is_no_sprite_nothing_is_known_at_any_step(known):
    for end in (*NOISE, MEAN, NOTHING):
        assert known(run_to(end, MEAN, (MEAN + end) / 2), MEAN).max() < 0.1
    assert known(run_to(NOISE[0][:3], MEAN[:3], NOISE[0][:3]), MEAN[:3]).max() < 0.1 or (
        known is known_outline
    )


def test_real_sprites_are_told_and_a_mix_of_several_is_not():
    told = outline_told(SPRITES, MEAN)
    assert np.median(told) == pytest.approx(1, abs=0.02)
    assert np.quantile(told, 0.1) > 0.85
    several = SPRITES.reshape(10, 6, 4, 16, 16).mean(axis=1)
    assert outline_told(several, MEAN).max() < 0.6
    assert outline_told(SPRITES[:, :3] * 0 + MEAN[:3], MEAN[:3]).max() == 0


def test_coherence_of_cases_that_can_be_told_by_hand():
    board = np.indices((16, 16)).sum(axis=0) % 2 * 2.0 - 1
    halves = np.repeat([[-1.0, 1.0]], 8, axis=1).repeat(16, axis=0)
    assert coherence(board) == pytest.approx(-1)
    # 15 of 240 pairs across are unlike, none of 240 down.
    assert coherence(np.sort(halves, axis=1)) == pytest.approx(1 - 2 * 16 / 480)
    assert coherence(np.ones((16, 16))) == 0
    assert np.abs(coherence(np.random.default_rng(1).standard_normal((200, 16, 16)))).max() < 0.16


def test_the_noise_that_was_put_in_is_measured():
    rng = np.random.default_rng(2)
    alpha = np.array([0.1, 0.7, 0.99])
    sigma = np.sqrt(1 - alpha**2)
    end = SPRITES[:2]
    noise = rng.standard_normal((3, 2, 4, 16, 16))
    noise /= np.sqrt((noise**2).mean(axis=(-3, -2, -1), keepdims=True))
    scale = (slice(None), *[None] * 4)
    found = measured_noise(alpha[scale] * end + sigma[scale] * noise, alpha, end)
    assert found == pytest.approx(np.repeat(sigma[:, None], 2, axis=1))
    assert measured_noise(alpha[scale] * end[None], alpha, end).max() < 1e-9
