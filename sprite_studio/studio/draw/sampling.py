"""From words and seeds to a run of a sampler: what drawing, evaluating and teaching share."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import numpy as np
import torch
from torch import Tensor

from sprite_studio.art.palette import Palette, crisp
from sprite_studio.diffusion.pixels import decode, encode
from sprite_studio.diffusion.sampling.denoiser import (
    Denoise,
    Heard,
    guided_denoiser,
    rows_a_call,
)
from sprite_studio.diffusion.sampling.editing import symmetric, towards_palette
from sprite_studio.diffusion.sampling.noise import SpriteNoise
from sprite_studio.diffusion.sampling.samplers import Run, Step, ddim, ddpm, dpm_solver_pp
from sprite_studio.diffusion.sampling.sums import (
    Terms,
    ddim_terms,
    ddpm_terms,
    dpm_solver_pp_terms,
)
from sprite_studio.diffusion.training.distill import GUIDANCE_WORD, HALVES_WORD
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing, Sampler
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.library.models import ModelLibrary

CHUNK = 64
"""Sprites that go through the network together; more gain no speed, only memory."""

EDITED = 16
"""The same of an edit: other work waits for a step of all of them."""


def model_for(library: ModelLibrary, name: str, sampler: str, glance: bool = False) -> LoadedModel:
    """The model by that name, or its live student. Raises JobError, CheckpointError.

    Args: glance: as of `ModelLibrary.load`.
    """
    load = library.load_live if sampler == "live" else library.load
    return load(name, glance)


def begin(
    loaded: LoadedModel,
    mixes: Sequence[Mapping[str, float]],
    seeds: Sequence[int],
    how: Drawing,
    draft: bool = False,
    heard: Heard | None = None,
) -> Run:
    """The run of a few sprites, each with its own mix and seed; the model is `model_for`'s.

    Args: how: all but its words and seeds counts; draft: as in `GenerateJob`; heard: as of
    `guided_denoiser`.
    """
    weights, guidance = told_weights(loaded, mixes, how)
    denoise = guided_denoiser(
        loaded.model,
        weights,
        guidance,
        how.guidance_interval,
        exact=not draft,
        network=loaded.network,
        heard=heard,
    )
    if how.symmetric:
        denoise = symmetric(denoise)
    if how.palette_inside:
        denoise = towards_palette(denoise, partial(_snapped, palette=how.palette))
    device = next(loaded.model.parameters()).device
    noise = SpriteNoise(seeds, (loaded.model.config.channels, 16, 16), device)
    x = noise().contiguous(memory_format=torch.channels_last)
    return start_run(how.sampler, denoise, x, levels_of(loaded, how), noise, how.eta)


def told_weights(
    loaded: LoadedModel, mixes: Sequence[Mapping[str, float]], how: Drawing
) -> tuple[Tensor, float]:
    """(B, V) what the network is told of each mix, and by how much it is to be guided besides."""
    vocabulary = loaded.model.vocabulary
    if how.sampler != "live":
        return vocabulary.weights(mixes), how.guidance
    told = {GUIDANCE_WORD: how.guidance - 1, HALVES_WORD: float(how.steps_taken == 2)}
    # The student has guidance in its weights.
    return vocabulary.weights([{**mix, **told} for mix in mixes]), 1.0


def levels_of(loaded: LoadedModel, how: Drawing) -> list[float]:
    """The λ that a run visits, noisiest first, then +inf."""
    spacing = "log_snr" if how.sampler == "dpm++" else "time"
    return loaded.model.schedule.levels(how.steps_taken, spacing)


def _snapped(x0: Tensor, palette: tuple[str, ...]) -> Tensor:
    """(B, 4, 16, 16) with every pixel clear or of the palette."""
    colours = Palette("inside", palette)
    pixels = [crisp(one, None, colours) for one in decode(x0)]
    return encode(np.stack(pixels)).to(x0)


def start_run(
    sampler: Sampler,
    denoise: Denoise,
    x: Tensor,
    levels: Sequence[float],
    noise: Callable[[], Tensor],
    eta: float,
) -> Run:
    """The generator behind a sampler's name."""
    match sampler:
        case "ddpm":
            return ddpm(denoise, x, levels, noise)
        case "ddpm-no-noise":
            return ddpm(denoise, x, levels, noise, extra_noise=False)
        case "ddim":
            return ddim(denoise, x, levels, noise, eta)
        case "live":
            return ddim(denoise, x, levels, noise)
        case "dpm++":
            return dpm_solver_pp(denoise, x, levels)
        case _:
            raise JobError(f"there is no sampler {sampler!r}")


