"""What a sprite is: sixteen by sixteen RGBA pixels, the words that describe it, its subject."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.words import key

SIZE = 16
"""Pixels along each side of every sprite the network draws."""

CATEGORIES = ("hero", "non-hero", "food", "spell", "side-facing")
"""The five context classes of the course, in its order."""

CATEGORY_SYNONYMS = {
    "nonhero": "non-hero",
    "monster": "non-hero",
    "side": "side-facing",
    "heroes": "hero",
    "spells": "spell",
    "foods": "food",
}
"""Folder names and spellings that mean one of the five."""

Pixels = NDArray[np.uint8]
"""(H, W, 4) uint8, straight (not premultiplied) RGBA."""


def category_word(name: str) -> str | None:
    """The category that `name` means, or None: "nonhero" and "Non-Hero" are both "non-hero"."""
    plain = key(name)
    return plain if plain in CATEGORIES else CATEGORY_SYNONYMS.get(plain)


@dataclass(frozen=True, eq=False)
class Sprite:
    """One sprite and what is known of it.

    Attributes:
        pixels: (H, W, 4) uint8 straight RGBA, read-only; colour is zero where alpha is zero.
        words: what describes it, the category among them: "hero", "colour:red", "style:forge".
        subject: whom or what it shows. Frames and recolourings of one figure share a subject,
            so that a split by subject never trains on a test figure.
        origin: where it came from, for people to read.
    """

    pixels: Pixels
    words: tuple[str, ...] = ()
    subject: str = ""
    origin: str = ""

    def __post_init__(self) -> None:
        pixels = np.asarray(self.pixels)
        if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 4:
            raise ValueError(f"a sprite is (H, W, 4) uint8, not {pixels.shape} {pixels.dtype}")
        clean = np.where(pixels[..., 3:] > 0, pixels, np.uint8(0))
        clean.setflags(write=False)
        object.__setattr__(self, "pixels", clean)

    @property
    def category(self) -> str | None:
        """The first of its words that is one of the five categories."""
        return next((word for word in self.words if word in CATEGORIES), None)

    @property
    def is_blank(self) -> bool:
        """Whether nothing of it can be seen."""
        return not bool(self.pixels[..., 3].any())
