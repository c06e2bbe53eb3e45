"""Draw sprites: a job becomes a run of the sampler, step by step, and ends as crisp pixels."""

import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

import msgspec
import numpy as np
from torch import Tensor

import sprite_studio
from sprite_studio.art.palette import Palette, crisp, snap_to_palette
from sprite_studio.diffusion.pixels import decode
from sprite_studio.diffusion.training.distill import LIVE_STEPS
from sprite_studio.studio.draw.picking import Group, Picker, picker_for
from sprite_studio.studio.draw.sampling import CHUNK, model_for, steps_abreast
from sprite_studio.studio.draw.stopwatch import Stopwatch
from sprite_studio.studio.jobs.base import Images, JobError
from sprite_studio.studio.jobs.calls import is_guided
from sprite_studio.studio.jobs.drawing import (
    LIVE_GUIDANCE,
    MAX_WEIGHT,
    NONE,
    Drawing,
    check_drawing,
)
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateProgress, GenerateResult
from sprite_studio.studio.jobs.prompt_reading import LeftOut
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.library.models import ModelLibrary
from sprite_studio.studio.words.prompt import asked_mix, read_prompt


def generate(
    job: GenerateJob, library: ModelLibrary
) -> Generator[GenerateProgress | GenerateResult | None, None, None]:
    """Yields a GenerateProgress a step and one GenerateResult, and None where other work may go
    first; close it to cancel.

    Raises JobError for whatever cannot be drawn as asked.
    """
    asked = job.drawing
    loaded = library.load(asked.model, glance=job.draft)
    drawer = model_for(library, asked.model, asked.sampler, glance=job.draft)
    recipe = resolve(asked, job.prompt, loaded, drawer)
    left_out = read_prompt(job.prompt, loaded.model.vocabulary.known).left_out
    picker = None if job.draft else picker_for(library, asked, job.locked)
    if picker is None:
        yield from draw(recipe, drawer, library, job.frames, job.draft, left_out)
    else:
        yield from _draw_best(job, picker, loaded, drawer, library, left_out)


