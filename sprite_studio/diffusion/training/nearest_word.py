"""Which of a model's words says best what some sprites are, by the model itself."""

from collections.abc import Generator, Sequence

import torch
from torch import Tensor

from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.training.trainer import velocity_losses

MOST_SPRITES = 16
"""So many tell a pack's style as well as all of it."""

LEVELS = (-2.0, 0.0, 2.0)
"""The λ at which a style shows: neither all noise nor all there."""


def nearest_word(
    model: Model, words: Sequence[str], x0: Tensor, weights: Tensor, seed: int
) -> Generator[None, None, str | None]:
    """Of `words` the one under which the model finds the sprites most easily in their noise; None
    of none. It is a diffusion classifier (arXiv 2303.16203). Yields where other work may go first.

    Args: x0: (N, 4, 16, 16) in [-1, 1]; weights: (N, V) of the words that each has beside.
    """
    rng = torch.Generator().manual_seed(seed)
    rows = torch.randperm(len(x0), generator=rng)[:MOST_SPRITES]
    noise = torch.randn((len(rows), *x0.shape[1:]), generator=rng)
    device = next(model.parameters()).device
    x0, noise, weights = (whole.to(device) for whole in (x0[rows], noise, weights[rows]))
    errors = dict.fromkeys(words, 0.0)
    for word in words:
        told = weights.clone()
        told[:, model.vocabulary.index[word]] = 1.0
        for level in LEVELS:
            log_snr = torch.full((len(rows),), level, device=device)
            with torch.inference_mode():
                losses = velocity_losses(model, x0, noise, log_snr, told, "v")
            errors[word] += losses.sum().item()
            yield
    return min(words, key=errors.__getitem__, default=None)
