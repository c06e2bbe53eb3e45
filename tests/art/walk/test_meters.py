import numpy as np
import pytest

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.walk.meters import (
    feet_line,
    measure,
    mirror_agreement,
    palette,
    upper_move,
    view_likeness,
)

RED, BLUE = (200, 30, 30, 255), (30, 30, 200, 255)


def doll(down: int = 0, foot: int = 5) -> np.ndarray:
    """A head of six by six, a body, and a foot of four pixels in column `foot`."""
    frame = np.zeros((16, 16, 4), np.uint8)
    frame[1 + down : 7 + down, 5:11] = RED
    frame[7 + down : 12, 6:10] = BLUE
    frame[12:16, foot] = BLUE
    return frame


@pytest.fixture
def frames() -> np.ndarray:
    """Feet change, heads bob by a pixel."""
    view = np.stack([doll(), doll(1, foot=9), doll(1, foot=6)])
    return np.stack([view] * 4)


def test_a_good_walk_is_blameless(frames):
    found = measure(frames)
    assert (found.feet, found.jitter, found.changed, found.colours) == (0, 1, 0.0, 2)
    assert found.walks
    assert found.holds_still
    assert found.likeness == pytest.approx(1)


def test_feet_that_leave_the_line_are_told_in_pixels(frames):
    frames[2, 1] = np.roll(frames[2, 1], -2, axis=0)
    assert measure(frames).feet == 2
    assert feet_line(frames[2, 1]) == 13
    assert feet_line(np.zeros_like(frames[0, 0])) is None


def test_a_frame_that_does_not_move_is_named(frames):
    frames[1, 2] = frames[1, 1]
    assert measure(frames).still == ("left a-b",)


def test_a_head_that_jumps_is_told_in_pixels_and_one_that_changes_in_shares(frames):
    move = upper_move(doll(), doll(2))
    assert (move.down, move.right, move.changed) == (2, 0, 0)
    frames[0, 1, 1:7, 5:11] = BLUE
    found = measure(frames)
    assert found.changed > 0.08
    assert not found.holds_still


def test_the_view_in_other_clothes_is_the_least_alike(frames):
    frames[3][(frames[3] == RED).all(axis=-1)] = (30, 200, 30, 255)
    assert measure(frames).least_alike == "up"
    assert view_likeness(frames)[3] < view_likeness(frames)[0]
    assert len(palette(frames)) == 3


def test_mirrored_sides_agree_wholly(frames):
    frames[2] = frames[1][:, :, ::-1]
    assert mirror_agreement(frames) == 1
    frames[2, :, 7:12] = 0
    assert mirror_agreement(frames) < 0.9


def test_the_forge_holds_its_head_still():
    assert measure(walking_character(3).frames).holds_still
