"""GIF files: read back by Pillow, frames, times, colours and clear pixels are as given."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sprite_studio.art.export.animation import Animation
from sprite_studio.art.export.gif import MOST_COLOURS, encode_gif
from sprite_studio.stepwise import completed


def save_gif(
    path: Path, frames: Sequence[np.ndarray], seconds: float, hold: float = 1.0, scale: int = 1
) -> None:
    path.write_bytes(completed(encode_gif(Animation.even(frames, seconds, hold, scale))))


def read_gif(path: Path) -> tuple[list[np.ndarray], list[int]]:
    """Frames, clear pixels zero, and for how many milliseconds each is shown."""
    frames, durations = [], []
    with Image.open(path) as image:
        assert image.info["loop"] == 0
        for i in range(getattr(image, "n_frames", 1)):
            image.seek(i)
            pixels = np.asarray(image.convert("RGBA"))
            frames.append(np.where(pixels[..., 3:] > 0, pixels, np.uint8(0)))
            durations.append(image.info["duration"])
    return frames, durations


def drawing(rng: np.random.Generator, colours: int, levels: int, clear: float) -> np.ndarray:
    table = rng.integers(0, levels, (colours, 3), dtype=np.uint8)
    pixels = np.full((12, 14, 4), 255, np.uint8)
    pixels[..., :3] = table[rng.integers(0, colours, (12, 14))]
    pixels[rng.random((12, 14)) < clear] = 0
    return pixels


@given(
    st.integers(0, 10_000),
    st.lists(
        st.tuples(
            st.integers(1, MOST_COLOURS),
            st.sampled_from([2, 8, 256]),
            st.sampled_from([0.0, 0.3, 0.95, 1.0]),
        ),
        min_size=1,
        max_size=5,
    ),
)
@settings(max_examples=60, deadline=None)
def test_all_is_read_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, seed: int, plans: list[tuple[int, int, float]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.gif"
    rng = np.random.default_rng(seed)
    frames = [drawing(rng, *plan) for plan in plans]
    save_gif(path, frames, seconds=0.08, hold=0.5)
    times = [80] * (len(frames) - 1) + [500]
    wanted: list[np.ndarray] = []
    durations: list[int] = []
    for frame, time in zip(frames, times, strict=True):
        if wanted and (wanted[-1] == frame).all():
            durations[-1] += time
        else:
            wanted.append(frame)
            durations.append(time)
    found, times_found = read_gif(path)
    assert times_found == durations
    for frame, read in zip(wanted, found, strict=True):
        np.testing.assert_array_equal(read, frame)


def test_255_colours_beside_clear_pixels_are_exact(tmp_path: Path) -> None:
    path = tmp_path / "ramp.gif"
    frame = np.full((16, 16, 4), 255, np.uint8)
    frame[..., 0], frame[..., 1] = np.indices((16, 16))
    frame[0, 0] = 0
    moved = frame.copy()
    moved[..., 2] = np.where(frame[..., 3] > 0, 9, 0)
    save_gif(path, [frame, moved], 0.1)
    found, _ = read_gif(path)
    np.testing.assert_array_equal(found[0], frame)
    np.testing.assert_array_equal(found[1], moved)


def test_black_is_not_taken_for_clear(tmp_path: Path) -> None:
    path = tmp_path / "black.gif"
    black = np.zeros((8, 8, 4), np.uint8)
    black[..., 3] = 255
    open_top = black.copy()
    open_top[:4] = 0
    red_dot = np.zeros((8, 8, 4), np.uint8)
    red_dot[3, 3] = (255, 0, 0, 255)
    outlined = red_dot.copy()
    outlined[2:5, 2:5] = (0, 0, 0, 255)
    outlined[3, 3] = (255, 0, 0, 255)
    frames = [red_dot, outlined, open_top, black, open_top, black, red_dot]
    save_gif(path, frames, 0.1)
    found, _ = read_gif(path)
    for frame, read in zip(frames, found, strict=True):
        np.testing.assert_array_equal(read, frame)


def test_what_a_frame_leaves_clear_does_not_show_the_frame_before(tmp_path: Path) -> None:
    path = tmp_path / "moving.gif"
    frames = list(np.zeros((3, 10, 10, 4), np.uint8))
    for i, frame in enumerate(frames):
        frame[3 * i : 3 * i + 2] = (255, 0, 0, 255)
    save_gif(path, frames, 0.1)
    found, _ = read_gif(path)
    for frame, read in zip(frames, found, strict=True):
        np.testing.assert_array_equal(read, frame)


def test_alpha_is_cut_at_one_half(tmp_path: Path) -> None:
    frame = np.array([[[200, 10, 10, 127], [10, 200, 10, 128]]], np.uint8)
    save_gif(tmp_path / "soft.gif", [frame], 0.1)
    found, durations = read_gif(tmp_path / "soft.gif")
    assert found[0][0].tolist() == [[0, 0, 0, 0], [10, 200, 10, 255]]
    assert durations == [1000]


def test_noise_of_too_many_colours_stays_near(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (2, 48, 48, 4), dtype=np.uint8)
    noise[..., 3] = 255
    noise[:, :5] = 0
    save_gif(tmp_path / "noise.gif", list(noise), 0.1)
    found, _ = read_gif(tmp_path / "noise.gif")
    for frame, read in zip(noise, found, strict=True):
        np.testing.assert_array_equal(read[..., 3], frame[..., 3])
        assert np.abs(read.astype(int) - frame).mean() < 20


def test_the_same_frames_give_the_same_bytes(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    frames = [drawing(rng, 300, 256, 0.2) for _ in range(3)]
    save_gif(tmp_path / "one.gif", frames, 0.1)
    save_gif(tmp_path / "two.gif", frames, 0.1)
    assert (tmp_path / "one.gif").read_bytes() == (tmp_path / "two.gif").read_bytes()


def colours_of(rng: np.random.Generator, count: int) -> np.ndarray:
    """(16, 16, 4) opaque, with exactly so many colours."""
    codes = rng.choice(2**24, count, replace=False)
    wide = np.concatenate([codes, rng.choice(codes, 256 - count)])
    rgb = wide.astype(">u4").view(np.uint8).reshape(16, 16, 4)[..., 1:]
    return np.concatenate([rgb, np.full((16, 16, 1), 255, np.uint8)], axis=-1)


def test_256_colours_are_exact_where_nothing_is_clear(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    frames = [colours_of(rng, 256), colours_of(rng, 256)]
    save_gif(tmp_path / "full.gif", frames, 0.1)
    found, _ = read_gif(tmp_path / "full.gif")
    for frame, read in zip(frames, found, strict=True):
        np.testing.assert_array_equal(read, frame)


@pytest.mark.parametrize(("colours", "clear"), [(256, False), (255, True)])
def test_frames_that_have_few_enough_colours_together_share_one_table(
    tmp_path: Path, colours: int, clear: bool
) -> None:
    rng = np.random.default_rng(1)
    whole = colours_of(rng, colours)
    parts = [whole.copy(), whole.copy(), whole[::-1].copy()]
    parts[1][8:] = parts[1][0, 0]
    if clear:
        parts[1][3] = 0
    save_gif(tmp_path / "shared.gif", parts, 0.1)
    found, _ = read_gif(tmp_path / "shared.gif")
    for frame, read in zip(parts, found, strict=True):
        np.testing.assert_array_equal(read, frame)
    assert len(local_tables(tmp_path / "shared.gif")) == 3
    assert not any(local_tables(tmp_path / "shared.gif"))


def local_tables(path: Path) -> list[bool]:
    """Of each frame, whether it has a table of its own: the blocks of the file, read in turn."""
    data, tables = path.read_bytes(), []
    at = 13 + (3 << (data[10] & 7) + 1)
    while data[at : at + 1] != b";":
        if data[at : at + 1] == b"!":
            at += 2
        else:
            assert data[at : at + 1] == b","
            flags = data[at + 9]
            tables.append(bool(flags & 0x80))
            at += 10 + ((3 << (flags & 7) + 1) if flags & 0x80 else 0) + 1
        while data[at]:  # sub-blocks
            at += data[at] + 1
        at += 1
    assert at == len(data) - 1
    return tables


@given(st.integers(0, 1000), st.integers(1, 4), st.sampled_from([2, 40, 300]))
@settings(max_examples=30, deadline=None)
def test_enlarged_it_is_what_the_enlarged_frames_would_be(
    tmp_path_factory: pytest.TempPathFactory, seed: int, scale: int, colours: int
) -> None:
    rng = np.random.default_rng(seed)
    frames = [drawing(rng, colours, 256, 0.2) for _ in range(3)]
    small, large = (tmp_path_factory.getbasetemp() / name for name in ("small.gif", "large.gif"))
    save_gif(small, frames, 0.1, scale=scale)
    save_gif(large, [f.repeat(scale, axis=0).repeat(scale, axis=1) for f in frames], 0.1)
    for one, other in zip(read_gif(small)[0], read_gif(large)[0], strict=True):
        np.testing.assert_array_equal(one, other)


def test_a_step_is_a_frame_and_giving_up_is_not_asking_for_the_next() -> None:
    frames = [drawing(np.random.default_rng(i), 300, 256, 0.2) for i in range(10)]
    steps = encode_gif(Animation.even(frames, 0.1))
    shares = [next(steps) for _ in range(20)]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1)
    steps.close()
