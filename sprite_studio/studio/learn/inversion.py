"""A word is taught (textual inversion, arXiv 2208.01618), and looked at on its way."""

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from sprite_studio.art.sprite import Sprite
from sprite_studio.diffusion.inside.word_space import (
    flattened,
    nearest,
    null_picture,
    word_pictures,
    word_vectors,
)
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.networks.vocabulary import Vocabulary
from sprite_studio.diffusion.pixels import decode
from sprite_studio.diffusion.sampling.samplers import Run, ddim
from sprite_studio.diffusion.training.teaching import Lesson
from sprite_studio.studio.draw.generate import frozen
from sprite_studio.studio.draw.sampling import steps_of
from sprite_studio.studio.jobs.base import Images, JobError
from sprite_studio.studio.jobs.learn.inversion import (
    NewWordJob,
    NewWordProgress,
    NewWordResult,
    WordStage,
)
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
    told,
)
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.library.models import ModelLibrary
from sprite_studio.studio.train.teach import lesson_batches, lesson_config

SHOWN, DRAWN, STEPS = 8, 8, 8
"""Sprites that show the word, sprites that are drawn with it, and steps of drawing."""

GUIDANCE, NEAR = 2.0, 4

BATCH = 8
"""Of a lesson that takes seconds: smaller batches than where a word is kept."""

LOOKS = (0.0, 0.05, 0.1, 0.2, 0.4, 1.0)
"""Shares of the lesson after which it is looked at."""

WORD = "a lesson's own"
"""The name counts for nothing: it is never kept, and gone when the lesson is."""

GOLD = np.array([(60, 30, 8), (150, 90, 20), (225, 170, 50), (255, 236, 150)], np.uint8)
"""From the darkest to the lightest."""

BRIGHTNESS = (0.299, 0.587, 0.114)
"""Of red, green and blue (ITU-R BT.601)."""

CLOSE = 40.0
"""Between two colours of one name, as a distance of red, green and blue, 0 to 255 each."""


def new_word(
    job: NewWordJob, library: ModelLibrary
) -> Generator[NewWordProgress | NewWordResult, None, None]:
    """Yields a NewWordProgress a step and one NewWordResult. Raises JobError."""
    loaded = load(library, job.model)
    model = loaded.model
    if not isinstance(model.config, UNetConfig):
        raise JobError(
            "a word cannot be taught to this model: the course's network has an input for each of "
            "its words and none for another; choose another model at the left"
        )
    mix = mix_of(loaded, category_of(loaded))
    shown = in_gold(forge_sprites(SHOWN, job.seed + 1, category_of(loaded)))
    kept = [parameter.detach().clone() for parameter in model.parameters()]
    lesson = Lesson(model, lesson_config(WORD, job.steps, job.seed))
    sprites = [Sprite(pixels) for pixels in shown]
    batches = lesson_batches(sprites, mix, model.vocabulary.words, job.seed, BATCH)
    looks = {round(share * job.steps) for share in LOOKS}
    meter = Meter(len(looks) * STEPS + job.steps)

    yield replace(_report(meter, 0, done=False), shown=frozen(shown))
    rows = [lesson.word]
    stages = [(yield from _look(loaded, mix, lesson, shown, job.seed, meter))]
    for taken in lesson.learn(batches):
        yield _report(meter, taken.step)
        if taken.step in looks:
            rows.append(lesson.word)
            stages.append((yield from _look(loaded, mix, lesson, shown, job.seed, meter)))
    places, way = on_the_map(word_vectors(model), torch.stack(rows)[:, : model.config.context])
    now = model.parameters()
    yield NewWordResult(
        told=told(mix),
        shown=frozen(shown),
        stages=tuple(stages),
        words=tuple(model.vocabulary.known),
        places=places,
        way=way,
        learned=lesson.row.numel(),
        parameters=sum(parameter.numel() for parameter in kept),
        changed=sum(int((a != b).sum()) for a, b in zip(kept, now, strict=True)),
    )


