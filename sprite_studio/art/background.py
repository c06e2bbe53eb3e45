"""Tell a sprite from the colour that it stands on."""

import numpy as np

from sprite_studio.art.sprite import Pixels


def clear_background(pixels: Pixels) -> Pixels:
    """The sprite without its background: the commonest colour of the edge, where it joins the edge.

    The same colour enclosed by the drawing stays, such as the white of an eye. A picture in which
    no colour has more than half of the edge fills its frame and is left as it is.

    Args: pixels: (H, W, 4) uint8.
    """
    edge = np.ones(pixels.shape[:2], bool)
    edge[1:-1, 1:-1] = False
    colours, counts = np.unique(pixels[edge], axis=0, return_counts=True)
    if 2 * counts.max() <= counts.sum():
        return pixels
    alike = (pixels == colours[counts.argmax()]).all(axis=-1)
    outside, reached = alike & edge, 0
    while np.count_nonzero(outside) > reached:
        reached = np.count_nonzero(outside)
        grown = outside.copy()
        grown[1:] |= outside[:-1]
        grown[:-1] |= outside[1:]
        grown[:, 1:] |= outside[:, :-1]
        grown[:, :-1] |= outside[:, 1:]
        outside = grown & alike
    return np.where(outside[..., None], np.uint8(0), pixels)
