"""Chunks of PNGs: what is kept for the pixels, and what texts are found in them."""

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from sprite_studio.art import png_chunks
from sprite_studio.art.png_chunks import MOST_TEXT, bit_depth, pixels_only, text_of

KEY = "sprite_studio"
PACKED_KEY = KEY.encode() + b"\0\0"


def png(info: PngInfo | None = None) -> bytes:
    file = io.BytesIO()
    Image.new("RGBA", (2, 2), (1, 2, 3, 4)).save(file, "PNG", pnginfo=info or PngInfo())
    return file.getvalue()


def with_chunk(kind: bytes, data: bytes) -> bytes:
    whole = struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    plain = png()
    return plain[:33] + whole + plain[33:]  # after the header


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300), st.booleans())
def test_a_text_comes_back_packed_or_not(text: str, is_packed: bool) -> None:
    info = PngInfo()
    info.add_itxt("parameters", "another")
    info.add_itxt(KEY, text, lang="en", tkey="key", zip=is_packed)
    assert text_of(png(info), KEY) == text


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_text_of_the_older_kinds_comes_back_too(is_packed: bool) -> None:
    info = PngInfo()
    info.add_text(KEY, "é {}", zip=is_packed)
    assert text_of(png(info), KEY) == "é {}"


def test_only_the_whole_keyword_counts() -> None:
    assert text_of(with_chunk(b"tEXt", b"sprite_studio2\0no"), KEY) is None
    assert text_of(with_chunk(b"tEXt", b"sprite_studio"), KEY) is None
    assert text_of(png(), KEY) is None


@pytest.mark.parametrize(
    "data",
    [
        with_chunk(b"tEXt", KEY.encode() + b"\0" + b"x" * (MOST_TEXT + 1)),
        with_chunk(b"zTXt", PACKED_KEY + zlib.compress(b"x" * (MOST_TEXT + 1))),
        with_chunk(b"iTXt", PACKED_KEY + b"\0\0\0" + b"x" * (MOST_TEXT + 1)),
        with_chunk(b"iTXt", KEY.encode() + b"\0\1\0\0\0" + zlib.compress(b"x" * 5_000_000)),
    ],
)
def test_a_text_without_end_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=f"more than {MOST_TEXT} bytes"):
        text_of(data, KEY)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (with_chunk(b"zTXt", PACKED_KEY + b"not packed"), "cannot be unpacked"),
        (with_chunk(b"iTXt", PACKED_KEY + b"\0\0\0\xff"), "utf-8"),
        (with_chunk(b"tEXt", KEY.encode() + b"\0{}").replace(b"{}", b"[]"), "checksum"),
        (png()[:-6], "its end is missing"),
        (png()[:40], "its end is missing"),
        (png()[:8], "its end is missing"),
    ],
)
def test_a_damaged_text_or_file_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        text_of(data, KEY)


def test_pixels_need_no_other_chunks() -> None:
    talkative = with_chunk(b"tEXt", b"a\0b")
    assert pixels_only(talkative) == png()
    assert pixels_only(png()[:50]) == png()[:50]


def test_too_many_chunks_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png_chunks, "MOST_CHUNKS", 3)
    assert pixels_only(png()) == png()
    with pytest.raises(ValueError, match="more than 3 chunks"):
        pixels_only(with_chunk(b"tEXt", b"a\0b"))


def test_the_depth_of_a_sample() -> None:
    assert bit_depth(png()) == 8
    assert bit_depth(png()[:20]) == 0
