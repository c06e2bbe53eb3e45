"""Palettes that other programs saved, told apart by what is in them and not by their names."""

import math
import re
import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sprite_studio.art.image_file import ImageError, read_rgba
from sprite_studio.art.palette import MAX_PALETTE, Palette, PaletteError, is_colour
from sprite_studio.plain_text import shown
from sprite_studio.regular_file import read_regular, read_text

SUFFIXES = (".gpl", ".hex", ".pal", ".ase", ".txt", ".png", ".gif", ".bmp", ".webp")
"""GIMP's, a colour a line, JASC's and Microsoft's, Adobe's, paint.net's, and pictures."""

MOST_BYTES = 2**20
"""Of any of them but a picture; the largest palette that can be used takes 30,000."""

MOST_PIXELS = 2**20
"""Of a picture: 256 swatches of 64×64 pixels."""

_OFFER = "save it as .gpl, .hex or .png"


def load_palette(path: Path) -> Palette:
    """The distinct colours of a file, in its order.

    Raises PaletteError, which names the file, the cause and a remedy.
    """
    suffix = path.suffix.lower()
    if suffix in (".png", ".gif", ".bmp", ".webp"):
        colours = _of_picture(path)
    else:
        data = read_regular(path, MOST_BYTES, PaletteError)
        if data.startswith(b"ASEF"):
            colours = _adobe(path, data)
        elif data.startswith(b"RIFF"):
            colours = _riff(path, data)
        elif data[4:6] == b"\xe0\xa5":
            raise PaletteError(
                f"{shown(path)} is a drawing of Aseprite's and no palette; save its palette as .gpl"
            )
        else:
            colours = _of_text(path, suffix)
    distinct = tuple(dict.fromkeys(colours))
    if not 1 <= len(distinct) <= MAX_PALETTE:
        raise PaletteError(
            f"{shown(path)} holds {len(distinct)} colours; 1 to {MAX_PALETTE} can be used: "
            "keep those that matter"
        )
    return Palette(shown(path.stem), distinct)


def _of_picture(path: Path) -> list[str]:
    """The colours that can be seen in it, row by row."""
    try:
        pixels = read_rgba(path)
    except ImageError as error:
        raise PaletteError(str(error)) from error
    height, width = pixels.shape[:2]
    if height * width > MOST_PIXELS:
        raise PaletteError(
            f"{shown(path)} is a picture of {width}×{height} pixels, far more than a palette has; "
            "cut the palette out of it"
        )
    seen = pixels[pixels[..., 3] > 0].astype(np.uint32)
    numbers = seen[:, 0] << 16 | seen[:, 1] << 8 | seen[:, 2]
    colours, first = np.unique(numbers, return_index=True)
    return [f"{colour:06x}" for colour in colours[np.argsort(first)].tolist()]


def _of_text(path: Path, suffix: str) -> list[str]:
    lines = [line.strip() for line in read_text(path, MOST_BYTES, PaletteError).splitlines()]
    head = lines[0] if lines else ""
    if head == "GIMP Palette":
        return _gimp(path, lines[1:])
    if head == "JASC-PAL":
        return _jasc(path, lines[1:])
    match suffix:
        case ".hex":
            return _hex(path, lines)
        case ".txt":
            return _paint_net(path, lines)
        case ".gpl":
            raise PaletteError(f"{shown(path)} does not begin with 'GIMP Palette'; {_OFFER}")
        case ".pal":
            raise PaletteError(
                f"{shown(path)} is a .pal of another kind than JASC's and Microsoft's; {_OFFER}"
            )
        case _:
            raise PaletteError(f"{shown(path)} is not a palette that can be read; {_OFFER}")


def _hex(path: Path, lines: list[str]) -> list[str]:
    """One rrggbb a line."""
    colours = []
    for line in filter(None, lines):
        colour = line.removeprefix("#")
        if not is_colour(colour):
            raise _no_colour(path, line, "written rrggbb")
        colours.append(colour.lower())
    return colours


def _paint_net(path: Path, lines: list[str]) -> list[str]:
    """One aarrggbb a line, or rrggbb; a line that begins with a semicolon is a remark."""
    colours = []
    for line in lines:
        if not line or line.startswith(";"):
            continue
        found = re.fullmatch(r"#?([0-9a-fA-F]{2})?([0-9a-fA-F]{6})", line)
        if not found:
            raise _no_colour(path, line, "written aarrggbb")
        if found[1] != "00":  # clear, whatever its colour
            colours.append(found[2].lower())
    return colours


