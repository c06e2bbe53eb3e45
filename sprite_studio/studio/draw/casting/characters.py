"""A job of characters that walk: its words resolved, drawn, drawn again from a recipe."""

import time
from collections.abc import Generator

import msgspec
import numpy as np

import sprite_studio
from sprite_studio.art.palette import Palette
from sprite_studio.art.palettes.mapping import colour_table
from sprite_studio.art.sprite import SIZE
from sprite_studio.art.walk.finish import MOST_COLOURS
from sprite_studio.art.walk.given import colours_given
from sprite_studio.diffusion.sampling.editing import levels_after
from sprite_studio.studio.draw.casting.cast import (
    CAST_AT_ONCE,
    Known,
    draw_cast,
    frames_of,
    of_a_person,
)
from sprite_studio.studio.draw.casting.follow import draw_followers
from sprite_studio.studio.draw.casting.picking import (
    Liking,
    first_of_each,
    liking_of,
    picked,
    spread,
)
from sprite_studio.studio.draw.generate import check_told, frozen
from sprite_studio.studio.draw.sampling import levels_of, model_for
from sprite_studio.studio.draw.stopwatch import Stopwatch
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.cast import (
    CastJob,
    CastProgress,
    CastResult,
    Characters,
    change_in,
    frames_in,
    given_in,
)
from sprite_studio.studio.jobs.drawing import (
    CAST_MODEL,
    Drawing,
    check_drawing,
)
from sprite_studio.studio.jobs.prompt_reading import LeftOut
from sprite_studio.studio.jobs.recipes.recipe import Cast, Recipe
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.library.models import ModelLibrary
from sprite_studio.studio.words.prompt import asked_mix, read_prompt

MOST_CHARACTERS = 96
"""At once; a party is twelve."""


def draw_characters(
    job: CastJob, library: ModelLibrary
) -> Generator[CastProgress | CastResult | None, None, None]:
    """Yields a CastProgress a step and one CastResult, and None where other work may go first;
    close it to cancel.

    Raises JobError for whatever cannot be drawn as asked, CheckpointError, OSError.
    """
    loaded = load_cast(library, job.drawing.model)
    drawer = model_for(library, job.drawing.model, job.drawing.sampler)
    recipe = _resolved(job, loaded, drawer)
    left_out = read_prompt(job.prompt, loaded.model.vocabulary.known).left_out
    liking = liking_of(library, job)
    yield from _draw(recipe, drawer, library, left_out, liking, job.drawing.candidates)


def draw_characters_again(
    saved: Recipe, name: str, library: ModelLibrary
) -> Generator[CastProgress | CastResult | None, None, None]:
    """The same of a recipe, which may be a stranger's: checked as a job is; with the styles that
    were drawn then. Args: name: of the model, or its file."""
    assert isinstance(saved.edit, Cast)
    loaded = load_cast(library, name)
    drawer = model_for(library, name, saved.drawing.sampler)
    asked = msgspec.structs.replace(saved.drawing, model=name)
    job = CastJob(asked, cast=saved.edit, styles=saved.styles)
    yield from _draw(_resolved(job, loaded, drawer), drawer, library)


def load_cast(library: ModelLibrary, name: str) -> LoadedModel:
    """The network of characters. Raises JobError, in plain words, where there is none."""
    try:
        library.find(name)
    except JobError:
        if name != CAST_MODEL:
            raise
        raise JobError(
            "there is no cast network here, which draws characters that walk; put "
            f"{CAST_MODEL}.safetensors among your models, or train one: "
            "sprite-studio train --network cast"
        ) from None
    return library.load(name)


def _resolved(job: CastJob, loaded: LoadedModel, drawer: LoadedModel) -> Recipe:
    """The drawing with every choice made. Raises JobError. Args: drawer: the model, or its live
    student."""
    asked, cast = job.drawing, job.cast
    check_drawing(asked)
    _check(asked, cast)
    _check_styles(job, loaded)
    vocabulary = loaded.model.vocabulary
    mix = asked_mix(asked.mix, job.prompt, vocabulary.known)
    style = loaded.find_style(asked.style)
    # Who is there already is dressed, and of a kind.
    varied = asked.varied and not given_in(cast).any()
    told = job.styles or loaded.told(style, of_a_person(mix), asked.sprite_seeds, varied)
    words = {*mix, *(word for one in told for word in one)}
    return Recipe(
        version=sprite_studio.__version__,
        model_hash=drawer.hash,
        drawing=msgspec.structs.replace(
            asked,
            mix=mix,
            style=style,
            steps=asked.steps_taken,
            eta=asked.eta if asked.sampler == "ddim" else 0.0,
            model=loaded.name,
            candidates=1,
        ),
        lessons=vocabulary.lessons(words),
        styles=told,
        edit=cast,
    )


