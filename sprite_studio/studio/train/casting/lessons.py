"""What a run learns from, by its network: sprites one by one, whole characters, or tunes."""

from collections.abc import Generator, Sequence

from sprite_studio.diffusion.training.dataset import Batches
from sprite_studio.diffusion.training.trainer import TrainConfig
from sprite_studio.diffusion.training.validation import Validation
from sprite_studio.studio.jobs.training.train import Importing, Network, Source
from sprite_studio.studio.train.casting.characters import (
    CastData,
    cast_batches,
    cast_validation,
    load_cast_data,
)
from sprite_studio.studio.train.training_data import (
    TrainingData,
    choose_words,
    encode_sprites,
    load_training_data,
    run_batches,
    style_counts,
)
from sprite_studio.studio.train.tunes import (
    TuneData,
    load_tune_data,
    tune_batches,
    tune_validation,
    tune_words,
)

CHECKED = 64
"""Training sprites, evenly among all of them."""


def load_data(
    network: Network, sources: Sequence[Source], wanted: str
) -> Generator[Importing | None, None, TrainingData]:
    """As `load_training_data`; for characters as `load_cast_data`, for tunes `load_tune_data`."""
    if network == "tune":
        return (yield from load_tune_data(sources, wanted))
    load = load_cast_data if network == "cast" else load_training_data
    return (yield from load(sources, wanted))


def words_of(data: TrainingData) -> tuple[str, ...]:
    """All that a network is to know of it."""
    return tune_words() if isinstance(data, TuneData) else choose_words(data)


def styles_of(data: TrainingData, words: Sequence[str]) -> dict[str, dict[str, int]]:
    """As `style_counts`; tunes have none."""
    return {} if isinstance(data, TuneData) else style_counts(data, words)


def batches_of(
    data: TrainingData, words: tuple[str, ...], config: TrainConfig
) -> Generator[None, None, Batches]:
    """What a run draws its batches from. Yields where other work may go first."""
    if isinstance(data, CastData):
        return cast_batches(data, words, config)
    if isinstance(data, TuneData):
        return tune_batches(words, config)
    return (yield from run_batches(data, words, config))


def check_of(data: TrainingData, words: Sequence[str]) -> Validation | None:
    """The same loss on what is trained on: how far below it lies tells of learning by heart.

    None for characters and for what the Forge draws fresh, where no sprite comes twice.
    """
    if isinstance(data, CastData | TuneData) or not data.train:
        return None
    stride = -(-len(data.train) // CHECKED)
    return Validation(encode_sprites(data.train[::stride], words))


def validation_of(data: TrainingData, words: Sequence[str]) -> Validation | None:
    """The loss that is measured on what was held out; None where nothing was."""
    if isinstance(data, CastData):
        return cast_validation(data, words)
    if isinstance(data, TuneData):
        return tune_validation(data, words)
    if not data.held_out:
        return None
    return Validation(encode_sprites(data.held_out, words))
