"""From sources to what the training loop draws on: words chosen, shares balanced, encoded."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from sprite_studio.art.colour_words import COLOURS, colour_words
from sprite_studio.art.forge import vocabulary
from sprite_studio.art.names import MIRRORED
from sprite_studio.art.recolour import RECOLOURED, recoloured
from sprite_studio.art.sprite import CATEGORIES, Sprite
from sprite_studio.art.spriteset import SpriteSet, import_set, merge
from sprite_studio.diffusion.pixels import encode
from sprite_studio.diffusion.training.dataset import Draw, SpriteData, draws_from
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.train import Importing, Source
from sprite_studio.studio.train.forge_source import (
    draws_from_forge,
    forge_fingerprint,
    forge_part,
    is_forge,
    word_table,
)

FORGE_HELD_OUT = 64
"""Forged sprites that validate a run on the Forge."""

FORGE_STYLE = "style:forge"
FORGE_SUBJECTS = 50
"""What the Forge's endless subjects of each word count as where styles are drawn."""

RECOLOURED_SHARE = 0.25
"""Of all that is drawn from folders; the word "recoloured" tells the network."""

RECOLOURINGS = 3
"""Of each sprite that has a hue to turn."""

LEAST_SPRITES = 6
"""A word that fewer training sprites carry cannot be learned and gets no row."""


@dataclass(frozen=True)
class TrainingData:
    """The sprites of a run.

    Attributes:
        train, held_out: the two parts that a run may see; never the test part.
        weights: one a training sprite, how often it is drawn.
        forge_share: of every batch, drawn fresh by the Forge.
        left_out: how many were blank, repeated or unusable, in words, or "".
        credits: a line a source, or a style of it.
        fingerprint: of all that decides a batch or a validation: pixels, words, subjects, shares,
            and the Forge.
        recoloured, recoloured_weights: training sprites in other colours, drawn beside them.
        changed: how many are not as they were in their files, in words, or "".
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


def load_training_data(sources: Sequence[Source]) -> Generator[Importing, None, TrainingData]:
    """Import and balance; to cancel, stop asking. Raises JobError, and as `import_set`."""
    if not sources:
        raise JobError("training needs data: name a folder with --data")
    weighted = [source.weight is not None for source in sources]
    if any(weighted) and not all(weighted):
        raise JobError("give every data source a weight, or none of them")
    total = sum(1.0 if source.weight is None else source.weight for source in sources)
    forged = [source for source in sources if is_forge(source.path)]
    forge_share = sum(1.0 if s.weight is None else s.weight for s in forged) / total
    folders = [source for source in sources if not is_forge(source.path)]
    sets: list[SpriteSet] = []
    for i, source in enumerate(folders):
        importing = map_events(import_set(source.path, source.grid, source.keep_background))
        sets.append(_named(i, (yield from importing)))
    whole = merge("all", sets)
    train, held_out = whole.part("train").sprites, whole.part("validation").sprites
    if folders and len(train) < 2:
        raise JobError(
            f"the data holds {len(train)} training sprites of {len(whole.sprites)} in all, "
            "since whole subjects are kept apart to test on; at least 2 are needed: add more"
        )
    weights = _shares(train, folders) if folders else ()
    digest = hashlib.sha256(repr((weights, forge_share)).encode())
    for sprite in (*train, *held_out):
        digest.update(sprite.pixels.tobytes() + " ".join((*sprite.words, sprite.subject)).encode())
    credited = sorted({_credit(sprite, folders) for sprite in train})
    held_out = tuple(map(_plain, held_out))
    if forged:
        credited.insert(0, "the Forge")
        digest.update(forge_fingerprint().encode())
        held_out += forge_part(FORGE_HELD_OUT, "validation")
    train = tuple(map(_plain, train))
    turned, turned_weights = _recoloured(train, weights)
    return TrainingData(
        train=train,
        held_out=held_out,
        weights=weights,
        forge_share=forge_share,
        left_out=left_out(whole.blanks, whole.duplicates, len(whole.rejected)),
        credits=tuple(credited),
        fingerprint=digest.hexdigest()[:12],
        recoloured=tuple(turned),
        recoloured_weights=tuple(turned_weights),
        changed=changed(whole),
    )


def read_training_data(sources: Sequence[Source]) -> TrainingData:
    """At once, as `load_training_data` does step by step."""
    loading = load_training_data(sources)
    while True:
        try:
            next(loading)
        except StopIteration as stop:
            return stop.value


def map_events(
    importing: Generator[int, None, SpriteSet],
) -> Generator[Importing, None, SpriteSet]:
    """The counts of an import as reports of progress."""
    while True:
        try:
            yield Importing(next(importing))
        except StopIteration as stop:
            return stop.value


def import_all(
    paths: Sequence[Path], keep_background: bool = False
) -> Generator[Importing, None, SpriteSet]:
    """Several sets as one, each sprite once. Raises as `import_set`."""
    sets: list[SpriteSet] = []
    for path in paths:
        sets.append((yield from map_events(import_set(path, None, keep_background))))
    return merge("all", sets)


def left_out(blanks: int, duplicates: int, rejected: int) -> str:
    """ "2 blank, 1 duplicate", or nothing."""
    counts = ((blanks, "blank"), (duplicates, "duplicate"), (rejected, "unusable"))
    return ", ".join(f"{count} {what}" for count, what in counts if count)


def changed(found: SpriteSet) -> str:
    """ "2 cleared of a flat background, 3 read at their own size", or nothing."""
    counts = (
        (found.changes["cleared"], "cleared of a flat background"),
        (found.changes["reduced"], "enlarged and read at their own size"),
    )
    return ", ".join(f"{count} {what}" for count, what in counts if count)


def _credit(sprite: Sprite, sources: Sequence[Source]) -> str:
    """The pack that a sprite is from: its style, or else its source's name."""
    style = next((word[6:] for word in sprite.words if word.startswith("style:")), None)
    return style or sources[_source_of(sprite)].path.resolve().name


