"""Pictures that anybody may have made: read exactly, or refused with one clear error."""

import io
import os
import tracemalloc
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from written_pngs import chunk, header_only_png, written_png

from sprite_studio.art.image_file import (
    MAX_BYTES,
    MAX_PIXELS,
    MAX_SIDE,
    MOST_FRAMES,
    ImageError,
    read_embedded_text,
    read_frames,
    read_rgba,
    read_tile,
)

DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""Colour type (grey, RGB, indexed, grey and alpha, RGBA) → bits a sample (the PNG standard)."""

SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


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


@pytest.mark.parametrize("interlaced", [False, True])
@pytest.mark.parametrize("has_clear", [False, True])
@pytest.mark.parametrize(
    ("colour", "depth"), [(colour, depth) for colour in DEPTHS for depth in DEPTHS[colour]]
)
def test_every_kind_of_png_is_read_as_the_standard_says(
    tmp_path: Path, colour: int, depth: int, has_clear: bool, interlaced: bool
) -> None:
    rng = np.random.default_rng(depth)
    samples = rng.integers(0, 2**depth, (9, 11, SAMPLES[colour]))
    eight = samples >> 8 if depth == 16 else samples * 255 // (2**depth - 1)
    wanted = np.full((9, 11, 4), 255, np.uint8)
    extra = b""
    if colour == 3:
        table = rng.integers(0, 256, (2**depth, 4), dtype=np.uint8)
        extra = chunk(b"PLTE", table[:, :3].tobytes())
        wanted[..., :3] = table[samples[..., 0], :3]
        if has_clear:
            extra += chunk(b"tRNS", table[:, 3].tobytes())
            wanted[..., 3] = table[samples[..., 0], 3]
    elif colour in (0, 2):
        wanted[..., :3] = eight
        if has_clear:  # one shade or colour
            extra = chunk(b"tRNS", samples[3, 4].astype(">u2").tobytes())
            wanted[(samples == samples[3, 4]).all(axis=-1), 3] = 0
    elif colour == 4:
        wanted[..., :3], wanted[..., 3] = eight[..., :1], eight[..., 1]
    else:
        wanted[:] = eight
    path = tmp_path / "any.png"
    path.write_bytes(written_png(samples, colour, depth, extra, interlaced))
    np.testing.assert_array_equal(read_rgba(path), wanted)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA"])
@pytest.mark.parametrize("kind", ["BMP", "GIF", "WEBP", "PNG"])
def test_every_mode_of_the_other_formats_is_read(tmp_path: Path, kind: str, mode: str) -> None:
    image = Image.new("RGBA", (4, 3), (255, 255, 255, 255)).convert(mode)
    image.save(tmp_path / "a.sprite", kind, lossless=True)
    assert (read_rgba(tmp_path / "a.sprite") == 255).all()


def test_a_photograph_in_the_colours_of_print_is_read(tmp_path: Path) -> None:
    Image.new("CMYK", (8, 8), (0, 0, 0, 0)).save(tmp_path / "a.jpg")
    assert (read_rgba(tmp_path / "a.jpg") == 255).all()


@pytest.mark.parametrize("suffix", ["png", "gif", "webp"])
def test_of_an_animation_the_first_frame_is_read_and_the_file_is_closed(
    tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"walk.{suffix}"
    red = Image.new("RGBA", (16, 16), (255, 0, 0, 255))
    blue = Image.new("RGBA", (16, 16), (0, 0, 255, 255))
    red.save(path, save_all=True, append_images=[blue], lossless=True)
    assert (read_rgba(path) == (255, 0, 0, 255)).all()
    path.unlink()  # which an open file would forbid on Windows


@pytest.mark.parametrize("suffix", ["png", "gif", "webp"])
def test_all_frames_of_an_animation(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"walk.{suffix}"
    colours = [(255, 0, 0, 255), (0, 0, 255, 255), (0, 255, 0, 255)]
    first, *others = (Image.new("RGBA", (16, 16), colour) for colour in colours)
    first.save(path, save_all=True, append_images=others, lossless=True)
    frames, has_more = read_frames(path)
    assert [tuple(frame[0, 0].tolist()) for frame in frames] == colours
    assert not has_more
    np.testing.assert_array_equal(frames[0], read_rgba(path))


def test_a_picture_that_does_not_move_has_one_frame(tmp_path: Path) -> None:
    for kind in ("PNG", "GIF", "BMP", "WEBP", "JPEG"):
        Image.new("RGB", (16, 16)).save(tmp_path / "a", kind)
        frames, has_more = read_frames(tmp_path / "a")
        assert (len(frames), has_more) == (1, False)


def test_frames_without_end_are_not_all_read(tmp_path: Path) -> None:
    first, *others = (Image.new("1", (4, 4), i % 2) for i in range(MOST_FRAMES + 5))
    first.save(tmp_path / "long.gif", save_all=True, append_images=others)
    frames, has_more = read_frames(tmp_path / "long.gif")
    assert (len(frames), has_more) == (MOST_FRAMES, True)
    large = [Image.new("L", (3000, 3000), i) for i in range(3)]
    large[0].save(tmp_path / "large.png", save_all=True, append_images=large[1:])
    frames, has_more = read_frames(tmp_path / "large.png")
    assert (len(frames), has_more) == (1, True)


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


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "JPEG", "BMP"])
def test_formats_that_unpack_slowly_are_bounded_by_their_area(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "large.png"
    Image.new("1", (8000, MAX_PIXELS // 8000 + 1)).convert("RGB" if kind == "WEBP" else "L").save(
        path, kind
    )
    with pytest.raises(ImageError, match=rf"as {kind} at most 16777216 are read: export it as PNG"):
        read_rgba(path)


@pytest.mark.parametrize("size", [(0, 16), (16, 0), (0, 0)])
def test_a_picture_without_pixels_is_refused(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "empty.png"
    path.write_bytes(header_only_png(*size))
    with pytest.raises(ImageError, match=r"empty\.png is "):
        read_rgba(path)


def test_a_file_of_hundreds_of_megabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "long.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    os.truncate(path, MAX_BYTES + 1)
    for read in (read_rgba, read_tile, lambda path: read_embedded_text(path, "sprite_studio")):
        with pytest.raises(ImageError, match=r"long\.png is larger than 64 MB"):
            read(path)


@pytest.mark.parametrize(
    "extra",
    [
        chunk(b"tEXt", b"Comment\0" + b"x" * 2_000_000),
        chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"x" * 50_000_000)),
        chunk(b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(b"x" * 50_000_000)),
        chunk(b"iCCP", b"profile\0\0" + zlib.compress(b"x" * 50_000_000)),
        chunk(b"eXIf", b"MM" + b"x" * 100),
        chunk(b"tEXt", b""),
        chunk(b"gAMA", b""),
        chunk(b"zTXt", b"Comment\0\0not packed"),
    ],
)
def test_what_is_no_pixel_is_not_unpacked(tmp_path: Path, extra: bytes) -> None:
    path = tmp_path / "talkative.png"
    samples = np.arange(4).reshape(2, 2, 1)
    path.write_bytes(written_png(samples, 0, 8, extra, interlaced=False))
    tracemalloc.start()
    try:
        assert read_rgba(path)[..., 0].tolist() == [[0, 1], [2, 3]]
        assert read_embedded_text(path, "sprite_studio") is None
        assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
    finally:
        tracemalloc.stop()


def test_millions_of_chunks_are_not_walked(tmp_path: Path) -> None:
    path = tmp_path / "crumbs.png"
    extra = chunk(b"abCd", b"") * 100_000
    path.write_bytes(written_png(np.zeros((1, 1, 1), int), 0, 8, extra, interlaced=False))
    for read in (read_rgba, lambda path: read_embedded_text(path, "sprite_studio")):
        with pytest.raises(ImageError, match="more than 65536 chunks"):
            read(path)


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


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    for read in (read_rgba, read_tile, lambda path: read_embedded_text(path, "sprite_studio")):
        with pytest.raises(ImageError, match=r"pipe\.png is a pipe, not a file"):
            read(tmp_path / "pipe.png")


def test_a_picture_by_another_formats_name_is_read(tmp_path: Path) -> None:
    Image.fromarray(noise()).save(tmp_path / "is.bmp", "PNG")
    np.testing.assert_array_equal(read_rgba(tmp_path / "is.bmp"), noise())


@pytest.mark.parametrize("factor", [1, 2, 3, 8])
def test_a_tile_is_read_at_its_own_size(tmp_path: Path, factor: int) -> None:
    enlarged = noise().repeat(factor, axis=0).repeat(factor, axis=1)
    Image.fromarray(enlarged).save(tmp_path / "a.png")
    np.testing.assert_array_equal(read_tile(tmp_path / "a.png"), noise())


def test_a_picture_of_another_size_is_no_tile(tmp_path: Path) -> None:
    Image.fromarray(noise().repeat(2, axis=0)).save(tmp_path / "tall.png")
    with pytest.raises(ImageError, match=r"of 16×32 pixels, not one sprite; cut a tile of 16×16"):
        read_tile(tmp_path / "tall.png")


@pytest.mark.parametrize("kind", ["GIF", "BMP", "WEBP"])
def test_only_png_holds_text(tmp_path: Path, kind: str) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "a.png", kind)
    assert read_embedded_text(tmp_path / "a.png", "sprite_studio") is None
    (tmp_path / "b.png").write_bytes(b"no picture")
    with pytest.raises(ImageError, match="not a picture"):
        read_embedded_text(tmp_path / "b.png", "sprite_studio")


@pytest.mark.parametrize("kind", ["PNG", "GIF", "JPEG"])
@pytest.mark.parametrize("length", [8, 10, 20, 30, 50])
def test_of_a_picture_that_is_hardly_there_the_beginning_is_known(
    tmp_path: Path, kind: str, length: int
) -> None:
    path = tmp_path / "cut.png"
    path.write_bytes(VALID[kind][:length])
    with pytest.raises(ImageError, match=r"cut\.png is damaged or cut short"):
        read_rgba(path)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_cut_png_is_refused(tmp_path: Path, share: float) -> None:
    path = tmp_path / "cut.png"
    Image.fromarray(noise()).save(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(ImageError, match=r"cut\.png is (damaged|not a picture)"):
        read_rgba(path)


def valid(kind: str) -> bytes:
    file = io.BytesIO()
    image = Image.fromarray(noise())
    if kind == "animated":
        image.save(file, "PNG", save_all=True, append_images=[Image.new("RGBA", (16, 16))])
    elif kind == "indexed":
        image.convert("RGB").quantize(8).save(file, "PNG", transparency=0)
    elif kind == "deep grey":
        samples = np.arange(256).reshape(16, 16, 1) * 257
        file.write(written_png(samples, 0, 16, chunk(b"tRNS", b"\1\1"), interlaced=True))
    else:
        image.convert("RGB" if kind == "JPEG" else "RGBA").save(file, kind)
    return file.getvalue()


KINDS = ("PNG", "GIF", "BMP", "WEBP", "JPEG", "animated", "indexed", "deep grey")
VALID = {kind: valid(kind) for kind in KINDS}


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(KINDS),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=4),
    st.integers(0, 400),
    st.binary(max_size=8),
)
def test_a_damaged_picture_is_read_or_refused_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory,
    kind: str,
    damage: list[tuple[int, int]],
    place: int,
    inserted: bytes,
) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.png"
    data = bytearray(VALID[kind])
    for at, value in damage:
        data[at % len(data)] = value
    data[place:place] = inserted
    path.write_bytes(data)
    told = []
    for read in (read_rgba, read_tile, lambda path: read_frames(path)[0][-1]):
        try:
            pixels = read(path)
        except ImageError as error:
            told.append(str(error))
        else:
            assert max(pixels.shape[:2]) <= MAX_SIDE
            assert pixels.shape[2] == 4
            assert pixels.dtype == np.uint8
    try:
        read_embedded_text(path, "sprite_studio")
    except ImageError as error:
        told.append(str(error))
    assert all(str(path) in line and line.isprintable() for line in told)