def _gimp(path: Path, lines: list[str]) -> list[str]:
    colours = []
    for line in lines:
        if not line or line.startswith("#") or re.match(r"(Name|Columns|Channels)\s*:", line):
            continue
        colours.append(_red_green_blue(path, line))
    return colours


def _jasc(path: Path, lines: list[str]) -> list[str]:
    """Paint Shop Pro's: a version, how many, and as many colours."""
    if len(lines) < 2 or lines[0] != "0100" or not re.fullmatch(r"[0-9]{1,6}", lines[1]):
        raise PaletteError(f"{shown(path)} has no number of colours in its third line; {_OFFER}")
    rows = [line for line in lines[2:] if line]
    if len(rows) != int(lines[1]):
        raise PaletteError(
            f"{shown(path)} is cut short, or changed by hand: it speaks of {int(lines[1])} colours "
            f"and has {len(rows)}; save it again"
        )
    return [_red_green_blue(path, row) for row in rows]


def _red_green_blue(path: Path, line: str) -> str:
    """ "255 128 0", and perhaps an alpha or a name."""
    found = re.match(r"([0-9]{1,3})\s+([0-9]{1,3})\s+([0-9]{1,3})(\s|$)", line)
    if not found or max(map(int, found.group(1, 2, 3))) > 255:
        raise _no_colour(path, line, "written R G B, each 0 to 255")
    return bytes(map(int, found.group(1, 2, 3))).hex()


def _riff(path: Path, data: bytes) -> list[str]:
    """Microsoft's: a chunk "data" with a version, a number, and four bytes a colour."""
    place = 12
    while data[8:12] == b"PAL " and place + 8 <= len(data):
        kind, length = struct.unpack_from("<4sI", data, place)
        body = data[place + 8 : place + 8 + length]
        if kind == b"data" and len(body) >= 4:
            (count,) = struct.unpack_from("<H", body, 2)
            rows = body[4 : 4 + 4 * count]
            if len(rows) == 4 * count:
                return [rows[i : i + 3].hex() for i in range(0, len(rows), 4)]
        place += 8 + length + length % 2
    raise _cut_short(path, "a palette of Microsoft's")


def _adobe(path: Path, data: bytes) -> list[str]:
    """Swatches: blocks of a kind, a length, and for a colour its name, its model and its parts."""
    return [_swatch(path, body) for kind, body in _blocks(path, data) if kind == 1]


def _blocks(path: Path, data: bytes) -> Iterator[tuple[int, bytes]]:
    if len(data) < 12:
        raise _cut_short(path, "a file of swatches")
    (count,) = struct.unpack_from(">I", data, 8)
    place = 12
    for _ in range(count):
        if place + 6 > len(data):
            raise _cut_short(path, "a file of swatches")
        kind, length = struct.unpack_from(">HI", data, place)
        yield kind, data[place + 6 : place + 6 + length]
        place += 6 + length


def _swatch(path: Path, body: bytes) -> str:
    name_end = 2 + 2 * int.from_bytes(body[:2])
    model = body[name_end : name_end + 4]
    count = {b"RGB ": 3, b"CMYK": 4, b"Gray": 1}.get(model)
    values = body[name_end + 4 : name_end + 4 + 4 * (count or 0)]
    if count is None and model:
        raise PaletteError(
            f"{shown(path)} holds a swatch that is not written in RGB, CMYK or grey; "
            "convert its swatches to RGB"
        )
    if count is None or len(values) < 4 * count:
        raise _cut_short(path, "a file of swatches")
    parts = struct.unpack(f">{count}f", values)
    if not all(math.isfinite(part) and -0.01 <= part <= 1.01 for part in parts):
        raise PaletteError(
            f"{shown(path)} holds a swatch of {', '.join(f'{part:g}' for part in parts)}, which is "
            "no colour: parts are from 0 to 1; save the swatches again"
        )
    if count == 4:
        *ink, black = parts
        parts = [(1 - part) * (1 - black) for part in ink]
    red_green_blue = parts if len(parts) == 3 else parts * 3
    return bytes(round(255 * min(max(part, 0), 1)) for part in red_green_blue).hex()


def _no_colour(path: Path, line: str, how: str) -> PaletteError:
    return PaletteError(f"{shown(path)}: {line[:20]!r} is not a colour {how}; mend that line")


def _cut_short(path: Path, what: str) -> PaletteError:
    return PaletteError(f"{shown(path)} begins like {what}, but is damaged or cut short; {_OFFER}")
