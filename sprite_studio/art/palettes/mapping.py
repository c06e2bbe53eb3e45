"""Colours put into a palette, as a table that can be looked at and changed before it is done.

The nearest colour in OKLab alone makes brown hats of red ones where the palette's reds are lighter:
so the colour of what is colourful counts more than its light. (Hue is what people name things by,
and what a game tells its sides apart with.)
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.colour.oklab import rgb_to_oklab
from sprite_studio.art.palette import Palette, PaletteError, colours_of, is_colour
from sprite_studio.art.sprite import Pixels

_COLOURFUL = 0.06
"""Chroma from which a colour's hue is kept; below lie steel, stone, skin in shadow."""

_HUE_WEIGHT = 5.0
"""How much more a difference in hue counts than one as large in light."""

_DULL_WEIGHT = 4.0
"""The same of chroma that would be lost."""

_TINT_WEIGHT = 2.0
"""The same of chroma that grey would gain."""

_AT_ONCE = 4096
"""Colours that are compared with a palette together, for the memory's sake."""


@dataclass(frozen=True)
class ColourTable:
    """What becomes of each colour.

    Attributes: pairs: (from, to), "rrggbb" each, no two from one colour; the colour that is most
    used first.
    """

    pairs: tuple[tuple[str, str], ...]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.pairs)

    def changed(self, source: str, target: str) -> "ColourTable":
        """With another colour for one of them. Raises PaletteError for what is none of them, or no
        colour."""
        if not is_colour(target):
            raise PaletteError(f"{target[:20]!r} is not a colour; write it rrggbb")
        if source not in dict(self.pairs):
            raise PaletteError(f"no sprite has the colour {source[:20]!r}")
        return ColourTable(
            tuple((own, target.lower() if own == source else to) for own, to in self.pairs)
        )

    def applied(self, pixels: Pixels) -> Pixels:
        """(..., 4) in the table's colours; what is not in it stays, and so does alpha."""
        if not self.pairs:
            return pixels
        sources, targets = (
            np.array([int(pair[i], 16) for pair in self.pairs], np.uint32) for i in (0, 1)
        )
        order = np.argsort(sources)
        sources, targets = sources[order], targets[order]
        codes = _codes(pixels[..., :3])
        place = np.searchsorted(sources, codes).clip(max=len(sources) - 1)
        known = (sources[place] == codes) & (pixels[..., 3] > 0)
        result = pixels.copy()
        result[known, :3] = _rgb(targets[place[known]])
        return result


def colour_table(sprites: Iterable[Pixels], palette: Palette) -> ColourTable:
    """Each colour that can be seen in any of the sprites, and the palette's that it becomes."""
    colours = colours_of(_together(sprites))
    return table_of([_hex(colour) for colour in colours], palette)


def table_of(colours: Sequence[str], palette: Palette) -> ColourTable:
    """For colours "rrggbb", each once."""
    if not colours:
        return ColourTable(())
    wanted = np.array([list(bytes.fromhex(colour)) for colour in colours], np.uint8)
    have, want = rgb_to_oklab(wanted), rgb_to_oklab(palette.rgb())
    nearest = [
        _costs(have[first : first + _AT_ONCE], want).argmin(axis=1)
        for first in range(0, len(have), _AT_ONCE)
    ]
    targets = [palette.colours[i].lower() for i in np.concatenate(nearest)]
    return ColourTable(tuple(zip(colours, targets, strict=True)))


def in_palette(pixels: Pixels, palette: Palette) -> Pixels:
    """One sprite in a palette's colours. Alpha is kept."""
    return colour_table([pixels], palette).applied(pixels)


def _costs(have: NDArray[np.float64], want: NDArray[np.float64]) -> NDArray[np.float64]:
    """(N, M) of OKLab colours (N, 3) and (M, 3): squared distances, in which light, chroma and hue
    count differently the more colourful the colour is."""
    light = (have[:, None, 0] - want[None, :, 0]) ** 2
    chroma, wanted = np.hypot(*have[:, 1:].T), np.hypot(*want[:, 1:].T)
    dull = chroma[:, None] - wanted[None, :]
    apart = ((have[:, None, 1:] - want[None, :, 1:]) ** 2).sum(axis=-1)
    hue = np.maximum(apart - dull**2, 0)  # the square of the chord between the two hues
    kept = np.clip(chroma / _COLOURFUL - 0.5, 0, 1)[:, None]
    changed = np.where(dull > 0, 1 + (_DULL_WEIGHT - 1) * kept, 1 + (_TINT_WEIGHT - 1) * (1 - kept))
    return light + changed * dull**2 + (1 + (_HUE_WEIGHT - 1) * kept) * hue


def _together(sprites: Iterable[Pixels]) -> Pixels:
    flat = [pixels.reshape(-1, 4) for pixels in sprites]
    return np.concatenate(flat) if flat else np.zeros((0, 4), np.uint8)


def _codes(rgb: NDArray[np.uint8]) -> NDArray[np.uint32]:
    red, green, blue = np.moveaxis(rgb.astype(np.uint32), -1, 0)
    return red << 16 | green << 8 | blue


def _rgb(codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    return np.stack([codes >> 16, codes >> 8 & 255, codes & 255], axis=-1).astype(np.uint8)


def _hex(colour: NDArray[np.uint8]) -> str:
    return colour.tobytes().hex()
