"""Does a model repeat what it was trained on? Style by style: few subjects make that likely."""

import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sprite_studio.art.metrics import near_copies
from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.studio.draw.generate import generate
from sprite_studio.studio.evaluate.report import EvaluateProgress
from sprite_studio.studio.jobs.base import JobError, Result
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL, Drawing
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateProgress, GenerateResult
from sprite_studio.studio.jobs.training.train import Importing
from sprite_studio.studio.library.models import ModelLibrary
from sprite_studio.studio.train.sources import import_all

COUNT, FIRST_SEED = 100, 2_000_000
MOST_COPIED = 0.02
"""Of a style's sprites of one category; the rest is chance: simple shapes meet by themselves."""


@dataclass(frozen=True)
class CopiesJob:
    """Attributes: data: sets that the model was trained on; model: an installed model's name, or a
    file; count: sprites a style and category."""

    data: tuple[Path, ...]
    model: str = DEFAULT_MODEL
    count: int = COUNT


@dataclass(frozen=True)
class CopyRow:
    """Attributes: style, category; subjects: of both, that were trained on; copied: the share, 0 to
    1, of drawn sprites that `near_copies` calls copies of any training sprite."""

    style: str
    category: str
    subjects: int
    copied: float


@dataclass(frozen=True)
class CopiesReport(Result):
    """Attributes: rows: every style with every category that it has."""

    rows: tuple[CopyRow, ...]


def measure_copies(
    job: CopiesJob, library: ModelLibrary
) -> Generator[Importing | EvaluateProgress | CopiesReport | None, None, None]:
    """Yields Importing, EvaluateProgress and one CopiesReport. Raises JobError, CheckpointError,
    and as `import_set`."""
    start = time.perf_counter()
    loaded = library.load(job.model)
    trained = (yield from import_all(job.data)).part("train").sprites
    if not trained:
        raise JobError("the data holds no training sprites that could be copied")
    pairs = [
        (style, category, counts[category])
        for style, counts in sorted(loaded.styles.items())
        for category in CATEGORIES
        if counts.get(category)
    ]
    training = np.stack([sprite.pixels for sprite in trained])
    rows = []
    for number, (style, category, subjects) in enumerate(pairs):
        mix = {category: 1.0, style: 1.0}
        drawing = Drawing(mix=mix, seed=FIRST_SEED, count=job.count, model=job.model)
        for event in generate(GenerateJob(drawing), library):
            if isinstance(event, GenerateResult):
                copied = float(near_copies(event.images, training).mean())
                rows.append(CopyRow(style, category, subjects, copied))
            elif isinstance(event, GenerateProgress):
                done = number * job.count + job.count * event.step // event.steps
                yield EvaluateProgress(
                    f"{category} in {style}",
                    done,
                    len(pairs) * job.count,
                    time.perf_counter() - start,
                )
    yield CopiesReport(tuple(rows))
