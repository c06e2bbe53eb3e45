"""The loss at rest: always on the same sprites, noise and levels."""

from collections.abc import Generator
from dataclasses import dataclass

import torch

from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.training.dataset import SpriteData
from sprite_studio.diffusion.training.trainer import velocity_losses
from sprite_studio.stepwise import completed


@dataclass(frozen=True)
class ValidationLoss:
    """Attributes: mean: over all levels; by_level: at each λ of log_snr, noisiest first."""

    mean: float
    by_level: tuple[float, ...]
    log_snr: tuple[float, ...]


VALIDATED_LEVELS = 8
"""Levels at which a sprite is noised: evenly in the schedule's time, as training draws them, so
that the mean over them is what a batch's loss is on average."""


def validation_levels(model: Model) -> tuple[float, ...]:
    """λ of the middles of as many equal parts of the schedule's time, noisiest first."""
    times = 1 - (torch.arange(VALIDATED_LEVELS, dtype=torch.float64) + 0.5) / VALIDATED_LEVELS
    return tuple(model.schedule.log_snr(times).tolist())


VALIDATED_AT_ONCE = 16
"""Sprites, for whose call a frame that is drawn meanwhile can wait."""


class Validation:
    """A loss that only the model can move: fixed sprites, fixed noise, fixed levels.

    The training loss jumps with the noise levels that a batch happens to draw; this does not.
    """

    def __init__(self, data: SpriteData, most: int = 64, seed: int = 0) -> None:
        """Args: data: sprites; most: how many of them, drawn by `seed`, are used."""
        rng = torch.Generator().manual_seed(seed)
        rows = torch.randperm(len(data.x0), generator=rng)[:most]
        self._x0, self._words = data.x0[rows], data.words[rows]
        self._noise = torch.randn(self._x0.shape, generator=rng)

    def __call__(self, model: Model) -> ValidationLoss:
        """Unweighted squared error in v of `model`."""
        return completed(self.in_parts(model))

    def in_parts(self, model: Model) -> Generator[None, None, ValidationLoss]:
        """The same; yields where other work may go first."""
        device = next(model.parameters()).device
        by_level = []
        visited = validation_levels(model)
        for level in visited:
            log_snr = torch.full((len(self._x0),), level)
            whole = (self._x0, self._noise, log_snr, self._words)
            total = 0.0
            for rows in torch.arange(len(log_snr)).split(VALIDATED_AT_ONCE):
                x0, noise, levels, words = (tensor[rows].to(device) for tensor in whole)
                with torch.no_grad():
                    given = model.given(words)
                    losses = velocity_losses(model, x0, noise, levels, words, "v", given)
                total += losses.sum().item()
                yield
            by_level.append(total / len(log_snr))
        return ValidationLoss(sum(by_level) / len(by_level), tuple(by_level), visited)
