import numpy as np
import pytest
from PIL import Image

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.image_file import ImageError
from sprite_studio.art.walk.given import (
    GivenError,
    blank,
    colours_given,
    read_character,
    read_frame,
    with_few_colours,
)
from sprite_studio.art.walk.sheet import sheet_tiles

FRAMES = walking_character(1).frames


def saved(pixels, tmp_path, name="hero.png"):
    path = tmp_path / name
    Image.fromarray(np.ascontiguousarray(pixels)).save(path)
    return path


def sheet_of(frames, order=("down", "left", "right", "up")):
    tiles = sheet_tiles(frames[None], order).reshape(4, 3, 16, 16, 4)
    return tiles.swapaxes(1, 2).reshape(64, 48, 4)


def test_a_frame_comes_as_it_is_drawn_or_enlarged(tmp_path):
    front = FRAMES[0, 0]
    assert np.array_equal(read_frame(saved(front, tmp_path)), front)
    enlarged = front.repeat(3, axis=0).repeat(3, axis=1)
    assert np.array_equal(read_frame(saved(enlarged, tmp_path)), front)


def test_a_larger_sprite_an_empty_and_an_opaque_one_are_no_frames(tmp_path):
    large = np.random.default_rng(0).integers(0, 256, (32, 32, 4), np.uint8)
    with pytest.raises(ImageError, match="32×32 pixels, not one sprite"):
        read_frame(saved(large, tmp_path))
    with pytest.raises(GivenError, match=r"hero\.png is empty"):
        read_frame(saved(np.zeros((16, 16, 4), np.uint8), tmp_path))
    opaque = FRAMES[0, 0].copy()
    opaque[..., 3] = 255
    with pytest.raises(GivenError, match=r"no clear pixel.*erase its background"):
        read_frame(saved(opaque, tmp_path))


def test_a_sheet_is_read_in_its_order_and_at_its_scale(tmp_path):
    order = ("up", "left", "down", "right")
    sheet = sheet_of(FRAMES, order).repeat(2, axis=0).repeat(2, axis=1)
    assert np.array_equal(read_character(saved(sheet, tmp_path), order), FRAMES)


def test_a_sheet_of_another_layout_is_none_of_a_character(tmp_path):
    with pytest.raises(GivenError, match=r"64×48 pixels.*is 48×64"):
        read_character(saved(sheet_of(FRAMES).swapaxes(0, 1), tmp_path))
    noise = np.random.default_rng(0).integers(0, 256, (128, 96, 4), np.uint8)
    with pytest.raises(GivenError, match="frames must be 16×16"):
        read_character(saved(noise, tmp_path))
    with pytest.raises(GivenError, match="is empty"):
        read_character(saved(np.zeros((64, 48, 4), np.uint8), tmp_path))


def test_too_many_colours_are_merged_together_in_the_given_frames_alone():
    frames = blank()
    frames[..., 3] = 255
    rng = np.random.default_rng(0)
    frames[..., :3] = rng.integers(0, 256, frames[..., :3].shape, np.uint8)
    given = np.zeros((4, 3), np.bool_)
    assert colours_given(frames, given) == 0
    given[0, 0] = given[1, 0] = True
    assert colours_given(frames, given) > 16
    reduced = with_few_colours(frames, given)
    assert colours_given(reduced, given) == 16
    assert np.array_equal(reduced[~given], frames[~given])
