"""What watching is asked for and what it gives back: frozen, plain data. No torch, no Qt."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL, Drawing
from sprite_studio.studio.jobs.generate import GenerateResult

MOST_WATCHED = 4
"""Sprites whose every step is kept in memory."""


@dataclass(frozen=True)
class WatchJob:
    """Draw a few sprites and keep every step of it. Attributes: drawing: of at most
    `MOST_WATCHED`; prompt: free text, whose words add to its mix."""

    drawing: Drawing
    prompt: str = ""


@dataclass(frozen=True)
class WatchResult(Result):
    """A whole run: T steps of B sprites.

    Attributes:
        log_snr: (T,) the level λ of each step, noisiest first.
        x_t: (T, B, 16, 16, 4) uint8 what the network was shown.
        eps: (T, B, 16, 16, 4) uint8 the noise that it saw in it.
        x0: (T, B, 16, 16, 4) uint8 soft, the sprite that it believed lay beneath.
        outline: (T, B) how much of that sprite's outline was that of the last step.
        colour: (T, B) how much of the last step's sprite had its colour already.
        drawn: what came of it in the end.
    """

    log_snr: tuple[float, ...]
    x_t: Images
    eps: Images
    x0: Images
    outline: NDArray[np.float64]
    colour: NDArray[np.float64]
    drawn: GenerateResult


@dataclass(frozen=True)
class ForwardJob:
    """Drop a sprite into noise. Attributes: tile: 16×16 RGBA, row by row; model: whose schedule;
    seed: of the noise, which is the same at every level."""

    tile: bytes
    model: str = DEFAULT_MODEL
    seed: int = 0


@dataclass(frozen=True)
class ForwardResult(Result):
    """Attributes:
    log_snr: (T,) clean first.
    x_t: (T, 16, 16, 4) uint8 q(x_t | x_0), as drawn from the one noise.
    histogram: (T, N) how many of its numbers lie in each of N bins.
    edges: (N + 1,) of the bins.
    """

    log_snr: tuple[float, ...]
    x_t: Images
    histogram: NDArray[np.int64]
    edges: NDArray[np.float64]
