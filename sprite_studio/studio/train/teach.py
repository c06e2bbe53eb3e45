"""Teach a model a word, or a style, from a few sprites; the model itself stays as it is."""

import math
import time
from collections import Counter
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from sprite_studio.art.palette import crisp
from sprite_studio.art.sprite import CATEGORIES, SIZE, Sprite
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.pixels import decode
from sprite_studio.diffusion.threads import steady_pace
from sprite_studio.diffusion.training.dataset import Batch, draws_from, step_generator
from sprite_studio.diffusion.training.teaching import Lesson, LessonConfig
from sprite_studio.file_lock import held, lock_beside
from sprite_studio.studio.draw.sampling import begin, steps_of
from sprite_studio.studio.draw.stopwatch import Stopwatch
from sprite_studio.studio.jobs.base import Images, JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.training.lesson import (
    LEAST_SHOWN,
    MOST_SHOWN,
    LessonProgress,
    TeachJob,
    TeachResult,
)
from sprite_studio.studio.jobs.training.train import Importing
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.library.models import ModelLibrary, tune_threads
from sprite_studio.studio.train.length import check_length, check_seed
from sprite_studio.studio.train.runs.leftovers import clear_shared
from sprite_studio.studio.train.sources import import_all
from sprite_studio.studio.train.training_data import encode_sprites
from sprite_studio.studio.train.word_place import check_place, put_word
from sprite_studio.studio.words.contexts import resolve_mix
from sprite_studio.studio.words.taught_words import STYLE, TaughtWord, meaning, word_file

MOST_BYTES = 65_536
"""Of a word on the disk; one with a picture takes 5,000."""

MOST_SECONDS = 86_400.0
BATCH = 32
STYLE_PICTURE = 0.5
"""Share of a style's picture that is kept, by the distance to a pack's other subjects."""

ALONE = 0.2
"""How often the new word is shown without the words beside it, so that it can stand alone."""

PREVIEWS = 8
PREVIEW_SEEDS = (1, 2, 3, 4)


def teach(
    job: TeachJob, library: ModelLibrary
) -> Generator[Importing | LessonProgress | TeachResult | None, None, None]:
    """Yields Importing, a LessonProgress a step, and one TeachResult, and None where other work may
    go first; closed early it keeps nothing.

    Raises JobError, HeldError where another process teaches the same word, CheckpointError,
    OSError, and as `import_set`.
    """
    start = time.perf_counter()
    loaded = library.load(job.model)
    file = _check(job, loaded, library.words)
    file.parent.mkdir(parents=True, exist_ok=True)
    with held(lock_beside(file), f"the word {job.word!r} is being taught"):
        clear_shared(file.parent)
        check_place(file, job.word, job.replace, MOST_BYTES)
        taught, row = yield from _learned(job, loaded, library)
        replaced = put_word(file, taught, row, None, job.replace)
    seconds = time.perf_counter() - start
    yield TeachResult(job.word, file, taught.sprites, taught.steps, seconds, replaced)


