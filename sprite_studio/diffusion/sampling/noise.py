"""Noise that belongs to a sprite, not to its batch or its device."""

from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor

MAX_SEED = 2**63 - 1

TORCH_SEEDS = 2**32
"""torch's CPU generator, a Mersenne Twister, is seeded by the lower 32 bits of what it is given:
7 and 2³² + 7 would draw the same sprite."""

Shape = tuple[int, int, int]


class SpriteNoise:
    """A stream of standard normal noise for each sprite, from that sprite's own seed.

    Drawn on the CPU whatever the device, so that a GPU starts from the same noise, and one
    generator a sprite, so that a sprite does not change when its neighbours do.
    """

    def __init__(
        self, seeds: Sequence[int], shape: Shape, device: torch.device | str = "cpu"
    ) -> None:
        """Args: seeds: B seeds in [0, 2⁶³); shape: (C, H, W) of one sprite."""
        for seed in seeds:
            if not 0 <= seed <= MAX_SEED:
                raise ValueError(f"a seed must be between 0 and {MAX_SEED}, not {seed}")
        self._streams = [_stream(seed, shape) for seed in seeds]
        self._device = device

    def __call__(self) -> Tensor:
        """The next (B, C, H, W) of noise."""
        return torch.stack([draw() for draw in self._streams]).to(self._device)


def _stream(seed: int, shape: Shape) -> Callable[[], Tensor]:
    """Draws (C, H, W) at each call."""
    if seed < TORCH_SEEDS:
        generator = torch.Generator().manual_seed(seed)
        return lambda: torch.randn(shape, generator=generator)
    # Philox takes the whole seed as its key (Random123, 2011).
    rng = np.random.Generator(np.random.Philox(key=seed))
    return lambda: torch.from_numpy(rng.standard_normal(shape, dtype=np.float32))
