"""What a model's critic learns from: real sprites or characters, and drawn ones."""

from collections.abc import Callable, Generator, Sequence
from typing import TypeAlias

import numpy as np
from torch import Tensor

from sprite_studio.art.palette import crisp
from sprite_studio.art.walk.character import STEPS, VIEWS
from sprite_studio.art.walk.finish import finish
from sprite_studio.diffusion.networks.cast import CastConfig
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.pixels import decode, encode
from sprite_studio.diffusion.training.dataset import ContextNoise, Draw
from sprite_studio.studio.draw.casting.cast import draw_cast, encoded, frames_of, of_a_person
from sprite_studio.studio.draw.sampling import draw_each
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.cast import CAST_DRAWING, CAST_TEMPERATURE
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.training.train import Importing, Source
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.train.casting.characters import (
    character_draws,
    load_cast_data,
    told_wholly,
)
from sprite_studio.studio.train.training_data import draws, load_training_data

CONTEXTS = ContextNoise(drop_all=0.02, drop_word=0.05)
"""As somebody asks who names a category and a style nearly always, and sometimes more; of a
character most often all, by lot."""

Drawer: TypeAlias = Callable[[LoadedModel, Tensor, int], Generator[None, None, Tensor]]
"""Model, (B, V) what is asked for, and the first seed → (B, C, 16, 16) as a user gets it."""

Fit: TypeAlias = Callable[[Tensor], Tensor]
"""Makes real ones what a user gets of them too, or the number of colours would give them away."""


def examples_for(
    loaded: LoadedModel, data: Sequence[Source]
) -> Generator[Importing | None, None, tuple[list[tuple[Draw, float]], ContextNoise, Drawer, Fit]]:
    """Where real ones come from and the share of each source, how their words are varied, how
    others are drawn, and how real ones are made fit. Raises JobError, and as `import_set`."""
    words = loaded.model.vocabulary.words
    if isinstance(loaded.model.config, CastConfig):
        characters = yield from load_cast_data(data)
        real = character_draws(characters, words)
        return real, told_wholly(CONTEXTS), _characters_drawn, _finished
    if isinstance(loaded.model.config, UNetConfig):
        sprites = yield from load_training_data(data)
        return (yield from draws(sprites, words)), CONTEXTS, _sprites_drawn, _crisp
    raise JobError("only networks of sprites and of characters have a critic; choose another model")


def _sprites_drawn(loaded: LoadedModel, asked: Tensor, seed: int) -> Generator[None, None, Tensor]:
    mixes, seeds = _told(loaded, asked), [seed + i for i in range(len(asked))]
    for event in draw_each(loaded, mixes, seeds, Drawing(), draft=True):
        if isinstance(event, Tensor):
            return _crisp(event)
        yield
    raise AssertionError("draw_each ends with what it drew")


def _characters_drawn(
    loaded: LoadedModel, asked: Tensor, seed: int
) -> Generator[None, None, Tensor]:
    mixes = [of_a_person(mix) for mix in _told(loaded, asked)]
    seeds = [seed + i for i in range(len(asked))]
    how = CAST_DRAWING
    run = draw_cast(loaded, mixes, seeds, how, colours=how.colours, temperature=CAST_TEMPERATURE)
    while True:
        try:
            next(run)
        except StopIteration as end:
            return encoded(end.value)
        yield


def _told(loaded: LoadedModel, asked: Tensor) -> list[dict[str, float]]:
    words = loaded.model.vocabulary.words
    return [{words[i]: row[i].item() for i in row.nonzero()[:, 0].tolist()} for row in asked]


def _finished(x0: Tensor) -> Tensor:
    nothing = np.zeros((len(VIEWS), len(STEPS)), np.bool_)
    return encoded(np.stack([finish(one, nothing) for one in frames_of(x0)]))


def _crisp(x0: Tensor) -> Tensor:
    most = Drawing().colours
    return encode(np.stack([crisp(pixels, most, None) for pixels in decode(x0)]))
