"""From sources to the characters of a run: read, split by subject, told in words."""

import hashlib
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.imports.account import SpriteSetError
from sprite_studio.art.imports.walks import read_walks
from sprite_studio.art.sprite import Sprite
from sprite_studio.art.spriteset import Part, split_of
from sprite_studio.art.walk.character import Character
from sprite_studio.diffusion.training.characters import given_frames, with_given
from sprite_studio.diffusion.training.dataset import (
    Batches,
    ContextNoise,
    Draw,
    SpriteData,
    sprite_batches,
)
from sprite_studio.diffusion.training.trainer import TrainConfig
from sprite_studio.diffusion.training.validation import Validation
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.training.train import Importing, Source
from sprite_studio.studio.train.casting.draws import (
    characters_encoded,
    draws_from_characters,
    draws_from_walking_forge,
)
from sprite_studio.studio.train.forge_source import forge_fingerprint, is_forge, word_table
from sprite_studio.studio.train.training_data import TrainingData, mixable

FORGE_HELD_OUT = 24
"""Forged characters that validate a run on the Forge."""

TOLD_WHOLLY = 0.6
"""How often no detail of a character is left out: who is drawn from words is told from head to
foot, what was not asked for by lot."""

VALIDATED = 32
"""Characters, half of them with some frames given."""


@dataclass(frozen=True)
class CastData(TrainingData):
    """The characters of a run; the sprites of `TrainingData` are their frames.

    Attributes: characters, held_out_characters: the two parts that a run may see.
    """

    characters: tuple[Character, ...] = ()
    held_out_characters: tuple[Character, ...] = ()


def load_cast_data(
    sources: Sequence[Source], wanted: str = ""
) -> Generator[Importing | None, None, CastData]:
    """Every source is a folder with a walks.csv, or the Forge. Raises JobError, SpriteSetError.

    Args: wanted: as of `load_training_data`; the order of characters is the only one there is.
    """
    if not sources:
        raise JobError("training needs data: name a folder with --data")
    total = sum(1.0 if source.weight is None else source.weight for source in sources)
    forged = [source for source in sources if is_forge(source.path)]
    folders = [source.path for source in sources if not is_forge(source.path)]
    share = sum(1.0 if s.weight is None else s.weight for s in forged) / total
    found = yield from read_characters(folders)
    train = [one for one in found if split_of(one.subject) == "train"]
    if folders and len(train) < 2:
        raise JobError(f"the data holds {len(train)} characters to train on; at least 2 are needed")
    held_out = [one for one in found if split_of(one.subject) == "validation"]
    forge_art = (yield from forge_fingerprint()) if forged else ""
    if forged:
        held_out += forged_characters(FORGE_HELD_OUT, "validation")
    styles = {word.removeprefix("style:") for one in train for word in one.words if "style" in word}
    frames = _frames(train)
    return CastData(
        train=frames,
        held_out=_frames(held_out),
        weights=(1.0,) * len(frames),
        forge_share=share,
        left_out="",
        credits=(*(("the Forge",) if forged else ()), *sorted(styles)),
        fingerprint=_fingerprint((*train, *held_out), share, forge_art),
        characters=tuple(train),
        held_out_characters=tuple(held_out),
    )


def read_characters(
    folders: Sequence[Path],
) -> Generator[Importing, None, tuple[Character, ...]]:
    """All that are listed in the folders' walks.csv. Raises JobError."""
    found: list[Character] = []
    for folder in folders:
        found += yield from _read(folder)
    return tuple(found)


def forged_characters(count: int, part: Part) -> tuple[Character, ...]:
    """The first ones whose subjects belong to one part."""
    found: list[Character] = []
    seed = 0
    while len(found) < count:
        if split_of(f"forge/{seed}") == part:
            found.append(walking_character(seed))
        seed += 1
    return tuple(found)


def cast_batches(data: CastData, words: Sequence[str], config: TrainConfig) -> Batches:
    """What a run draws its batches from."""
    drawn = character_draws(data, words)
    known = mixable(words)
    noise = told_wholly(config.context)
    batches = sprite_batches(drawn, known, config.batch_size, config.seed, noise)
    return with_given(batches, config.seed)


def told_wholly(noise: ContextNoise) -> ContextNoise:
    """How the contexts of characters are varied. Args: noise: as those of sprites are."""
    return replace(noise, whole=TOLD_WHOLLY)


def character_draws(data: CastData, words: Sequence[str]) -> list[tuple[Draw, float]]:
    """Where a run's characters come from, and the share of each source."""
    drawn: list[tuple[Draw, float]] = []
    if data.characters:
        drawn.append((draws_from_characters(data.characters, words), 1 - data.forge_share))
    if data.forge_share:
        drawn.append((draws_from_walking_forge(words), data.forge_share))
    return drawn


def cast_validation(data: CastData, words: Sequence[str]) -> Validation | None:
    """Held-out characters, always with the same frames given."""
    held_out = data.held_out_characters
    if not held_out:
        return None
    told = word_table(held_out, words)
    given = given_frames(len(held_out), torch.Generator().manual_seed(0))
    count = len(held_out)
    fixed = SpriteData(
        x0=characters_encoded(held_out),
        words=torch.cat([told, given], dim=1),
        share=torch.ones(count),
        mirrors=torch.zeros(count, dtype=torch.bool),
        mirrored_word=torch.arange(len(words)),
    )
    return Validation(fixed, VALIDATED)


def _read(folder: Path) -> Generator[Importing, None, tuple[Character, ...]]:
    reading = read_walks(folder)
    while True:
        try:
            yield Importing(12 * next(reading))
        except StopIteration as end:
            return end.value
        except SpriteSetError as error:
            raise JobError(str(error)) from error


def _frames(characters: Sequence[Character]) -> tuple[Sprite, ...]:
    return tuple(
        Sprite(pixels, one.words, one.subject, one.origin)
        for one in characters
        for pixels in one.frames.reshape(-1, 16, 16, 4)
    )


def _fingerprint(characters: Sequence[Character], share: float, forge_art: str) -> str:
    digest = hashlib.sha256(f"cast {share} {forge_art}".encode())
    for one in characters:
        digest.update(one.frames.tobytes() + "\n".join((one.subject, *one.words)).encode())
    return digest.hexdigest()[:12]
