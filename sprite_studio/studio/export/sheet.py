"""Save what was drawn: a sheet with its JSON, single sprites, the run as an animation."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np

from sprite_studio.art.export.apng import save_apng
from sprite_studio.art.export.aseprite_json import json_path, save_sheet_json
from sprite_studio.art.export.gif import save_gif
from sprite_studio.art.export.png import save_png
from sprite_studio.art.image_file import MAX_SIDE
from sprite_studio.art.sheet import MAX_SCALE, Layout, over, pack_sheet
from sprite_studio.art.sprite import SIZE
from sprite_studio.atomic_write import check_folder_of
from sprite_studio.studio.jobs.base import Images, JobError
from sprite_studio.studio.jobs.recipe import Recipe, to_chunks
from sprite_studio.studio.jobs.watch import WatchResult

BACKGROUND = (34, 35, 45, 255)
"""Of animations: a GIF's clear pixels keep the frame before."""


def export_sheet(path: Path, images: Images, recipe: Recipe, layout: Layout) -> list[Path]:
    """A PNG sheet with its recipe, and an Aseprite-style JSON beside it; the files written.

    Raises as `check_sheet`, and OSError where a file cannot be written.
    """
    check_sheet(path, layout, len(images))
    sheet = pack_sheet(
        list(images), layout.columns, layout.scale, layout.padding, layout.background
    )
    save_png(path, sheet, to_chunks(msgspec.structs.replace(recipe, layout=layout)))
    return [path, save_sheet_json(path, len(images), layout, recipe.version)]


def export_sprites(folder: Path, images: Images, recipe: Recipe, scale: int = 1) -> list[Path]:
    """One PNG a sprite, each with a recipe of its own, named by its seed; the files written.

    Raises JobError for an impossible scale, OSError where a file cannot be written.
    """
    check_layout(Layout(scale=scale), 1)
    if not folder.is_dir():
        raise FileNotFoundError(f"the folder {folder} does not exist; make it first")
    files = []
    for i, image in enumerate(images):
        own = msgspec.structs.replace(recipe.of_sprite(i), layout=Layout(scale=scale))
        files.append(folder / f"sprite-{own.drawing.seed}.png")
        save_png(files[-1], pack_sheet([image], 1, scale), to_chunks(own))
    return files


def export_gif(path: Path, runs: Sequence[Images], columns: int, scale: int) -> None:
    """A run as an animation: one sheet of all sprites for every kept step. Raises OSError."""
    frames = [
        over(pack_sheet(list(images), columns, scale, 1, BACKGROUND), BACKGROUND) for images in runs
    ]
    save_gif(path, frames, seconds=max(0.04, 2.5 / len(frames)))


RUN_FORMATS = (".gif", ".apng", ".png")
MOST_FRAMES = 120
RUN_SCALE = 8


def export_run(path: Path, run: WatchResult) -> None:
    """A watched run: what was shown above what was believed, as an animation (.gif, .apng), or
    every step beside the next as a strip (.png). Raises JobError, OSError."""
    if path.suffix.lower() not in RUN_FORMATS:
        raise JobError(f"{path} must end in one of {', '.join(RUN_FORMATS)}")
    stride = -(-len(run.log_snr) // MOST_FRAMES)
    # The last step is always there, whatever the stride.
    steps = range(len(run.log_snr) - 1, -1, -stride)[::-1]
    count = run.x_t.shape[1]
    frames = [
        pack_sheet([*run.x_t[step], *run.x0[step]], count, RUN_SCALE, 1, BACKGROUND)
        for step in steps
    ]
    if path.suffix.lower() == ".png":
        columns = [np.concatenate([run.x_t[step], run.x0[step]]) for step in steps]
        strip = np.stack(columns, axis=1).reshape(-1, SIZE, SIZE, 4)
        save_png(path, pack_sheet(list(strip), len(columns), 1, 1), to_chunks(run.drawn.recipe))
        return
    save = save_gif if path.suffix.lower() == ".gif" else save_apng
    save(path, [over(frame, BACKGROUND) for frame in frames], max(0.04, 4.0 / len(frames)))


def check_sheet(path: Path, layout: Layout, count: int) -> None:
    """What can be known before anything is drawn.

    Raises JobError for an impossible layout or name, FileNotFoundError for a missing folder,
    FileExistsError where the JSON would replace a file of something else.
    """
    if path.suffix.lower() != ".png":
        raise JobError(f"{path} must end in .png")
    check_folder_of(path)
    json_path(path)
    check_layout(layout, count)


def check_layout(layout: Layout, count: int) -> None:
    """Raises JobError if `count` sprites cannot be laid out so."""
    if layout.columns < 1 or layout.padding < 0 or not 1 <= layout.scale <= MAX_SCALE:
        raise JobError(
            f"a sheet has 1 or more columns, no negative padding, and a scale of 1 to {MAX_SCALE}"
        )
    if not all(0 <= part <= 255 for part in layout.background):
        raise JobError("a background is four numbers from 0 to 255: red, green, blue, alpha")
    side = max(sheet_size(layout, count))
    if side > MAX_SIDE:
        raise JobError(
            f"the sheet would be {side} pixels long and could not be opened again; "
            f"{MAX_SIDE} is the most: choose a smaller scale or other columns"
        )


def sheet_size(layout: Layout, count: int) -> tuple[int, int]:
    """Width and height, in pixels, of a sheet of `count` sprites."""
    columns = min(layout.columns, count)
    width, height = (
        (side * (SIZE + layout.padding) - layout.padding) * layout.scale
        for side in (columns, -(-count // columns))
    )
    return width, height
