"""How much of a sprite is known at each step of the run that draws it.

A figure for what a network believes that does not take a run's own end for the truth. It is a
product of two:

- how near a belief is to what came of the run: 1 - |belief - end|² / |blank - end|², where the
  blank is the mean of all sprites or no sprite at all, whichever is nearer. So a belief that is the
  mean, or nothing, counts 0, and the end counts 1;
- 1 where a sprite came of it, so that the end is 1; else how little of one did (`outline_told`):
  0 for nothing and for noise. The end of a network that has learned nothing counts 0, and with it
  every step before.

Numbers are (..., C, H, W): premultiplied colour plus alpha in [-1, 1]; three channels have no
alpha.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.floating]
Shares: TypeAlias = NDArray[np.float64]

NOISE_COHERENCE, SPRITE_COHERENCE = 0.15, 0.55
"""Moran's I of an outline: three standard deviations above what noise has on 16×16 pixels, and
what 95 in 100 of the Forge's sprites have at least."""

SPRITE = 0.3
"""How much of a sprite must have come of a run (`outline_told`) for its end to count as one."""

APART = 0.3
"""Root mean square distance from the mean of all sprites, in [-1, 1], from which a sprite without
alpha is one of its own."""


def known_outline(beliefs: Numbers, mean: Numbers) -> Shares:
    """(T, B, 4, H, W) a run's beliefs → (T, B) in [0, 1]. Args: mean: (4, H, W) of all sprites."""
    alpha = beliefs[:, :, 3:]
    return _near_the_end(alpha, mean[3:]) * _came_of_it(beliefs[-1], mean)


def known_colours(beliefs: Numbers, mean: Numbers) -> Shares:
    """The same of the colours, where the end is solid. Args: beliefs: of three or four channels."""
    end = beliefs[-1]
    solid = end[:, 3:4] > 0 if end.shape[1] == 4 else np.ones_like(end[:, :1], bool)
    near = _near_the_end(beliefs[:, :, :3], mean[:3], solid)
    return near * _came_of_it(end, mean)


def _came_of_it(end: Numbers, mean: Numbers) -> Shares:
    """(B, C, H, W) → (B,) 1 for a sprite, though its pixels may be a little unsure."""
    told = outline_told(end, mean)
    return np.where(told >= SPRITE, 1.0, told)


def outline_told(sprites: Numbers, mean: Numbers) -> Shares:
    """(B, C, H, W) → (B,) how much of a sprite each is, in [0, 1].

    How sure every pixel's alpha is, 1 - Σ p (1 - p) / Σ m (1 - m) with m of the mean, times how far
    neighbouring pixels go together (`coherence`), between what noise has and what sprites have.
    Without alpha: how far it is from the mean, and how its brightness goes together.
    """
    if sprites.shape[1] == 4:
        shape = sprites[:, 3]
        unsure, most = (
            (p * (1 - p)).sum(axis=(-2, -1))
            for p in (((a + 1) / 2).clip(0, 1) for a in (shape, mean[3]))
        )
        sure = 1 - unsure / np.maximum(most, 1e-9)
    else:
        shape = sprites.mean(axis=1)
        sure = ((sprites - mean) ** 2).mean(axis=(1, 2, 3)) / APART**2
    span = SPRITE_COHERENCE - NOISE_COHERENCE
    together = ((coherence(shape) - NOISE_COHERENCE) / span).clip(0, 1)
    return sure.clip(0, 1) * together


def coherence(values: Numbers) -> Shares:
    """(..., H, W) → (...) Moran's I over the four neighbours: 1 where neighbours are alike, about 0
    where they have nothing to do with each other; 0 where all are the same."""
    apart = values - values.mean(axis=(-2, -1), keepdims=True)
    across = apart[..., 1:] * apart[..., :-1]
    down = apart[..., 1:, :] * apart[..., :-1, :]
    pairs = across.shape[-1] * across.shape[-2] + down.shape[-1] * down.shape[-2]
    covariance = (across.sum(axis=(-2, -1)) + down.sum(axis=(-2, -1))) / pairs
    variance = (apart**2).mean(axis=(-2, -1))
    return np.where(variance < 1e-6, 0.0, covariance / np.maximum(variance, 1e-6))


def measured_noise(x_t: Numbers, alpha: NDArray[np.floating], end: Numbers) -> Shares:
    """How much noise is in each step's picture: the root mean square of x_t - α · x₀, with the x₀
    that came of the run.

    Args: x_t: (T, B, C, H, W); alpha: (T,); end: (B, C, H, W). Returns (T, B).
    """
    left = x_t - alpha[:, None, None, None, None] * end
    return np.sqrt((left.astype(np.float64) ** 2).mean(axis=(-3, -2, -1)))


def _near_the_end(beliefs: Numbers, mean: Numbers, counted: NDArray[np.bool_] | None = None):
    """(T, B, C, H, W) → (T, B). Args: counted: (B, 1, H, W) the pixels that count."""
    end = beliefs[-1]
    weight = np.ones_like(end) if counted is None else counted * np.ones_like(end)

    def distance(a: Numbers) -> Shares:
        return (weight * (a.astype(np.float64) - end) ** 2).sum(axis=(-3, -2, -1))

    blank = np.minimum(distance(mean), distance(np.full_like(mean, -1.0)))
    return np.where(blank < 1e-6, 0.0, 1 - distance(beliefs) / np.maximum(blank, 1e-6)).clip(0, 1)
