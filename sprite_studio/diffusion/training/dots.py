"""Dots in a plane: what they may show, and a network that learns to draw them in seconds."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from sprite_studio.diffusion.networks.dots import DotNetwork
from sprite_studio.diffusion.schedule import CosineSchedule
from sprite_studio.diffusion.training.trainer import velocity_losses

DOT_SCHEDULE = CosineSchedule()


def spiral(count: int, rng: torch.Generator) -> Tensor:
    """(count, 2) dots along a spiral of one and a half turns, a little beside it, within ±1.6."""
    along = torch.rand(count, generator=rng).sqrt()
    angle = 3 * math.pi * along
    dots = 1.5 * along[:, None] * torch.stack([angle.cos(), angle.sin()], dim=1)
    return dots + 0.04 * torch.randn(count, 2, generator=rng)


@dataclass(frozen=True)
class DotStep:
    """Attributes: step: 1, 2, …, how many are done; loss: squared error in v of its dots."""

    step: int
    loss: float


def train_dots(
    network: DotNetwork, data: Tensor, steps: int, rng: torch.Generator, batch: int = 512
) -> Iterator[DotStep]:
    """Training as of sprites: a dot, a noise and a level by lot, the squared error, and a step.

    Args: data: (N, 2).
    """
    optimizer = torch.optim.Adam(network.parameters(), lr=2e-3, betas=(0.9, 0.99))
    fall = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    for step in range(1, steps + 1):
        x0 = data[torch.randint(len(data), (batch,), generator=rng)].view(batch, 2, 1, 1)
        noise = torch.randn(x0.shape, generator=rng)
        log_snr = DOT_SCHEDULE.log_snr(torch.rand(batch, generator=rng))
        loss = velocity_losses(network, x0, noise, log_snr, x0.new_empty(batch, 0), "v").mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        fall.step()
        yield DotStep(step, loss.item())