def terms_of(sampler: Sampler, levels: Sequence[float], eta: float) -> list[Terms]:
    """Each step's sum, of the sampler of that name."""
    match sampler:
        case "ddpm":
            return ddpm_terms(levels)
        case "ddpm-no-noise":
            return ddpm_terms(levels, extra_noise=False)
        case "ddim":
            return ddim_terms(levels, eta)
        case "live":
            return ddim_terms(levels)
        case "dpm++":
            return dpm_solver_pp_terms(levels)
        case _:
            raise JobError(f"there is no sampler {sampler!r}")


def steps_of(run: Run) -> Iterator[Step]:
    """The run's steps, each in inference mode."""
    while (taken := _step_of(run)) is not None:
        yield taken


def steps_abreast(
    loaded: LoadedModel,
    mixes: Sequence[Mapping[str, float]],
    seeds: Sequence[int],
    how: Drawing,
    draft: bool = False,
) -> Iterator[Step | None]:
    """The steps of a drawing, each of all its sprites, as one run of them would take them.

    The network is asked about a few sprites at a time, and between two calls stands None: there
    other work may go first, which would have to wait long for a step of many sprites.

    Args: as of `begin`.
    """
    size = len(seeds) if draft else _sprites_a_call(loaded, how)
    runs = [
        begin(loaded, mixes[first : first + size], seeds[first : first + size], how, draft)
        for first in range(0, len(seeds), size)
    ]
    while True:
        parts: list[Step] = []
        for run in runs:
            if parts:
                yield None
            taken = _step_of(run)
            if taken is None:  # all have as many steps
                return
            parts.append(taken)
        yield parts[0] if len(parts) == 1 else _joined(parts)


def _sprites_a_call(loaded: LoadedModel, how: Drawing) -> int:
    """As many as make the rows of one network call: with guidance each is asked about twice."""
    rows = rows_a_call(next(loaded.model.parameters()).device, loaded.model)
    return rows if how.guidance == 1 or how.sampler == "live" else rows // 2


def _joined(parts: Sequence[Step]) -> Step:
    return Step(
        parts[0].log_snr,
        torch.cat([part.x_t for part in parts]),
        torch.cat([part.eps for part in parts]),
        torch.cat([part.x0 for part in parts]),
    )


def _step_of(run: Run) -> Step | None:
    """The next one, or None after the last.

    Inference mode is entered anew for each: it belongs to the thread, and between two steps the
    worker may be training.
    """
    with torch.inference_mode():
        return next(run, None)


def draw_each(
    loaded: LoadedModel,
    mixes: Sequence[Mapping[str, float]],
    seeds: Sequence[int],
    how: Drawing,
    draft: bool = False,
) -> Iterator[Tensor | int]:
    """Draw all, chunk by chunk. Yields how many sprites each step drew at, then x0 (B, C, 16, 16).

    Between two steps other work may run; to cancel, stop asking.
    """
    drawn = []
    for first in range(0, len(seeds), CHUNK):
        chunk = slice(first, first + CHUNK)
        run = begin(loaded, mixes[chunk], seeds[chunk], how, draft)
        x0 = None
        for taken in steps_of(run):
            x0 = taken.x0
            yield len(x0)
        assert x0 is not None  # a run has at least one step
        drawn.append(x0)
    yield torch.cat(drawn)
