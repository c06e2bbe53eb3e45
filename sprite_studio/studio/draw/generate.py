"""Draw sprites: a job becomes a run of the sampler, step by step, and ends as crisp pixels."""

import time
from collections.abc import Generator
from typing import Literal, cast

import msgspec
import numpy as np
from torch import Tensor

import sprite_studio
from sprite_studio.art.palette import MAX_PALETTE, Palette, crisp, is_colour
from sprite_studio.art.recipe import Recipe
from sprite_studio.diffusion.pixels import decode
from sprite_studio.diffusion.sampling.noise import MAX_SEED
from sprite_studio.diffusion.training.distill import LIVE_GUIDANCE, LIVE_STEPS
from sprite_studio.studio.draw.sampling import CHUNK, begin, model_for, sampling_of, steps_of
from sprite_studio.studio.jobs.generate import (
    DEFAULT_STEPS,
    MAX_COUNT,
    SAMPLERS,
    GenerateJob,
    GenerateProgress,
    GenerateResult,
    Images,
    JobError,
    Sampler,
)
from sprite_studio.studio.library.models import LoadedModel, ModelLibrary
from sprite_studio.studio.words.contexts import MAX_WEIGHT
from sprite_studio.studio.words.prompt import asked_mix


def generate(
    job: GenerateJob, library: ModelLibrary
) -> Generator[GenerateProgress | GenerateResult, None, None]:
    """Yields a GenerateProgress a network call and one GenerateResult; close it to cancel.

    Raises JobError for whatever cannot be drawn as asked.
    """
    loaded = library.load(job.model)
    drawer = model_for(library, job.model, job.sampler)
    recipe = resolve(job, loaded, drawer)
    yield from draw(recipe, drawer, library, job.frames, job.draft)


