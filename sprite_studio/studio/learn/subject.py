"""What a lesson is about: sprites to noise, and words that the model knows."""

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from sprite_studio.art.forge.artist import forge
from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.diffusion.pixels import encode
from sprite_studio.diffusion.sampling.denoiser import Denoise, Heard, guided_denoiser
from sprite_studio.diffusion.sampling.noise import SpriteNoise
from sprite_studio.diffusion.threads import Network
from sprite_studio.studio.draw.generate import frozen
from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.drawing import NONE
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.library.models import ModelLibrary

Mix = Mapping[str, float]


def load(library: ModelLibrary, name: str) -> LoadedModel:
    """The model by that name. Raises JobError, CheckpointError."""
    loaded = library.load(name)
    loaded.check_draws_sprites()
    return loaded


def category_of(loaded: LoadedModel, place: int = 0) -> str:
    """The first of the course's categories that the model knows, or the one after so many; "" where
    it knows no more."""
    known = [word for word in CATEGORIES if word in loaded.model.vocabulary.words]
    return known[place] if place < len(known) else ""


def mix_of(loaded: LoadedModel, *categories: str) -> dict[str, float]:
    """Categories and the style in which the model draws best; none of a model without words, and
    no style without a category, for that is the null context."""
    words = {word: 1.0 for word in categories if word}
    if words and loaded.best_style != NONE:
        words[loaded.best_style] = 1.0
    return words


def told(mix: Mix) -> tuple[str, ...]:
    """Its words, without their slots."""
    return tuple(word.rpartition(":")[2] for word, weight in mix.items() if weight)


def forge_sprites(count: int, seed: int, category: str = "") -> Images:
    """(count, 16, 16, 4) by the Forge, of a category or of any."""
    words = [category] if category else None
    return frozen(np.stack([forge(seed + i, words).pixels for i in range(count)]))


def numbers_of(images: Images, loaded: LoadedModel) -> Tensor:
    """(B, C, 16, 16) as the model's network computes, on its device."""
    device = next(loaded.model.parameters()).device
    return encode(images)[:, : loaded.model.config.channels].to(device)


def noise_for(loaded: LoadedModel, seed: int, count: int) -> SpriteNoise:
    """One stream a sprite, whose seeds follow each other."""
    device = next(loaded.model.parameters()).device
    return SpriteNoise(range(seed, seed + count), (loaded.model.config.channels, 16, 16), device)


def denoiser_for(
    loaded: LoadedModel,
    mixes: Sequence[Mix],
    guidance: float = 1.0,
    network: Network | None = None,
    heard: Heard | None = None,
    clip: bool = True,
) -> Denoise:
    """The model under one mix a sprite; without guidance unless it is asked. Args: network, heard,
    clip: as of `guided_denoiser`."""
    weights = loaded.model.vocabulary.weights(mixes)
    called = loaded.network if network is None else network
    return guided_denoiser(
        loaded.model, weights, guidance, clip=clip, exact=False, network=called, heard=heard
    )


LEVELS = tuple(float(level) for level in range(-5, 6))
"""λ from the noisiest picture of the course's schedule to where noise is hardly seen."""


def rms(values: Tensor) -> float:
    """Root mean square."""
    return values.square().mean().sqrt().item()


def as_numbers(values: Tensor) -> NDArray[np.float32]:
    """Read-only, on the CPU."""
    numbers = values.detach().float().cpu().contiguous().numpy().copy()
    numbers.setflags(write=False)
    return numbers


def level_of(log_snr: float, rows: int, like: Tensor) -> Tensor:
    """(rows,) of one level, where `like` is."""
    return torch.full((rows,), log_snr, device=like.device)
