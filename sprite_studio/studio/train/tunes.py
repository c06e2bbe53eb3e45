"""The Forge of tunes as what a run learns from: fresh bars in every batch, none seen twice."""

import hashlib
from collections.abc import Generator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from sprite_studio.art.spriteset import Part, split_of
from sprite_studio.diffusion.training.dataset import Batches, Draw, SpriteData, sprite_batches
from sprite_studio.diffusion.training.trainer import TrainConfig
from sprite_studio.diffusion.training.validation import Validation
from sprite_studio.music.forge import ForgedTune, forge_tune
from sprite_studio.music.roll import to_numbers
from sprite_studio.music.words import GROUPS, VOCABULARY
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.training.train import Importing, Source
from sprite_studio.studio.train.forge_source import is_forge
from sprite_studio.studio.train.training_data import TrainingData

HELD_OUT = 16
"""Tunes that validate a run."""

FINGERPRINTED = 64
"""Tunes, of some thirty milliseconds in all."""


@dataclass(frozen=True)
class TuneData(TrainingData):
    """Tunes instead of sprites; there are none of these. Attributes: held_out_tunes."""

    held_out_tunes: tuple[ForgedTune, ...] = ()


def load_tune_data(
    sources: Sequence[Source], wanted: str = ""
) -> Generator[Importing | None, None, TuneData]:
    """Args: sources: the Forge alone; wanted: as of `load_training_data`. Raises JobError."""
    if not sources or not all(is_forge(source.path) for source in sources):
        raise JobError("a network of tunes learns from the Forge of tunes alone: --data forge")
    yield None
    digest = hashlib.sha256(b"tunes")
    for seed in range(FINGERPRINTED):
        digest.update(forge_tune(seed).bars.tobytes())
    return TuneData(
        train=(),
        held_out=(),
        weights=(),
        forge_share=1.0,
        left_out="",
        credits=("the Forge of tunes",),
        fingerprint=digest.hexdigest()[:12],
        held_out_tunes=forged_tunes(HELD_OUT, "validation"),
    )


def forged_tunes(count: int, part: Part, first_seed: int = 0) -> tuple[ForgedTune, ...]:
    """The first ones from a seed on that belong to one part."""
    seeds = _seeds_of(part, first_seed)
    return tuple(forge_tune(next(seeds)) for _ in range(count))


def tune_batches(words: Sequence[str], config: TrainConfig) -> Batches:
    """What a run draws its batches from. A word of every group is left out now and then; no chord
    is a detail."""
    index = {word: i for i, word in enumerate(words)}
    groups = [[index[word] for word in group] for group in GROUPS]
    drawn = [(_draws_from_tunes(index), 1.0)]
    return sprite_batches(drawn, groups, config.batch_size, config.seed, config.context)


def tune_validation(data: TuneData, words: Sequence[str]) -> Validation:
    """The held-out tunes' bars."""
    index = {word: i for i, word in enumerate(words)}
    x0, table = _encoded(data.held_out_tunes, index)
    count = len(x0)
    fixed = SpriteData(
        x0=x0,
        words=table,
        share=torch.ones(count),
        mirrors=torch.zeros(count, dtype=torch.bool),
        mirrored_word=torch.arange(len(words)),
    )
    return Validation(fixed)


def tune_words() -> tuple[str, ...]:
    """All that a network of tunes knows."""
    return VOCABULARY


def _draws_from_tunes(index: dict[str, int]) -> Draw:
    """Whole tunes, from the step's random stream, and of the last one what is still wanted."""

    def draw(count: int, rng: torch.Generator) -> tuple[Tensor, Tensor]:
        found: list[ForgedTune] = []
        while sum(len(tune.bars) for tune in found) < count:
            seed = int(torch.randint(0, 2**62, (), generator=rng))
            found.append(forge_tune(next(_seeds_of("train", seed))))
        x0, table = _encoded(found, index)
        return x0[:count], table[:count]

    return draw


def _seeds_of(part: Part, first: int) -> Generator[int, None, None]:
    seed = first
    while True:
        if split_of(f"tune/{seed}") == part:
            yield seed
        seed += 1


def _encoded(tunes: Sequence[ForgedTune], index: dict[str, int]) -> tuple[Tensor, Tensor]:
    """(N, 4, 16, 16) in [-1, 1] and (N, V) words of all their bars."""
    x0 = torch.from_numpy(to_numbers(np.concatenate([tune.bars for tune in tunes])))
    told = [words for tune in tunes for words in tune.words]
    table = torch.zeros(len(told), len(index))
    for row, words in enumerate(told):
        table[row, [index[word] for word in words]] = 1
    return x0, table
