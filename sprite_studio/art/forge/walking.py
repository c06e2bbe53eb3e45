"""The Forge's people as characters that walk."""

from collections.abc import Sequence

import numpy as np

from sprite_studio.art.colour.words import colour_words
from sprite_studio.art.forge.characters import character_sheet
from sprite_studio.art.walk.character import Character


def walking_character(seed: int, words: Sequence[str] | None = None) -> Character:
    """The person of a seed in every view and step. Raises ValueError as `character_sheet`."""
    sheet = character_sheet(seed, words)
    # A sheet's frames are left foot, standing, right foot.
    frames = np.stack(
        [[row[step].pixels for step in (1, 0, 2)] for row in sheet.rows]  # (4, 3, 16, 16, 4)
    )
    told = dict.fromkeys(("hero", *sheet.words, *colour_words(frames[0, 0])))
    return Character(frames, tuple(told), f"forge/{seed}", f"forge {seed}")
