"""Sprites enlarged and numbered, to be looked at and spoken of."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from sprite_studio.art.sheet import Colour, over
from sprite_studio.art.sprite import SIZE, Pixels

SCALE = 5
COLUMNS = 10
GAP = 12
LABEL = 16
GROUND: Colour = (112, 118, 128, 255)
"""Between dark and light, and hardly a colour: sprites of every kind stand out from it."""

INK: Colour = (255, 255, 255, 255)


def numbered_sheet(sprites: Sequence[Pixels]) -> Pixels:
    """(H, W, 4) opaque: rows of ten, each sprite five times its size with its number, from 1,
    beneath it.

    Args: sprites: (16, 16, 4) each, at least one.
    """
    side = SIZE * SCALE
    across, down = side + GAP, side + LABEL + GAP
    rows = -(-len(sprites) // COLUMNS)
    sheet = Image.new("RGBA", (COLUMNS * across + GAP, rows * down + GAP), GROUND)
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(LABEL - 2)
    for i, sprite in enumerate(sprites):
        left, top = GAP + (i % COLUMNS) * across, GAP + (i // COLUMNS) * down
        large = over(sprite, GROUND)
        picture = Image.fromarray(large.repeat(SCALE, axis=0).repeat(SCALE, axis=1))
        sheet.paste(picture, (left, top))
        draw.text((left + side / 2, top + side + 2), str(i + 1), INK, font, anchor="ma")
    return np.asarray(sheet)
