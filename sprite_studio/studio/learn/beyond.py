"""Beyond drawing: a part of a sprite is drawn anew, and a word is taught."""

from collections.abc import Generator

import numpy as np
import torch
from torch import Tensor

from sprite_studio.art.sprite import SIZE, Sprite
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.pixels import decode
from sprite_studio.diffusion.sampling.editing import inpaint
from sprite_studio.diffusion.sampling.samplers import Run, ddim
from sprite_studio.diffusion.training.teaching import Lesson
from sprite_studio.studio.draw.generate import frozen
from sprite_studio.studio.jobs.base import Images, JobError
from sprite_studio.studio.jobs.learn.beyond import (
    ROWS,
    NewWordJob,
    NewWordResult,
    RedrawJob,
    RedrawResult,
)
from sprite_studio.studio.jobs.learn.progress import LessonStep
from sprite_studio.studio.learn.meter import Meter
from sprite_studio.studio.learn.subject import (
    category_of,
    denoiser_for,
    forge_sprites,
    load,
    mix_of,
    noise_for,
    numbers_of,
    told,
)
from sprite_studio.studio.library.models import LoadedModel, ModelLibrary
from sprite_studio.studio.train.teach import lesson_batches, lesson_config

SPRITES, STEPS = 5, 12
SHOWN = 8
WORD = "a lesson's own"
"""The name counts for nothing: it is never kept, and gone when the lesson is."""


def redraw(
    job: RedrawJob, library: ModelLibrary
) -> Generator[LessonStep | RedrawResult, None, None]:
    """Yields a LessonStep a step and one RedrawResult. Raises JobError."""
    meter = Meter(len(ROWS) * STEPS)
    loaded = load(library, job.model)
    category = category_of(loaded)
    mix = mix_of(loaded, category)
    sprite = forge_sprites(1, job.seed, category)
    proposals = []
    for rows in ROWS:
        run = drawn_anew(loaded, sprite, mix, rows, job.seed)
        proposals.append(decode((yield from meter.through(run))))
    yield RedrawResult(
        told=told(mix),
        sprite=sprite[0],
        anew=frozen(np.stack(proposals)),
        changed=np.array(
            [changed(anew, sprite[0], rows) for anew, rows in zip(proposals, ROWS, strict=True)]
        ),
        can_learn=_can_learn(loaded),
    )


def new_word(
    job: NewWordJob, library: ModelLibrary
) -> Generator[LessonStep | NewWordResult, None, None]:
    """Yields a LessonStep a step and one NewWordResult. Raises JobError."""
    meter = Meter(2 * STEPS + job.steps)
    loaded = load(library, job.model)
    if not _can_learn(loaded):
        raise JobError("the course's network has an input for each word and learns no more of them")
    category = category_of(loaded)
    shown = in_other_colours(forge_sprites(SHOWN, job.seed + 1, category))
    words = {category: 1.0} if category else {}

    before = yield from meter.through(_run(loaded, words, None, job.seed))
    lesson = Lesson(loaded.model, lesson_config(WORD, job.steps, job.seed))
    sprites = [Sprite(pixels) for pixels in shown]
    batches = lesson_batches(sprites, words, loaded.model.vocabulary.words, job.seed)
    losses = []
    for taken in lesson.learn(batches):
        losses.append(taken.loss)
        yield meter.step()
    after = yield from meter.through(_run(loaded, words, lesson.word, job.seed))
    yield NewWordResult(
        shown=frozen(shown),
        before=frozen(decode(before)),
        after=frozen(decode(after)),
        losses=tuple(losses),
        learned=lesson.row.numel(),
        parameters=sum(parameter.numel() for parameter in loaded.model.parameters()),
    )


def drawn_anew(
    loaded: LoadedModel, sprite: Images, mix: dict[str, float], rows: int, seed: int
) -> Run:
    """Proposals for the upper rows of (1, 16, 16, 4)."""
    known = numbers_of(sprite, loaded).expand(SPRITES, -1, -1, -1)
    mask = torch.zeros(SPRITES, 1, SIZE, SIZE, device=known.device)
    mask[:, :, :rows] = 1
    noise = noise_for(loaded, seed, SPRITES)
    denoise = denoiser_for(loaded, [mix] * SPRITES)
    levels = loaded.model.schedule.levels(STEPS)
    return inpaint(denoise, noise(), levels, noise, known, mask)


def changed(anew: Images, sprite: Images, rows: int) -> float:
    """The share of pixels below `rows` that differ from the sprite's, in any of (B, 16, 16, 4)."""
    below = anew[:, rows:] != sprite[rows:]
    return float(below.any(axis=(0, -1)).mean())


def in_other_colours(images: Images) -> Images:
    """Red where there was green, green where blue, blue where red: what nobody has a word for."""
    return np.ascontiguousarray(images[..., [1, 2, 0, 3]])


def _can_learn(loaded: LoadedModel) -> bool:
    return isinstance(loaded.model.config, UNetConfig)


def _run(loaded: LoadedModel, mix: dict[str, float], row: Tensor | None, seed: int) -> Run:
    """From the same noise, with the new word or without it."""
    vocabulary = loaded.model.vocabulary
    kept = vocabulary.taught
    if row is not None:
        vocabulary.taught = {WORD: row}
        mix = {**mix, WORD: 1.0}
    try:
        denoise = denoiser_for(loaded, [mix] * SPRITES, guidance=2.0)
    finally:  # the run has its contexts, and other drawings are not to know the word
        vocabulary.taught = kept
    noise = noise_for(loaded, seed, SPRITES)
    return ddim(denoise, noise(), loaded.model.schedule.levels(STEPS), noise)
