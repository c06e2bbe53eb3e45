"""The picture that belongs to a word, as it is shown wherever it is."""

import numpy as np

from sprite_studio.art.number_pictures import number_pictures
from sprite_studio.art.sprite import Pixels
from sprite_studio.studio.jobs.network import WordSpace
from sprite_studio.ui.widgets.numbers.shades import signed_picture

CHANNELS = ("red", "green", "blue", "solid")
"""What the maps are of, in their order."""


def word_pictures(space: WordSpace, word: int) -> tuple[list[Pixels], tuple[str, ...]]:
    """A map a channel, all on one scale, and of what each is; behind them in colours the sum with
    the picture that is there without words. Nothing where words have no pictures."""
    own = space.own_picture(word)
    if own is None or space.pictures is None:
        return [], ()
    most = max(float(np.abs(own).max()), 1e-9)
    maps = [signed_picture(channel, most) for channel in own]
    return [*maps, number_pictures(space.pictures[word])], CHANNELS[: len(maps)]
