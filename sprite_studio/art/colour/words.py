"""Which colours a sprite has, in words: hue angle and chroma in OKLab first, lightness second."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sprite_studio.art.colour.oklab import rgb_to_oklab
from sprite_studio.art.sprite import Pixels

COLOURS = (
    "black",
    "white",
    "grey",
    "brown",
    "red",
    "orange",
    "yellow",
    "green",
    "teal",
    "blue",
    "purple",
    "pink",
)
"""The twelve colours that have a word."""

COLOUR_WORDS = tuple(f"colour:{name}" for name in COLOURS)
"""The words themselves, in the same order."""

_BLACK, _WHITE, _GREY, _BROWN, _RED, _ORANGE, _YELLOW, _GREEN, _TEAL, _BLUE, _PURPLE, _PINK = range(
    12
)

MOST_WORDS = 3
"""How many colour words a sprite has at most."""

LEAST_SHARE = 0.24
"""The share of a sprite's weighted pixels that earns a word."""

_LINE_LIGHTNESS = 0.45
_LINE_WEIGHT = 0.2
_BITS = 6


def colour_index(rgb: ArrayLike) -> NDArray[np.uint8]:
    """Index into `COLOURS` of each 8-bit sRGB colour: (..., 3) uint8 → (...) uint8."""
    packed = _packed(np.asarray(rgb, dtype=np.uint8))
    return _tables()[0][packed]


def colour_of(rgb: Sequence[int]) -> str:
    """The colour's name: `colour_of((255, 0, 0))` is "red"."""
    return COLOURS[int(colour_index(rgb))]


def colour_words(pixels: Pixels) -> tuple[str, ...]:
    """The one to three colours that cover most of a sprite, most covering first.

    A dark pixel on the edge of the figure belongs to its outline and counts a fifth. Black counts
    only where it fills what lies two pixels deep: many packs draw lines in black, few things are
    black.

    Args:
        pixels: (H, W, 4) uint8 straight RGBA; what is less than half opaque is not seen.

    Returns:
        Words such as ("colour:red", "colour:white"); empty only for a blank sprite.
    """
    opaque = pixels[..., 3] >= 128
    if not opaque.any():
        return ()
    inside = _eroded(opaque)
    names, is_dark = _tables()
    packed = _packed(pixels[..., :3][opaque])
    of_pixel = names[packed]
    weight = np.where(is_dark[packed] & ~inside[opaque], _LINE_WEIGHT, 1.0)
    counts = np.bincount(of_pixel, weights=weight, minlength=len(COLOURS))
    if np.count_nonzero(counts) > 1 and not _is_black(of_pixel, _eroded(inside)[opaque]):
        counts[_BLACK] = 0.0
    order = np.argsort(-counts, kind="stable")[:MOST_WORDS]
    least = LEAST_SHARE * counts.sum()
    return tuple(COLOUR_WORDS[i] for n, i in enumerate(order) if n == 0 or counts[i] >= least)


def _is_black(of_pixel: NDArray[np.uint8], is_deep: NDArray[np.bool_]) -> bool:
    """Whether black is a colour of the thing and not only of its lines."""
    black = of_pixel == _BLACK
    deep = np.count_nonzero(is_deep)
    # Too small to have a depth: all but a few highlights must be black.
    if deep < 6:
        return bool(np.count_nonzero(black) >= 0.85 * black.size)
    return bool(np.count_nonzero(black & is_deep) > 0.6 * deep)


