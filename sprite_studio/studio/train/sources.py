"""Sources as they are read: sets joined, what is left out told, every sprite's share reckoned."""

import hashlib
import os
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sprite_studio.art.sprite import Sprite
from sprite_studio.art.spriteset import SpriteSet, import_set, merge
from sprite_studio.plain_text import shown
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.training.train import Importing, Source
from sprite_studio.studio.train.forge_source import forge_fingerprint, is_forge
from sprite_studio.studio.train.shares import shares

LEAST_WEIGHT, MOST_WEIGHT = 1e-6, 1e6
"""Of a source. Beyond them a share is none, or all, in numbers of 32 bits."""

MOST_SHOWN = 50
"""Files that are named among those that are left out."""


@dataclass(frozen=True)
class Reading:
    """What sources hold.

    Attributes:
        whole: all of their sprites, and an account of what was left out.
        train, held_out: the two parts of it that a run may see.
        credits: a line a source, or a style of it.
        weights: one a training sprite, how often it is drawn.
        forge_share: of every batch, drawn fresh by the Forge.
        fingerprint: of all that decides a batch or a validation: pixels, words, subjects, shares,
            and the Forge.
    """

    whole: SpriteSet
    train: tuple[Sprite, ...]
    held_out: tuple[Sprite, ...]
    credits: tuple[str, ...]
    weights: tuple[float, ...]
    forge_share: float
    fingerprint: str


def read_sources(
    sources: Sequence[Source], wanted: str
) -> Generator[Importing | None, None, Reading]:
    """Import and balance; to cancel, stop asking. Yields None where other work may go first.

    Raises JobError, and as `import_set`.

    Args: wanted: the fingerprint of a run that is to go on, or "". A run that version 0.1.0 began
    was balanced otherwise, and saw flat backgrounds as they are.
    """
    _check(sources)
    reading = yield from _read(sources, wanted)
    if wanted not in ("", reading.fingerprint) and reading.whole.changes["cleared"]:
        kept = [replace(source, keep_background=True) for source in sources]
        older = yield from _read(kept, wanted)
        reading = older if older.fingerprint == wanted else reading
    return reading


def _read(sources: Sequence[Source], wanted: str) -> Generator[Importing | None, None, Reading]:
    total = sum(1.0 if source.weight is None else source.weight for source in sources)
    forged = [source for source in sources if is_forge(source.path)]
    forge_share = sum(1.0 if s.weight is None else s.weight for s in forged) / total
    folders = [source for source in sources if not is_forge(source.path)]
    labels = _labels(folders)
    sets: list[SpriteSet] = []
    for source, label in zip(folders, labels, strict=True):
        one = yield from map_events(import_set(source.path, source.grid, source.keep_background))
        sets.append(told_apart(one, source.path, label if len(folders) > 1 else ""))
    whole = merge("all", sets)
    train, held_out = whole.part("train").sprites, whole.part("validation").sprites
    if folders and len(train) < 2:
        raise JobError(
            f"the data holds {len(train)} training sprites of {len(whole.sprites)} in all, "
            "since whole subjects are kept apart to test on; at least 2 are needed: add more"
        )
    source_of = {id(sprite): i for i, one in enumerate(sets) for sprite in one.sprites}
    of_train = [source_of[id(sprite)] for sprite in train]
    of_sources = [source.weight for source in folders]

    forge_art = (yield from forge_fingerprint()) if forged else ""

    def balanced(by_kind: bool) -> tuple[tuple[float, ...], str]:
        weights = shares(train, of_train, of_sources, by_kind) if folders else ()
        return weights, _fingerprint(weights, forge_share, (*train, *held_out), forge_art)

    weights, fingerprint = balanced(by_kind=True)
    if wanted not in ("", fingerprint) and (older := balanced(by_kind=False))[1] == wanted:
        weights, fingerprint = older
    credited = {_credit(s, labels[i]) for s, i in zip(train, of_train, strict=True)}
    return Reading(
        whole=whole,
        train=train,
        held_out=held_out,
        credits=(*(("the Forge",) if forged else ()), *sorted(credited)),
        weights=weights,
        forge_share=forge_share,
        fingerprint=fingerprint,
    )


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
        (found.unlisted, "in no manifest"),
        (len(found.rejected), "unusable"),
    )
    return ", ".join(f"{count} {what}" for count, what in counts if count)


def named(found: SpriteSet) -> tuple[str, ...]:
    """ "file: reason" of what is left out, the first of many, and how many follow."""
    lines = (*found.rejected, *found.unused)
    left = len(lines) - MOST_SHOWN
    return (*lines[:MOST_SHOWN], f"and {left} more") if left > 0 else lines


def changed(found: SpriteSet) -> str:
    """ "2 cleared of a flat background, 3 read at their own size", or nothing."""
    counts = (
        (found.changes["cleared"], "cleared of a flat background"),
        (found.changes["reduced"], "enlarged and read at their own size"),
    )
    return ", ".join(f"{count} {what}" for count, what in counts if count)


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


def told_apart(one: SpriteSet, path: Path, label: str = "") -> SpriteSet:
    """With its files named as they lie in `path`, after the label of that if it has one: two
    folders may hold files of the same name."""
    if not label:
        return replace(one, rejected=tuple(_inside(path, line) for line in one.rejected))
    return replace(
        one,
        sprites=tuple(replace(s, origin=f"{label}/{s.origin}") for s in one.sprites),
        rejected=tuple(f"{label}/{_inside(path, line)}" for line in one.rejected),
        unused=tuple(f"{label}/{line}" for line in one.unused),
    )


def _inside(path: Path, line: str) -> str:
    """What is said of a file, without the folder in which all of them are."""
    return line.removeprefix(f"{shown(path)}{os.sep}")


def _credit(sprite: Sprite, label: str) -> str:
    """The pack that a sprite is from: its style, or else its source's name."""
    return next((word[6:] for word in sprite.words if word.startswith("style:")), label)


def _fingerprint(
    weights: tuple[float, ...], forge_share: float, sprites: Sequence[Sprite], forge_art: str
) -> str:
    digest = hashlib.sha256(repr((weights, forge_share)).encode())
    for sprite in sprites:
        digest.update(sprite.pixels.tobytes() + " ".join((*sprite.words, sprite.subject)).encode())
    digest.update(forge_art.encode())
    return digest.hexdigest()[:12]
