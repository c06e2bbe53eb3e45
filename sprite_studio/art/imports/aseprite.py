"""Aseprite's own files, read as they look: all visible layers over each other, frame by frame.

Nothing is unpacked before it is known how large it may be, and no more than a picture of that size
is taken out of it, whatever the file says.

Source: https://github.com/aseprite/aseprite/blob/main/docs/ase-file-specs.md
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.export.formats.aseprite_file import (
    CEL,
    FILE_MAGIC,
    FRAME_MAGIC,
    LAYER,
    LINKED_CEL,
    PACKED_CEL,
    PALETTE,
    RAW_CEL,
    TAGS,
)
from sprite_studio.art.image_file import MAX_BYTES, MAX_PIXELS, MAX_SIDE, MOST_FRAMES, ImageError
from sprite_studio.art.sprite import Pixels
from sprite_studio.plain_text import shown
from sprite_studio.regular_file import read_regular

SUFFIXES = (".aseprite", ".ase")

OLD_PALETTE = 0x0004
TILEMAP_CEL = 3
MOST_LAYERS, MOST_TAGS = 1024, 1024
_VISIBLE, _REFERENCE = 1, 64
_GROUP = 1
_OPACITY_IS_VALID = 1
_RGBA, _GREY, _INDEXED = 32, 16, 8


@dataclass(frozen=True)
class Tag:
    """An animation in the file. Attributes: name; first, last: numbers of its frames."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, eq=False)
class AsepriteFile:
    """What is in a file, as it looks.

    Attributes:
        frames: (H, W, 4) each, as they look.
        milliseconds: for which each is shown.
        tags: those whose frames were read.
        has_more: whether there are more frames than are read.
    """

    frames: tuple[Pixels, ...]
    milliseconds: tuple[int, ...]
    tags: tuple[Tag, ...] = ()
    has_more: bool = False


@dataclass(frozen=True)
class _Header:
    frames: int
    width: int
    height: int
    depth: int
    opacity_is_valid: bool
    clear_index: int


@dataclass(frozen=True)
class _Layer:
    is_seen: bool
    is_group: bool
    level: int
    opacity: int


@dataclass(frozen=True, eq=False)
class _Cel:
    left: int
    top: int
    opacity: int
    pixels: Pixels


@dataclass
class _Reading:
    """What is known after the frames so far."""

    layers: list[_Layer] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    palette: Pixels = field(default_factory=lambda: np.zeros((256, 4), np.uint8))
    has_new_palette: bool = False
    cels: list[dict[int, _Cel]] = field(default_factory=list)


class _DamagedError(ValueError):
    """The message says how."""


def read_aseprite(path: Path) -> AsepriteFile:
    """Raises ImageError, which names the file, the reason and a remedy."""
    data = read_regular(path, MAX_BYTES, ImageError)
    try:
        return _read(path, data)
    except (struct.error, zlib.error, UnicodeDecodeError, _DamagedError) as error:
        told = str(error) if isinstance(error, _DamagedError) else "it ends too early"
        raise ImageError(
            f"{shown(path)} is a damaged file of Aseprite's ({told}); save it again"
        ) from error


