"""Frames of a film, for tests of what is made of them."""

import numpy as np

from sprite_studio.studio.jobs.training.film import Frame


def film_frame(step: int = 100, value: int = 200, **changed) -> Frame:
    """Eight grey sprites, each as far from its training sprite as held-out ones are."""
    images = np.full((8, 16, 16, 4), value, np.uint8)
    images[..., 3] = 255
    values = {
        "step": step,
        "images": images,
        "words": (("hero",),) * 8,
        "near": images // 2,
        "distances": (0.6,) * 8,
        "copies": (False,) * 8,
        "held_out": (0.6,) * 16,
        "forged": False,
        "size": 5_000_000,
    }
    return Frame(**{**values, **changed})
