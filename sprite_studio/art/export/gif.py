"""GIF: a denoising run, or any other animation, in exact colours where a frame has few enough.

Colours are counted and indexed before a frame is enlarged. If all frames together have few enough
colours, they share one table; otherwise each has a table of its own, and a frame of too many
colours is brought down to that.

Source: https://www.w3.org/Graphics/GIF/spec-gif89a.txt
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.GifImagePlugin import getdata

from sprite_studio.art.export.animation import Animation
from sprite_studio.art.export.steps import Steps
from sprite_studio.art.sprite import Pixels

MOST_COLOURS = 256
"""Of a table. Where anything is clear, one of its entries stands for that."""

LOOP_FOREVER = b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
KEEP, TO_CLEAR = 1, 2
"""What becomes of a frame when its time is over."""
LONGEST_MS = 655_350

INDEXING = 0.8
"""The share of the time that goes into colours; the rest packs the enlarged frames."""

Codes = NDArray[np.uint32]
"""Colours as numbers: 0xRRGGBB."""


@dataclass(frozen=True, eq=False)
class _Coded:
    """A frame as colours. Attributes: codes: (H, W); solid: (H, W) where it is not clear; table:
    its colours, in order."""

    codes: Codes
    solid: NDArray[np.bool_]
    table: Codes


def encode_gif(animation: Animation) -> Steps[bytes]:
    """The file; the animation loops, its alpha is cut at one half, and its times are rounded down
    to hundredths of a second. A step is one frame."""
    shown = animation.merged()
    has_clear = any(bool((frame[..., 3] < 128).any()) for frame in shown.frames)
    room = MOST_COLOURS - has_clear
    coded = []
    for number, frame in enumerate(shown.frames, start=1):
        coded.append(_coded(frame, room))
        yield INDEXING * number / len(shown.frames)
    common = _common_table(coded, room)
    first = coded[0].table if common is None else common
    height, width = (side * shown.scale for side in shown.frames[0].shape[:2])
    clear: dict[str, Any] = {"transparency": 0} if has_clear else {}
    file = [_header(width, height, _colours(first, has_clear)), LOOP_FOREVER]
    for number, (frame, time) in enumerate(zip(coded, shown.milliseconds, strict=True), start=1):
        table = frame.table if common is None else common
        index = np.searchsorted(table, frame.codes).astype(np.uint8) + np.uint8(has_clear)
        index[~frame.solid] = 0
        image = Image.fromarray(index.repeat(shown.scale, axis=0).repeat(shown.scale, axis=1))
        image.putpalette(_colours(table, has_clear))
        file += getdata(
            image,
            duration=min(time, LONGEST_MS),
            disposal=TO_CLEAR if has_clear else KEEP,
            include_color_table=table is not first,
            **clear,
        )
        yield INDEXING + (1 - INDEXING) * number / len(coded)
    return b"".join([*file, b";"])


def _coded(frame: Pixels, room: int) -> _Coded:
    """Args: room: colours that it may have at most."""
    solid = frame[..., 3] >= 128
    codes = _codes_of(frame[..., :3])
    table = np.unique(codes[solid])
    if len(table) > room:
        few = Image.fromarray(frame[solid][None, :, :3]).quantize(room).convert("RGB")
        codes[solid] = _codes_of(np.asarray(few)[0])
        table = np.unique(codes[solid])
    return _Coded(codes, solid, table)


def _codes_of(rgb: Pixels) -> Codes:
    """(..., 3) → (...)."""
    red, green, blue = np.moveaxis(rgb.astype(np.uint32), -1, 0)
    return red << 16 | green << 8 | blue


def _common_table(frames: Sequence[_Coded], room: int) -> Codes | None:
    """One for all frames, if there is room for it."""
    table = frames[0].table
    for frame in frames[1:]:
        table = np.union1d(table, frame.table)
        if len(table) > room:
            return None
    return table


def _colours(table: Codes, has_clear: bool) -> bytes:
    """RGB of every entry; the first is the one that is clear, if any is."""
    colours = table.astype(">u4").view(np.uint8).reshape(-1, 4)[:, 1:].tobytes()
    return bytes(3 * has_clear) + colours


def _header(width: int, height: int, colours: bytes) -> bytes:
    """Up to the end of the table of all frames that have none of their own."""
    bits = max(1, (len(colours) // 3 - 1).bit_length())
    size = struct.pack("<HHBBB", width, height, 0x80 | 0x70 | bits - 1, 0, 0)
    return b"GIF89a" + size + colours.ljust(3 << bits, b"\0")
