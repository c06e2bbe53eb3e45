"""Tell a sprite from the colour that it stands on."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.sprite import Pixels

MAGENTA = (255, 0, 255, 255)
"""What programs that knew no clear pixels wrote in their place; nobody draws with it."""


def clear_background(pixels: Pixels) -> Pixels:
    """The sprite without its background: the commonest colour of the edge, where it joins the edge.

    The same colour enclosed by the drawing stays, such as the white of an eye. A picture in which
    no colour has more than half of the edge fills its frame and is left as it is.

    Args: pixels: (H, W, 4) uint8.
    """
    colours, counts = np.unique(pixels[_edge(pixels)], axis=0, return_counts=True)
    if 2 * counts.max() <= counts.sum():
        return pixels
    return clear_colour(pixels, colours[counts.argmax()])


def flat_background(picture: Pixels, tiles: Sequence[Pixels]) -> Pixels | None:
    """The one colour that a picture without any clear pixel stands on, (4,) uint8, or None.

    All four corners have it. Magenta is one wherever that is so; another colour has more than half
    of the tiles' edges as well, and reaches further in, or it is the outline of things that fill
    their frames.

    Args: picture: (H, W, 4) uint8; tiles: those that were cut from it, or the picture itself.
    """
    corners = picture[[0, 0, -1, -1], [0, -1, 0, -1]]
    colour = corners[0]
    if (corners != colour).any() or (picture[..., 3] < 255).any():
        return None
    if tuple(colour.tolist()) == MAGENTA:
        return colour
    edges = np.concatenate([tile[_edge(tile)] for tile in tiles])
    if 2 * np.count_nonzero((edges == colour).all(axis=-1)) <= len(edges):
        return None
    reaches_in = is_drawn_on = False
    for tile in tiles:
        drawn = clear_colour(tile, colour)[..., 3] > 0
        reaches_in |= not drawn[1:-1, 1:-1].all()
        is_drawn_on |= bool(drawn.any())
        if reaches_in and is_drawn_on:
            return colour
    return None


def without_flat_background(pixels: Pixels) -> Pixels:
    """One sprite, less the one colour that it stands on, if it does."""
    colour = flat_background(pixels, [pixels])
    return pixels if colour is None else clear_colour(pixels, colour)


def clear_colour(pixels: Pixels, colour: Pixels) -> Pixels:
    """(H, W, 4) without a background of one colour, where it joins the edge; without all of it,
    if that is magenta."""
    alike = (pixels == colour).all(axis=-1)
    if tuple(colour.tolist()) == MAGENTA:
        return np.where(alike[..., None], np.uint8(0), pixels)
    outside, reached = alike & _edge(pixels), 0
    while np.count_nonzero(outside) > reached:
        reached = np.count_nonzero(outside)
        grown = outside.copy()
        grown[1:] |= outside[:-1]
        grown[:-1] |= outside[1:]
        grown[:, 1:] |= outside[:, :-1]
        grown[:, :-1] |= outside[:, 1:]
        outside = grown & alike
    return np.where(outside[..., None], np.uint8(0), pixels)


def _edge(pixels: Pixels) -> NDArray[np.bool_]:
    """(H, W) the outermost pixels."""
    edge = np.ones(pixels.shape[:2], bool)
    edge[1:-1, 1:-1] = False
    return edge
