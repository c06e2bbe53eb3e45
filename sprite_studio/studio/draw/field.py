"""Several mixes from one noise: quickly, by the live student where there is one."""

from collections.abc import Generator

import numpy as np
from torch import Tensor

from sprite_studio.art.palette import crisp
from sprite_studio.diffusion.pixels import decode
from sprite_studio.diffusion.sampling.noise import MAX_SEED
from sprite_studio.studio.draw.generate import frozen
from sprite_studio.studio.draw.sampling import Sampling, draw_each, model_for
from sprite_studio.studio.jobs.generate import MAX_COUNT, FieldJob, FieldResult, JobError
from sprite_studio.studio.library.models import ModelLibrary, live_path
from sprite_studio.studio.words.contexts import resolve_mix

STEPS = 8
"""Of DPM-Solver++, for a model without a student."""

COLOURS = 12
"""Of a sprite, at most."""


def draw_field(job: FieldJob, library: ModelLibrary) -> Generator[FieldResult, None, None]:
    """Yields one FieldResult. Raises JobError, CheckpointError."""
    if not 1 <= len(job.mixes) <= MAX_COUNT:
        raise JobError(f"a field has 1 to {MAX_COUNT} mixes, not {len(job.mixes)}")
    if not 0 <= job.seed <= MAX_SEED:
        raise JobError(f"the seed must be between 0 and {MAX_SEED}")
    loaded = library.load(job.model)
    how = Sampling("dpm++", STEPS, guidance=job.guidance, draft=True)
    if live_path(library.find(job.model)).is_file():
        how = Sampling("live", 4, guidance=job.guidance, draft=True)
    drawer = model_for(library, job.model, how.sampler)
    resolved = [resolve_mix(mix, drawer.model.vocabulary.known) for mix in job.mixes]
    styled = [{**mix, **loaded.draw_styles(mix, [job.seed])[0]} for mix in resolved]
    *_, x0 = draw_each(library, drawer, styled, [job.seed] * len(styled), how)
    assert isinstance(x0, Tensor)  # it ends with what it drew
    yield FieldResult(frozen(np.stack([crisp(pixels, COLOURS, None) for pixels in decode(x0)])))
