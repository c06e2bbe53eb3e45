import numpy as np
import pytest

from sprite_studio.art.walk.character import Character, mirrored

FRAMES = np.random.default_rng(0).integers(0, 256, (4, 3, 16, 16, 4), np.uint8)


def test_a_mirror_swaps_sides_and_feet():
    turned = mirrored(FRAMES)
    assert np.array_equal(turned[1, 2], FRAMES[2, 2][:, ::-1])
    assert np.array_equal(turned[0, 1], FRAMES[0, 2][:, ::-1])
    assert np.array_equal(turned[3, 0], FRAMES[3, 0][:, ::-1])
    assert np.array_equal(mirrored(turned), FRAMES)


def test_its_frames_are_clean_and_cannot_be_changed():
    one = Character(FRAMES)
    assert not one.frames[FRAMES[..., 3] == 0].any()
    with pytest.raises(ValueError, match="read-only"):
        one.frames[:] = 0
    with pytest.raises(ValueError, match="a character is not"):
        Character(FRAMES[:3])
