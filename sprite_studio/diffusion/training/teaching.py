"""Teach a network that stays as it is one more word (textual inversion, arXiv 2208.01618).

Only the word's own vector learns: what it adds to a context. Every other word means what it meant,
to the last bit, and a lesson is a few kilobytes.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.training.dataset import Batches, step_generator
from sprite_studio.diffusion.training.ema import PowerEMA
from sprite_studio.diffusion.training.trainer import (
    TrainStep,
    draw_levels,
    sound_loss,
    velocity_losses,
)
from sprite_studio.diffusion.training.weighting import Weighting


@dataclass(frozen=True)
class LessonConfig:
    """What a lesson is, fixed at its start.

    Attributes:
        steps: of the vector.
        seed: of the noise.
        learning_rate: at its height; it falls to zero in a straight line.
        weighting: as in `TrainConfig`.
        picture: how much is kept of the picture that belongs to the word, if words have them. What
            thirty sprites of a style have where is half their subjects' own.
    """

    steps: int
    seed: int = 0
    learning_rate: float = 0.03
    weighting: Weighting = "min-snr"
    picture: float = 1.0


class Lesson(nn.Module):
    """A model and the vector that it is learning.

    Attributes:
        model: frozen.
        row: (D,) what the new word adds to a context.
        ema: its average, which is what is kept.
        step: how many steps are done.
    """

    def __init__(self, model: Model, config: LessonConfig) -> None:
        super().__init__()
        # Not a submodule: its weights are no business of this one's state.
        self._frozen = [model.eval().requires_grad_(False)]
        self.config = config
        self.row = nn.Parameter(torch.zeros_like(model.vocabulary.null))
        self.ema = PowerEMA(self)
        self.step = 0

    @property
    def model(self) -> Model:
        return self._frozen[0]

    @property
    def word(self) -> Tensor:
        """(D,) the averaged vector."""
        word = self.ema.average["row"].clone()
        if isinstance(self.model.config, UNetConfig):
            word[self.model.config.context :] *= self.config.picture
        return word

    def forward(self, x: Tensor, log_snr: Tensor, weights: Tensor) -> Tensor:
        """The frozen network's velocity, with the new word at full weight in every context."""
        return self.model.network(x, log_snr, self.model.vocabulary(weights) + self.row)

    def learn(self, batches: Batches) -> Iterator[TrainStep]:
        """Go on to the last step; stop asking to end early.

        Args: batches: sprites that show the word, with the weights of the words beside it.
        """
        config, device = self.config, self.row.device
        optimizer = torch.optim.Adam([self.row], lr=config.learning_rate, betas=(0.9, 0.99))
        while self.step < config.steps:
            rate = config.learning_rate * (1 - self.step / config.steps)
            optimizer.param_groups[0]["lr"] = rate
            batch = batches(self.step)
            rng = step_generator(config.seed + 3, self.step)
            log_snr = draw_levels(self.model, len(batch.x0), rng).to(device)
            noise = torch.randn(batch.x0.shape, generator=rng).to(device)
            x0, weights = batch.x0.to(device), batch.weights.to(device)
            loss = velocity_losses(self, x0, noise, log_snr, weights, config.weighting).mean()
            optimizer.zero_grad()
            loss.backward()
            told = sound_loss(loss.item(), self, None)
            if not math.isfinite(told):
                yield TrainStep(self.step + 1, told, rate)
                return
            optimizer.step()
            self.step += 1
            self.ema.update(self, self.step)
            yield TrainStep(self.step, told, rate)
