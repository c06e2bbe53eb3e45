"""What every kind of edit needs of a job: its words, levels and noise, ready for the network."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from sprite_studio.art.sprite import SIZE, Pixels
from sprite_studio.diffusion.pixels import encode
from sprite_studio.diffusion.sampling.denoiser import Denoise, guided_denoiser
from sprite_studio.diffusion.sampling.noise import SpriteNoise
from sprite_studio.studio.jobs.drawing import BEST, MIXED
from sprite_studio.studio.jobs.edit import EditJob
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.words.contexts import resolve_mix

Mix = Mapping[str, float]


@dataclass(frozen=True)
class Desk:
    """Attributes: job; loaded; mix: resolved; numbers: which of the job's results are drawn now."""

    job: EditJob
    loaded: LoadedModel
    mix: Mix
    numbers: range

    @property
    def seeds(self) -> list[int]:
        return [self.job.drawing.sprite_seeds[i] for i in self.numbers]

    @property
    def levels(self) -> list[float]:
        return self.loaded.model.schedule.levels(self.job.drawing.steps_taken)

    @property
    def device(self) -> torch.device:
        return next(self.loaded.model.parameters()).device

    def noise(self, seeds: Sequence[int]) -> SpriteNoise:
        return SpriteNoise(seeds, (4, SIZE, SIZE), self.device)

    def sprite(self, tile: bytes) -> Tensor:
        """(1, 4, 16, 16)."""
        return encode(pixels_of(tile)[None]).to(self.device)

    def sprites(self, tile: bytes) -> Tensor:
        """(B, 4, 16, 16): one sprite, once for each result."""
        return self.sprite(tile).expand(len(self.numbers), -1, -1, -1)

    def resolved(self, mix: Mix) -> Mix:
        return resolve_mix(mix, self.loaded.model.vocabulary.known)

    def styled(self, mix: Mix, seeds: Sequence[int]) -> list[Mix]:
        """The mix with what each seed's sprite is told beside it, as `generate` draws them."""
        how = self.job.drawing
        return [{**mix, **told} for told in self.loaded.told(how.style, mix, seeds, how.varied)]

    def of_picture(self, mix: Mix) -> Mix:
        """The mix of a sprite that is there: it has a style and a kind of its own, and is told no
        style but one that was asked for by name."""
        style = self.job.drawing.style
        if style in (BEST, MIXED):
            return mix
        return {**mix, **self.loaded.told_styles(style, mix, [0])[0]}

    def denoise(self, mixes: Sequence[Mix], guidance: float) -> Denoise:
        weights = self.loaded.model.vocabulary.weights(mixes)
        return guided_denoiser(
            self.loaded.model,
            weights,
            guidance,
            self.job.drawing.guidance_interval,
            network=self.loaded.network,
        )


def pixels_of(tile: bytes) -> Pixels:
    """(16, 16, 4), read-only."""
    return np.frombuffer(tile, np.uint8).reshape(SIZE, SIZE, 4)
