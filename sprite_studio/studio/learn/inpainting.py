"""A part of a sprite is drawn anew, each step taken once or several times."""

from collections.abc import Generator

import numpy as np
import torch
from numpy.typing import NDArray

from sprite_studio.art.sprite import SIZE
from sprite_studio.diffusion.pixels import decode
from sprite_studio.diffusion.sampling.editing import inpaint
from sprite_studio.diffusion.sampling.samplers import Run
from sprite_studio.studio.draw.generate import frozen
from sprite_studio.studio.draw.sampling import steps_of
from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.learn.inpainting import ROUNDS, ROWS, RedrawJob, RedrawResult
from sprite_studio.studio.jobs.learn.progress import LessonStep
from sprite_studio.studio.learn.meter import Meter
from sprite_studio.studio.learn.subject import (
    Mix,
    as_numbers,
    category_of,
    denoiser_for,
    forge_sprites,
    load,
    mix_of,
    noise_for,
    numbers_of,
    told,
)
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.library.models import ModelLibrary

SPRITES, STEPS = 8, 10


def redraw(
    job: RedrawJob, library: ModelLibrary
) -> Generator[LessonStep | RedrawResult, None, None]:
    """Yields a LessonStep a step and one RedrawResult. Raises JobError."""
    meter = Meter(len(ROUNDS) * STEPS)
    loaded = load(library, job.model)
    category = category_of(loaded)
    mix = mix_of(loaded, category)
    # As the network knows them: of three channels a sprite has no clear pixels, but black ones.
    sprites = frozen(decode(numbers_of(forge_sprites(SPRITES, job.seed, category), loaded)))
    seen, believed, drawn, levels = [], [], [], []
    for rounds in ROUNDS:
        steps = []
        for step in steps_of(drawn_anew(loaded, sprites, mix, rounds, job.seed)):
            steps.append(step)
            yield meter.step()
        seen.append([as_numbers(step.x_t[0]) for step in steps])
        believed.append([as_numbers(step.x0[0]) for step in steps])
        drawn.append(decode(steps[-1].x0))
        levels = [step.log_snr for step in steps]
    anew = np.stack(drawn)
    yield RedrawResult(
        told=told(mix),
        sprites=sprites,
        log_snr=tuple(levels),
        x_t=np.array(seen),
        x0=np.array(believed),
        drawn=frozen(anew),
        seam=np.array([seams(images, ROWS) for images in drawn]),
        own_seam=seams(sprites, ROWS),
        apart=np.array([apart(images, sprites, ROWS) for images in drawn]),
        changed=changed(anew, sprites, ROWS),
    )


def drawn_anew(loaded: LoadedModel, sprites: Images, mix: Mix, rounds: int, seed: int) -> Run:
    """A proposal for the upper rows of each of (B, 16, 16, 4)."""
    known = numbers_of(sprites, loaded)
    mask = torch.zeros(len(known), 1, SIZE, SIZE, device=known.device)
    mask[:, :, :ROWS] = 1
    noise = noise_for(loaded, seed, len(known))
    denoise = denoiser_for(loaded, [mix] * len(known))
    levels = loaded.model.schedule.levels(STEPS)
    return inpaint(denoise, noise(), levels, noise, known, mask, rounds)


def seams(images: Images, rows: int) -> NDArray[np.float64]:
    """(B,) how far colour and clearness jump from the last of so many upper rows to the next, in
    the mean of all columns: 0 where the two rows are one, 1 from clear to solid white."""
    seen = _seen(images)
    return np.abs(seen[:, rows - 1] - seen[:, rows]).mean(axis=(1, 2))


def apart(images: Images, sprites: Images, rows: int) -> NDArray[np.float64]:
    """(B,) the mean difference of so many upper rows, in colour and clearness, 0 to 1."""
    return np.abs(_seen(images) - _seen(sprites))[:, :rows].mean(axis=(1, 2, 3))


def changed(anew: Images, sprites: Images, rows: int) -> float:
    """The share of pixels below so many rows of (B, 16, 16, 4) that differ in any of (R, B, 16, 16,
    4)."""
    other = (anew[:, :, rows:] != sprites[:, rows:]).any(axis=-1)
    return float(other.any(axis=0).mean())


def _seen(images: Images) -> NDArray[np.float64]:
    """(B, 16, 16, 4) from 0 to 1, colours as they show: none where a pixel is clear."""
    values = images / 255.0
    values[..., :3] *= values[..., 3:]
    return values