def _read(path: Path, data: bytes) -> AsepriteFile:
    header = _header(path, data)
    most = max(1, min(MOST_FRAMES, MAX_PIXELS // (header.width * header.height)))
    reading = _Reading()
    frames: list[Pixels] = []
    times: list[int] = []
    start = 128
    for number in range(min(header.frames, most)):
        size, magic, few, time, many = struct.unpack_from("<IHHH2xI", data, start)
        if magic != FRAME_MAGIC or size < 16 or start + size > len(data):
            raise _DamagedError(f"its frame {number} is none")
        reading.cels.append({})
        for kind, body in _chunks(data, start + 16, start + size, many or few):
            _take(reading, header, kind, body)
        frames.append(_composed(reading, header, number))
        times.append(max(1, time))
        start += size
    tags = tuple(tag for tag in reading.tags if tag.first <= tag.last < len(frames))
    return AsepriteFile(tuple(frames), tuple(times), tags, header.frames > most)


def _header(path: Path, data: bytes) -> _Header:
    if len(data) < 128 or struct.unpack_from("<H", data, 4)[0] != FILE_MAGIC:
        raise ImageError(f"{shown(path)} is no file of Aseprite's; export it as PNG")
    frames, width, height, depth, flags = struct.unpack_from("<HHHHI", data, 6)
    if not frames or not width or not height or depth not in (_RGBA, _GREY, _INDEXED):
        raise _DamagedError(f"{frames} frames of {width}×{height} pixels, {depth} bits each")
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        raise ImageError(
            f"{shown(path)} is {width}×{height} pixels; the largest side allowed is {MAX_SIDE}, "
            f"and {MAX_PIXELS} pixels in all: cut it into smaller files"
        )
    return _Header(frames, width, height, depth, bool(flags & _OPACITY_IS_VALID), data[28])


def _chunks(data: bytes, start: int, end: int, count: int) -> Iterator[tuple[int, memoryview]]:
    whole = memoryview(data)
    for _ in range(count):
        if start + 6 > end:
            return
        size, kind = struct.unpack_from("<IH", data, start)
        if size < 6 or start + size > end:
            raise _DamagedError("a chunk is longer than its frame")
        yield kind, whole[start + 6 : start + size]
        start += size


def _take(reading: _Reading, header: _Header, kind: int, body: memoryview) -> None:
    if kind == LAYER:
        if len(reading.layers) == MOST_LAYERS:
            raise _DamagedError(f"more than {MOST_LAYERS} layers")
        reading.layers.append(_layer(header, body))
    elif kind == CEL:
        (layer,) = struct.unpack_from("<H", body)
        if layer < len(reading.layers) and reading.layers[layer].is_seen:
            cel = _cel(reading, header, layer, body)
            if cel is not None:
                reading.cels[-1][layer] = cel
    elif kind == TAGS:
        reading.tags = list(_tags(body))
    elif kind == PALETTE:
        reading.has_new_palette = True
        _new_palette(reading.palette, body)
    elif kind == OLD_PALETTE and not reading.has_new_palette:
        _old_palette(reading.palette, body)


def _layer(header: _Header, body: memoryview) -> _Layer:
    flags, kind, level, opacity = struct.unpack_from("<HHH6xB", body)
    is_seen = bool(flags & _VISIBLE) and not flags & _REFERENCE
    return _Layer(is_seen, kind == _GROUP, level, opacity if header.opacity_is_valid else 255)


def _cel(reading: _Reading, header: _Header, layer: int, body: memoryview) -> _Cel | None:
    left, top, opacity, kind = struct.unpack_from("<hhBH", body, 2)
    data = body[16:]
    if kind == LINKED_CEL:
        (frame,) = struct.unpack_from("<H", data)
        if frame >= len(reading.cels) - 1:
            raise _DamagedError("a cel is linked to one that comes later")
        return reading.cels[frame].get(layer)
    if kind == TILEMAP_CEL:
        raise _DamagedError("a layer of tiles, which is not read here: turn it into a plain layer")
    if kind not in (RAW_CEL, PACKED_CEL):
        raise _DamagedError(f"a cel of the unknown kind {kind}")
    width, height = struct.unpack_from("<HH", data)
    if not width or not height:
        return None
    # Cels reach beyond the canvas where something was moved out of sight, but not far.
    if width * height > max(MAX_PIXELS // 16, 4 * header.width * header.height):
        raise _DamagedError(f"a cel of {width}×{height} pixels on a canvas that is much smaller")
    size = width * height * header.depth // 8
    raw = bytes(data[4 : 4 + size]) if kind == RAW_CEL else _unpacked(data[4:], size)
    if len(raw) != size:
        raise _DamagedError("a cel has too few pixels")
    return _Cel(left, top, opacity, _rgba(reading, header, raw, (height, width)))


def _unpacked(data: memoryview, size: int) -> bytes:
    """At most `size` bytes are ever made of it."""
    unpacking = zlib.decompressobj()
    raw = unpacking.decompress(data, size)
    if (
        unpacking.unconsumed_tail
        and not unpacking.eof
        and unpacking.decompress(unpacking.unconsumed_tail, 1)
    ):
        raise _DamagedError("a cel unpacks to more pixels than it has")
    return raw


def _rgba(reading: _Reading, header: _Header, raw: bytes, shape: tuple[int, int]) -> Pixels:
    values = np.frombuffer(raw, np.uint8)
    if header.depth == _RGBA:
        return values.reshape(*shape, 4)
    if header.depth == _GREY:
        grey = values.reshape(*shape, 2)
        return grey[..., [0, 0, 0, 1]]
    palette = reading.palette.copy()
    palette[header.clear_index] = 0
    return palette[values.reshape(shape)]


def _tags(body: memoryview) -> Iterator[Tag]:
    (count,) = struct.unpack_from("<H", body)
    place = 10
    for _ in range(min(count, MOST_TAGS)):
        first, last = struct.unpack_from("<HH", body, place)
        (length,) = struct.unpack_from("<H", body, place + 17)
        name = bytes(body[place + 19 : place + 19 + length]).decode("utf-8")
        yield Tag(shown(name), first, last)
        place += 19 + length


def _new_palette(palette: Pixels, body: memoryview) -> None:
    first, last = struct.unpack_from("<II", body, 4)
    place = 20
    for index in range(first, min(last, 255) + 1):
        flags, *colour = struct.unpack_from("<H4B", body, place)
        palette[index] = colour
        place += 6
        if flags & 1:
            (length,) = struct.unpack_from("<H", body, place)
            place += 2 + length


def _old_palette(palette: Pixels, body: memoryview) -> None:
    (packets,) = struct.unpack_from("<H", body)
    place, index = 2, 0
    for _ in range(packets):
        skip, count = struct.unpack_from("<BB", body, place)
        place, index = place + 2, index + skip
        for _ in range(count or 256):
            colour = struct.unpack_from("<3B", body, place)
            if index > 255:
                raise _DamagedError("its palette has more than 256 colours")
            palette[index] = (*colour, 255)
            place, index = place + 3, index + 1


def _composed(reading: _Reading, header: _Header, number: int) -> Pixels:
    """The layers over each other, the first at the bottom; every one is mixed in the normal way."""
    canvas = np.zeros((header.height, header.width, 4), np.uint8)
    hidden_from: int | None = None
    for layer, facts in enumerate(reading.layers):
        if hidden_from is not None and facts.level > hidden_from:
            continue
        hidden_from = facts.level if facts.is_group and not facts.is_seen else None
        cel = reading.cels[number].get(layer)
        if cel is not None:
            _draw(canvas, cel, cel.opacity * facts.opacity / 255**2)
    return canvas


def _draw(canvas: Pixels, cel: _Cel, opacity: float) -> None:
    height, width = cel.pixels.shape[:2]
    top, left = max(0, cel.top), max(0, cel.left)
    bottom = min(canvas.shape[0], cel.top + height)
    right = min(canvas.shape[1], cel.left + width)
    if top >= bottom or left >= right:
        return
    above = cel.pixels[top - cel.top : bottom - cel.top, left - cel.left : right - cel.left]
    below = canvas[top:bottom, left:right]
    canvas[top:bottom, left:right] = _over(above, below, opacity)


def _over(above: Pixels, below: Pixels, opacity: float) -> NDArray[np.uint8]:
    if opacity == 1 and np.isin(above[..., 3], (0, 255)).all():
        return np.where(above[..., 3:] == 255, above, below)
    alpha = above[..., 3:] / 255 * opacity
    under = below[..., 3:] / 255 * (1 - alpha)
    whole = alpha + under
    colour = (above[..., :3] * alpha + below[..., :3] * under) / np.maximum(whole, 1e-9)
    mixed = np.concatenate([colour, whole * 255], axis=-1)
    return np.where(whole > 0, np.rint(mixed), 0).astype(np.uint8)
