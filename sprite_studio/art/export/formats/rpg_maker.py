"""RPG Maker MV and MZ: walking characters, standing ones, and icons.

A walking character is three columns (a step, standing, the other step) by four rows (down, left,
right, up), played 1-2-3-2; "$" before its file's name says that it is alone on it. Standing ones
are eight to a file. Cells are 48 pixels in MV and MZ; sprites of 16 pixels are enlarged three
times, larger ones until they fill about as much. Icons are 32 pixels, sixteen a row.

Source: https://rpgmakerofficial.com/product/MZ_help-en/ (Asset Standards: Characters, Icon Set).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sprite_studio.art.export.collection import Collection, in_a_row, standing
from sprite_studio.art.export.file_names import safe_names
from sprite_studio.art.export.formats.files import Files
from sprite_studio.art.export.png import encode_png
from sprite_studio.art.export.steps import Steps
from sprite_studio.art.sprite import Pixels
from sprite_studio.stepwise import completed

DIRECTIONS = ("down", "left", "right", "up")
CELL, ICON = 48, 32
"""Pixels along each side."""
ICON_COLUMNS = 16
ACROSS, DOWN = 4, 2
"""Characters on a file of eight."""

_WALK = re.compile(r"(?:(.+)[ _/-])?walk[ _/-](down|left|right|up)")


@dataclass(frozen=True)
class _Walker:
    """Attributes: name; rows: three sprites for each direction."""

    name: str
    rows: tuple[tuple[int, int, int], ...]


def encode(collection: Collection) -> Steps[Files]:
    """img/characters/$WALKER.png, img/characters/NAME_1.png …, img/system/NAME_icons.png."""
    walkers = _walkers(collection)
    files: Files = {}
    scale = max(1, round(CELL / max(collection.cell)))
    names = safe_names(walker.name or collection.name for walker in walkers)
    for name, walker in zip(names, walkers, strict=True):
        files[f"img/characters/${name}.png"] = _png(_character(collection, walker.rows), scale)
        yield 0.6 * len(files) / len(walkers)
    standing_ones = _standing(collection, walkers)
    for first in range(0, len(standing_ones), ACROSS * DOWN):
        eight = standing_ones[first : first + ACROSS * DOWN]
        part = first // (ACROSS * DOWN) + 1
        sheet = _eight(collection, eight)
        files[f"img/characters/{collection.stem}_{part}.png"] = _png(sheet, scale)
        yield 0.6 + 0.3 * first / len(standing_ones)
    if max(collection.cell) <= ICON:
        files[f"img/system/{collection.stem}_icons.png"] = _icons(collection)
    return files


def _walkers(collection: Collection) -> list[_Walker]:
    """Those with a walk in all four directions."""
    found: dict[str, dict[str, tuple[int, ...]]] = {}
    for clip in collection.clips:
        if named := _WALK.fullmatch(clip.name.lower()):
            found.setdefault(named[1] or "", {})[named[2]] = clip.frames
    return [
        _Walker(name, tuple(_three(walks[direction]) for direction in DIRECTIONS))
        for name, walks in found.items()
        if len(walks) == len(DIRECTIONS)
    ]


def _three(frames: Sequence[int]) -> tuple[int, int, int]:
    """A step, standing, the other step. Walks of four frames stand in the first and the third."""
    if len(frames) >= 4:
        return frames[1], frames[0], frames[3]
    if len(frames) == 3:
        return frames[0], frames[1], frames[2]
    return frames[-1], frames[0], frames[-1]


def _standing(collection: Collection, walkers: Sequence[_Walker]) -> list[int]:
    walking = {number for walker in walkers for row in walker.rows for number in row}
    walking |= {
        number
        for clip in collection.clips
        if _WALK.fullmatch(clip.name.lower())
        for number in clip.frames
    }
    return [number for number in range(len(collection.sprites)) if number not in walking]


def _character(collection: Collection, rows: Sequence[Sequence[int]]) -> Pixels:
    return np.concatenate([in_a_row([collection.cells[number] for number in row]) for row in rows])


def _eight(collection: Collection, numbers: Sequence[int]) -> Pixels:
    """Each looks the same in all directions and does not step; places may stay free."""
    width, height = collection.cell
    free = np.zeros((4 * height, 3 * width, 4), np.uint8)
    people = [_character(collection, [[number] * 3] * 4) for number in numbers]
    people += [free] * (ACROSS * DOWN - len(people))
    return np.concatenate([in_a_row(people[:ACROSS]), in_a_row(people[ACROSS:])])


def _icons(collection: Collection) -> bytes:
    factor = max(1, ICON // max(collection.cell))
    side = ICON // factor
    cells = [standing(cell, side, side) for cell in collection.cells]
    cells += [np.zeros((side, side, 4), np.uint8)] * (-len(cells) % ICON_COLUMNS)
    rows = range(0, len(cells), ICON_COLUMNS)
    sheet = np.concatenate([in_a_row(cells[row : row + ICON_COLUMNS]) for row in rows])
    return _png(sheet, factor)


def _png(pixels: Pixels, scale: int) -> bytes:
    return completed(encode_png(pixels, scale=scale))
