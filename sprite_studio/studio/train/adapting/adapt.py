"""Teach a model the manner of somebody's pack: a style, kept among the taught words."""

import math
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import compress
from pathlib import Path

import numpy as np

from sprite_studio.art.palette import crisp
from sprite_studio.art.sprite import CATEGORIES, SIZE, Sprite
from sprite_studio.art.spriteset import SpriteSet, collect
from sprite_studio.art.words import spell
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.networks.vocabulary import Shown, led_away
from sprite_studio.diffusion.pixels import decode, encode
from sprite_studio.diffusion.threads import steady_pace
from sprite_studio.diffusion.training.adapting import Adaptation, AdaptConfig, kept_share
from sprite_studio.diffusion.training.dataset import Batch
from sprite_studio.diffusion.training.nearest_word import nearest_word
from sprite_studio.diffusion.training.trainer import END, TrainStep
from sprite_studio.file_lock import held, lock_beside
from sprite_studio.studio.draw.sampling import steps_abreast
from sprite_studio.studio.draw.stopwatch import Stopwatch
from sprite_studio.studio.draw.word_pictures import examples_of
from sprite_studio.studio.jobs.base import Images, JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.training.adapt import (
    LEAST_SPRITES,
    MOST_SPRITES,
    AdaptForecast,
    AdaptJob,
    AdaptResult,
    AdaptStarted,
)
from sprite_studio.studio.jobs.training.lesson import LessonProgress
from sprite_studio.studio.jobs.training.train import Importing
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.library.models import ModelLibrary, tune_threads
from sprite_studio.studio.train.adapting.practice import Practised, practice
from sprite_studio.studio.train.length import check_length, check_seed
from sprite_studio.studio.train.runs.leftovers import clear_shared
from sprite_studio.studio.train.sources import import_all, left_out, named
from sprite_studio.studio.train.teach import lesson_batches
from sprite_studio.studio.train.word_place import check_place, put_word
from sprite_studio.studio.words.styles import styles_in
from sprite_studio.studio.words.taught_words import (
    MOST_BYTES,
    STYLE,
    KeptWord,
    TaughtWord,
    attach_words,
    meaning,
    word_file,
)

STEPS = 300
"""Of 56 sprites. They take 80 seconds of one core with AVX-512 BF16; see the model's card."""

LEAST_STEPS = 10
"""However slow the machine is."""

PRACTISED = 24
"""Sprites of a step, beside those that are shown."""

LEARNING = 0.9
"""Share of the time that is left after all has been prepared; in the rest previews are drawn."""

STEP_COST, TIMING_COST = 0.04, 8
"""What a step takes of the time in which all that is practised is drawn (1.3 of 33 seconds, 0.27 of
7), and in steps what lies between."""

TIMED = 3
PREVIEWS, PREVIEW_SEED = 8, 1

Both = tuple[Callable[[int], Batch], Callable[[int], Batch]]
"""Batches of what is shown, and of what is practised beside it."""

AdaptEvent = Importing | AdaptForecast | AdaptStarted | LessonProgress | AdaptResult | None


def adapt(job: AdaptJob, library: ModelLibrary) -> Generator[AdaptEvent, None, None]:
    """Yields AdaptForecast, Importing, one AdaptStarted, a LessonProgress a step, one AdaptResult,
    and None where other work may go first; closed early it keeps nothing.

    A loss that is no number ends it with the style of the step before. Raises JobError, HeldError
    where another process learns a style of that name, CheckpointError, OSError, and as
    `import_set`.
    """
    start = time.perf_counter()
    yield AdaptForecast(60 * job.minutes, is_measured=False)
    word = style_word(job.name)
    loaded = library.load(job.model)
    file = _check(job, word, loaded, library.words)
    file.parent.mkdir(parents=True, exist_ok=True)
    with held(lock_beside(file), f"the style {word!r} is being learned"):
        clear_shared(file.parent)
        check_place(file, word, job.replace, MOST_BYTES)
        found = yield from _found(job)
        learned = yield from _learned(job, found, loaded, start)
        kept = _as_kept(file, word, learned, loaded.hash)
        # Before it is kept: until then whoever cancels is told that nothing was.
        examples = (yield from _examples(learned, kept, loaded)) if job.pictured else None
        replaced = put_word(file, kept.taught, kept.row, kept.difference, job.replace)
    seconds, of = time.perf_counter() - start, kept.taught
    yield AdaptResult(
        *(word, job.model, file, of.sprites, of.steps, seconds),
        *(replaced, learned.trouble, examples),
    )


def style_word(name: str) -> str:
    """ "My pack" → "style:my-pack"."""
    return STYLE + spell(name.removeprefix(STYLE)).replace("_", "-").replace(":", "-")


