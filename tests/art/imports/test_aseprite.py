"""Aseprite's files as they come: layers, linked cels, palettes and grey, damage and bombs."""

import struct
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprite_studio.art.image_file import MOST_FRAMES, ImageError
from sprite_studio.art.imports.aseprite import read_aseprite

RED, BLUE, HALF = (255, 0, 0, 255), (0, 0, 255, 255), (0, 255, 0, 128)


def chunk(kind: int, body: bytes) -> bytes:
    return struct.pack("<IH", 6 + len(body), kind) + body


def text(words: str) -> bytes:
    return struct.pack("<H", len(words.encode())) + words.encode()


def layer(flags: int = 3, kind: int = 0, level: int = 0, opacity: int = 255) -> bytes:
    return chunk(
        0x2004, struct.pack("<HHHHHHB3x", flags, kind, level, 0, 0, 0, opacity) + text("L")
    )


def cel(
    number: int,
    raw: bytes,
    size: tuple[int, int],
    at: tuple[int, int] = (0, 0),
    packed: bool = True,
) -> bytes:
    head = struct.pack("<HhhBHh5x", number, *at, 255, 2 if packed else 0, 0)
    return chunk(0x2005, head + struct.pack("<HH", *size) + (zlib.compress(raw) if packed else raw))


def linked(number: int, frame: int) -> bytes:
    return chunk(0x2005, struct.pack("<HhhBHh5xH", number, 0, 0, 255, 1, 0, frame))


def filled(colour: Sequence[int], size: tuple[int, int]) -> bytes:
    return bytes(colour) * (size[0] * size[1])


def aseprite(
    frames: Sequence[Sequence[bytes]],
    size: tuple[int, int] = (4, 3),
    depth: int = 32,
    count: int | None = None,
    clear: int = 0,
) -> bytes:
    body = b""
    for chunks in frames:
        inside = b"".join(chunks)
        body += struct.pack("<IHHH2xI", 16 + len(inside), 0xF1FA, len(chunks), 70, len(chunks))
        body += inside
    many = len(frames) if count is None else count
    head = struct.pack(
        "<IHHHHHIHIIB3x", 128 + len(body), 0xA5E0, many, *size, depth, 1, 0, 0, 0, clear
    )
    return head.ljust(128, b"\0") + body


def read(tmp_path: Path, data: bytes):
    path = tmp_path / "x.aseprite"
    path.write_bytes(data)
    return read_aseprite(path)


def test_layers_lie_over_each_other_and_hidden_ones_are_not_seen(tmp_path: Path) -> None:
    chunks = [
        layer(), layer(), layer(flags=2), layer(flags=2, kind=1), layer(level=1),
        cel(0, filled(RED, (4, 3)), (4, 3)),
        cel(1, filled(BLUE, (2, 2)), (2, 2), (3, -1), packed=False),
        cel(2, filled(HALF, (4, 3)), (4, 3)),
        cel(4, filled(HALF, (4, 3)), (4, 3)),
    ]  # fmt: skip
    [frame] = read(tmp_path, aseprite([chunks])).frames
    assert frame.shape == (3, 4, 4)
    assert tuple(frame[0, 3]) == BLUE
    assert (frame[1:] == RED).all()
    assert (frame[0, :3] == RED).all()


def test_half_clear_layers_are_mixed_as_paint_is(tmp_path: Path) -> None:
    chunks = [layer(), layer(opacity=128), cel(0, filled(RED, (4, 3)), (4, 3))]
    chunks.append(cel(1, filled(BLUE, (4, 3)), (4, 3)))
    [frame] = read(tmp_path, aseprite([chunks])).frames
    assert tuple(frame[0, 0]) == (127, 0, 128, 255)
    [alone] = read(tmp_path, aseprite([[layer(), cel(0, filled(HALF, (4, 3)), (4, 3))]])).frames
    assert tuple(alone[0, 0]) == HALF


def test_a_linked_cel_is_the_one_of_an_earlier_frame(tmp_path: Path) -> None:
    file = read(
        tmp_path, aseprite([[layer(), cel(0, filled(RED, (4, 3)), (4, 3))], [linked(0, 0)], []])
    )
    assert (file.frames[1] == file.frames[0]).all()
    assert not file.frames[2].any()
    assert file.milliseconds == (70, 70, 70)