def _learned(
    job: TeachJob, loaded: LoadedModel, library: ModelLibrary
) -> Generator[Importing | LessonProgress | None, None, tuple[TaughtWord, Tensor]]:
    """The word and its (D,) row."""
    mix = resolve_mix(job.mix, loaded.model.vocabulary.words)
    if job.word.startswith(STYLE) and any(word.startswith(STYLE) for word in mix):
        raise JobError("a new style is shown without another; leave styles out of the mix")
    sprites = yield from _shown(job)
    if not LEAST_SHOWN <= len(sprites) <= MOST_SHOWN:
        raise JobError(
            f"these are {len(sprites)} different sprites; "
            f"a lesson takes {LEAST_SHOWN} to {MOST_SHOWN}"
        )
    lesson = Lesson(loaded.model, lesson_config(job.word, job.steps or 1, job.seed))
    batches = lesson_batches(sprites, mix, loaded.model.vocabulary.words, job.seed)
    pace = steady_pace((yield from tune_threads(loaded.model, BATCH)))
    if job.steps is None:
        seconds = yield from _seconds_a_step(loaded, batches, job.seed)
        lesson.config = replace(lesson.config, steps=max(10, round(job.seconds / seconds)))
    steps, begun = lesson.config.steps, time.perf_counter()
    beside = _preview_mix(sprites, mix, loaded)
    learning = lesson.learn(batches)
    while (taken := pace(lambda: next(learning, None))) is not None:
        if not math.isfinite(taken.loss):
            raise JobError(
                f"the loss of step {taken.step} is not a number, so the lesson ended there and "
                "nothing is kept; show other sprites, or try another seed"
            )
        preview = None
        if taken.step % max(1, steps // PREVIEWS) == 0 or taken.step == steps:
            preview = yield from _preview(loaded, lesson, {job.word: 1.0, **beside})
        spent = time.perf_counter() - begun
        left = spent / taken.step * (steps - taken.step)
        yield LessonProgress(taken.step, steps, taken.loss, left, preview)
    words = tuple(sorted(beside))
    return TaughtWord(job.word, loaded.hash, len(sprites), steps, words), lesson.word


def _shown(job: TeachJob) -> Generator[Importing, None, tuple[Sprite, ...]]:
    """Each once. Raises JobError."""
    if any(len(tile) != SIZE * SIZE * 4 for tile in job.tiles):
        raise JobError(f"a sprite to learn from is {SIZE}×{SIZE} pixels of four bytes each")
    tiles = [np.frombuffer(tile, np.uint8).reshape(SIZE, SIZE, 4) for tile in job.tiles]
    drawn = {sprite.pixels.tobytes(): sprite for sprite in map(Sprite, tiles)}
    found = (yield from import_all(job.sprites, job.keep_background)).sprites
    return (
        *(sprite for sprite in drawn.values() if not sprite.is_blank),
        *(sprite for sprite in found if sprite.pixels.tobytes() not in drawn),
    )


def _check(job: TeachJob, loaded: LoadedModel, folder: Path) -> Path:
    """Where the word is to be kept. Raises JobError."""
    if not isinstance(loaded.model.config, UNetConfig):
        raise JobError("the course's network has an input for each word and learns no more of them")
    file = word_file(folder, job.word)
    if (meant := meaning(job.word, loaded.model.vocabulary.words)) is not None:
        raise JobError(f"{job.word!r} means {meant} already; choose another name")
    if job.steps is not None and job.steps < 1:
        raise JobError(f"a lesson takes at least one step, not {job.steps}")
    check_length("teach", job.steps, minutes=None, needed=False)
    check_seed(job.seed)
    if not 0 < job.seconds <= MOST_SECONDS:
        raise JobError(
            f"a lesson takes between 0 and {MOST_SECONDS:g} seconds, not {job.seconds:g}"
        )
    return file


def lesson_config(word: str, steps: int, seed: int) -> LessonConfig:
    """How a word of that name is taught."""
    return LessonConfig(steps, seed, picture=STYLE_PICTURE if word.startswith(STYLE) else 1.0)


def lesson_batches(
    sprites: Sequence[Sprite],
    mix: Mapping[str, float],
    known: Sequence[str],
    seed: int,
    size: int = BATCH,
) -> Callable[[int], Batch]:
    """Random sprites of the lesson, a few of them shifted or mirrored, and the words beside it, so
    many at once."""
    mine = tuple(replace(s, words=_beside(s, known)) for s in sprites)
    data = encode_sprites(mine, known)
    draw = draws_from(data)
    index = {word: i for i, word in enumerate(known)}
    given = torch.zeros(len(known))
    for word, weight in mix.items():
        given[index[word]] = weight

    def batch(step: int) -> Batch:
        rng = step_generator(seed + 4, step)
        x0, words = draw(size, rng)
        weights = torch.where(given != 0, given, words)
        shown = torch.rand(size, generator=rng) >= ALONE
        return Batch(x0, weights * shown[:, None])

    return batch


def _beside(sprite: Sprite, known: Sequence[str]) -> tuple[str, ...]:
    """Its category. What else it is must be learned as part of the word, or of no word at all."""
    return tuple(word for word in sprite.words if word in CATEGORIES and word in known)


def _seconds_a_step(
    loaded: LoadedModel, batches: Callable[[int], Batch], seed: int
) -> Generator[None, None, float]:
    """By a few steps of a lesson that is thrown away. Yields after each."""
    trial = Lesson(loaded.model, LessonConfig(4, seed)).learn(batches)
    next(trial)
    yield
    watch = Stopwatch()
    for _ in trial:
        with watch.paused():
            yield
    return watch.seconds / 3


def _preview_mix(
    sprites: Sequence[Sprite], mix: Mapping[str, float], loaded: LoadedModel
) -> dict[str, float]:
    """What the word is shown with most."""
    if mix:
        return dict(mix)
    counts = Counter(
        word for s in sprites for word in _beside(s, loaded.model.vocabulary.words)
    ).most_common(1)
    return {word: 1.0 for word, _ in counts}


def _preview(
    loaded: LoadedModel, lesson: Lesson, mix: Mapping[str, float]
) -> Generator[None, None, Images]:
    """Drawn with the word as it is by now. Yields after each step."""
    vocabulary, word = loaded.model.vocabulary, next(iter(mix))
    before = vocabulary.taught
    vocabulary.taught = {word: lesson.word}
    try:
        how = Drawing(sampler="dpm++", steps=8)
        run = begin(loaded, [mix] * len(PREVIEW_SEEDS), PREVIEW_SEEDS, how)
    finally:  # the run has its contexts, and other drawings are not to know the word
        vocabulary.taught = before
    x0 = None
    for step in steps_of(run):
        x0 = step.x0
        yield
    assert x0 is not None  # a run has at least one step
    images = np.stack([crisp(pixels, 12, None) for pixels in decode(x0)])
    images.setflags(write=False)
    return images