def _found(job: AdaptJob) -> Generator[Importing, None, SpriteSet]:
    """What is to show the manner. Raises as `import_set`."""
    if isinstance(job.data, Path):
        return (yield from import_all([job.data], job.keep_background))
    fit = [sprite.pixels.shape == (SIZE, SIZE, 4) for sprite in job.data]
    found = collect("these", compress(job.data, fit))
    misfits = [sprite for sprite, fits in zip(job.data, fit, strict=True) if not fits]
    return replace(found, rejected=tuple(map(_misfit, misfits)))


def _misfit(sprite: Sprite) -> str:
    height, width, _ = sprite.pixels.shape
    return f"{sprite.origin or 'a sprite'}: is {width}×{height}, and a sprite is {SIZE}×{SIZE}"


def chosen_sprites(found: SpriteSet) -> tuple[Sprite, ...]:
    """Those that show the manner: all, or as many as there may be, drawn by a fixed lot. Raises
    JobError for too few."""
    sprites = found.sprites
    if len(sprites) < LEAST_SPRITES:
        lacking = f" ({left_out(found)} left out)" if left_out(found) else ""
        raise JobError(
            f"a style takes at least {LEAST_SPRITES} different sprites, and here are "
            f"{len(sprites)}{lacking}; add more, or teach a word, which takes 2"
        )
    if len(sprites) <= MOST_SPRITES:
        return sprites
    order = np.random.default_rng(0).permutation(len(sprites))
    return tuple(sprites[i] for i in sorted(order[:MOST_SPRITES]))


def steps_in(job: AdaptJob, seconds: float, spent: float) -> int:
    """As many as have a use and end in time. Args: seconds: that a step takes; spent: since the
    job began."""
    fitting = LEARNING * (60 * job.minutes - spent) / seconds
    return min(job.steps or STEPS, max(LEAST_STEPS, round(fitting)))


def _foretold(
    preparing: Generator[Practised | None, None, Both], job: AdaptJob, start: float
) -> Generator[AdaptForecast | None, None, Both]:
    """The same, and what it tells as how long all will take. Args: start: as of `_learned`."""
    with closing(preparing):
        while True:
            try:
                done = next(preparing)
            except StopIteration as end:
                return end.value
            yield done and forecast(job, done, time.perf_counter() - start)


def forecast(job: AdaptJob, done: Practised, spent: float) -> AdaptForecast:
    """Judged by what was practised so far. Args: spent: seconds since the job began."""
    step = STEP_COST * done.whole
    preparing = done.whole - done.seconds + TIMING_COST * step
    learning = steps_in(job, step, spent + preparing) * step / LEARNING
    return AdaptForecast(preparing + learning, is_measured=True)


@dataclass(frozen=True)
class _Learned:
    """Attributes: adaptation; sprites: that were shown; categories: of these; near: the
    model's own style that is most like them, or ""; trouble: as of `AdaptResult`."""

    adaptation: Adaptation
    sprites: int
    categories: tuple[str, ...]
    near: str
    trouble: str


