"""Noise that belongs to a sprite, not to its batch or its device."""

from collections.abc import Sequence

import torch
from torch import Tensor

MAX_SEED = 2**63 - 1


class SpriteNoise:
    """A stream of standard normal noise for each sprite, from that sprite's own seed.

    Drawn on the CPU whatever the device, so that a GPU starts from the same noise, and one
    generator a sprite, so that a sprite does not change when its neighbours do.
    """

    def __init__(
        self, seeds: Sequence[int], shape: tuple[int, int, int], device: torch.device | str = "cpu"
    ) -> None:
        """Args: seeds: B seeds in [0, 2⁶³); shape: (C, H, W) of one sprite."""
        for seed in seeds:
            if not 0 <= seed <= MAX_SEED:
                raise ValueError(f"a seed must be between 0 and {MAX_SEED}, not {seed}")
        self._generators = [torch.Generator().manual_seed(seed) for seed in seeds]
        self._shape = shape
        self._device = device

    def __call__(self) -> Tensor:
        """The next (B, C, H, W) of noise."""
        draws = [torch.randn(self._shape, generator=g) for g in self._generators]
        return torch.stack(draws).to(self._device)
