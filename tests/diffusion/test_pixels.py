import numpy as np
import torch
from hypothesis import given
from hypothesis.extra.numpy import arrays

from sprite_studio.diffusion.pixels import decode, encode


@given(arrays(np.uint8, (2, 16, 16, 4)))
def test_opaque_and_clear_pixels_survive_the_round_trip(rgba):
    rgba[..., 3] = np.where(rgba[..., 3] > 127, 255, 0)
    rgba[rgba[..., 3] == 0] = 0
    assert np.array_equal(decode(encode(rgba)), rgba)


def test_clear_pixels_have_one_value_whatever_their_hidden_colour():
    rgba = np.zeros((1, 16, 16, 4), np.uint8)
    hidden = rgba.copy()
    hidden[..., :3] = 200
    assert torch.equal(encode(rgba), encode(hidden))


def test_half_clear_colour_is_premultiplied():
    rgba = np.full((1, 16, 16, 4), 255, np.uint8)
    rgba[..., 3] = 51  # a fifth
    x = encode(rgba)
    torch.testing.assert_close(x, torch.full_like(x, 0.2 * 2 - 1))
    assert np.array_equal(decode(x), rgba)


def test_values_outside_the_range_are_clipped():
    x = torch.tensor([9.0, -9.0, 0.0, 9.0])[None, :, None, None].expand(1, 4, 16, 16)
    assert decode(x)[0, 0, 0].tolist() == [255, 0, 128, 255]
