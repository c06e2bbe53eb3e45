"""Sheets with their JSON, and single sprites: how they are laid out, and what is in the files."""

from collections import Counter
from pathlib import Path

import msgspec

from sprite_studio.art.export.aseprite_json import sheet_json
from sprite_studio.art.export.png import encode_png
from sprite_studio.art.export.steps import Steps
from sprite_studio.art.image_file import MAX_SIDE
from sprite_studio.art.sheet import MAX_SCALE, Layout, pack_sheet
from sprite_studio.art.sprite import SIZE
from sprite_studio.stepwise import completed
from sprite_studio.studio.export.frame_tags import frame_milliseconds, frame_tags
from sprite_studio.studio.jobs.base import Images, JobError
from sprite_studio.studio.jobs.export import Sheet, SingleSprite, SpriteFolder
from sprite_studio.studio.jobs.recipes.recipe import Recipe, to_chunks

Files = dict[Path, bytes]
"""What is in each file, the one that was asked for first."""


def encode_sheet(path: Path, sheet: Sheet) -> Steps[Files]:
    """A PNG with its recipe, and an Aseprite-style JSON beside it. Raises JobError."""
    layout, count = sheet.layout, len(sheet.images)
    check_layout(layout, count)
    packed = pack_sheet(
        list(sheet.images), layout.columns, padding=layout.padding, background=layout.background
    )
    texts = to_chunks(msgspec.structs.replace(sheet.recipe, layout=layout))
    picture = yield from encode_png(packed, texts, layout.scale)
    frames = sheet_json(
        path.name,
        count,
        layout,
        sheet.recipe.version,
        frame_tags(sheet.recipe),
        sheet.json,
        frame_milliseconds(sheet.recipe),
    )
    return {path: picture, path.with_suffix(".json"): frames.encode()}


def encode_single(path: Path, sprite: SingleSprite) -> Steps[Files]:
    """One PNG with its recipe, as large as it was drawn."""
    return {path: (yield from _encode_one(sprite.image, sprite.recipe, Layout()))}


def encode_folder(folder: Path, sprites: SpriteFolder) -> Steps[Files]:
    """A PNG for each, with a recipe of its own. A step is one of them. Raises JobError."""
    layout = Layout(scale=sprites.scale, background=sprites.background)
    check_layout(layout, 1)
    files: Files = {}
    met: Counter[int] = Counter()
    for i, image in enumerate(sprites.images):
        own = sprites.recipe.of_sprite(i)
        met[own.drawing.seed] += 1
        again = "" if met[own.drawing.seed] == 1 else f"-{met[own.drawing.seed]}"
        file = folder / f"sprite-{own.drawing.seed}{again}.png"
        files[file] = completed(_encode_one(image, own, layout))
        yield (i + 1) / len(sprites.images)
    return files


def _encode_one(image: Images, recipe: Recipe, layout: Layout) -> Steps[bytes]:
    packed = pack_sheet([image], 1, background=layout.background)
    texts = to_chunks(msgspec.structs.replace(recipe, layout=layout))
    return (yield from encode_png(packed, texts, layout.scale))


def check_layout(layout: Layout, count: int, tile: tuple[int, int] = (SIZE, SIZE)) -> None:
    """Raises JobError if `count` sprites cannot be laid out so. Args: tile: width and height of
    each."""
    try:
        msgspec.convert(msgspec.to_builtins(layout), Layout)
    except msgspec.ValidationError as error:
        raise JobError(
            "a sheet has 1 or more columns (4096 at most), no negative padding (1024 at most), "
            f"a scale of 1 to {MAX_SCALE}, and a background of four numbers from 0 to 255"
        ) from error
    side = max(sheet_size(layout, count, tile))
    if side > MAX_SIDE:
        raise JobError(
            f"the sheet would be {side} pixels long and could not be opened again; "
            f"{MAX_SIDE} is the most: choose a smaller scale or other columns"
        )


def sheet_size(layout: Layout, count: int, tile: tuple[int, int] = (SIZE, SIZE)) -> tuple[int, int]:
    """Width and height, in pixels, of a sheet of `count` sprites, each as large as `tile`."""
    columns = min(layout.columns, count)
    width, height = (
        (number * (side + layout.padding) - layout.padding) * layout.scale
        for number, side in zip((columns, -(-count // columns)), tile, strict=True)
    )
    return width, height
