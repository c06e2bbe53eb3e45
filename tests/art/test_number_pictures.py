import numpy as np
import torch

from sprite_studio.art.forge import forge
from sprite_studio.art.number_pictures import number_pictures
from sprite_studio.diffusion.pixels import decode, encode
from sprite_studio.diffusion.schedule import alpha_sigma

SPRITE = forge(3, ["hero"]).pixels


def test_at_one_a_sprite_looks_as_it_does_anywhere():
    numbers = encode(SPRITE[None])
    soft = numbers * 0.7 + 0.1
    for one in (numbers, soft, numbers[:, :3]):
        assert np.array_equal(number_pictures(one.numpy()), decode(one))


def test_clear_pixels_are_clear_at_either_reach():
    numbers = encode(SPRITE[None]).numpy()
    for reach in (1, 3):
        assert np.array_equal(number_pictures(numbers, reach)[0, ..., 3], SPRITE[..., 3])


def test_noise_has_shades_beyond_one_only_at_three():
    numbers = np.zeros((4, 1, 5))
    numbers[:3, 0] = [-3, -1.5, 0, 1.5, 3]
    numbers[3] = 1
    assert number_pictures(numbers, 1)[0, :, 0].tolist() == [0, 0, 128, 255, 255]
    assert number_pictures(numbers, 3)[0, :, 0].tolist() == [0, 64, 128, 191, 255]


def test_what_is_all_noise_looks_like_its_noise():
    alpha, sigma = alpha_sigma(-10.0)
    eps = torch.randn(1, 4, 16, 16, generator=torch.Generator().manual_seed(1))
    x_t = alpha * encode(SPRITE[None]) + sigma * eps
    for reach in (1, 3):
        a, b = (number_pictures(one.numpy(), reach).astype(int) for one in (x_t, eps))
        seen = (a[..., 3] > 32) & (b[..., 3] > 32)
        assert np.abs(a - b)[seen].max() <= 12
        assert np.abs(a - b)[..., 3].max() <= 2