def _learned(
    job: AdaptJob, found: SpriteSet, loaded: LoadedModel, start: float
) -> Generator[AdaptEvent, None, _Learned]:
    """Args: start: when the job began, by `time.perf_counter`."""
    sprites = chosen_sprites(found)
    near = yield from nearest_style(sprites, loaded, job.seed)
    preparing = style_batches(sprites, loaded, job.seed)
    batches = yield from _foretold(preparing, job, start)
    # A copy learns: what is drawn meanwhile is not to know the style before it is done.
    config = AdaptConfig(job.steps or STEPS, job.seed, kept=kept_share(len(sprites)))
    adaptation = Adaptation(deepcopy(loaded.model), config, near)
    threads = yield from tune_threads(loaded.model)
    seconds = yield from _seconds_a_step(loaded, batches, job.seed)
    steps = steps_in(job, seconds, time.perf_counter() - start)
    adaptation.config = replace(adaptation.config, steps=steps)
    yield AdaptStarted(len(sprites), len(found.sprites), left_out(found), named(found), steps)
    drawing = _Preview(adaptation, loaded, len(sprites))
    pace, watch, trouble = steady_pace(threads), Stopwatch(), ""
    learning = adaptation.learn(*batches)
    while (step := pace(lambda: next(learning, END))) is not END:
        if not isinstance(step, TrainStep):
            with watch.paused():
                yield None
            continue
        if not math.isfinite(step.loss):
            trouble = f"the loss of step {step.step} is not a number, so learning ended there"
            break
        preview = None
        if step.step % max(1, steps // PREVIEWS) == 0 or step.step == steps:
            preview = yield from drawing.drawn()
        left = watch.seconds / step.step * (steps - step.step)
        with watch.paused():
            yield LessonProgress(step.step, steps, step.loss, left, preview)
    if adaptation.step == 0:
        raise JobError(f"{trouble} and nothing is kept; show other sprites, or try another seed")
    return _Learned(
        adaptation,
        len(sprites),
        tuple(sorted({sprite.category for sprite in sprites if sprite.category})),
        near or "",
        trouble and f"{trouble}; the style is kept as it was after step {adaptation.step}",
    )


def _as_kept(file: Path, word: str, learned: _Learned, fingerprint: str) -> KeptWord:
    adaptation = learned.adaptation
    taught = TaughtWord(
        word,
        fingerprint,
        learned.sprites,
        adaptation.step,
        learned.categories,
        learned.near,
        led_away(learned.sprites),
    )
    return KeptWord(file, taught, adaptation.word, adaptation.difference)


def _examples(
    learned: _Learned, kept: KeptWord, loaded: LoadedModel
) -> Generator[None, None, Images]:
    """What shows the style, drawn by the copy that learned it."""
    model = learned.adaptation.model
    attach_words(model, loaded.hash, [kept])
    return (yield from examples_of(replace(loaded, model=model), kept.taught.word))


def nearest_style(
    sprites: Sequence[Sprite], loaded: LoadedModel, seed: int
) -> Generator[None, None, str | None]:
    """The model's own style that is most like theirs; None where it has none. Yields where other
    work may go first."""
    vocabulary = loaded.model.vocabulary
    x0 = encode(np.stack([sprite.pixels for sprite in sprites]))
    mixes = [{c: 1.0} if (c := s.category) in vocabulary.index else {} for s in sprites]
    weights = vocabulary.weights(mixes)[:, : len(vocabulary.words)]
    styles = styles_in(vocabulary.words)
    return (yield from nearest_word(loaded.model, styles, x0, weights, seed))


def style_batches(
    sprites: Sequence[Sprite], loaded: LoadedModel, seed: int
) -> Generator[Practised | None, None, Both]:
    """Of the sprites that show a style, and of what is practised beside them. Yields as
    `practice`."""
    shown = lesson_batches(sprites, {}, loaded.model.vocabulary.words, seed)
    return shown, (yield from practice(loaded, sprites, PRACTISED, seed))


def _check(job: AdaptJob, word: str, loaded: LoadedModel, folder: Path) -> Path:
    """Where the style is to be kept. Raises JobError."""
    if not isinstance(loaded.model.config, UNetConfig) or loaded.model.config.channels != 4:
        raise JobError("the course's network cannot take on a style; choose another model")
    file = word_file(folder, word)
    if (meant := meaning(word, loaded.model.vocabulary.words)) is not None:
        raise JobError(f"the model has {meant} already; choose another name")
    check_length("adapt", job.steps, job.minutes)
    check_seed(job.seed)
    return file


def _seconds_a_step(
    loaded: LoadedModel,
    batches: Both,
    seed: int,
) -> Generator[None, None, float]:
    """By a few steps that are thrown away. Yields after each part of one."""
    trial = Adaptation(loaded.model, AdaptConfig(1 + TIMED, seed)).learn(*batches)
    watch = None
    for step in trial:
        if isinstance(step, TrainStep) and watch is None:  # the first prepares kernels
            watch = Stopwatch()
        elif watch is not None:
            with watch.paused():
                yield
    assert watch is not None
    return watch.seconds / TIMED


class _Preview:
    """What the style draws as it learns: a sprite of each category, then again."""

    def __init__(self, adaptation: Adaptation, loaded: LoadedModel, sprites: int) -> None:
        self._adaptation, self._sprites = adaptation, sprites
        # Its own words and network, so that the preview goes on while others draw.
        self._loaded = replace(loaded, model=adaptation.model)
        known = [c for c in CATEGORIES if c in loaded.model.vocabulary.index]
        self._asked = [{known[i % len(known)]: 1.0} if known else {} for i in range(PREVIEWS)]

    def drawn(self) -> Generator[None, None, Images]:
        """(8, 16, 16, 4). Yields where other work may go first."""
        vocabulary = self._adaptation.model.vocabulary
        vocabulary.taught = {STYLE: self._adaptation.word}
        vocabulary.differences = {STYLE: self._adaptation.difference}
        vocabulary.shown = {STYLE: Shown((), "", led_away(self._sprites))}
        mixes = [{**mix, STYLE: 1.0} for mix in self._asked]
        seeds = range(PREVIEW_SEED, PREVIEW_SEED + PREVIEWS)
        x0 = None
        for step in steps_abreast(self._loaded, mixes, seeds, Drawing(sampler="dpm++", steps=8)):
            x0 = x0 if step is None else step.x0
            yield
        assert x0 is not None  # a run has at least one step
        images = np.stack([crisp(pixels, 12, None) for pixels in decode(x0)])
        images.setflags(write=False)
        return images
