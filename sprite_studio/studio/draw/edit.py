"""Change sprites that are there already, or draw near them.

Each kind of edit is one function that puts the parts of `diffusion.editing` together into a run;
what they share, words and levels and noise, lies on a `Desk`.
"""

import time
from collections.abc import Generator, Sequence
from dataclasses import replace

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray

import sprite_studio
from sprite_studio.art.palette import Palette, crisp
from sprite_studio.art.sprite import SIZE, Pixels
from sprite_studio.diffusion.pixels import decode
from sprite_studio.diffusion.sampling.editing import inpaint, levels_after, slerp
from sprite_studio.diffusion.sampling.samplers import Run, ddim
from sprite_studio.diffusion.schedule import add_noise
from sprite_studio.studio.draw.edit_setup import Desk, Mix, pixels_of
from sprite_studio.studio.draw.generate import frozen, resolve_again
from sprite_studio.studio.draw.interpolate import EvenSearch, end_of, end_steps, interpolate
from sprite_studio.studio.draw.sampling import (
    EDITED,
    begin,
    levels_of,
    start_run,
    steps_of,
)
from sprite_studio.studio.draw.stopwatch import Stopwatch
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import MAX_SEED, MAX_STEPS, check_drawing
from sprite_studio.studio.jobs.edit import FORK_SAMPLERS, EditJob, EditProgress, EditResult
from sprite_studio.studio.jobs.recipes.recipe import (
    Cast,
    Edit,
    Fork,
    Inpaint,
    Interpolate,
    Near,
    Painted,
    Recipe,
    Redress,
    Vary,
)
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.library.models import ModelLibrary
from sprite_studio.studio.words.contexts import resolve_mix
from sprite_studio.studio.words.prompt import asked_mix, read_prompt


