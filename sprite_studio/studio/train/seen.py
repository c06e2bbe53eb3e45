"""Has a model seen this sprite before? Its training sprites, the most alike first.

Beside a model lies a descriptor of each sprite that it learned from, and the sprite's name; the
sprites themselves do not. They are shown where the user has them.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from sprite_studio.art.metrics import near_copies
from sprite_studio.art.sprite import SIZE, Pixels, Sprite
from sprite_studio.diffusion.measuring.likeness import WIDTH, described, distances
from sprite_studio.diffusion.pixels import encode
from sprite_studio.studio.jobs.base import JobError, Result
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL
from sprite_studio.studio.jobs.training.train import Importing
from sprite_studio.studio.library.models import ModelLibrary, seen_path
from sprite_studio.studio.library.seen_record import load_seen, save_seen
from sprite_studio.studio.train.sources import import_all

SAME = 0.003
"""Descriptors nearer than this are of one sprite: another processor rounds by 0.0005 at most, and
among 451 sprites of two packs one pixel in two frames made 0.0066."""


AT_ONCE = 256
"""Sprites that are described together."""


@dataclass(frozen=True)
class SeenJob:
    """Attributes:
    sprite: (16, 16, 4) uint8 what to look for.
    model: an installed model's name, or a file.
    count: of neighbours.
    data: sets of sprites among which the neighbours' pictures may be.
    keep_background: as of the training that they were of.
    """

    sprite: Pixels
    model: str = DEFAULT_MODEL
    count: int = 8
    data: tuple[Path, ...] = ()
    keep_background: bool = False


@dataclass(frozen=True)
class Neighbour:
    """A training sprite. Attributes: name: its file, as it was trained on; distance: 0 is the same;
    pixels: (16, 16, 4), or None where the user does not have it; copied: whether the sprite that
    was looked for is nearly this one."""

    name: str
    distance: float
    pixels: Pixels | None = None
    copied: bool = False


@dataclass(frozen=True)
class SeenResult(Result):
    """Attributes: neighbours: the most alike first; among: how many training sprites there are."""

    neighbours: tuple[Neighbour, ...]
    among: int


def seen(job: SeenJob, library: ModelLibrary) -> Generator[Importing | SeenResult, None, None]:
    """Yields Importing while pictures are read, and one SeenResult.

    Raises JobError where the model has no record of what it saw, CheckpointError, OSError, and as
    `import_set`.
    """
    if job.count < 1:
        raise JobError(f"ask for one neighbour or more, not {job.count}")
    if job.sprite.shape != (SIZE, SIZE, 4):
        raise JobError(f"only a sprite of {SIZE}×{SIZE} pixels can be looked for")
    path = seen_path(library.find(job.model))
    if not path.is_file():
        raise JobError(
            f"the model {job.model!r} has no record of what it was trained on: it would lie beside "
            f"it as {path.name}, which training writes"
        )
    names, descriptors = load_seen(path)
    there = (yield from import_all(job.data, job.keep_background)).sprites if job.data else ()
    found = distances(encode(job.sprite[None])[0], descriptors)
    nearest = found.argsort()[: job.count]
    pictures = _pictures(descriptors[nearest], there)
    neighbours = [
        _neighbour(names[i], found[i].item(), pixels, job.sprite)
        for i, pixels in zip(nearest.tolist(), pictures, strict=True)
    ]
    yield SeenResult(tuple(neighbours), len(names))


def _pictures(rows: Tensor, sprites: Sequence[Sprite]) -> list[Pixels | None]:
    """For each descriptor the sprite that it describes, or None. Names are no help: a folder may
    have another since, and two folders the same."""
    if not sprites:
        return [None] * len(rows)
    apart = _apart(rows, _described(sprites))
    nearest = apart.argmin(dim=1).tolist()
    return [
        sprites[which].pixels if apart[i, which] < SAME else None for i, which in enumerate(nearest)
    ]


def _apart(rows: Tensor, others: Tensor) -> Tensor:
    """(N, M) distances of descriptors, and not by a matrix product: its rounding is a third of
    SAME."""
    exactly = "donot_use_mm_for_euclid_dist"
    return torch.cdist(rows.float(), others.float(), compute_mode=exactly)


def _described(sprites: Sequence[Sprite]) -> Tensor:
    return described(encode(np.stack([sprite.pixels for sprite in sprites])))


def _neighbour(name: str, distance: float, pixels: Pixels | None, sprite: Pixels) -> Neighbour:
    if pixels is None:
        return Neighbour(name, distance)
    copied = bool(near_copies(sprite[None], pixels[None])[0])
    return Neighbour(name, distance, pixels, copied)


def remember(
    path: Path, sprites: Sequence[Sprite], before: Path | None = None
) -> Generator[None, None, None]:
    """Write down what a model is trained on. Yields where other work may go first.

    Raises OSError, CheckpointError.

    Args: path: of the record; before: the record of the model that it begins with, if it has one.
    """
    names: tuple[str, ...] = ()
    rows = torch.empty(0, WIDTH, dtype=torch.half)
    if before is not None and before.is_file():
        names, rows = load_seen(before)
    if sprites:
        parts = []
        for first in range(0, len(sprites), AT_ONCE):
            parts.append(_described(sprites[first : first + AT_ONCE]))
            yield
        described = torch.cat(parts)
        is_new = torch.ones(len(sprites), dtype=torch.bool)
        if len(rows):
            is_new = _apart(described, rows).amin(dim=1) >= SAME
        names += tuple(s.origin for s, new in zip(sprites, is_new.tolist(), strict=True) if new)
        rows = torch.cat([rows.half(), described[is_new]])
    save_seen(path, names, rows)