def _check_styles(job: CastJob, loaded: LoadedModel) -> None:
    """They may be a stranger's."""
    if job.styles and len(job.styles) != job.drawing.count:
        raise JobError("the recipe is damaged: it tells of more characters than it has, or of less")
    check_told(job.styles, loaded)


def _check(asked: Drawing, cast: Cast) -> None:
    if asked.count > MOST_CHARACTERS:
        raise JobError(f"{asked.count} characters are too many at once; draw {MOST_CHARACTERS}")
    if not 1 <= asked.colours <= MOST_COLOURS:
        raise JobError(
            f"a character has 1 to {MOST_COLOURS} colours in all its frames, not {asked.colours}"
        )
    if asked.symmetric or asked.palette_inside:
        raise JobError("characters are drawn without symmetry and without a palette inside")
    given = given_in(cast)
    if given.any() and cast.frames is None:
        raise JobError("frames are said to be given, but none are there")
    if given.all():
        raise JobError("all twelve frames are given, so there is none to draw; give fewer")
    for name, value in (("strength", cast.strength), ("temperature", cast.temperature)):
        if not 0 < value <= 1:
            raise JobError(f"{name} must be above 0 and at most 1, not {value:g}")
    colours = colours_given(frames_in(cast), given)
    if colours > MOST_COLOURS:
        raise JobError(
            f"the given frames have {colours} colours together, and a character at most "
            f"{MOST_COLOURS}; merge them first"
        )


def _draw(
    recipe: Recipe,
    loaded: LoadedModel,
    library: ModelLibrary,
    left_out: tuple[LeftOut, ...] = (),
    liking: Liking | None = None,
    candidates: int = 1,
) -> Generator[CastProgress | CastResult | None, None, None]:
    """Args: liking: which of the candidates are picked; without it there are none."""
    start, watch = time.perf_counter(), Stopwatch()
    if liking is None:
        candidates = 1
    recipe = spread(recipe, candidates)
    how, cast = recipe.drawing, recipe.edit
    assert isinstance(cast, Cast)
    mixes = [of_a_person({**how.mix, **told}) for told in recipe.styles]
    finish = cast.mirror, how.colours, cast.temperature
    change, seeds = change_in(cast), how.sprite_seeds
    each = len(levels_after(levels_of(loaded, how), cast.strength)) - 1
    if change is not None:
        run = draw_followers(loaded, mixes, seeds, how, change, cast.strength, *finish)
        at_once = 1
    else:
        known = None
        if cast.frames is not None:
            known = Known(frames_in(cast), given_in(cast), cast.strength)
        run = draw_cast(loaded, mixes, seeds, how, known, *finish)
        at_once = CAST_AT_ONCE
    steps, step = each * -(-how.count // at_once), 0
    while True:
        try:
            x0 = next(run)
        except StopIteration as end:
            frames = end.value
            break
        report = None
        if x0 is not None:
            step += 1
            first = (step - 1) // each * at_once
            shown, first = first_of_each(frames_of(x0), first, candidates)
            seconds = time.perf_counter() - start
            report = CastProgress(step, steps, seconds, frozen(shown), first)
        with watch.paused():
            yield report
    if liking is not None:
        recipe, frames = picked(liking, recipe, frames, candidates)
    frames = _in_palette(frames, how.palette, given_in(cast))
    yield CastResult(frozen(frames), recipe, watch.seconds, library.device.label, left_out)


def _in_palette(frames: Characters, colours: tuple[str, ...], given: np.ndarray) -> Characters:
    """What was drawn, put into a palette; given frames stay."""
    if not colours:
        return frames
    drawn = frames[:, ~given]
    tall = drawn.reshape(-1, SIZE, 4)
    frames = frames.copy()
    table = colour_table([tall], Palette("asked", colours))
    frames[:, ~given] = table.applied(tall).reshape(drawn.shape)
    return frames