def _eroded(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The pixels whose four neighbours are all in the mask."""
    inner = mask.copy()
    inner[1:] &= mask[:-1]
    inner[:-1] &= mask[1:]
    inner[:, 1:] &= mask[:, :-1]
    inner[:, :-1] &= mask[:, 1:]
    inner[[0, -1]] = False
    inner[:, [0, -1]] = False
    return inner


def _packed(rgb: NDArray[np.uint8]) -> NDArray[np.int32]:
    """The colour table's row of each colour: six bits a channel."""
    coarse = (rgb >> (8 - _BITS)).astype(np.int32)
    return (coarse[..., 0] << 2 * _BITS) | (coarse[..., 1] << _BITS) | coarse[..., 2]


@cache
def _tables() -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Of every colour at six bits a channel: its index, and whether it is dark enough for a line.

    A table because naming is done for every training sprite: it makes `colour_words` ten times
    quicker than measuring each pixel afresh.
    """
    step = 1 << (8 - _BITS)
    levels = np.arange(0, 256, step) + step // 2
    cube = np.stack(np.meshgrid(levels, levels, levels, indexing="ij"), axis=-1).reshape(-1, 3)
    lab = rgb_to_oklab(cube)
    return _named(lab), lab[:, 0] < _LINE_LIGHTNESS


def _named(lab: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Index into `COLOURS` of each OKLab colour: (N, 3) → (N,)."""
    light, a, b = lab[:, 0], lab[:, 1], lab[:, 2]
    chroma = np.hypot(a, b)
    hue = np.degrees(np.arctan2(b, a)) % 360.0
    cold = (hue >= 200) & (hue < 295)
    # Steel and stone are drawn with a little blue in them and are still called grey.
    leafy = (hue >= 100) & (hue < 200)
    faint = chroma < np.select([cold, leafy], [0.046, 0.037], 0.032)
    warm = (hue >= 40) & (hue < 105)
    # Cream and ivory are white, skin is pink, leather is brown.
    cream = warm & (light > 0.88) & (chroma < 0.055)
    rules = [
        (light < 0.22) | ((light < 0.32) & (chroma < 0.05)),
        cream | (faint & (light > 0.87)),
        faint,
    ]
    names = [_BLACK, _WHITE, _GREY]
    for start, stop, within in _HUES:
        here = (hue >= start) & (hue < stop)
        for colour, darker_than, paler_than in within:
            rules.append(here & (light < darker_than) & (chroma < paler_than))
            names.append(colour)
    return np.select(rules, names, default=_RED).astype(np.uint8)


_ANY = 9.0
_HUES = (
    # from, to, then the first that fits of: (colour, if darker than, if paler than)
    (5, 20, ((_RED, 0.65, _ANY), (_PINK, _ANY, _ANY))),
    (20, 38, ((_BROWN, 0.50, 0.085), (_RED, 0.72, _ANY), (_PINK, _ANY, _ANY))),
    (
        38,
        52,
        ((_BROWN, 0.54, 0.14), (_BROWN, 0.66, 0.10), (_PINK, _ANY, 0.095), (_ORANGE, _ANY, _ANY)),
    ),
    (
        52,
        68,
        ((_BROWN, 0.62, _ANY), (_BROWN, 0.74, 0.115), (_PINK, _ANY, 0.085), (_ORANGE, _ANY, _ANY)),
    ),
    (
        68,
        78,
        ((_BROWN, 0.66, _ANY), (_BROWN, 0.78, 0.12), (_BROWN, 0.86, 0.07), (_ORANGE, _ANY, _ANY)),
    ),
    (
        78,
        100,
        ((_BROWN, 0.60, _ANY), (_BROWN, 0.78, 0.09), (_BROWN, 0.86, 0.05), (_YELLOW, _ANY, _ANY)),
    ),
    (100, 116, ((_GREEN, 0.62, _ANY), (_YELLOW, _ANY, _ANY))),
    (116, 163, ((_GREEN, _ANY, _ANY),)),
    (163, 214, ((_TEAL, _ANY, _ANY),)),
    (214, 286, ((_BLUE, _ANY, _ANY),)),
    (286, 326, ((_PURPLE, _ANY, _ANY),)),
    (326, 345, ((_PURPLE, 0.58, _ANY), (_PINK, _ANY, _ANY))),
    (345, 360, ((_PURPLE, 0.42, _ANY), (_PINK, _ANY, _ANY))),
    (0, 5, ((_RED, 0.48, _ANY), (_PINK, _ANY, _ANY))),
)
