"""APNG files: read back by Pillow, all that was given is there, half clear pixels too."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sprite_studio.art.export.animation import Animation
from sprite_studio.art.export.apng import LONGEST_MS, encode_apng
from sprite_studio.stepwise import completed


def read_apng(data: bytes) -> tuple[list[np.ndarray], list[float]]:
    """Frames, and for how many milliseconds each is shown."""
    frames, times = [], []
    with Image.open(io.BytesIO(data)) as image:
        assert image.format == "PNG"
        assert image.info.get("loop", 0) == 0
        for i in range(getattr(image, "n_frames", 1)):
            image.seek(i)
            frames.append(np.asarray(image.convert("RGBA")))
            times.append(image.info["duration"])
    return frames, times


@given(st.integers(0, 1000), st.integers(1, 3), st.lists(st.integers(0, 2), min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_every_pixel_and_time_is_read_back(seed: int, scale: int, which: list[int]) -> None:
    pictures = np.random.default_rng(seed).integers(0, 256, (3, 5, 7, 4), dtype=np.uint8)
    animation = Animation.even([pictures[i] for i in which], 0.04, 0.5, scale)
    found, times = read_apng(completed(encode_apng(animation)))
    wanted = animation.merged()
    assert times == wanted.milliseconds
    assert sum(times) == 40 * (len(which) - 1) + 500
    for read, frame in zip(found, wanted.frames, strict=True):
        np.testing.assert_array_equal(read, frame.repeat(scale, axis=0).repeat(scale, axis=1))


def test_a_time_that_the_format_cannot_hold_is_the_longest_that_it_can() -> None:
    pictures = np.zeros((2, 4, 4, 4), np.uint8)
    pictures[1] = 255
    _, times = read_apng(completed(encode_apng(Animation(list(pictures), [100_000, 20]))))
    assert times == [LONGEST_MS, 20]


def test_a_step_is_a_frame() -> None:
    pictures = np.random.default_rng(0).integers(0, 256, (4, 5, 7, 4), dtype=np.uint8)
    steps = encode_apng(Animation.even(list(pictures), 0.1))
    assert [next(steps) for _ in range(4)] == pytest.approx([0.25, 0.5, 0.75, 1])