def _look(
    loaded: LoadedModel, mix: Mix, lesson: Lesson, shown: Images, seed: int, meter: Meter
) -> Generator[NewWordProgress, None, WordStage]:
    """Draws with the word as it is now, always from the same noise."""
    model, row = loaded.model, lesson.word
    x0: Tensor | None = None
    for step in steps_of(_run(loaded, mix, row, seed)):
        x0 = step.x0
        yield _report(meter, lesson.step)
    assert x0 is not None  # a run has at least one step
    drawn = decode(x0)
    known = model.vocabulary.known
    vectors = word_vectors(model)
    vector = row[: vectors.shape[1]].detach().float().cpu()
    near: tuple[tuple[str, float], ...] = ()
    if lesson.step and len(known):  # before the first step it points nowhere
        index, cosine = nearest(torch.cat([vectors, vector[None]]), NEAR)
        named = zip(index[-1].tolist(), cosine[-1].tolist(), strict=True)
        near = tuple((known[word], alike) for word, alike in named)
    promised, null = _promised(model, row), null_picture(model)
    stage = WordStage(
        step=lesson.step,
        vector=as_numbers(vector),
        picture=None if promised is None or null is None else as_numbers(promised - null),
        promised=None if promised is None else as_numbers(promised),
        drawn=frozen(drawn),
        near=near,
        like=share_in_colours(drawn, shown),
    )
    told_now = _report(meter, lesson.step, done=False)
    yield replace(told_now, stage=stage)
    return stage


def _promised(model: Model, row: Tensor) -> Tensor | None:
    """(C, 16, 16) the picture of null and of the row, where words have pictures."""
    with _known(model.vocabulary, row):
        pictures = word_pictures(model)
    return None if pictures is None else pictures[-1]


def _report(meter: Meter, taken: int, done: bool = True) -> NewWordProgress:
    at = meter.step() if done else meter.at()
    return NewWordProgress(at.step, at.steps, at.seconds, taken)


def _run(loaded: LoadedModel, mix: Mix, row: Tensor, seed: int) -> Run:
    with _known(loaded.model.vocabulary, row):  # the run has its contexts by then
        denoise = denoiser_for(loaded, [{**mix, WORD: 1.0}] * DRAWN, GUIDANCE)
    noise = noise_for(loaded, seed, DRAWN)
    return ddim(denoise, noise(), loaded.model.schedule.levels(STEPS), noise)


@contextmanager
def _known(vocabulary: Vocabulary, row: Tensor) -> Iterator[None]:
    """For a moment the vocabulary knows the word; other drawings are not to know it."""
    kept: Mapping[str, Tensor] = vocabulary.taught
    vocabulary.taught = {**kept, WORD: row}
    try:
        yield
    finally:
        vocabulary.taught = dict(kept)


def on_the_map(vectors: Tensor, rows: Tensor) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(V, 2) and (S, 2): words, and a row on its way among them, on one plane. Args: vectors: (V,
    D); rows: (S, D)."""
    places = flattened(torch.cat([vectors, rows.detach().float().cpu()]))[0].numpy()
    return places[: len(vectors)], places[len(vectors) :]


def in_gold(images: Images) -> Images:
    """Every colour as the gold of its brightness; what is clear stays so."""
    bright = images[..., :3] @ np.array(BRIGHTNESS) / 255
    shade = (bright / 0.9 * len(GOLD)).astype(int).clip(max=len(GOLD) - 1)
    golden = images.copy()
    golden[..., :3] = GOLD[shade] * (images[..., 3:] > 0)
    return golden


def share_in_colours(images: Images, shown: Images) -> float:
    """Of the pixels of `images` that are not clear, how many have nearly a colour of `shown`: 1 for
    these themselves."""
    colours = np.unique(shown[shown[..., 3] > 127][:, :3], axis=0).astype(float)
    mine = images[images[..., 3] > 127][:, :3].astype(float)
    if not len(mine) or not len(colours):
        return 0.0
    away = np.linalg.norm(mine[:, None] - colours[None], axis=-1).min(axis=1)
    return float((away <= CLOSE).mean())
