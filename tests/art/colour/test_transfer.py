import numpy as np

from sprite_studio.art.colour.oklab import rgb_to_oklab
from sprite_studio.art.colour.transfer import coloured_like


def noise(seed: int, low: int, high: int) -> np.ndarray:
    pixels = np.random.default_rng(seed).integers(low, high, (6, 16, 16, 4), np.uint8)
    pixels[..., 3] = np.where(pixels[..., 3] % 2, 255, 0)
    return pixels


def lab_of(pixels: np.ndarray) -> np.ndarray:
    return rgb_to_oklab(pixels[pixels[..., 3] >= 128][:, :3])


def test_bright_sprites_become_as_dark_as_the_others_and_keep_their_shapes():
    bright, dark = noise(0, 120, 256), noise(1, 10, 80)
    changed = coloured_like(bright, dark)
    assert np.array_equal(changed[..., 3], bright[..., 3])
    assert np.array_equal(changed[bright[..., 3] < 128], bright[bright[..., 3] < 128])
    ours, theirs = (np.quantile(lab_of(of)[:, 0], [0.1, 0.5, 0.9]) for of in (changed, dark))
    assert np.abs(ours - theirs).max() < 0.02


def test_what_is_lighter_stays_lighter_and_hues_stay():
    ramp = np.zeros((1, 16, 16, 4), np.uint8)
    ramp[..., 0] = np.arange(16) * 12 + 60
    ramp[..., 3] = 255
    changed = coloured_like(ramp, noise(2, 40, 200))
    lightness = rgb_to_oklab(changed[0, 0, :, :3])[:, 0]
    assert (np.diff(lightness) > -0.005).all()  # the brightest reds are beyond the screen
    assert (changed[..., 0] >= changed[..., 1]).all()


def test_one_colour_takes_one_of_theirs():
    flat, other = np.full((1, 16, 16, 4), 255, np.uint8), np.full((1, 16, 16, 4), 255, np.uint8)
    other[..., :3] = 90
    assert np.abs(coloured_like(flat, other)[..., :3].astype(int) - 90).max() <= 1
