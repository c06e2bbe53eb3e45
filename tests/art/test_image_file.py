"""Pictures that anybody may have made: read exactly, or refused with one clear error."""

import struct
import tracemalloc
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sprite_studio.art.image_file import MAX_SIDE, ImageError, open_image, read_rgba


def header_only_png(width: int, height: int) -> bytes:
    """A few bytes that claim to be a picture of this size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    ihdr = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    body = chunk(b"IHDR", ihdr) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def noise() -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (16, 16, 4), dtype=np.uint8)


def test_pixels_are_read_as_they_were_saved(tmp_path: Path) -> None:
    pixels = noise()
    Image.fromarray(pixels).save(tmp_path / "a.png")
    read = read_rgba(tmp_path / "a.png")
    assert read.dtype == np.uint8
    np.testing.assert_array_equal(read, pixels)


def test_indexed_grey_and_plain_pictures_become_rgba(tmp_path: Path) -> None:
    indexed = Image.fromarray(np.array([[0, 1]], np.uint8))
    indexed.putpalette([1, 2, 3, 40, 50, 60])
    indexed.save(tmp_path / "indexed.png", transparency=0)
    Image.fromarray(np.array([[7, 250]], np.uint8)).save(tmp_path / "grey.png")
    Image.fromarray(np.array([[[9, 8, 7]]], np.uint8)).save(tmp_path / "plain.png")
    assert read_rgba(tmp_path / "indexed.png")[0, 0, 3] == 0
    assert read_rgba(tmp_path / "indexed.png")[0, 1].tolist() == [40, 50, 60, 255]
    assert read_rgba(tmp_path / "grey.png")[0].tolist() == [[7, 7, 7, 255], [250, 250, 250, 255]]
    assert read_rgba(tmp_path / "plain.png")[0, 0].tolist() == [9, 8, 7, 255]


@pytest.mark.parametrize("suffix", ["png", "gif", "webp"])
def test_of_an_animation_the_first_frame_is_read_and_the_file_is_closed(
    tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"walk.{suffix}"
    red = Image.new("RGBA", (16, 16), (255, 0, 0, 255))
    blue = Image.new("RGBA", (16, 16), (0, 0, 255, 255))
    red.save(path, save_all=True, append_images=[blue], lossless=True)
    assert (read_rgba(path) == (255, 0, 0, 255)).all()
    assert getattr(open_image(path), "fp", None) is None


@pytest.mark.parametrize(
    ("side", "other"), [(50_000, 50_000), (10_000, 10_000), (MAX_SIDE + 1, 1), (1, MAX_SIDE + 1)]
)
def test_a_huge_picture_is_refused_before_it_is_unpacked(
    tmp_path: Path, side: int, other: int
) -> None:
    path = tmp_path / "huge.png"
    path.write_bytes(header_only_png(side, other))
    tracemalloc.start()
    try:
        with pytest.raises(ImageError, match=r"huge\.png is .*(too large|largest side)"):
            read_rgba(path)
        assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
    finally:
        tracemalloc.stop()


def test_the_largest_side_is_still_allowed(tmp_path: Path) -> None:
    Image.new("RGBA", (MAX_SIDE, 1)).save(tmp_path / "long.png")
    assert read_rgba(tmp_path / "long.png").shape == (1, MAX_SIDE, 4)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImageError, match=r"gone\.png does not exist"):
        read_rgba(tmp_path / "gone.png")


@pytest.mark.parametrize("data", [b"", b"hello, I am text\n", b"%!PS-Adobe-3.0 EPSF-3.0\n"])
def test_what_is_no_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "text.png"
    path.write_bytes(data)
    with pytest.raises(ImageError, match=r"text\.png is not a picture"):
        read_rgba(path)


def test_formats_that_sprites_do_not_come_in_are_not_tried(tmp_path: Path) -> None:
    path = tmp_path / "sprite.png"
    Image.new("RGB", (16, 16)).save(path, "EPS")
    with pytest.raises(ImageError, match="not a picture"):
        read_rgba(path)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImageError):
        read_rgba(tmp_path)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_cut_png_is_refused(tmp_path: Path, share: float) -> None:
    path = tmp_path / "cut.png"
    Image.fromarray(noise()).save(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(ImageError, match=r"cut\.png is (damaged|not a picture)"):
        read_rgba(path)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(["PNG", "GIF", "BMP", "WEBP"]),
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 255)), min_size=1, max_size=4),
)
def test_a_damaged_picture_is_read_or_refused_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, kind: str, damage: list[tuple[int, int]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.png"
    Image.fromarray(noise()).save(path, kind)
    data = bytearray(path.read_bytes())
    for place, value in damage:
        data[place % len(data)] = value
    path.write_bytes(data)
    try:
        pixels = read_rgba(path)
    except ImageError:
        return
    assert max(pixels.shape[:2]) <= MAX_SIDE
    assert pixels.shape[2] == 4
