"""Draw a saved picture again from the recipe in it, and say what differs and why."""

from collections.abc import Generator, Iterator
from typing import TypeAlias

import msgspec
import numpy as np

from sprite_studio.art.image_file import read_rgba
from sprite_studio.art.sheet import Grid, Layout, pack_sheet, slice_sheet
from sprite_studio.art.sprite import SIZE, Pixels
from sprite_studio.studio.draw.casting.characters import draw_characters_again
from sprite_studio.studio.draw.edit import edit, job_again
from sprite_studio.studio.draw.edit_setup import pixels_of
from sprite_studio.studio.draw.generate import draw, frozen, resolve_again
from sprite_studio.studio.draw.sampling import model_for
from sprite_studio.studio.export.sheet import check_layout, sheet_size
from sprite_studio.studio.jobs.base import Images, JobError
from sprite_studio.studio.jobs.cast import CastProgress, CastResult
from sprite_studio.studio.jobs.drawing import MAX_COUNT
from sprite_studio.studio.jobs.edit import EditProgress, EditResult
from sprite_studio.studio.jobs.generate import GenerateProgress, GenerateResult
from sprite_studio.studio.jobs.recipes.recipe import Cast, Painted, Recipe, read_recipe
from sprite_studio.studio.jobs.recipes.replay import ReplayJob, ReplayResult
from sprite_studio.studio.library.models import ModelLibrary

Progress: TypeAlias = GenerateProgress | EditProgress | CastProgress


def replay(
    job: ReplayJob, library: ModelLibrary
) -> Generator[Progress | ReplayResult | None, None, None]:
    """Yields a report of progress a step and one ReplayResult, and None where other work may go
    first; close it to cancel.

    Raises ImageError and RecipeError for a picture that cannot be read, JobError where its recipe
    cannot be drawn here, CheckpointError.
    """
    saved = read_recipe(job.path)
    picture = read_rgba(job.path)
    layout = saved.layout or Layout()
    _check(job, saved, layout, picture)
    for event in _drawn_again(job, saved, library):
        if isinstance(event, GenerateResult | EditResult | CastResult):
            yield _compared(picture, saved, layout, event)
        else:
            yield event


def _drawn_again(
    job: ReplayJob, saved: Recipe, library: ModelLibrary
) -> Iterator[Progress | GenerateResult | EditResult | CastResult | None]:
    if isinstance(saved.edit, Painted):
        images = frozen(pixels_of(saved.edit.painted)[None].copy())
        return iter([EditResult(images, saved, 0.0, "no device, since it was painted by hand")])
    name = _model_name(job, saved, library)
    if isinstance(saved.edit, Cast):
        return draw_characters_again(saved, name, library)
    if saved.edit is not None:
        return edit(job_again(saved, name), library)
    drawer = model_for(library, name, saved.drawing.sampler)
    return draw(resolve_again(saved, library.load(name), drawer), drawer, library)


def _check(job: ReplayJob, saved: Recipe, layout: Layout, picture: Pixels) -> None:
    """Nothing is drawn that could not be compared. Raises JobError."""
    if not 1 <= saved.drawing.count <= MAX_COUNT or len(saved.styles) != saved.drawing.count:
        raise JobError(
            f"the recipe in {job.path} is damaged: it is of {saved.drawing.count} sprites and "
            f"names the styles of {len(saved.styles)}; export the sheet again"
        )
    check_layout(layout, saved.tiles)
    width, height = sheet_size(layout, saved.tiles)
    if picture.shape[:2] != (height, width):
        raise JobError(
            f"{job.path} is {picture.shape[1]}×{picture.shape[0]} pixels, but its recipe makes "
            f"{width}×{height}: it was scaled or cut after it was saved; take the file as exported"
        )


def _model_name(job: ReplayJob, saved: Recipe, library: ModelLibrary) -> str:
    """With what to draw. Raises JobError.

    A recipe may come from a stranger: what it names is looked up among the installed models, and
    never opened as a file.
    """
    if job.model:
        return job.model
    if saved.drawing.model not in {model.name for model in library.all()}:
        raise JobError(
            f"{job.path} was drawn by the model {saved.drawing.model!r}, which is not installed; "
            "give its file with --model, or another model to draw with"
        )
    return saved.drawing.model


def _compared(
    picture: Pixels, saved: Recipe, layout: Layout, drawn: GenerateResult | EditResult | CastResult
) -> ReplayResult:
    differing, between = _differing(picture, drawn.images, layout)
    differs = between > 0 or any(differing)
    return ReplayResult(
        images=drawn.images,
        recipe=msgspec.structs.replace(drawn.recipe, layout=saved.layout),
        differing=differing,
        between=between,
        reasons=_reasons(saved, drawn.recipe, between) if differs else (),
        device=drawn.device,
    )


def _differing(picture: Pixels, images: Images, layout: Layout) -> tuple[tuple[int, ...], int]:
    """How many pixels of each sprite differ, and how many that belong to none.

    A pixel is as large as the layout's scale makes it; the colour of a clear one does not count.
    """
    sheet = pack_sheet(
        list(images), layout.columns, padding=layout.padding, background=layout.background
    )
    height, width = sheet.shape[:2]
    enlarged = picture.reshape(height, layout.scale, width, layout.scale, 4)
    wanted = sheet[:, None, :, None]
    same = (enlarged == wanted).all(axis=-1)
    same |= (enlarged[..., 3] == 0) & (wanted[..., 3] == 0)
    differs = ~same.all(axis=(1, 3))  # (height, width)
    tiles = slice_sheet(differs.view(np.uint8), Grid(SIZE, 0, layout.padding))
    counts = tuple(int(np.count_nonzero(tile)) for tile in tiles[: len(images)])
    return counts, int(np.count_nonzero(differs)) - sum(counts)


def _reasons(saved: Recipe, now: Recipe, between: int) -> tuple[str, ...]:
    """What the two recipes and the picture tell; more is not known."""
    reasons = []
    if saved.model_hash != now.model_hash:
        reasons.append(
            f"other weights: drawn by the model {saved.drawing.model!r}, hash "
            f"{saved.model_hash!r}; now by {now.drawing.model!r}, hash {now.model_hash!r}"
        )
    # Words of this drawing only: a stranger's file may name anything.
    anew = [
        word for word, lesson in now.lessons.items() if saved.lessons.get(word, lesson) != lesson
    ]
    if anew:
        reasons.append(f"another lesson: since it was drawn, {', '.join(anew)} was taught anew")
    if saved.version != now.version:
        reasons.append(
            f"another version: saved by Sprite Studio {saved.version!r}, this is {now.version!r}"
        )
    if between:
        reasons.append("the picture was changed after it was saved: pixels between its sprites are")
    if not reasons:
        reasons.append(
            "model and version are the same: the picture was changed after it was saved, or it "
            "was drawn on another machine or device, which a recipe does not tell"
        )
    return tuple(reasons)
