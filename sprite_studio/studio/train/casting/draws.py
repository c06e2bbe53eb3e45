"""Where a batch's characters come from: a fixed set, turned and recoloured, and the Forge."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.spriteset import split_of
from sprite_studio.art.walk.character import Character
from sprite_studio.diffusion.pixels import encode
from sprite_studio.diffusion.training.dataset import Draw
from sprite_studio.studio.train.casting.variety import moved, varied
from sprite_studio.studio.train.forge_source import DRESSED_SHARE, bound_words, word_table

FORGED_VARIED = 0.15
"""How many of the Forge's are varied as those of a set are: nobody's rest can then be guessed from
a profession alone."""


def characters_encoded(characters: Sequence[Character]) -> Tensor:
    """(N, 48, 16, 16) in [-1, 1]: frame by frame, view by view."""
    frames = np.stack([one.frames for one in characters])
    return encode(frames.reshape(-1, *frames.shape[-3:])).reshape(len(frames), -1, 16, 16)


def draws_from_characters(characters: Sequence[Character], words: Sequence[str]) -> Draw:
    """Random ones of a set; who stands in it in many colours is drawn more often by their root
    only."""
    of_subject = Counter(one.subject for one in characters)
    share = torch.tensor([of_subject[one.subject] ** -0.5 for one in characters])

    def draw(count: int, rng: torch.Generator) -> tuple[Tensor, Tensor]:
        rows = torch.multinomial(share, count, replacement=True, generator=rng).tolist()
        others = torch.multinomial(share, count, replacement=True, generator=rng).tolist()
        chance = _numpy_generator(rng)
        found = [
            varied(characters[row], characters[other], chance)
            for row, other in zip(rows, others, strict=True)
        ]
        return characters_encoded(found), word_table(found, words)

    return draw


def draws_from_walking_forge(words: Sequence[str]) -> Draw:
    """Fresh ones of subjects that train, drawn from the step's random stream."""

    def draw(count: int, rng: torch.Generator) -> tuple[Tensor, Tensor]:
        seeds = torch.randint(0, 2**62, (count,), generator=rng).tolist()
        chance = _numpy_generator(rng)
        found = [_forged(seed, chance.random() < DRESSED_SHARE) for seed in seeds]
        others = [found[i] for i in chance.integers(count, size=count)]
        found = [
            varied(one, other, chance)
            if chance.random() < FORGED_VARIED
            else replace(one, frames=moved(one.frames, chance))
            for one, other in zip(found, others, strict=True)
        ]
        return characters_encoded(found), word_table(found, words)

    return draw


def _forged(seed: int, in_two_colours: bool) -> Character:
    """The first from a seed on that trains; dressed, in colours of which not every pair goes with
    every profession."""
    while True:
        if split_of(f"forge/{seed}") == "train":
            wanted = [f"{slot}:{c}" for slot, c in bound_words(seed).items()]
            try:
                return walking_character(seed, wanted if in_two_colours else ())
            except ValueError:
                pass
        seed += 1


def _numpy_generator(rng: torch.Generator) -> np.random.Generator:
    """That goes on from the step's random stream."""
    return np.random.default_rng(int(torch.randint(0, 2**62, (), generator=rng)))