def draw(
    recipe: Recipe,
    drawer: LoadedModel,
    library: ModelLibrary,
    frames: Literal["x_t", "x0"] | None = None,
    draft: bool = False,
) -> Generator[GenerateProgress | GenerateResult, None, None]:
    """A checked recipe, drawn with the styles that it names; yields as `generate`.

    Args: drawer: the model, or its live student; frames, draft: as in `GenerateJob`.
    """
    start = time.perf_counter()
    how = sampling_of(recipe, draft)
    total = recipe.steps * -(-recipe.count // CHUNK)
    images: list[Images] = []
    step = 0
    for first in range(0, recipe.count, CHUNK):
        seeds = recipe.sprite_seeds[first : first + CHUNK]
        x0 = None
        styles = recipe.styles[first : first + CHUNK]
        mixes = [{**recipe.mix, **blend} for blend in styles]
        run = begin(drawer, mixes, seeds, how)
        for taken in steps_of(run, library):
            x0, step = taken.x0, step + 1
            shown = {"x_t": taken.x_t, "x0": taken.x0, None: None}[frames]
            yield GenerateProgress(
                step=step,
                steps=total,
                first=first,
                images=None if shown is None else frozen(decode(shown)),
                log_snr=taken.log_snr,
                seconds=time.perf_counter() - start,
            )
        assert x0 is not None  # a run has at least one step
        images.extend(finish(x0, recipe))
    yield GenerateResult(
        images=frozen(np.stack(images)),
        recipe=recipe,
        seconds=time.perf_counter() - start,
        network_calls=step,
        device=library.device.label,
    )


def resolve(job: GenerateJob, loaded: LoadedModel, drawer: LoadedModel) -> Recipe:
    """The job with every choice made. Raises JobError.

    Args: loaded: the model that is named, whose words count; drawer: what draws, it or its student.
    """
    if job.sampler not in SAMPLERS:
        raise JobError(f"there is no sampler {job.sampler!r}; choose one of {', '.join(SAMPLERS)}")
    if not 1 <= job.count <= MAX_COUNT:
        raise JobError(f"the count must be between 1 and {MAX_COUNT}, not {job.count}")
    if not 0 <= job.seed <= MAX_SEED - job.count:
        raise JobError(f"the seed must be between 0 and {MAX_SEED - job.count}")
    if job.seeds and len(job.seeds) != job.count:
        raise JobError(f"{job.count} sprites need as many seeds, not {len(job.seeds)}")
    if not all(0 <= seed <= MAX_SEED for seed in job.seeds):
        raise JobError(f"every seed must be between 0 and {MAX_SEED}")
    if not 0 <= job.eta <= 1:
        raise JobError(f"eta must be between 0 and 1, not {job.eta:g}")
    if not 0 <= job.guidance <= 30:
        raise JobError(f"guidance must be between 0 and 30, not {job.guidance:g}")
    low, high = job.guidance_interval
    if not -20 <= low <= high <= 20:
        raise JobError(f"guidance acts between two λ from -20 to 20, not {low:g} and {high:g}")
    if job.colours is not None and not 1 <= job.colours <= 256:
        raise JobError(f"a sprite can have 1 to 256 colours, not {job.colours}")
    if len(job.palette) > MAX_PALETTE or not all(map(is_colour, job.palette)):
        raise JobError(f"a palette is at most {MAX_PALETTE} colours, written rrggbb each")
    if job.palette_inside and not job.palette:
        raise JobError("there is no palette to draw with; choose one")
    if job.palette_inside and drawer.model.config.channels != 4:
        raise JobError(
            "this model knows no clear pixels, so a palette can only be applied at the end"
        )
    steps = DEFAULT_STEPS[job.sampler] if job.steps is None else job.steps
    guidance = job.guidance
    if job.sampler == "live":
        if steps not in LIVE_STEPS:
            raise JobError(f"the live sampler takes 2 or 4 steps, not {steps}")
        guidance = min(max(guidance, LIVE_GUIDANCE[0]), LIVE_GUIDANCE[1])
    try:
        drawer.model.schedule.levels(steps)
    except ValueError as error:
        raise JobError(str(error)) from error
    known = loaded.model.vocabulary.known
    mix = asked_mix(job.mix, job.prompt, known)
    return Recipe(
        version=sprite_studio.__version__,
        model=loaded.name,
        model_hash=drawer.hash,
        mix=mix,
        lessons=loaded.model.vocabulary.lessons(mix),
        styles=loaded.draw_styles(mix, job.sprite_seeds),
        seed=job.seed,
        count=job.count,
        seeds=job.seeds,
        sampler=job.sampler,
        steps=steps,
        eta=job.eta if job.sampler == "ddim" else 0.0,
        guidance=guidance,
        guidance_interval=job.guidance_interval,
        colours=job.colours,
        palette=job.palette,
        symmetric=job.symmetric,
        palette_inside=job.palette_inside,
    )


def resolve_again(saved: Recipe, loaded: LoadedModel, drawer: LoadedModel) -> Recipe:
    """A recipe from a file, which may be a stranger's, checked as a job is; with the styles that
    were drawn then. Raises JobError. Args: as of `resolve`."""
    checked = resolve(
        GenerateJob(
            mix=saved.mix,
            seed=saved.seed,
            count=saved.count,
            seeds=saved.seeds,
            sampler=cast(Sampler, saved.sampler),  # checked there
            steps=saved.steps,
            eta=saved.eta,
            guidance=saved.guidance,
            guidance_interval=saved.guidance_interval,
            model=loaded.name,
            colours=saved.colours,
            palette=saved.palette,
            symmetric=saved.symmetric,
            palette_inside=saved.palette_inside,
        ),
        loaded,
        drawer,
    )
    for blend in saved.styles:
        for word, weight in blend.items():
            if word not in loaded.model.vocabulary.index:
                raise JobError(
                    f"the model {loaded.name!r} does not know {word!r}, a style in the recipe; "
                    "give the model that drew it with --model"
                )
            if not abs(weight) <= MAX_WEIGHT:
                raise JobError(f"the recipe is damaged: the weight of {word!r}")
    return msgspec.structs.replace(checked, styles=saved.styles)


def finish(x0: Tensor, recipe: Recipe) -> list[Images]:
    """From the network's last x0 (B, C, 16, 16) to crisp pixels, one (16, 16, 4) a sprite."""
    palette = Palette("recipe", recipe.palette) if recipe.palette else None
    return [crisp(pixels, recipe.colours, palette) for pixels in decode(x0)]


def frozen(images: Images) -> Images:
    """The same pixels, read-only: they may cross to another thread."""
    images.setflags(write=False)
    return images
