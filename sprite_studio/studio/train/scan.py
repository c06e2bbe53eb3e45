"""Look into a folder of sprites before training on it."""

from collections import defaultdict
from collections.abc import Generator

import numpy as np

from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.art.spriteset import collect, import_set
from sprite_studio.studio.jobs.training.train import Importing, ScanJob, ScanResult
from sprite_studio.studio.train.forge_source import forge_part, is_forge
from sprite_studio.studio.train.sources import changed, left_out, map_events, named, told_apart

SAMPLES_A_CATEGORY = 6


def scan(job: ScanJob) -> Generator[Importing | ScanResult, None, None]:
    """Yields an Importing now and then and one ScanResult, of the Forge samples only.

    Raises as `import_set`.
    """
    endless = is_forge(job.path)
    if endless:
        found = collect("forge", forge_part(SAMPLES_A_CATEGORY * len(CATEGORIES), "train"))
    else:
        found = yield from map_events(import_set(job.path))
    by_category = defaultdict(list)
    for sprite in found.sprites:
        by_category[sprite.category or ""].append(sprite)
    samples = []
    for sprites in by_category.values():
        stride = max(1, len(sprites) // SAMPLES_A_CATEGORY)
        samples += [sprite.pixels for sprite in sprites[::stride][:SAMPLES_A_CATEGORY]]
    yield ScanResult(
        path=job.path,
        endless=endless,
        categories={} if endless else dict(found.categories()),
        samples=np.stack(samples),
        left_out=left_out(found),
        rejected=named(told_apart(found, job.path)),
        changed=changed(found),
    )
