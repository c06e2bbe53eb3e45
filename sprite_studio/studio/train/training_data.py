"""From sources to what the training loop draws on: words chosen, shares balanced, encoded."""

from collections import Counter, defaultdict
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from sprite_studio.art.colour.recolour import RECOLOURED, recoloured
from sprite_studio.art.colour.words import COLOURS, colour_words
from sprite_studio.art.forge import vocabulary
from sprite_studio.art.names import MIRRORED
from sprite_studio.art.sprite import CATEGORIES, Sprite
from sprite_studio.diffusion.pixels import encode
from sprite_studio.diffusion.training.dataset import (
    Batches,
    Draw,
    SpriteData,
    draws_from,
    sprite_batches,
)
from sprite_studio.diffusion.training.trainer import TrainConfig
from sprite_studio.stepwise import completed
from sprite_studio.studio.jobs.training.train import Importing, Source
from sprite_studio.studio.train.forge_source import draws_from_forge, forge_part, word_table
from sprite_studio.studio.train.sources import changed, left_out, named, read_sources
from sprite_studio.studio.words.styles import FORGE_STYLE

FORGE_HELD_OUT = 64
"""Forged sprites that validate a run on the Forge."""

FORGE_SUBJECTS = 50
"""What the Forge's endless subjects of each word count as where styles are drawn."""

RECOLOURED_SHARE = 0.25
"""Of all that is drawn from folders; the word "recoloured" tells the network."""

RECOLOURINGS = 3
"""Of each sprite that has a hue to turn."""

TURNED_AT_ONCE = 8
"""Sprites: a few milliseconds each."""

ENCODED_AT_ONCE = 1000
"""Sprites, of some twenty milliseconds in all."""

LEAST_SPRITES = 6
"""A word that fewer training sprites carry cannot be learned and gets no row."""


@dataclass(frozen=True)
class TrainingData:
    """The sprites of a run.

    Attributes:
        train, held_out: the two parts that a run may see; never the test part.
        weights: one a training sprite, how often it is drawn.
        forge_share: of every batch, drawn fresh by the Forge.
        left_out: how many were blank, repeated, in no manifest or unusable, in words, or "".
        credits: a line a source, or a style of it.
        fingerprint: of all that decides a batch or a validation.
        recoloured, recoloured_weights: training sprites in other colours, drawn beside them.
        changed: how many are not as they were in their files, in words, or "".
        rejected: "file: reason" of the first that are left out.
    """

    train: tuple[Sprite, ...]
    held_out: tuple[Sprite, ...]
    weights: tuple[float, ...]
    forge_share: float
    left_out: str
    credits: tuple[str, ...]
    fingerprint: str
    recoloured: tuple[Sprite, ...] = ()
    recoloured_weights: tuple[float, ...] = ()
    changed: str = ""
    rejected: tuple[str, ...] = ()


def load_training_data(
    sources: Sequence[Source], wanted: str = ""
) -> Generator[Importing | None, None, TrainingData]:
    """Import and balance; to cancel, stop asking. Yields None where other work may go first.

    Raises JobError, and as `import_set`.

    Args: wanted: the fingerprint of a run that is to go on, or "".
    """
    read = yield from read_sources(sources, wanted)
    forged = forge_part(FORGE_HELD_OUT, "validation") if read.forge_share else ()
    turned, turned_weights = yield from _recoloured(read.train, read.weights)
    return TrainingData(
        train=read.train,
        held_out=(*read.held_out, *forged),
        weights=read.weights,
        forge_share=read.forge_share,
        left_out=left_out(read.whole),
        credits=read.credits,
        fingerprint=read.fingerprint,
        recoloured=tuple(turned),
        recoloured_weights=tuple(turned_weights),
        changed=changed(read.whole),
        rejected=named(read.whole),
    )


def read_training_data(sources: Sequence[Source]) -> TrainingData:
    """At once, as `load_training_data` does step by step."""
    return completed(load_training_data(sources))


def choose_words(data: TrainingData) -> tuple[str, ...]:
    """The categories, then every word that enough sprites carry or the Forge says, sorted."""
    counts = Counter(word for sprite in data.train for word in sprite.words)
    others = {word for word, count in counts.items() if count >= LEAST_SPRITES}
    if data.recoloured:
        others.add(RECOLOURED)
    if data.forge_share:
        others.update(vocabulary())
    return (*CATEGORIES, *sorted(others.difference(CATEGORIES)))


