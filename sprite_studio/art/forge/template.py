"""Templates: hand-drawn text grids, one character a pixel, and how they are read.

A grid speaks of up to three materials, each with five tones from dark to light:

    material   line  shade  base  light  glint
    first      o     d      b     l      h
    second     O     D      B     L      H
    third      1     2      3     4      5

`k` is ink (eyes, mouths), `w` is white, `x` cuts a hole in what lies below, `.` is nothing.
The outline around a figure is never drawn: it is added in the line tone of what it borders.

A row may end in a space and a mark: `+` may be doubled, `-` may be left out, `*` both. A last
line that starts with `~` marks the columns in the same way, `~` meaning none. A `/` on a row and
one on a column make a slanted thing shorter: they are left out together, the uppermost row with
the rightmost column.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

TONES = 5
"""Tones of a material: line, shade, base, light, glint."""

NOTHING, CUT, INK, WHITE = 0, -1, 1, 2
FIRST = 3
"""Pixel codes: the first code of material m is FIRST + TONES × m."""

_ROLES = ("odblh", "ODBLH", "12345")
_CODES = {".": NOTHING, "x": CUT, "k": INK, "w": WHITE} | {
    role: FIRST + TONES * material + tone
    for material, roles in enumerate(_ROLES)
    for tone, role in enumerate(roles)
}

ROLE_CHARACTERS = frozenset(_CODES)
"""Every character that may stand in a grid."""


@dataclass(frozen=True)
class Template:
    """One read grid.

    Attributes:
        codes: (h, w) int8 pixel codes, read-only.
        rows: for each row its mark: "", "+", "-", "*" or "/".
        columns: for each column its mark.
    """

    codes: NDArray[np.int8]
    rows: tuple[str, ...]
    columns: tuple[str, ...]


@cache
def template(grid: str) -> Template:
    """Read a text grid.

    Raises:
        ValueError: a row has another width than the first, or an unknown character.
    """
    lines = grid.strip("\n").split("\n")
    columns: tuple[str, ...] | None = None
    if lines[-1].lstrip().startswith("~"):
        columns = tuple(mark.replace("~", "") for mark in lines.pop().strip())
    rows, marks = [], []
    for line in lines:
        row, _, mark = line.strip().partition(" ")
        rows.append(row)
        marks.append(mark.strip())
    width = len(rows[0])
    if any(len(row) != width for row in rows) or len(columns or rows[0]) != width:
        raise ValueError(f"a row is not {width} wide:\n{grid}")
    if unknown := set("".join(rows)) - ROLE_CHARACTERS:
        raise ValueError(f"unknown characters {sorted(unknown)} in:\n{grid}")
    if unknown := set("".join(marks) + "".join(columns or ())) - set("+-*/"):
        raise ValueError(f"unknown marks {sorted(unknown)} in:\n{grid}")
    codes = np.array([[_CODES[role] for role in row] for row in rows], dtype=np.int8)
    codes.setflags(write=False)
    return Template(codes, tuple(marks), columns or ("",) * width)
