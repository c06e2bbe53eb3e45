"""Several mixes from one noise: quickly, by the live student where there is one."""

from collections.abc import Generator

import numpy as np
from torch import Tensor

from sprite_studio.art.palette import crisp
from sprite_studio.diffusion.pixels import decode
from sprite_studio.studio.draw.generate import frozen
from sprite_studio.studio.draw.sampling import draw_each, model_for
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import MAX_COUNT, Drawing, check_drawing
from sprite_studio.studio.jobs.field import FieldJob, FieldResult
from sprite_studio.studio.library.models import ModelLibrary, live_path
from sprite_studio.studio.words.contexts import resolve_mix

STEPS = 8
"""Of DPM-Solver++, for a model without a student."""

COLOURS = 12
"""Of a sprite, at most."""


def draw_field(job: FieldJob, library: ModelLibrary) -> Generator[FieldResult | None, None, None]:
    """Yields one FieldResult, and None where other work may go first.

    Raises JobError, CheckpointError.
    """
    if not 1 <= len(job.mixes) <= MAX_COUNT:
        raise JobError(f"a field has 1 to {MAX_COUNT} mixes, not {len(job.mixes)}")
    asked = job.drawing
    check_drawing(asked)
    loaded = library.load(asked.model, glance=True)
    how = Drawing(sampler="dpm++", steps=STEPS, guidance=asked.guidance)
    if live_path(library.find(asked.model)).is_file():
        how = Drawing(sampler="live", steps=4, guidance=asked.guidance)
    drawer = model_for(library, asked.model, how.sampler, glance=True)
    resolved = [resolve_mix(mix, drawer.model.vocabulary.known) for mix in job.mixes]
    style = loaded.find_style(asked.style)
    styled = [{**mix, **loaded.told(style, mix, [asked.seed], asked.varied)[0]} for mix in resolved]
    seeds = [asked.seed] * len(styled)
    images = []
    for event in draw_each(drawer, styled, seeds, how, draft=True):
        if isinstance(event, Tensor):
            for pixels in decode(event):
                images.append(crisp(pixels, COLOURS, None))
                yield None
        else:
            yield None
    yield FieldResult(frozen(np.stack(images)))