def mixable(words: Sequence[str]) -> list[list[int]]:
    """Categories among themselves, and styles: what a user blends, training must have blended.

    A group of its own is "recoloured": left out as often as other details, it would teach that
    apples are blue.
    """
    categories = [i for i, word in enumerate(words) if word in CATEGORIES]
    styles = [i for i, word in enumerate(words) if word.startswith("style:")]
    turned = [i for i, word in enumerate(words) if word == RECOLOURED]
    return [group for group in (categories, styles, turned) if group]


def run_batches(
    data: TrainingData, words: tuple[str, ...], config: TrainConfig
) -> Generator[None, None, Batches]:
    """What a run draws its batches from. Yields where other work may go first."""
    size, seed = config.batch_size, config.seed
    drawn = yield from draws(data, words)
    return sprite_batches(drawn, mixable(words), size, seed, config.context)


def draws(
    data: TrainingData, words: Sequence[str]
) -> Generator[None, None, list[tuple[Draw, float]]]:
    """What a batch is drawn from, each with its share. Yields where other work may go first."""
    found: list[tuple[Draw, float]] = []
    if data.train:
        share = 1 - data.forge_share
        fixed = draws_from((yield from _encoded(data.train, words, data.weights)))
        if data.recoloured:
            turned = yield from _encoded(data.recoloured, words, data.recoloured_weights)
            found.append((draws_from(turned), share * RECOLOURED_SHARE))
            share *= 1 - RECOLOURED_SHARE
        found.append((fixed, share))
    if data.forge_share:
        found.append((draws_from_forge(words), data.forge_share))
    return found


def _recoloured(
    sprites: Sequence[Sprite], weights: Sequence[float]
) -> Generator[None, None, tuple[list[Sprite], list[float]]]:
    """Sprites in other colours, with words that say so, and the weights of their originals. Yields
    where other work may go first."""
    rng = np.random.default_rng(0)
    found, their_weights = [], []
    for number, (sprite, weight) in enumerate(zip(sprites, weights, strict=True)):
        if number % TURNED_AT_ONCE == 0:
            yield
        for _ in range(RECOLOURINGS):
            if (pixels := recoloured(sprite.pixels, rng)) is not None:
                # "hat:red" is no longer true either.
                kept = [word for word in sprite.words if word.partition(":")[2] not in COLOURS]
                words = (*kept, *colour_words(pixels), RECOLOURED)
                found.append(replace(sprite, pixels=pixels, words=words))
                their_weights.append(weight)
    return found, their_weights


def encode_sprites(
    sprites: Sequence[Sprite], words: Sequence[str], weights: Sequence[float] | None = None
) -> SpriteData:
    """Tensors for `words`; sprites that may be mirrored are known by their words."""
    return completed(_encoded(sprites, words, weights or [1.0] * len(sprites)))


def _encoded(
    sprites: Sequence[Sprite], words: Sequence[str], weights: Sequence[float]
) -> Generator[None, None, SpriteData]:
    """As `encode_sprites`, some at a time."""
    pictures, tables = [], []
    for first in range(0, len(sprites), ENCODED_AT_ONCE):
        some = sprites[first : first + ENCODED_AT_ONCE]
        pictures.append(encode(np.stack([sprite.pixels for sprite in some])))
        tables.append(word_table(some, words))
        yield
    index = {word: i for i, word in enumerate(words)}
    mirrored = [index.get(MIRRORED.get(word, word), i) for i, word in enumerate(words)]
    return SpriteData(
        x0=torch.cat(pictures),
        words=torch.cat(tables),
        share=torch.tensor(weights),
        mirrors=torch.tensor([_may_mirror(sprite) for sprite in sprites]),
        mirrored_word=torch.tensor(mirrored),
    )


def _may_mirror(sprite: Sprite) -> bool:
    # Items share one direction of light and of pointing in every pack; people and creatures may
    # turn round, if a side-facing one says which way it looks.
    if sprite.category in ("hero", "non-hero"):
        return True
    faces = {"facing:left", "facing:right"} & set(sprite.words)
    return sprite.category == "side-facing" and bool(faces)


def style_counts(data: TrainingData, words: Sequence[str]) -> dict[str, dict[str, int]]:
    """Style word → the other words that its sprites carry → how many subjects, of `words` only."""
    known = frozenset(words)
    subjects: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for sprite in data.train:
        for style in sprite.words:
            if style.startswith("style:") and style in known:
                for word in known.intersection(sprite.words) - {style}:
                    subjects[style][word].add(sprite.subject)
    endless = {word: FORGE_SUBJECTS for word in vocabulary() if word != FORGE_STYLE}
    return ({FORGE_STYLE: endless} if data.forge_share else {}) | {
        style: {word: len(names) for word, names in sorted(found.items())}
        for style, found in sorted(subjects.items())
    }
