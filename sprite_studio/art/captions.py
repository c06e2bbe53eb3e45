"""Rows of sprites with a line of text above each, as one picture."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from sprite_studio.art.sheet import pack_sheet
from sprite_studio.art.sprite import Pixels

_GROUND, _TEXT, _QUIET = (23, 24, 31, 255), (233, 233, 241), (163, 167, 187)
_MARGIN, _LINE, _LETTERS = 12, 18, 14


def captioned_rows(rows: Sequence[tuple[str, str, Sequence[Pixels]]], scale: int) -> Pixels:
    """(H, W, 4) uint8 opaque: for each row its title, a quiet second line, and its sprites."""
    font = ImageFont.load_default(_LETTERS)
    strips = [pack_sheet(list(sprites), len(sprites), scale, 1, _GROUND) for *_, sprites in rows]
    texts = [text for title, line, _ in rows for text in (title, line)]
    width = max(
        *(strip.shape[1] for strip in strips), *(int(font.getlength(text)) for text in texts)
    )
    height = sum(strip.shape[0] + 2 * _LINE + _MARGIN for strip in strips)
    picture = Image.new("RGBA", (width + 2 * _MARGIN, height + _MARGIN), _GROUND)
    pen = ImageDraw.Draw(picture)
    top = _MARGIN
    for (title, line, _), strip in zip(rows, strips, strict=True):
        pen.text((_MARGIN, top), title, _TEXT, font)
        pen.text((_MARGIN, top + _LINE), line, _QUIET, font)
        picture.paste(Image.fromarray(strip), (_MARGIN, top + 2 * _LINE))
        top += strip.shape[0] + 2 * _LINE + _MARGIN
    return np.asarray(picture)
