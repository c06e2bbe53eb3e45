"""Layers of templates → a 16×16 canvas of colour codes → pixels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.forge.ramps import INK as INK_COLOUR
from sprite_studio.art.forge.ramps import WHITE as WHITE_COLOUR
from sprite_studio.art.forge.ramps import Ramp
from sprite_studio.art.forge.template import CUT, FIRST, INK, TONES, WHITE, template
from sprite_studio.art.sprite import SIZE

MOST_COLOURS = 12
"""Colours a sprite has at most."""

MATERIALS = 8
"""Materials that one figure can be made of."""

Codes = NDArray[np.int8]

# Room around the canvas for what hangs over its edge.
_MARGIN = 8


@dataclass(frozen=True)
class Layer:
    """One template, put on the canvas.

    Attributes:
        grid: the text of the template.
        top, left: where its first pixel lies; what falls outside is cut off.
        materials: which of the figure's materials the grid's first, second and third are.
        mirrored: whether it is turned left to right.
        edged: whether it draws its line on what it covers, to stand out from it.
        behind: whether it fills only what is still empty.
        bend: rows and columns to double (index ≥ 0) or leave out (~index), rows first.
    """

    grid: str
    top: int = 0
    left: int = 0
    materials: tuple[int, ...] = (0, 1, 2)
    mirrored: bool = False
    edged: bool = False
    behind: bool = False
    bend: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())


def compose(layers: Sequence[Layer], mirrored: bool = False) -> Codes:
    """Layers from the lowest up → (16, 16) int8 colour codes with outlines, 0 where nothing is."""
    canvas = np.zeros((SIZE + 2 * _MARGIN, SIZE + 2 * _MARGIN), dtype=np.int8)
    for layer in layers:
        _put(canvas, layer)
    if mirrored:
        canvas = canvas[:, ::-1].copy()
        _light_from_the_left(canvas)
    # What hangs over the edge casts no outline.
    canvas[:_MARGIN] = canvas[-_MARGIN:] = 0
    canvas[:, :_MARGIN] = canvas[:, -_MARGIN:] = 0
    canvas += _lines_around(canvas)
    return canvas[_MARGIN:-_MARGIN, _MARGIN:-_MARGIN].copy()


def _light_from_the_left(canvas: Codes) -> None:
    """Turn round the shading of a mirrored figure, in place.

    Only where a row of one material has a single lit stretch: that is roundness, while what goes
    to and fro is a pattern.
    """
    for row in canvas:
        row[:] = np.frombuffer(_relit(row.tobytes()), dtype=np.int8)


@lru_cache(maxsize=65536)
def _relit(row: bytes) -> bytes:
    """One row of codes with its round stretches lit from the left. The same rows come often."""
    codes = list(row)
    start = 0
    while start < len(codes):
        end = start + 1
        if (material := _shaded_material(codes[start])) >= 0:
            while end < len(codes) and _shaded_material(codes[end]) == material:
                end += 1
            run = codes[start:end]
            if end - start >= _ROUND and _is_one_hill(run):
                half = len(run) // 2
                if sum(run[:half]) < sum(run[-half:]):
                    codes[start:end] = run[::-1]
        start = end
    return bytes(codes)


# So many pixels of one material in a row look round.
_ROUND = 4


def _shaded_material(code: int) -> int:
    """Which material a code is of; -1 for nothing, ink, white and lines."""
    return (code - FIRST) // TONES if code >= FIRST and (code - FIRST) % TONES else -1


def _is_one_hill(tones: list[int]) -> bool:
    """Whether they rise, if at all, before they fall."""
    top = tones.index(max(tones))
    rise, fall = tones[: top + 1], tones[top:]
    return rise == sorted(rise) and fall == sorted(fall, reverse=True)


@lru_cache(maxsize=8192)
def _layer_codes(layer: Layer) -> Codes:
    """The layer's own pixels in the figure's materials, bent and turned."""
    codes = template(layer.grid).codes
    for axis, bends in enumerate(layer.bend):
        for index in bends:
            line = ~index if index < 0 else index
            codes = (
                np.delete(codes, line, axis)
                if index < 0
                else np.insert(codes, line, np.take(codes, line, axis), axis)
            )
    if layer.mirrored:
        codes = codes[:, ::-1]
    table = np.arange(-1, FIRST + TONES * 3, dtype=np.int8)
    for own, figure in enumerate(layer.materials):
        start = 1 + FIRST + TONES * own
        table[start : start + TONES] += TONES * (figure - own)
    return table[codes + 1]


def _put(canvas: Codes, layer: Layer) -> None:
    """Lay one layer on the canvas, in place."""
    codes = _layer_codes(layer)
    top, left = layer.top + _MARGIN, layer.left + _MARGIN
    area = (slice(top, top + codes.shape[0]), slice(left, left + codes.shape[1]))
    below = canvas[area]
    drawn = codes != 0
    if layer.behind:
        drawn &= below == 0
    if layer.edged:
        around = np.zeros_like(canvas)
        around[area] = codes
        lines = _lines_around(around)
        np.copyto(canvas, lines, where=(lines > 0) & (canvas > 0))
    np.copyto(below, codes, where=drawn)
    below[below == CUT] = 0


# The line tone that each code casts around itself; ink and lines are outline enough.
_CASTS = np.zeros(FIRST + TONES * MATERIALS, dtype=np.int8)
_CASTS[WHITE] = INK
for _code in range(FIRST, _CASTS.size):
    _CASTS[_code] = _code - (_code - FIRST) % TONES if (_code - FIRST) % TONES else 0


def _lines_around(canvas: Codes) -> Codes:
    """The line tone of a neighbour wherever the canvas is empty beside something."""
    casts = _CASTS[np.maximum(canvas, 0)]
    lines = np.zeros_like(canvas)
    inner = lines[1:-1, 1:-1]
    # The neighbour above comes last and wins: light falls from there, and lines lie below.
    for neighbour in (casts[2:, 1:-1], casts[1:-1, 2:], casts[1:-1, :-2], casts[:-2, 1:-1]):
        np.copyto(inner, neighbour, where=neighbour > 0)
    lines[canvas > 0] = 0
    return lines


# Which tone gives way first, and the step to the tone it becomes.
_MERGES = ((0, 0), (4, -1), (3, -1), (1, 1))


def economical(views: Sequence[Codes]) -> list[Codes]:
    """Merge the rarest tones into their neighbours until 12 colours do for all views together.

    Outlines first (they become ink), then glints, lights and shades.
    """
    counts = sum(np.bincount(view.ravel(), minlength=_CASTS.size) for view in views)
    counts = np.asarray(counts)
    counts[0] = 0
    used = int(np.count_nonzero(counts))
    if used <= MOST_COLOURS:
        return list(views)
    table = np.arange(counts.size, dtype=np.int8)
    for tone, step in _MERGES:
        codes = [
            int(c) for c in np.flatnonzero(counts) if c >= FIRST and (c - FIRST) % TONES == tone
        ]
        for code in sorted(codes, key=lambda c: int(counts[c])):
            if used <= MOST_COLOURS:
                break
            into = INK if tone == 0 else code + step
            table[table == code] = into
            used -= int(counts[into] > 0)
            counts[into] += counts[code]
            counts[code] = 0
    return [table[view] for view in views]


def paint(codes: Codes, ramps: Mapping[int, Ramp]) -> NDArray[np.uint8]:
    """Colour codes and each material's ramp → (16, 16, 4) uint8 RGBA with alpha 0 or 255."""
    colours = np.zeros(FIRST + TONES * MATERIALS, dtype=">u4")
    colours[INK] = INK_COLOUR << 8 | 0xFF
    colours[WHITE] = WHITE_COLOUR << 8 | 0xFF
    for material, ramp in ramps.items():
        start = FIRST + TONES * material
        colours[start : start + TONES] = [colour << 8 | 0xFF for colour in ramp]
    return colours[codes].view(np.uint8).reshape(SIZE, SIZE, 4)
