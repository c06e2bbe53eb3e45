"""Look into a folder of sprites before training on it."""

from collections import defaultdict
from collections.abc import Generator

import numpy as np

from sprite_studio.art.spriteset import load_set
from sprite_studio.studio.jobs import ScanJob, ScanResult

SAMPLES_A_CATEGORY = 6


def scan(job: ScanJob) -> Generator[ScanResult, None, None]:
    """Yields one ScanResult. Raises SpriteSetError, ImageError."""
    found = load_set(job.path)
    by_category = defaultdict(list)
    for sprite in found.sprites:
        by_category[sprite.category or ""].append(sprite)
    samples = []
    for sprites in by_category.values():
        stride = max(1, len(sprites) // SAMPLES_A_CATEGORY)
        samples += [sprite.pixels for sprite in sprites[::stride][:SAMPLES_A_CATEGORY]]
    yield ScanResult(
        path=job.path,
        categories=dict(found.categories()),
        samples=np.stack(samples),
        blanks=found.blanks,
        duplicates=found.duplicates,
        rejected=found.rejected,
    )