@pytest.mark.parametrize("new", [True, False])
def test_an_indexed_file_takes_its_colours_from_its_palette(tmp_path: Path, new: bool) -> None:
    colours = [(9, 9, 9), (1, 2, 3), (4, 5, 6)]
    if new:
        entries = b"".join(struct.pack("<H4B", 1, *c, 255) + text("name") for c in colours)
        palette = chunk(0x2019, struct.pack("<III8x", 3, 0, 2) + entries)
    else:
        palette = chunk(0x0004, struct.pack("<HBB", 1, 0, 3) + bytes(np.ravel(colours).tolist()))
    pixels = bytes([0, 1, 2, 1] * 3)
    [frame] = read(tmp_path, aseprite([[palette, layer(), cel(0, pixels, (4, 3))]], depth=8)).frames
    assert [tuple(pixel) for pixel in frame[0]] == [
        (0, 0, 0, 0), (1, 2, 3, 255), (4, 5, 6, 255), (1, 2, 3, 255)
    ]  # fmt: skip


def test_grey_with_alpha(tmp_path: Path) -> None:
    [frame] = read(
        tmp_path, aseprite([[layer(), cel(0, bytes([7, 255, 9, 0] * 6), (4, 3))]], depth=16)
    ).frames
    assert [tuple(pixel) for pixel in frame[0, :2]] == [(7, 7, 7, 255), (0, 0, 0, 0)]


def test_tags_name_animations_and_those_beyond_the_frames_are_left_out(tmp_path: Path) -> None:
    def tag(name: str, first: int, last: int) -> bytes:
        return struct.pack("<HHB8x3xx", first, last, 0) + text(name)

    tags = chunk(0x2018, struct.pack("<H8x", 2) + tag("walk\n", 0, 1) + tag("far", 1, 9))
    file = read(tmp_path, aseprite([[layer(), tags], []]))
    assert [(t.name, t.first, t.last) for t in file.tags] == [("walk\\n", 0, 1)]


def test_of_five_thousand_frames_the_first_are_read_and_it_is_said(tmp_path: Path) -> None:
    frames = [[layer(), cel(0, filled(RED, (4, 3)), (4, 3))], *[[linked(0, 0)]] * 4999]
    file = read(tmp_path, aseprite(frames))
    assert len(file.frames) == MOST_FRAMES
    assert file.has_more


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "no file of Aseprite's; export it as PNG"),
        (b"\x89PNG" + bytes(300), "no file of Aseprite's"),
        (aseprite([[]], (20_000, 20_000)), "the largest side allowed is 8192"),
        (aseprite([[]], (8000, 8000)), "16777216 pixels in all"),
        (aseprite([[]], (0, 4)), "damaged file of Aseprite's"),
        (aseprite([[]], depth=24), "24 bits each"),
        (aseprite([[]], count=3), "damaged file of Aseprite's"),
        (aseprite([[layer(), cel(0, bytes(2**26), (4, 3))]]), "more pixels than it has"),
        (aseprite([[layer(), cel(0, bytes(8), (4, 3))]]), "too few pixels"),
        (aseprite([[layer(), cel(0, b"", (60_000, 60_000))]]), "a canvas that is much smaller"),
        (aseprite([[layer(), linked(0, 5)]]), "linked to one that comes later"),
        (aseprite([[layer(), chunk(0x2005, struct.pack("<HhhBHh5x", 0, 0, 0, 255, 3, 0))]]),
         "a layer of tiles"),
        (aseprite([[layer()] * 2000]), "more than 1024 layers"),
        (aseprite([[struct.pack("<IH", 2**31, 0x2004)]]), "a chunk is longer than its frame"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_by_name(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(ImageError, match=told) as caught:
        read(tmp_path, data)
    assert "x.aseprite" in str(caught.value)


WHOLE = aseprite(
    [
        [layer(), layer(opacity=90), cel(0, filled(RED, (4, 3)), (4, 3)),
         cel(1, filled(HALF, (2, 2)), (2, 2)),
         chunk(0x2018, struct.pack("<H8x", 1) + struct.pack("<HHB8x3xx", 0, 1, 0) + text("a")),
         chunk(0x2019, struct.pack("<III8x", 1, 0, 0) + struct.pack("<H4B", 0, 1, 2, 3, 4))],
        [linked(0, 0)],
    ]
)  # fmt: skip


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    damaged = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(WHOLE) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(WHOLE)))
    path = tmp_path_factory.getbasetemp() / "damaged.aseprite"
    path.write_bytes(bytes(damaged[:cut]) if data.draw(st.booleans()) else bytes(damaged))
    with suppress(ImageError):
        assert all(frame.ndim == 3 for frame in read_aseprite(path).frames)
