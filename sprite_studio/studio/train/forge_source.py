"""The Forge as a source of training sprites: fresh ones in every batch, none seen twice."""

import hashlib
from collections.abc import Generator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from sprite_studio.art.colour.words import COLOURS
from sprite_studio.art.forge import forge
from sprite_studio.art.sprite import Sprite
from sprite_studio.art.spriteset import Part, split_of
from sprite_studio.art.walk.character import Character
from sprite_studio.diffusion.pixels import encode
from sprite_studio.diffusion.training.dataset import Draw
from sprite_studio.studio.words.known_words import known_words

FORGE = Path("forge")
"""What stands in for a folder where data is named."""

FORGED_AT_ONCE = 16
"""Seeds, of some ten milliseconds in all."""

BOUND = ("hat-colour", "shirt-colour")
"""The two things of a person whose colours must not change places."""

DRESSED_SHARE = 0.2
"""How many of the sprites that train are people dressed in two colours drawn by lot. Left to their
professions, those in grey are nearly all knights under a grey helmet, and who asks for a purple hat
over a grey shirt gets any shirt."""


def is_forge(path: Path) -> bool:
    """Whether a source means the Forge, and not a folder that is called so."""
    return path == FORGE and not path.exists()


def forge_part(count: int, part: Part, first_seed: int = 0) -> tuple[Sprite, ...]:
    """The first `count` sprites, from a seed on, whose subjects belong to one part."""
    sprites: list[Sprite] = []
    seed = first_seed
    while len(sprites) < count:
        if split_of(f"forge/{seed}") == part:
            sprites.append(forge(seed))
        seed += 1
    return tuple(sprites)


def bound_words(seed: int) -> dict[str, str]:
    """Two colours that differ, for the hat and for the shirt."""
    rng = np.random.default_rng(seed)
    hat, shirt = rng.choice(len(COLOURS), 2, replace=False)
    return {BOUND[0]: COLOURS[hat], BOUND[1]: COLOURS[shirt]}


def forged_person(seed: int, category: str = "hero") -> Sprite:
    """Somebody whose hat and shirt have colours of their own.

    Not every colour goes with every profession; then the next pair is tried.
    """
    while True:
        wanted = [f"{slot}:{colour}" for slot, colour in bound_words(seed).items()]
        try:
            return forge(seed, [category, *wanted])
        except ValueError:
            seed += 1


def draws_from_forge(words: Sequence[str]) -> Draw:
    """Fresh sprites of subjects that train, drawn from the step's random stream."""

    def draw(count: int, rng: torch.Generator) -> tuple[Tensor, Tensor]:
        seeds = torch.randint(0, 2**62, (count,), generator=rng).tolist()
        dressed = (torch.rand(count, generator=rng) < DRESSED_SHARE).tolist()
        sprites = [
            _dressed(seed) if in_two_colours else forge_part(1, "train", seed)[0]
            for seed, in_two_colours in zip(seeds, dressed, strict=True)
        ]
        return encode(np.stack([s.pixels for s in sprites])), word_table(sprites, words)

    return draw


def _dressed(seed: int) -> Sprite:
    """From the front more often than from the side, as people are seen in games."""
    category = "side-facing" if seed % 3 == 0 else "hero"
    person = forged_person(seed, category)
    while split_of(person.subject) != "train":
        seed += 1
        person = forged_person(seed, category)
    return person


def word_table(sprites: Sequence[Sprite | Character], words: Sequence[str]) -> Tensor:
    """(N, V): 1 where one of `words` describes a sprite, in whatever spelling a model has it."""
    known = known_words(tuple(words))
    index = {word: i for i, word in enumerate(words)}
    table = torch.zeros(len(sprites), len(words))
    for row, sprite in enumerate(sprites):
        for word in sprite.words:
            if (column := known.in_full(word)) is not None:
                table[row, index[column]] = 1
    return table


def forge_fingerprint() -> Generator[None, None, str]:
    """Changes when the Forge's art does. Yields where other work may go first."""
    digest = hashlib.sha256()
    for seed in range(64):
        if seed % FORGED_AT_ONCE == 0:
            yield
        digest.update(forge(seed).pixels.tobytes())
        digest.update(forged_person(seed).pixels.tobytes())
    return digest.hexdigest()[:12]
