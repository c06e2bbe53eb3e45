"""Training: one step taken apart, and why the loss jumps."""

from collections.abc import Generator
from copy import deepcopy

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.schedule import add_noise
from sprite_studio.diffusion.training.trainer import velocity_losses
from sprite_studio.diffusion.training.validation import validation_levels
from sprite_studio.studio.jobs.learn.training import TrainingJob, TrainingResult
from sprite_studio.studio.learn.subject import (
    Mix,
    as_numbers,
    category_of,
    forge_sprites,
    level_of,
    load,
    mix_of,
    noise_for,
    numbers_of,
    told,
)
from sprite_studio.studio.library.models import ModelLibrary

SPRITES = 16
STEPS, RATE = 20, 3e-4
"""Of a copy, on the one example; as many steps are seen to help, and no more is to be shown."""


def training(
    job: TrainingJob, library: ModelLibrary
) -> Generator[TrainingResult | None, None, None]:
    """Yields one TrainingResult, and None where other work may go first. Raises JobError."""
    loaded = load(library, job.model)
    model = loaded.model
    category = category_of(loaded)
    mix = mix_of(loaded, category)
    sprites = forge_sprites(SPRITES, job.seed, category)
    x0 = numbers_of(sprites, loaded)
    noise = noise_for(loaded, job.seed, SPRITES)()
    levels = validation_levels(model)
    weights = _weights(model, mix, SPRITES)
    losses, x_t, seen, error = [], [], [], []
    for level in levels:
        at = level_of(level, SPRITES, x0)
        with torch.inference_mode():
            losses.append(velocity_losses(model, x0, noise, at, weights, "v").cpu().numpy())
            shown = add_noise(x0, noise, at)
            v = model(shown, at, weights)
            alpha, sigma = at.sigmoid().sqrt()[0], (-at).sigmoid().sqrt()[0]
            x_t.append(shown[0])
            seen.append((sigma * shown + alpha * v)[0])
            error.append((v - (alpha * noise - sigma * x0))[0].square())
        yield None
    taken = len(levels) // 2
    falling = yield from _falling(model, mix, x0[:1], noise[:1], levels[taken])
    by_level = np.stack(losses).astype(np.float64)
    yield TrainingResult(
        told=told(mix),
        log_snr=levels,
        sprite=sprites[0],
        x0=as_numbers(x0[0]),
        eps=as_numbers(noise[0]),
        x_t=as_numbers(torch.stack(x_t)),
        seen=as_numbers(torch.stack(seen)),
        error=as_numbers(torch.stack(error)),
        losses=by_level,
        by_level=between(by_level),
        taken=taken,
        falling=falling,
    )


def between(losses: NDArray[np.float64]) -> float:
    """The share of the variance of (L, N) that lies between the means of its L rows: 1 where only
    the row matters, 0 where it does not (the correlation ratio, η²)."""
    whole = losses.var()
    return float(losses.mean(axis=1).var() / whole) if whole > 0 else 0.0


def _falling(
    model: Model, mix: Mix, x0: Tensor, noise: Tensor, level: float
) -> Generator[None, None, tuple[float, ...]]:
    """The loss of one example before and after each of a few steps of a copy of the model."""
    copy = deepcopy(model).requires_grad_(True)  # in eval mode: batch statistics stay, too
    optimizer = torch.optim.Adam(copy.parameters(), lr=RATE)
    at, weights = level_of(level, 1, x0), _weights(copy, mix, 1)
    told_losses = []
    for step in range(STEPS + 1):
        loss = velocity_losses(copy, x0, noise, at, weights, "v").mean()
        told_losses.append(loss.item())
        if step < STEPS:
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        yield None
    return tuple(told_losses)


def _weights(model: Model, mix: Mix, rows: int) -> Tensor:
    device = next(model.parameters()).device
    return model.vocabulary.weights([mix] * rows).to(device)
