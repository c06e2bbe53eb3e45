"""Teach a network the manner of a few sprites: a new word, and a low-rank difference under it.

The network stays as it is, and the difference is in force only as far as the word has weight, so
that nothing else that it draws changes by a bit. Beside the shown sprites it practises others, in
their light and colours, under the words for what they are: so it goes on drawing what it was never
shown, now in that manner, and has less reason to know the shown ones by heart. Practice counts
where all is noise and shapes are decided; where a sprite is nearly clean and only its finish is
left, the shown ones count.
"""

import math
from collections.abc import Generator, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from sprite_studio.diffusion.networks.low_rank import LowRank, added, fresh
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.training.dataset import Batches, step_generator
from sprite_studio.diffusion.training.ema import PowerEMA
from sprite_studio.diffusion.training.trainer import (
    ROWS_AT_ONCE,
    TrainStep,
    draw_levels,
    mixed_precision,
    sound_loss,
    velocity_losses,
)


@dataclass(frozen=True)
class AdaptConfig:
    """What an adaptation is, fixed at its start.

    Attributes:
        steps: of the difference and the word.
        seed: of every random choice.
        rank: of the difference in each layer.
        learning_rate: of the difference, at its height; it falls to zero along a cosine.
        word_rate: the same of the word's vector and picture.
        practice: weight of a practised sprite in noise, where a shown one has 1.
        finish: the share of it that is left in a clean sprite.
        crossing, width: the λ in the middle between the two, and how wide that middle is.
        kept: the share of the difference that is kept.
    """

    steps: int
    seed: int = 0
    rank: int = 4
    learning_rate: float = 2e-3
    word_rate: float = 5e-2
    practice: float = 0.3
    finish: float = 0.3
    crossing: float = 0.0
    width: float = 1.0
    kept: float = 1.0


WARMUP = 20
"""Steps in which the rates rise."""

ENOUGH = 16
"""Sprites from which a difference is kept whole. What eight sprites have in common is not yet what
their pack has: kept whole, theirs leads to FD-φ₁ and φ₂ of 15.4 and 3.5 to others of the pack, and
7 copies in a hundred; kept by half 3.2 and 1.7, and none (of eight others 14.2 and 1.1; 9.0 and
1.0). Of thirty, whole 0.6 and 1.1, by half 2.8 and 1.5."""


def kept_share(shown: int) -> float:
    """Of a difference that so many sprites have shown."""
    return min(1.0, shown / ENOUGH)


class Adaptation(nn.Module):
    """A model and the style that it is learning.

    Attributes:
        model: frozen.
        row: (D,) what the style's word adds to a context.
        ema: its average and the difference's, which are what is kept.
        step: how many steps are done.
    """

    def __init__(self, model: Model, config: AdaptConfig, start: str | None = None) -> None:
        """Args: start: the model's word whose row is where the style's begins, or None for zero."""
        super().__init__()
        # Not a submodule: its weights are no business of this one's state.
        self._frozen = [model.eval().requires_grad_(False)]
        self.config = config
        rng = torch.Generator().manual_seed(config.seed)
        difference = fresh(model.network, config.rank, rng)
        self._layers = tuple(difference.down)
        self.down = nn.ParameterList(difference.down.values())
        self.up = nn.ParameterList(difference.up.values())
        row = torch.zeros_like(model.vocabulary.null)
        if start is not None:
            row += model.vocabulary.rows[model.vocabulary.index[start]].detach()
        self.row = nn.Parameter(row)
        self.ema = PowerEMA(self)
        self.step = 0

    @property
    def model(self) -> Model:
        return self._frozen[0]

    @property
    def word(self) -> Tensor:
        """(D,) the averaged vector, and its picture."""
        return self.ema.average["row"].clone()

    @property
    def difference(self) -> LowRank:
        """The averaged one, as far as it is kept."""
        down, up = (
            {name: share * self.ema.average[f"{way}.{i}"] for i, name in enumerate(self._layers)}
            for way, share in (("down", 1.0), ("up", self.config.kept))
        )
        return LowRank(down, up)

    def forward(self, x: Tensor, log_snr: Tensor, weights: Tensor) -> Tensor:
        """The velocity under other words' weights (B, V), with the style at full weight."""
        down, up = (dict(zip(self._layers, way, strict=True)) for way in (self.down, self.up))
        full = torch.ones(len(x), 1, device=x.device)
        with added(self.model.network, [LowRank(down, up)], full):
            return self.model.network(x, log_snr, self.model.vocabulary(weights) + self.row)

    def learn(self, shown: Batches, practised: Batches) -> Iterator[TrainStep | None]:
        """Go on to the last step; stop asking to end early. After a loss that is no number, which
        is told, nothing follows and nothing has changed.

        Yields None after the gradient of each part of a batch, where other work may go first.

        Args: shown: sprites in the manner; practised: others, perhaps none.
        """
        config = self.config
        rates = {config.learning_rate: [*self.down, *self.up], config.word_rate: [self.row]}
        optimizer = torch.optim.Adam(
            [{"params": learning, "rate": rate} for rate, learning in rates.items()],
            betas=(0.9, 0.99),
        )
        while self.step < config.steps:
            part = 0.5 + 0.5 * math.cos(math.pi * self.step / config.steps)
            part *= min(1.0, (self.step + 1) / WARMUP)
            for group in optimizer.param_groups:
                group["lr"] = part * group["rate"]
            optimizer.zero_grad()
            total = yield from self._gradient(shown, practised)
            told = sound_loss(total, self, clip=1.0)
            if not math.isfinite(told):
                yield TrainStep(self.step + 1, told, part * config.learning_rate)
                return
            optimizer.step()
            self.step += 1
            self.ema.update(self, self.step)
            yield TrainStep(self.step, told, part * config.learning_rate)

    def _gradient(self, shown: Batches, practised: Batches) -> Generator[None, None, float]:
        """Of a step, part by part. Returns the loss."""
        config, device = self.config, self.row.device
        rng = step_generator(config.seed + 3, self.step)
        own, other = shown(self.step), practised(self.step)
        count = len(own.x0)
        x0, weights = torch.cat([own.x0, other.x0]), torch.cat([own.weights, other.weights])
        levels = [draw_levels(self.model, len(batch.x0), rng) for batch in (own, other)]
        log_snr, noise = torch.cat(levels), torch.randn(x0.shape, generator=rng)
        noisy = torch.sigmoid((config.crossing - log_snr) / config.width)
        counts = config.practice * (config.finish + (1 - config.finish) * noisy)
        counts[:count] = 1.0
        wholes = [whole.to(device) for whole in (x0, noise, log_snr, weights)]
        total, parts = 0.0, math.ceil(len(x0) / ROWS_AT_ONCE)
        for first in range(parts):
            rows = slice(first, None, parts)  # of every level, which rise along a batch
            with mixed_precision(device, wanted=True):
                losses = velocity_losses(self, *(whole[rows] for whole in wholes), weighting="v")
            loss = (losses * counts[rows].to(device)).sum() / count
            loss.backward()
            total += loss.item()
            yield
        return total
