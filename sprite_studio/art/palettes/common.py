"""One palette for many sprites, made of their own colours."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.colour.oklab import rgb_to_oklab
from sprite_studio.art.palette import MAX_PALETTE, Palette, PaletteError, merged_colours
from sprite_studio.art.sprite import Pixels

_MOST_MERGED = 600
"""Colours that are merged two by two, which takes a second; more are first put into cells."""


def common_palette(name: str, sprites: Iterable[Pixels], count: int) -> Palette:
    """At most `count` colours that the sprites have, from dark to light: those by which all of them
    together change least.

    Raises PaletteError for sprites in which nothing can be seen, and for an impossible count.
    """
    if not 1 <= count <= MAX_PALETTE:
        raise PaletteError(f"a palette has 1 to {MAX_PALETTE} colours, not {count}")
    colours, counts = _counted(sprites)
    if not len(colours):
        raise PaletteError("nothing can be seen in these sprites, so they have no colours")
    bits = 3
    while len(colours) > max(_MOST_MERGED, count):
        colours, counts = _in_cells(colours, counts, bits)
        bits += 1
    kept = np.unique(merged_colours(colours, counts, count), axis=0)
    light = rgb_to_oklab(kept)[:, 0]
    return Palette(name, tuple(kept[i].tobytes().hex() for i in np.argsort(light)))


def _counted(sprites: Iterable[Pixels]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """(N, 3) distinct colours that can be seen, and how often."""
    total: dict[int, int] = {}
    for pixels in sprites:
        seen = pixels[pixels[..., 3] > 0].astype(np.uint32)
        codes, counts = np.unique(
            seen[:, 0] << 16 | seen[:, 1] << 8 | seen[:, 2], return_counts=True
        )
        for code, number in zip(codes.tolist(), counts.tolist(), strict=True):
            total[code] = total.get(code, 0) + number
    codes = np.array(sorted(total), np.uint32)
    colours = codes.astype(">u4").view(np.uint8).reshape(-1, 4)[:, 1:]
    return colours, np.array([total[code] for code in codes.tolist()], np.int64)


def _in_cells(
    colours: NDArray[np.uint8], counts: NDArray[np.int64], bits: int
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Colours that differ in their last `bits` bits only become the one that is used most."""
    _, cell_of = np.unique(colours >> bits, axis=0, return_inverse=True)
    cell_of = cell_of.reshape(-1)
    order = np.lexsort((-counts, cell_of))
    first = order[np.unique(cell_of[order], return_index=True)[1]]
    return colours[first], np.bincount(cell_of, counts).astype(np.int64)
