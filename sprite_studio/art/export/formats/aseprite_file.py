"""Aseprite's own file (.aseprite): one layer, a frame for each picture that is shown, a tag for
each animation and for each sprite that does not move, the palette, and a slice with the pivot.

Opened by Aseprite, LibreSprite, Pixelorama, Unity's 2D importer, Tiled and Bevy's crates.

Source: https://github.com/aseprite/aseprite/blob/main/docs/ase-file-specs.md
"""

import struct
import zlib
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sprite_studio.art.export.collection import (
    STILL_MILLISECONDS,
    Collection,
    ExportError,
    enlarged,
)
from sprite_studio.art.export.formats.aseprite_json import still_in
from sprite_studio.art.export.formats.files import Files
from sprite_studio.art.export.steps import Steps
from sprite_studio.art.palette import MAX_PALETTE, colours_of

FILE_MAGIC, FRAME_MAGIC = 0xA5E0, 0xF1FA
LAYER, CEL, PROFILE, TAGS, PALETTE, SLICE = 0x2004, 0x2005, 0x2007, 0x2018, 0x2019, 0x2022
"""Kinds of chunks."""
RAW_CEL, LINKED_CEL, PACKED_CEL = 0, 1, 2

LARGEST_SIDE = 65_535
_VISIBLE_EDITABLE = 3
_OPACITY_IS_VALID = 1
_FORWARD = 0
_HAS_PIVOT = 2
_SRGB = 1
_FOREVER, _ONCE = 0, 1


class _Shown(NamedTuple):
    number: int
    milliseconds: int


class _Tag(NamedTuple):
    name: str
    first: int
    last: int
    repeat: int


def encode(collection: Collection) -> Steps[Files]:
    """NAME.aseprite. A step is one frame."""
    scale = collection.arrangement.scale
    width, height = (side * scale for side in collection.cell)
    if max(width, height) > LARGEST_SIDE:
        raise ExportError(
            f"a frame of {max(width, height)} pixels is larger than an .aseprite file can say; "
            "choose a smaller scale"
        )
    shown, tags = _timeline(collection)
    frames = []
    first_with: dict[int, int] = {}
    for place, frame in enumerate(shown):
        chunks = []
        if place == 0:
            chunks += [_profile(), _palette(collection), _layer(collection.stem), _tags(tags)]
            chunks.append(_slice(collection.stem, width, height))
        if frame.number in first_with:
            chunks.append(_cel(struct.pack("<H", first_with[frame.number]), LINKED_CEL))
        else:
            first_with[frame.number] = place
            pixels = enlarged(collection.cells[frame.number], scale)
            packed = zlib.compress(np.ascontiguousarray(pixels).tobytes(), 9)
            chunks.append(_cel(struct.pack("<HH", width, height) + packed, PACKED_CEL))
        frames.append(_frame(chunks, frame.milliseconds))
        yield (place + 1) / len(shown)
    body = b"".join(frames)
    return {f"{collection.stem}.aseprite": _header(len(body), len(frames), width, height) + body}


def _timeline(collection: Collection) -> tuple[list[_Shown], list[_Tag]]:
    """Sprites that do not move, each by itself, then one animation after another; a tag may lie in
    another."""
    shown, tags = [], []
    first_at: dict[int, int] = {}  # sprite → its first frame in an animation
    for number in collection.still:
        tags.append(_Tag(collection.sprite_names[number], len(shown), len(shown), _FOREVER))
        shown.append(_Shown(number, STILL_MILLISECONDS))
    for name, clip in zip(collection.clip_names, collection.clips, strict=True):
        loops = _FOREVER if clip.loops else _ONCE
        if (there := still_in(clip, first_at)) is not None:
            tags.append(_Tag(name, there, there, loops))
            continue
        tags.append(_Tag(name, len(shown), len(shown) + len(clip.frames) - 1, loops))
        for number, time in zip(clip.frames, clip.milliseconds, strict=True):
            first_at.setdefault(number, len(shown))
            shown.append(_Shown(number, time))
    return shown, tags


def _header(size: int, frames: int, width: int, height: int) -> bytes:
    head = struct.pack(
        "<IHHHHHIHIIB3xHBBhhHH84x",
        *(128 + size, FILE_MAGIC, frames, width, height, 32, _OPACITY_IS_VALID),
        *(STILL_MILLISECONDS, 0, 0, 0, 0, 1, 1, 0, 0, 16, 16),
    )
    assert len(head) == 128
    return head


def _frame(chunks: Sequence[bytes], milliseconds: int) -> bytes:
    body = b"".join(chunks)
    count = len(chunks)
    return struct.pack("<IHHH2xI", 16 + len(body), FRAME_MAGIC, count, milliseconds, count) + body


def _chunk(kind: int, body: bytes) -> bytes:
    return struct.pack("<IH", 6 + len(body), kind) + body


def _text(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<H", len(data)) + data


def _profile() -> bytes:
    return _chunk(PROFILE, struct.pack("<HHI8x", _SRGB, 0, 0))


def _layer(name: str) -> bytes:
    facts = struct.pack("<HHHHHHB3x", _VISIBLE_EDITABLE, 0, 0, 0, 0, 0, 255)
    return _chunk(LAYER, facts + _text(name))


def _cel(body: bytes, kind: int) -> bytes:
    return _chunk(CEL, struct.pack("<HhhBHh5x", 0, 0, 0, 255, kind, 0) + body)


def _tags(tags: Sequence[_Tag]) -> bytes:
    parts = [struct.pack("<H8x", len(tags))]
    for tag in tags:
        parts.append(struct.pack("<HHBH6x3xx", tag.first, tag.last, _FORWARD, tag.repeat))
        parts.append(_text(tag.name))
    return _chunk(TAGS, b"".join(parts))


def _palette(collection: Collection) -> bytes:
    """The one that the sprites are drawn in, or the colours that they use most."""
    if collection.palette is not None:
        colours = collection.palette.rgb()
    else:
        pixels = np.concatenate([cell.reshape(-1, 4) for cell in collection.cells])
        colours = colours_of(pixels)[:MAX_PALETTE]
    entries = b"".join(struct.pack("<H4B", 0, *colour, 255) for colour in colours.tolist())
    last = max(0, len(colours) - 1)
    if not entries:  # nothing can be seen
        entries = struct.pack("<H4B", 0, 0, 0, 0, 255)
    return _chunk(PALETTE, struct.pack("<III8x", last + 1, 0, last) + entries)


def _slice(name: str, width: int, height: int) -> bytes:
    """All of the frame; its pivot is on the ground, in the middle."""
    head = struct.pack("<III", 1, _HAS_PIVOT, 0) + _text(name)
    key = struct.pack("<IiiIIii", 0, 0, 0, width, height, width // 2, height)
    return _chunk(SLICE, head + key)
