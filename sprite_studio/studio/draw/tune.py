"""Loops of music: a rule plans each, the network draws its bars, a chip plays it."""

import time
from collections.abc import Generator, Mapping
from random import Random

import msgspec
import numpy as np
from numpy.typing import NDArray
from torch import Tensor

import sprite_studio
from sprite_studio.diffusion.networks.tune import TuneConfig
from sprite_studio.music.figures import ear_figures
from sprite_studio.music.plan import Plan, make_plan
from sprite_studio.music.roll import from_numbers
from sprite_studio.music.sound.render import render
from sprite_studio.music.tune import Tune
from sprite_studio.music.words import MOODS, SAID
from sprite_studio.studio.draw.sampling import steps_abreast
from sprite_studio.studio.draw.stopwatch import Stopwatch
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import MAX_SEED, TUNE_MODEL, Drawing, check_drawing
from sprite_studio.studio.jobs.tune import (
    MOST_TUNES,
    DrawnTune,
    TuneJob,
    TuneProgress,
    TuneRecipe,
    TuneResult,
)
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.library.models import ModelLibrary
from sprite_studio.studio.words.prompt import asked_mix, read_prompt

APART = 0x9E3779B97F4A7C15
"""Between two seeds, so that no loop's second noise is another's first."""


def draw_tunes(
    job: TuneJob, library: ModelLibrary
) -> Generator[TuneProgress | TuneResult | None, None, None]:
    """Yields a TuneProgress a step and one TuneResult, and None where other work may go first;
    close it to cancel.

    Raises JobError for whatever cannot be drawn as asked, CheckpointError, OSError.
    """
    loaded = load_tune_model(library, job.drawing.model)
    whole = resolved(job, loaded)
    watch, start = Stopwatch(), time.perf_counter()
    drawn: list[DrawnTune] = []
    steps = whole.count * whole.steps_taken
    for number, seed in enumerate(whole.sprite_seeds):
        how = msgspec.structs.replace(whole, seed=seed, seeds=(), count=1)
        plan = make_plan(how.mix, Random(seed))
        x0: Tensor | None = None
        done = number * whole.steps_taken
        for step in steps_abreast(loaded, bar_mixes(how.mix, plan), bar_seeds(seed, plan), how):
            with watch.paused():
                if step is None:
                    yield None
                    continue
                x0, done = step.x0, done + 1
                yield TuneProgress(
                    step=done,
                    steps=steps,
                    seconds=time.perf_counter() - start,
                    tune=number,
                    form=plan.form,
                    log_snr=step.log_snr,
                    x_t=_numbers(step.x_t),
                    x0=_numbers(step.x0),
                )
        assert x0 is not None  # a run has at least one step
        tune = Tune(plan, from_numbers(_numbers(x0)))
        with watch.paused():
            yield None
        sound = render(tune)
        with watch.paused():
            yield None
        recipe = TuneRecipe(sprite_studio.__version__, loaded.hash, how)
        drawn.append(DrawnTune(tune, sound, ear_figures(tune, sound), recipe))
    left_out = read_prompt(job.prompt, SAID).left_out
    yield TuneResult(tuple(drawn), watch.seconds, library.device.label, left_out)


def load_tune_model(library: ModelLibrary, name: str) -> LoadedModel:
    """The network of tunes. Raises JobError where it is none, CheckpointError."""
    loaded = library.load(name)
    if not isinstance(loaded.model.config, TuneConfig):
        raise JobError(
            f"the model {loaded.name!r} draws no bars of music; choose the model {TUNE_MODEL!r}"
        )
    return loaded


def resolved(job: TuneJob, loaded: LoadedModel) -> Drawing:
    """How all loops are drawn, with every choice made but a plan's. Raises JobError."""
    asked = job.drawing
    check_drawing(asked)
    if asked.count > MOST_TUNES:
        raise JobError(f"{asked.count} loops are too many at once; draw {MOST_TUNES} at most")
    if asked.sampler == "live":
        raise JobError("tunes have no live student; draw them with another sampler")
    return msgspec.structs.replace(
        asked,
        mix=asked_mix(asked.mix, job.prompt, SAID),
        steps=asked.steps_taken,
        model=loaded.name,
    )


def bar_mixes(mix: Mapping[str, float], plan: Plan) -> list[dict[str, float]]:
    """What the network is told of each picture: the moods as they are mixed, and the plan."""
    moods = {mood: mix[mood] for mood in MOODS if mood in mix}
    return [moods | dict.fromkeys(words, 1.0) for words in plan.bar_words()]


def bar_seeds(seed: int, plan: Plan) -> list[int]:
    """One noise for all pictures of a loop: on another chord it becomes another bar of the same
    family, as one noise becomes a hero and a food of one build. Where a chord comes again the
    noise is another one, or the bar might be the same."""
    degrees = plan.degrees
    times = [degrees[:picture].count(degree) for picture, degree in enumerate(degrees)]
    return [(seed + APART * time) % MAX_SEED for time in times]


def _numbers(values: Tensor) -> NDArray[np.float32]:
    numbers = values.detach().float().cpu().contiguous().numpy().copy()
    numbers.setflags(write=False)
    return numbers
