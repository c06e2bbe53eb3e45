"""Several samplers from the same noise, side by side and in figures."""

import time
from collections.abc import Generator

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from sprite_studio.diffusion.pixels import decode, encode
from sprite_studio.studio.draw.generate import finish, frozen, resolve
from sprite_studio.studio.draw.one_style import in_one_style
from sprite_studio.studio.draw.sampling import model_for, steps_abreast
from sprite_studio.studio.draw.stopwatch import Stopwatch
from sprite_studio.studio.jobs.base import Images, JobError
from sprite_studio.studio.jobs.calls import calls_of
from sprite_studio.studio.jobs.compare import (
    MOST_COMPARED,
    MOST_LANES,
    SHOWN,
    CompareJob,
    CompareProgress,
    CompareResult,
    Lane,
    LaneResult,
)
from sprite_studio.studio.jobs.drawing import BEST, DEFAULT_STEPS
from sprite_studio.studio.jobs.recipes.recipe import style_of
from sprite_studio.studio.library.models import ModelLibrary
from sprite_studio.studio.words.prompt import read_prompt
from sprite_studio.studio.words.styles import knows_style


def compare(
    job: CompareJob, library: ModelLibrary
) -> Generator[CompareProgress | CompareResult | None, None, None]:
    """Yields a CompareProgress a step, with a lane's result at its last one, a CompareResult, and
    None where other work may go first.

    The first lane is the one that the others are measured by. Raises JobError, as `generate`.
    """
    if not 1 <= len(job.lanes) <= MOST_LANES:
        raise JobError(f"compare 1 to {MOST_LANES} ways to draw, not {len(job.lanes)}")
    if not 1 <= job.drawing.count <= MOST_COMPARED:
        raise JobError(f"compare 1 to {MOST_COMPARED} sprites, not {job.drawing.count}")
    done: list[LaneResult] = []
    start = time.perf_counter()
    steps = [lane.steps or DEFAULT_STEPS.get(lane.sampler, 1) for lane in job.lanes]
    for number, lane in enumerate(job.lanes):
        for event in _drawn(job, lane, library, done[0].x0 if done else None):
            if event is None:
                yield None
                continue
            result = event if isinstance(event, LaneResult) else None
            step = event if isinstance(event, int) else steps[number]
            yield CompareProgress(
                lane=number,
                lanes=len(job.lanes),
                lane_step=step,
                lane_steps=steps[number],
                step=sum(steps[:number]) + step,
                steps=sum(steps),
                seconds=time.perf_counter() - start,
                result=result,
            )
            if result is not None:
                done.append(result)
    yield CompareResult(job, tuple(done))


def _drawn(
    job: CompareJob, lane: Lane, library: ModelLibrary, reference: Images | None
) -> Generator[int | LaneResult | None, None, None]:
    """Yields the number of each step, the lane's result, and None where other work may go first."""
    asked = lane.of(job.drawing)
    drawer = model_for(library, asked.model, asked.sampler)
    loaded = library.load(asked.model)
    known = loaded.model.vocabulary.known
    if not knows_style(asked.style, known):  # another lane's model may
        asked = msgspec.structs.replace(asked, style=BEST)
    asked = in_one_style(asked, job.prompt, known)
    recipe = resolve(asked, job.prompt, loaded, drawer)
    mixes = [{**recipe.drawing.mix, **blend} for blend in recipe.styles]
    watch = Stopwatch()
    levels: list[float] = []
    frames: list[Images] = []
    last: Tensor | None = None
    for step in steps_abreast(drawer, mixes, asked.sprite_seeds, recipe.drawing):
        if step is not None:
            last = step.x0
            levels.append(step.log_snr)
            frames.append(decode(step.x0[:SHOWN]))
        with watch.paused():
            yield None if step is None else len(levels)
    assert last is not None  # a run has at least one step
    seconds = watch.seconds
    images = []
    for pixels in finish(last, recipe):
        images.append(pixels)
        yield None
    x0 = frozen(decode(last))
    apart = np.zeros((16, 16)) if reference is None else divergence(x0, reference)
    yield LaneResult(
        lane=msgspec.structs.replace(lane, steps=recipe.drawing.steps_taken),
        log_snr=tuple(levels),
        frames=frozen(np.stack(frames)),
        x0=x0,
        images=frozen(np.stack(images)),
        seconds=seconds,
        calls=calls_of(levels, recipe.drawing),
        difference=float(np.sqrt((apart**2).mean())),
        other_noise=other_noise(x0),
        divergence=apart,
        spread=spread(x0),
        different=different(x0),
        guidance=recipe.drawing.guidance,
        style=style_of(recipe),
        left_out=read_prompt(job.prompt, known).left_out,
    )


def divergence(a: Images, b: Images) -> NDArray[np.float64]:
    """(N, 16, 16, 4) twice → (16, 16) root mean square difference of each pixel, over sprites and
    channels, of the numbers in [-1, 1] that a network draws in."""
    difference = (encode(a) - encode(b)).square().mean(dim=(0, 1)).sqrt()
    return difference.double().numpy()


def other_noise(images: Images) -> float | None:
    """The difference between each sprite and the next, the last and the first: drawn in one way of
    the same words, they differ by their noise alone. None where there is no other."""
    if len(images) < 2:
        return None
    apart = divergence(images, np.roll(images, -1, axis=0))
    return float(np.sqrt((apart**2).mean()))


DIFFERENT = 0.25
"""Root mean square distance, in [-1, 1], from which on two sprites count as different: half of what
the nearest of sixteen drawn ones usually lie apart, and far more than copies that collapsed."""


def different(images: Images) -> int:
    """How many sprites differ from every one counted before them."""
    numbers = encode(images).flatten(1)
    apart = torch.cdist(numbers, numbers) / numbers.shape[1] ** 0.5
    counted: list[int] = []
    for i in range(len(images)):
        if all(apart[i, j] >= DIFFERENT for j in counted):
            counted.append(i)
    return len(counted)


def spread(images: Images) -> float:
    """How unlike each other sprites are: the standard deviation of each number in [-1, 1] across
    the sprites, root mean square over all of them; 0 for one."""
    return encode(images).var(dim=0, correction=0).mean().sqrt().item()
