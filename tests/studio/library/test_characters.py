import numpy as np
import pytest
from PIL import Image

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.image_file import ImageError
from sprite_studio.art.walk.given import GivenError
from sprite_studio.art.walk.meters import measure
from sprite_studio.studio.jobs.cast import (
    MeasureJob,
    MeasureResult,
    NeighboursJob,
    ReadCharacterJob,
)
from sprite_studio.studio.library.characters import judge, neighbours, read

FRAMES = walking_character(1).frames


def test_a_sprite_is_one_frame_and_a_sheet_is_all(tmp_path):
    path = tmp_path / "one.png"
    Image.fromarray(FRAMES[1, 0]).save(path)
    [result] = read(ReadCharacterJob(path, (1, 0)))
    assert result.there.sum() == 1
    assert np.array_equal(result.frames[1, 0], FRAMES[1, 0])
    sheet = np.concatenate([np.concatenate(list(view), axis=1) for view in FRAMES])
    Image.fromarray(sheet).save(path)
    [result] = read(ReadCharacterJob(path, (1, 0)))
    assert result.there.all()
    assert np.array_equal(result.frames, FRAMES)


def test_what_is_neither_says_why(tmp_path):
    path = tmp_path / "odd.png"
    Image.new("RGBA", (16, 16), "red").save(path)
    with pytest.raises(GivenError, match="erase its background"):
        list(read(ReadCharacterJob(path, (0, 0))))
    noise = np.random.default_rng(0).integers(0, 256, (40, 24, 4), np.uint8)
    Image.fromarray(noise).save(path)
    with pytest.raises(ImageError, match="24×40"):
        list(read(ReadCharacterJob(path, (0, 0))))


def test_meters_judge_on_the_worker_and_neighbours_come_one_by_one():
    assert list(judge(MeasureJob(FRAMES))) == [MeasureResult(measure(FRAMES))]
    *pauses, result = neighbours(NeighboursJob(2))
    assert pauses == [None, None]
    assert result is not None
    assert result.frames.shape == (2, 4, 3, 16, 16, 4)
