"""A small ground to walk on: grass, a path, stones. Ours, drawn in code."""

import numpy as np
from numpy.typing import NDArray

TILE = 16
GRASS = ((86, 125, 70), (97, 138, 78), (76, 112, 64))
PATH = ((176, 148, 104), (188, 161, 117), (158, 131, 92))
STONE, SHADE, LIGHT = (136, 140, 148), (98, 102, 114), (170, 174, 180)

LAID = (
    "........",
    "..o.....",
    "........",
    "========",
    "........",
    ".....o..",
    "o.......",
    "...o....",
)
"""A tile a letter: grass, a path from side to side, a stone in the grass. It repeats."""


def ground() -> NDArray[np.uint8]:
    """(128, 128, 4) opaque: eight tiles by eight, which fit to themselves on all sides."""
    rng = np.random.default_rng(16)
    rows = [np.concatenate([_tile(kind, rng) for kind in row], axis=1) for row in LAID]
    return np.concatenate(rows)


def _tile(kind: str, rng: np.random.Generator) -> NDArray[np.uint8]:
    tile = _speckled(PATH if kind == "=" else GRASS, rng)
    if kind == "=":
        tile[[0, -1], :, :3] = PATH[2]  # its borders
    if kind == "o":
        _stone(tile)
    return tile


def _speckled(colours: tuple[tuple[int, int, int], ...], rng: np.random.Generator) -> np.ndarray:
    """Mostly the first, with short strokes of the others."""
    tile = np.empty((TILE, TILE, 4), np.uint8)
    tile[...] = (*colours[0], 255)
    for colour in colours[1:]:
        for row, column in rng.integers(1, TILE - 2, (6, 2)).tolist():
            tile[row, column : column + 2, :3] = colour
    return tile


def _stone(tile: NDArray[np.uint8]) -> None:
    tile[6:11, 4:11, :3] = STONE
    tile[5, 5:10, :3] = LIGHT
    tile[6, 4:7, :3] = LIGHT
    tile[10, 4:11, :3] = SHADE
    tile[11, 5:10, :3] = SHADE