def _named(index: int, one: SpriteSet) -> SpriteSet:
    # Merging forgets which source a sprite came from; its origin carries the number along.
    return replace(
        one, sprites=tuple(replace(s, origin=f"{index}|{s.origin}") for s in one.sprites)
    )


def _source_of(sprite: Sprite) -> int:
    return int(sprite.origin.split("|", 1)[0])


def _plain(sprite: Sprite) -> Sprite:
    return replace(sprite, origin=sprite.origin.split("|", 1)[1])


def _shares(sprites: Sequence[Sprite], sources: Sequence[Source]) -> tuple[float, ...]:
    """Roots temper both imbalances: many subjects in a category, many frames of one subject.

    Equal shares for all categories would show each food hundreds of times, and it would be
    learned by heart; shares as they come would teach mostly swords.
    """
    frames = Counter(sprite.subject for sprite in sprites)
    by_subject = {subject: count**0.5 / count for subject, count in frames.items()}
    subjects: dict[str, set[str]] = defaultdict(set)
    for sprite in sprites:
        subjects[sprite.category or ""].add(sprite.subject)
    mass: Counter[str] = Counter()
    for sprite in sprites:
        mass[sprite.category or ""] += by_subject[sprite.subject]
    shares = [
        by_subject[s.subject] * len(subjects[s.category or ""]) ** 0.25 / mass[s.category or ""]
        for s in sprites
    ]
    if sources[0].weight is not None:
        total: Counter[int] = Counter()
        for sprite, share in zip(sprites, shares, strict=True):
            total[_source_of(sprite)] += share
        shares = [
            share / total[_source_of(sprite)] * (sources[_source_of(sprite)].weight or 0)
            for sprite, share in zip(sprites, shares, strict=True)
        ]
    return tuple(shares)


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


def draws(data: TrainingData, words: Sequence[str]) -> list[tuple[Draw, float]]:
    """What a batch is drawn from, each with its share."""
    found: list[tuple[Draw, float]] = []
    if data.train:
        share = 1 - data.forge_share
        fixed = draws_from(encode_sprites(data.train, words, data.weights))
        if data.recoloured:
            turned = encode_sprites(data.recoloured, words, data.recoloured_weights)
            found.append((draws_from(turned), share * RECOLOURED_SHARE))
            share *= 1 - RECOLOURED_SHARE
        found.append((fixed, share))
    if data.forge_share:
        found.append((draws_from_forge(words), data.forge_share))
    return found


def _recoloured(
    sprites: Sequence[Sprite], shares: Sequence[float]
) -> tuple[list[Sprite], list[float]]:
    """Sprites in other colours, with words that say so, and the weights of their originals."""
    rng = np.random.default_rng(0)
    found, weights = [], []
    for sprite, weight in zip(sprites, shares, strict=True):
        for _ in range(RECOLOURINGS):
            if (pixels := recoloured(sprite.pixels, rng)) is not None:
                # "hat:red" is no longer true either.
                kept = [word for word in sprite.words if word.partition(":")[2] not in COLOURS]
                words = (*kept, *colour_words(pixels), RECOLOURED)
                found.append(replace(sprite, pixels=pixels, words=words))
                weights.append(weight)
    return found, weights


def encode_sprites(
    sprites: Sequence[Sprite], words: Sequence[str], shares: Sequence[float] | None = None
) -> SpriteData:
    """Tensors for `words`; sprites that may be mirrored are known by their words."""
    index = {word: i for i, word in enumerate(words)}
    mirrored = [index.get(MIRRORED.get(word, word), i) for i, word in enumerate(words)]
    return SpriteData(
        x0=encode(np.stack([sprite.pixels for sprite in sprites])),
        words=word_table(sprites, words),
        share=torch.tensor(shares or [1.0] * len(sprites)),
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
