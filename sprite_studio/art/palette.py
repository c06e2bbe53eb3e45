"""Palettes: fewer colours, a given set of colours, crisp alpha."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.colour.oklab import rgb_to_oklab
from sprite_studio.art.speckle import settle
from sprite_studio.art.sprite import Pixels
from sprite_studio.errors import UserError

MAX_PALETTE = 256


class PaletteError(UserError):
    """A palette cannot be used; the message says why."""


@dataclass(frozen=True)
class Palette:
    """Attributes: name: for people; colours: "rrggbb" each, in the file's order.

    Raises PaletteError for what is no colour, and for none or too many of them.
    """

    name: str
    colours: tuple[str, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.colours) <= MAX_PALETTE:
            raise PaletteError(
                f"a palette of {len(self.colours)} colours cannot be used; "
                f"choose one of 1 to {MAX_PALETTE}"
            )
        for colour in self.colours:
            if not is_colour(colour):
                raise PaletteError(f"{colour[:20]!r} is not a colour; write it rrggbb")

    def rgb(self) -> NDArray[np.uint8]:
        """(N, 3) uint8."""
        return np.array([list(bytes.fromhex(colour)) for colour in self.colours], dtype=np.uint8)


def is_colour(text: str) -> bool:
    """Whether it is a colour written rrggbb."""
    return re.fullmatch(r"[0-9a-fA-F]{6}", text) is not None


def snap_alpha(pixels: Pixels) -> Pixels:
    """Every pixel wholly there or wholly clear; half there is there."""
    solid = pixels[..., 3:] >= 128
    opaque = np.concatenate([pixels[..., :3], np.full_like(pixels[..., 3:], 255)], axis=-1)
    return np.where(solid, opaque, np.uint8(0))


def reduce_colours(pixels: Pixels, most: int) -> Pixels:
    """At most `most` opaque colours, all of them colours that the sprite already had.

    Colours are merged two by two, always the pair whose merging moves the picture least
    (Ward's criterion in OKLab), and each group is shown by its medoid. A mean would invent
    in-between colours and blur the ramps.

    Args:
        pixels: (H, W, 4) uint8 with alpha 0 or 255.
        most: at least 1.
    """
    if most < 1:
        raise ValueError(f"a sprite needs at least one colour, not {most}")
    opaque = pixels[..., 3] > 0
    colours, inverse, counts = np.unique(
        pixels[opaque][:, :3], axis=0, return_inverse=True, return_counts=True
    )
    if len(colours) <= most:
        return pixels
    shown = merged_colours(colours, counts, most)
    result = pixels.copy()
    result[opaque, :3] = shown[inverse.reshape(-1)]
    return result


def merged_colours(
    colours: NDArray[np.uint8], counts: NDArray[np.int64], most: int
) -> NDArray[np.uint8]:
    """(N, 3) what becomes of each of N distinct colours where at most `most` are kept.

    Args: colours: (N, 3); counts: (N,) how often each is used.
    """
    cells = _cells(colours)
    if cells.max() + 1 < most:
        cells = np.arange(len(colours))
    group_of = _merge(rgb_to_oklab(colours), counts, cells, most)
    return colours[_medoids(rgb_to_oklab(colours), counts, group_of)]


def _cells(colours: NDArray[np.uint8]) -> NDArray[np.int64]:
    """(N,) numbers from 0: colours that differ by less than 8 levels of 255 share one.

    A network's sprite has some 150 colours, most of them hardly apart. Begun from these cells the
    merging is four times quicker, and what it merges is what it would have merged first.
    """
    return np.unique(colours >> 3, axis=0, return_inverse=True)[1].reshape(-1)


def _merge(
    lab: NDArray[np.float64], counts: NDArray[np.int64], cells: NDArray[np.int64], most: int
) -> NDArray[np.int64]:
    """(N,) the group of each colour, after merging the cells down to at most `most` groups."""
    weight = np.bincount(cells, counts)
    sums = np.stack([np.bincount(cells, counts * lab[:, i]) for i in range(3)], axis=1)
    centre = sums / weight[:, None]
    group_of = cells.copy()

    def cost(i: int) -> NDArray[np.float64]:
        # What merging group i with each other one adds to the squared error.
        return weight * weight[i] / (weight + weight[i]) * ((centre - centre[i]) ** 2).sum(axis=1)

    costs = np.stack([cost(i) for i in range(len(weight))])
    np.fill_diagonal(costs, np.inf)
    for _ in range(len(weight) - most):
        a, b = divmod(int(costs.argmin()), len(weight))
        total = weight[a] + weight[b]
        centre[a] = (centre[a] * weight[a] + centre[b] * weight[b]) / total
        weight[a] = total
        group_of[group_of == b] = a
        gone = np.isinf(costs[a])
        costs[b], costs[:, b] = np.inf, np.inf
        gone[[a, b]] = True
        costs[a] = np.where(gone, np.inf, cost(a))
        costs[:, a] = costs[a]
    return group_of


def _medoids(
    lab: NDArray[np.float64], counts: NDArray[np.int64], group_of: NDArray[np.int64]
) -> NDArray[np.int64]:
    """(N,) for each colour the member of its group that lies nearest to all of the group."""
    medoid_of = np.empty(len(lab), dtype=np.int64)
    for group in np.unique(group_of):
        members = np.flatnonzero(group_of == group)
        distance = np.linalg.norm(lab[members, None] - lab[None, members], axis=-1)
        medoid_of[members] = members[(distance * counts[members]).sum(axis=1).argmin()]
    return medoid_of


def colours_of(pixels: Pixels) -> NDArray[np.uint8]:
    """(N, 3) uint8 the distinct colours that can be seen, the most used first."""
    colours, counts = np.unique(pixels[pixels[..., 3] > 0][:, :3], axis=0, return_counts=True)
    return colours[np.argsort(-counts, kind="stable")]


def snap_to_palette(pixels: Pixels, palette: Palette) -> Pixels:
    """Every colour replaced by the palette's nearest in OKLab; alpha is kept."""
    wanted = palette.rgb()
    distance = np.linalg.norm(
        rgb_to_oklab(pixels[..., None, :3]) - rgb_to_oklab(wanted), axis=-1
    )  # (..., N)
    snapped = np.concatenate([wanted[distance.argmin(axis=-1)], pixels[..., 3:]], axis=-1)
    return np.where(pixels[..., 3:] > 0, snapped, np.uint8(0))


def crisp(pixels: Pixels, colours: int | None, palette: Palette | None) -> Pixels:
    """From what a network draws to what a game uses.

    Args:
        pixels: (H, W, 4) uint8 with soft alpha and many near-equal colours.
        colours: at most this many, where lone pixels settle, or None to leave them.
        palette: snap to it after that, or None.
    """
    pixels = snap_alpha(pixels)
    if colours is not None:
        pixels = settle(reduce_colours(pixels, colours), pixels)
    return pixels if palette is None else snap_to_palette(pixels, palette)