def _draw_best(
    job: GenerateJob,
    picker: Picker,
    loaded: LoadedModel,
    drawer: LoadedModel,
    library: ModelLibrary,
    left_out: tuple[LeftOut, ...],
) -> Generator[GenerateProgress | GenerateResult | None, None, None]:
    """Several candidates for each sprite that is not locked, and of those the best; yields as
    `generate`.

    While they are drawn, the first of them are shown. The recipe names the seeds that were kept, so
    that it draws them again without a choice.
    """
    asked, images, kept_recipes = job.drawing, [], []
    starts = range(0, asked.count, CHUNK)
    groups = [Group(asked, first, CHUNK, frozenset(job.locked)) for first in starts]
    total = asked.steps_taken * sum(-(-group.drawn // CHUNK) for group in groups)
    done, calls, seconds = 0, 0, 0.0
    for group in groups:
        recipe = resolve(group.pool(asked), job.prompt, loaded, drawer)
        palette = palette_of(recipe)
        for event in draw(recipe, drawer, library, job.frames, snaps=False):
            if isinstance(event, GenerateResult):
                mixes = [{**recipe.drawing.mix, **told} for told in recipe.styles]
                kept = group.placed(picker, event.images, mixes)
                best = event.images[kept]
                images.append(best if palette is None else snap_to_palette(best, palette))
                kept_recipes.append(recipe.of_sprites(kept))
                done += asked.steps_taken * -(-group.drawn // CHUNK)
                calls, seconds = calls + event.network_calls, seconds + event.seconds
            elif isinstance(event, GenerateProgress):
                seen = event.images if event.first == 0 else None
                yield replace(
                    event,
                    step=done + event.step,
                    steps=total,
                    first=group.first,
                    images=None if seen is None else seen[group.first_of_all],
                    seconds=seconds + event.seconds,
                )
            else:
                yield None
    seeds = tuple(seed for one in kept_recipes for seed in one.drawing.sprite_seeds)
    resolved = kept_recipes[0]
    drawing = msgspec.structs.replace(
        resolved.drawing,
        seed=asked.seed,
        seeds=seeds,
        count=asked.count,
        candidates=asked.candidates,
    )
    yield GenerateResult(
        images=frozen(np.concatenate(images)),
        recipe=msgspec.structs.replace(
            resolved,
            drawing=drawing,
            styles=tuple(told for one in kept_recipes for told in one.styles),
        ),
        seconds=seconds,
        drawn=sum(group.drawn for group in groups),
        network_calls=calls,
        device=library.device.label,
        left_out=left_out,
    )


def draw(
    recipe: Recipe,
    drawer: LoadedModel,
    library: ModelLibrary,
    frames: Literal["x_t", "x0"] | None = None,
    draft: bool = False,
    left_out: tuple[LeftOut, ...] = (),
    snaps: bool = True,
) -> Generator[GenerateProgress | GenerateResult | None, None, None]:
    """A checked recipe, drawn with the styles that it names; yields as `generate`.

    Args: drawer: the model, or its live student; frames, draft: as in `GenerateJob`; left_out: of
    the prompt, for the result; snaps: whether the palette is put on at the end.
    """
    start, watch = time.perf_counter(), Stopwatch()
    how = recipe.drawing
    total = recipe.drawing.steps_taken * -(-recipe.drawing.count // CHUNK)
    images: list[Images] = []
    step = calls = 0
    for first in range(0, recipe.drawing.count, CHUNK):
        seeds = recipe.drawing.sprite_seeds[first : first + CHUNK]
        x0 = None
        styles = recipe.styles[first : first + CHUNK]
        mixes = [{**recipe.drawing.mix, **blend} for blend in styles]
        for taken in steps_abreast(drawer, mixes, seeds, how, draft):
            report = None
            if taken is not None:
                x0, step = taken.x0, step + 1
                calls += 2 if is_guided(taken.log_snr, how) else 1
                shown = {"x_t": taken.x_t, "x0": taken.x0, None: None}[frames]
                report = GenerateProgress(
                    step=step,
                    steps=total,
                    first=first,
                    images=None if shown is None else frozen(decode(shown)),
                    log_snr=taken.log_snr,
                    seconds=time.perf_counter() - start,
                )
            with watch.paused():
                yield report
        assert x0 is not None  # a run has at least one step
        for pixels in finish(x0, recipe, snaps):
            images.append(pixels)
            with watch.paused():
                yield None
    yield GenerateResult(
        images=frozen(np.stack(images)),
        recipe=recipe,
        seconds=watch.seconds,
        drawn=how.count,
        network_calls=calls,
        device=library.device.label,
        left_out=left_out,
    )


def resolve(asked: Drawing, prompt: str, loaded: LoadedModel, drawer: LoadedModel) -> Recipe:
    """The drawing with every choice made. Raises JobError.

    Args:
        prompt: as in `GenerateJob`.
        loaded: the model that is named, whose words count.
        drawer: what draws, it or its student.
    """
    check_drawing(asked)
    loaded.check_draws_sprites()
    if asked.palette_inside and drawer.model.config.channels != 4:
        raise JobError(
            "this model knows no clear pixels, so a palette can only be applied at the end"
        )
    steps, guidance = asked.steps_taken, asked.guidance
    if asked.sampler == "live":
        if steps not in LIVE_STEPS:
            raise JobError(f"the live sampler takes 2 or 4 steps, not {steps}")
        guidance = min(max(guidance, LIVE_GUIDANCE[0]), LIVE_GUIDANCE[1])
    try:
        drawer.model.schedule.levels(steps)
    except ValueError as error:
        raise JobError(str(error)) from error
    mix = asked_mix(asked.mix, prompt, loaded.model.vocabulary.known)
    style = loaded.find_style(asked.style)
    told = loaded.told(style, mix, asked.sprite_seeds, asked.varied)
    return Recipe(
        version=sprite_studio.__version__,
        model_hash=drawer.hash,
        drawing=msgspec.structs.replace(
            asked,
            mix=mix,
            steps=steps,
            eta=asked.eta if asked.sampler == "ddim" else 0.0,
            guidance=guidance,
            model=loaded.name,
            style=style,
            candidates=asked.candidates if asked.seeds else 1,
        ),
        lessons=loaded.model.vocabulary.lessons({*mix, *(word for one in told for word in one)}),
        styles=told,
    )


def resolve_again(saved: Recipe, loaded: LoadedModel, drawer: LoadedModel) -> Recipe:
    """A recipe from a file, which may be a stranger's, checked as a job is; with the styles that
    were drawn then. Raises JobError. Args: loaded, drawer: as of `resolve`."""
    asked = msgspec.structs.replace(saved.drawing, model=loaded.name, style=NONE)
    checked = resolve(asked, "", loaded, drawer)
    how = msgspec.structs.replace(checked.drawing, style=saved.drawing.style)
    check_told(saved.styles, loaded)
    told = {*checked.drawing.mix, *(word for blend in saved.styles for word in blend)}
    lessons = loaded.model.vocabulary.lessons(told)
    return msgspec.structs.replace(checked, drawing=how, styles=saved.styles, lessons=lessons)


def check_told(told: Sequence[Mapping[str, float]], loaded: LoadedModel) -> None:
    """What a recipe says that each sprite was told beside the mix: it may be a stranger's. Raises
    JobError unless the model knows it."""
    known = frozenset(loaded.model.vocabulary.known)
    for word, weight in (pair for blend in told for pair in blend.items()):
        if word not in known:
            raise JobError(
                f"the model {loaded.name!r} does not know {word!r}, which is in the recipe; give "
                "the model that drew it with --model"
            )
        if not abs(weight) <= MAX_WEIGHT:
            raise JobError(f"the recipe is damaged: the weight of {word!r}")


def palette_of(recipe: Recipe) -> Palette | None:
    """That sprites are snapped to, if any."""
    return Palette("recipe", recipe.drawing.palette) if recipe.drawing.palette else None


def finish(x0: Tensor, recipe: Recipe, snaps: bool = True) -> Iterator[Images]:
    """From the network's last x0 (B, C, 16, 16) to crisp pixels, one (16, 16, 4) a sprite, each of
    which takes its time. Args: snaps: whether the palette is put on."""
    palette = palette_of(recipe) if snaps else None
    return (crisp(pixels, recipe.drawing.colours or None, palette) for pixels in decode(x0))


def frozen(images: Images) -> Images:
    """The same pixels, read-only: they may cross to another thread."""
    images.setflags(write=False)
    return images