def edit(
    job: EditJob, library: ModelLibrary
) -> Generator[EditProgress | EditResult | None, None, None]:
    """Yields an EditProgress a step and one EditResult, and None where other work may go first;
    close it to cancel.

    Raises JobError for whatever cannot be done as asked, CheckpointError, OSError.
    """
    _check(job)
    loaded = library.load(job.drawing.model)
    loaded.check_draws_sprites()
    if loaded.model.config.channels != 4:
        raise JobError("this model knows no clear pixels, so it cannot edit; choose another")
    if isinstance(job.edit, Fork) and job.edit.recipe.model_hash != loaded.hash:
        raise JobError(
            f"the sprite was drawn by the model {job.edit.recipe.drawing.model!r}, not by these "
            "weights, which would not go its way; give the model that drew it with --model"
        )
    mix = asked_mix(job.drawing.mix, job.prompt, loaded.model.vocabulary.known)
    style = loaded.find_style(job.drawing.style)
    job = replace(job, drawing=msgspec.structs.replace(job.drawing, style=style))
    count = job.drawing.count
    start, watch = time.perf_counter(), Stopwatch()
    steps = _steps(job.edit, job.drawing.steps_taken) * -(-count // EDITED)
    images: list[Pixels] = []
    done = 0
    if isinstance(job.edit, Interpolate) and job.even and count > 2:
        search = EvenSearch(Desk(job, loaded, mix, range(0)), job.edit)
        steps += search.steps
        for done, _ in enumerate(steps_of(search.run()), start=1):
            with watch.paused():
                yield EditProgress(done, steps, time.perf_counter() - start)
        job = replace(job, edit=search.found())
    for first in range(0, count, EDITED):
        numbers = range(first, min(first + EDITED, count))
        x0 = None
        for step in steps_of(_run(Desk(job, loaded, mix, numbers))):
            x0, done = step.x0, done + 1
            with watch.paused():
                yield EditProgress(done, steps, time.perf_counter() - start)
        assert x0 is not None  # every run has at least one step
        for pixels in decode(x0):
            images.append(_finished(job, pixels))
            with watch.paused():
                yield None
    yield EditResult(
        frozen(np.stack(images)),
        _recipe(job, loaded, mix),
        watch.seconds,
        library.device.label,
        read_prompt(job.prompt, loaded.model.vocabulary.known).left_out,
    )


def job_again(recipe: Recipe, model: str) -> EditJob:
    """The job of a recipe with an edit, which may be a stranger's: `edit` checks it as any other.

    Args: model: the name or file of what draws.
    """
    assert recipe.edit is not None
    assert not isinstance(recipe.edit, Painted | Cast)  # no network has a part, or another
    return EditJob(edit=recipe.edit, drawing=msgspec.structs.replace(recipe.drawing, model=model))


def _recipe(job: EditJob, loaded: LoadedModel, mix: Mix) -> Recipe:
    vocabulary = loaded.model.vocabulary
    words = {**mix, **resolve_mix(_other_words(job.edit), vocabulary.known)}
    return Recipe(
        version=sprite_studio.__version__,
        model_hash=loaded.hash,
        drawing=msgspec.structs.replace(
            job.drawing, mix=dict(mix), steps=job.drawing.steps_taken, model=loaded.name
        ),
        lessons=vocabulary.lessons(words),
        styles=({},) * job.drawing.count,  # they follow from the edit and the model
        edit=job.edit,
    )


def _other_words(asked: Edit) -> Mix:
    """Words of an edit besides those that it draws with."""
    match asked:
        case Redress():
            return asked.was
        case Interpolate():
            return asked.stop_mix
        case Fork():
            return asked.recipe.drawing.mix
        case _:
            return {}


def _run(desk: Desk) -> Run:
    match desk.job.edit:
        case Vary():
            return _vary(desk, desk.job.edit)
        case Inpaint():
            return _inpaint(desk, desk.job.edit)
        case Redress():
            return _redress(desk, desk.job.edit)
        case Near():
            return _near(desk, desk.job.edit)
        case Interpolate():
            return interpolate(desk, desk.job.edit)
        case Fork():
            return _fork(desk, desk.job.edit)


def _vary(desk: Desk, asked: Vary) -> Run:
    levels = levels_after(desk.levels, asked.strength)
    noise = desk.noise(desk.seeds)
    level = torch.full((len(desk.seeds),), levels[0], device=desk.device)
    x = add_noise(desk.sprites(asked.sprite), noise(), level)
    mix = desk.of_picture(desk.mix)
    denoise = desk.denoise([mix] * len(desk.seeds), desk.job.drawing.guidance)
    return ddim(denoise, x, levels, noise)


def _inpaint(desk: Desk, asked: Inpaint) -> Run:
    noise = desk.noise(desk.seeds)
    mask = torch.from_numpy(_drawn_anew(asked)).float().to(desk.device)[None, None]
    mix = desk.of_picture(desk.mix)
    denoise = desk.denoise([mix] * len(desk.seeds), desk.job.drawing.guidance)
    return inpaint(denoise, noise(), desk.levels, noise, desk.sprites(asked.sprite), mask)


def _redress(desk: Desk, asked: Redress) -> Run:
    noise, _ = yield from end_of(desk, asked.sprite, desk.resolved(asked.was))
    x = noise.expand(len(desk.seeds), -1, -1, -1)
    becomes = desk.denoise(desk.styled(desk.mix, desk.seeds), desk.job.drawing.guidance)
    return (yield from ddim(becomes, x, desk.levels, desk.noise(desk.seeds)))


def _near(desk: Desk, asked: Near) -> Run:
    count = len(desk.seeds)
    if isinstance(asked.seed, bytes):
        noise, mix = yield from end_of(desk, asked.seed, desk.of_picture(desk.mix))
        # A sprite comes back from its noise as it was only without guidance.
        mixes, guidance = [mix] * count, 1.0
    else:
        noise = desk.noise([asked.seed])()
        mixes, guidance = desk.styled(desk.mix, [asked.seed] * count), desk.job.drawing.guidance
    fresh = desk.noise(desk.seeds)
    x = slerp(noise.expand(count, -1, -1, -1), fresh(), asked.spread)
    return (yield from ddim(desk.denoise(mixes, guidance), x, desk.levels, fresh))


def _fork(desk: Desk, asked: Fork) -> Run:
    """Its first steps as they were, the others by another sampler, perhaps."""
    recipe = resolve_again(asked.recipe, desk.loaded, desk.loaded)
    how = recipe.drawing
    mix = {**recipe.drawing.mix, **recipe.styles[0]}
    taken = None
    for number, taken in enumerate(begin(desk.loaded, [mix], [recipe.drawing.seed], how)):
        if number == asked.step:
            break
        yield taken
    assert taken is not None  # a run has at least one step
    noise = desk.noise(desk.seeds)
    count = len(desk.seeds)
    x = taken.x_t.expand(count, -1, -1, -1)
    if asked.painted is not None:
        level = torch.full((count,), taken.log_snr, device=desk.device)
        x = add_noise(desk.sprites(asked.painted), noise(), level)
    levels = levels_of(desk.loaded, how)[asked.step :]
    # Who asks for no other words, or style, goes on with those that it was drawn with.
    if desk.mix or desk.job.drawing.style != how.style:
        mixes = desk.styled(desk.mix or how.mix, [how.seed] * count)
    else:
        mixes = [mix] * count
    denoise = desk.denoise(mixes, desk.job.drawing.guidance)
    return (yield from start_run(asked.sampler, denoise, x, levels, noise, eta=0.0))


def _steps(asked: Edit, steps: int) -> int:
    """Of one run."""
    match asked:
        case Vary():
            return len(levels_after([0.0] * (steps + 1), asked.strength)) - 1
        case Redress() | Near(seed=bytes()):
            return 2 * steps
        case Interpolate():
            return steps + end_steps(asked, steps)
        case Fork():
            return asked.recipe.drawing.steps_taken
        case _:
            return steps


def _finished(job: EditJob, pixels: Pixels) -> Pixels:
    palette = Palette("job", job.drawing.palette) if job.drawing.palette else None
    drawn = crisp(pixels, job.drawing.colours or None, palette)
    if isinstance(job.edit, Inpaint):
        return np.where(_drawn_anew(job.edit)[..., None], drawn, pixels_of(job.edit.sprite))
    return drawn


def _drawn_anew(asked: Inpaint) -> NDArray[np.bool_]:
    return np.frombuffer(asked.mask, np.uint8).reshape(SIZE, SIZE) > 0


def _check(job: EditJob) -> None:
    drawing, asked = job.drawing, job.edit
    check_drawing(drawing)
    if drawing.sampler != "ddim" or drawing.symmetric or drawing.palette_inside:
        raise JobError("an edit takes its steps by DDIM, without symmetry or a palette inside")
    if any(isinstance(part, int) and not 0 <= part <= MAX_SEED for part in _parts(asked)):
        raise JobError(f"a seed must be between 0 and {MAX_SEED}")
    if drawing.steps_taken < 2:
        raise JobError(f"an edit takes between 2 and {MAX_STEPS} steps, not {drawing.steps_taken}")
    if any(isinstance(part, bytes) and len(part) != SIZE * SIZE * 4 for part in _parts(asked)):
        raise JobError(f"a sprite to edit is {SIZE}×{SIZE} pixels of four bytes each")
    if isinstance(asked, Inpaint):
        if len(asked.mask) != SIZE * SIZE:
            raise JobError(f"a mask is {SIZE}×{SIZE} pixels")
        if not any(asked.mask):
            raise JobError("the mask is empty; paint where the sprite is to be drawn anew")
    if isinstance(asked, Vary) and not 0 < asked.strength <= 1:
        raise JobError(f"strength must be above 0 and at most 1, not {asked.strength:g}")
    if isinstance(asked, Fork):
        _check_fork(asked)
    if job.even and not isinstance(asked, Interpolate):
        raise JobError("only a way between two sprites has frames that can change alike")
    if isinstance(asked, Interpolate) and asked.parts:
        _check_parts(asked.parts, drawing.count)
    if isinstance(asked, Near) and not 0 <= asked.spread <= 1:
        raise JobError(f"the spread must be between 0 and 1, not {asked.spread:g}")


def _parts(asked: Edit) -> tuple[bytes | int | None, ...]:
    """The sprites that an edit begins with: tiles, and the seeds of drawn ones."""
    match asked:
        case Vary() | Inpaint() | Redress():
            return (asked.sprite,)
        case Near():
            return (asked.seed,)
        case Interpolate():
            return (asked.start, asked.stop)
        case Fork():
            return (asked.painted,)


def _check_parts(parts: Sequence[float], count: int) -> None:
    if len(parts) != count or not all(0 <= part <= 1 for part in parts):
        raise JobError(f"a way of {count} frames needs as many shares of it, 0 to 1 each")


def _check_fork(asked: Fork) -> None:
    recipe = asked.recipe
    if recipe.edit is not None:
        raise JobError("the sprite was made by an edit; only one that was drawn has steps to leave")
    if recipe.drawing.count != 1 or len(recipe.styles) != 1:
        raise JobError(f"a fork begins at one sprite, not at {recipe.drawing.count}")
    if recipe.drawing.sampler == "live":
        raise JobError("the live student leaps, it has no steps to leave; draw it with another")
    if asked.sampler not in FORK_SAMPLERS:
        raise JobError(
            f"a fork cannot go on by {asked.sampler!r}; choose one of {', '.join(FORK_SAMPLERS)}"
        )
    steps = recipe.drawing.steps_taken
    if not 0 <= asked.step < steps:
        raise JobError(f"the sprite was drawn in {steps} steps; fork it after 0 to {steps - 1}")
