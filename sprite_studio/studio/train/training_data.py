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
from sprite_studio.studio.train.shares import shares

FORGE_HELD_OUT = 64
"""Forged sprites that validate a run on the Forge."""

FORGE_STYLE = "style:forge"
FORGE_SUBJECTS = 50
"""What the Forge's endless subjects of each word count as where styles are drawn."""

RECOLOURED_SHARE = 0.25
"""Of all that is drawn from folders; the word "recoloured" tells the network."""

RECOLOURINGS = 3
"""Of each sprite that has a hue to turn."""

LEAST_WEIGHT, MOST_WEIGHT = 1e-6, 1e6
"""Of a source. Beyond them a share is none, or all, in numbers of 32 bits."""

MOST_SHOWN = 50
"""Files that are named among those that cannot be used."""

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
        rejected: "file: reason" of the first that could not be used.
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
) -> Generator[Importing, None, TrainingData]:
    """Import and balance; to cancel, stop asking. Raises JobError, and as `import_set`.

    Args: wanted: the fingerprint of a run that is to go on, which may have been begun by version
    0.1.0, when sprites were balanced otherwise.
    """
    _check(sources)
    total = sum(1.0 if source.weight is None else source.weight for source in sources)
    forged = [source for source in sources if is_forge(source.path)]
    forge_share = sum(1.0 if s.weight is None else s.weight for s in forged) / total
    folders = [source for source in sources if not is_forge(source.path)]
    labels = _labels(folders)
    sets: list[SpriteSet] = []
    for i, source in enumerate(folders):
        importing = map_events(import_set(source.path, source.grid, source.keep_background))
        sets.append(_named(i, (yield from importing), labels))
    whole = merge("all", sets)
    train, held_out = whole.part("train").sprites, whole.part("validation").sprites
    if folders and len(train) < 2:
        raise JobError(
            f"the data holds {len(train)} training sprites of {len(whole.sprites)} in all, "
            "since whole subjects are kept apart to test on; at least 2 are needed: add more"
        )
    weights, fingerprint = _balanced(train, held_out, folders, forge_share, by_kind=True)
    if wanted not in ("", fingerprint):
        older = _balanced(train, held_out, folders, forge_share, by_kind=False)
        if older[1] == wanted:
            weights, fingerprint = older
    credited = sorted({_credit(sprite, folders) for sprite in train})
    if forged:
        credited.insert(0, "the Forge")
    train, held_out = _plain(train, labels), _plain(held_out, labels)
    if forged:
        held_out += forge_part(FORGE_HELD_OUT, "validation")
    turned, turned_weights = _recoloured(train, weights)
    return TrainingData(
        train=train,
        held_out=held_out,
        weights=weights,
        forge_share=forge_share,
        left_out=left_out(whole),
        credits=tuple(credited),
        fingerprint=fingerprint,
        recoloured=tuple(turned),
        recoloured_weights=tuple(turned_weights),
        changed=changed(whole),
        rejected=most_of(whole.rejected),
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


def left_out(found: SpriteSet) -> str:
    """ "2 blank, 1 duplicate", or nothing."""
    counts = (
        (found.blanks, "blank"),
        (found.duplicates, "duplicate"),
        (len(found.rejected), "unusable"),
    )
    return ", ".join(f"{count} {what}" for count, what in counts if count)


def changed(found: SpriteSet) -> str:
    """ "2 cleared of a flat background, 3 read at their own size", or nothing."""
    counts = (
        (found.changes["cleared"], "cleared of a flat background"),
        (found.changes["reduced"], "enlarged and read at their own size"),
    )
    return ", ".join(f"{count} {what}" for count, what in counts if count)


def most_of(rejected: Sequence[str]) -> tuple[str, ...]:
    """The first lines of a list that may be very long, and how many follow."""
    shown = tuple(rejected[:MOST_SHOWN])
    left = len(rejected) - len(shown)
    return (*shown, f"and {left} more") if left else shown


def _check(sources: Sequence[Source]) -> None:
    if not sources:
        raise JobError("training needs data: name a folder with --data")
    weights = [source.weight for source in sources if source.weight is not None]
    if weights and len(weights) < len(sources):
        raise JobError("give every data source a weight, or none of them")
    for source in sources:
        if source.weight is not None and not LEAST_WEIGHT <= source.weight <= MOST_WEIGHT:
            raise JobError(
                f"the weight of {source.path} must lie between {LEAST_WEIGHT:g} and "
                f"{MOST_WEIGHT:g}, and is {source.weight:g}"
            )


def _balanced(
    train: Sequence[Sprite],
    held_out: Sequence[Sprite],
    folders: Sequence[Source],
    forge_share: float,
    by_kind: bool,
) -> tuple[tuple[float, ...], str]:
    """How often each sprite is drawn, and the fingerprint of it all."""
    weights = ()
    if folders:
        of_sources = [source.weight for source in folders]
        weights = shares(train, [*map(_source_of, train)], of_sources, by_kind)
    digest = hashlib.sha256(repr((weights, forge_share)).encode())
    for sprite in (*train, *held_out):
        digest.update(sprite.pixels.tobytes() + " ".join((*sprite.words, sprite.subject)).encode())
    if forge_share:
        digest.update(forge_fingerprint().encode())
    return weights, digest.hexdigest()[:12]


def _credit(sprite: Sprite, sources: Sequence[Source]) -> str:
    """The pack that a sprite is from: its style, or else its source's name."""
    style = next((word[6:] for word in sprite.words if word.startswith("style:")), None)
    return style or sources[_source_of(sprite)].path.resolve().name


def _name(path: Path) -> str:
    """Of what "." and ".." mean, too."""
    try:
        return path.resolve().name
    except (OSError, RuntimeError):  # a link that leads back to itself
        return path.name


def _labels(sources: Sequence[Source]) -> list[str]:
    """A name for each source; those that share one are numbered."""
    names = [_name(source.path) for source in sources]
    return [
        name if names.index(name) == i else f"{name} ({names[: i + 1].count(name)})"
        for i, name in enumerate(names)
    ]


def _named(index: int, one: SpriteSet, labels: Sequence[str]) -> SpriteSet:
    # Merging forgets which source a sprite came from; its origin carries the number along.
    sprites = tuple(replace(s, origin=f"{index}|{s.origin}") for s in one.sprites)
    where = f"{labels[index]}/" if len(labels) > 1 else ""
    return replace(one, sprites=sprites, rejected=tuple(where + line for line in one.rejected))


def _source_of(sprite: Sprite) -> int:
    return int(sprite.origin.split("|", 1)[0])


def _plain(sprites: Sequence[Sprite], labels: Sequence[str]) -> tuple[Sprite, ...]:
    """Their origins without the number; where two are the same, with the source's name."""
    origins = [sprite.origin.split("|", 1)[1] for sprite in sprites]
    counts = Counter(origins)
    return tuple(
        replace(s, origin=origin if counts[origin] == 1 else f"{labels[_source_of(s)]}/{origin}")
        for s, origin in zip(sprites, origins, strict=True)
    )


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
    sprites: Sequence[Sprite], weights: Sequence[float]
) -> tuple[list[Sprite], list[float]]:
    """Sprites in other colours, with words that say so, and the weights of their originals."""
    rng = np.random.default_rng(0)
    found, their_weights = [], []
    for sprite, weight in zip(sprites, weights, strict=True):
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
    index = {word: i for i, word in enumerate(words)}
    mirrored = [index.get(MIRRORED.get(word, word), i) for i, word in enumerate(words)]
    return SpriteData(
        x0=encode(np.stack([sprite.pixels for sprite in sprites])),
        words=word_table(sprites, words),
        share=torch.tensor(weights or [1.0] * len(sprites)),
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
