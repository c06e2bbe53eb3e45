"""Where the tiles of a sheet lie, if it was saved with a word about that: by us, or beside a JSON
file in the form of Aseprite's, which other packers write as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec

from sprite_studio.art.image_file import read_embedded_text
from sprite_studio.art.imports.aseprite import Tag
from sprite_studio.art.sheet import Grid, Layout, slice_sheet
from sprite_studio.art.sprite import SIZE, Pixels
from sprite_studio.art.walk.character import FRAMES
from sprite_studio.errors import UserError
from sprite_studio.plain_text import shown
from sprite_studio.regular_file import read_regular

MOST_JSON = 2**23
MOST_TILES = 10_000

_KEY = "sprite_studio"
"""Of the text in a sheet of ours, which is its recipe (`studio.jobs.recipe`)."""


class _Drawn(msgspec.Struct, frozen=True):
    count: Annotated[int, msgspec.Meta(ge=0, le=MOST_TILES)] = 0


class _Edit(msgspec.Struct, frozen=True):
    type: str = ""


class _Export(_Drawn, frozen=True):
    """What matters here of a recipe: its layout, its count, which was its own in version 0.1.0, and
    whether that is of characters."""

    drawing: _Drawn = _Drawn()
    edit: _Edit | None = None
    layout: Layout | None = None


class _Place(msgspec.Struct, frozen=True):
    x: int
    y: int
    w: int
    h: int


class _Frame(msgspec.Struct, frozen=True):
    frame: _Place
    rotated: bool = False
    filename: str = ""
    duration: float = 0


class _Tag(msgspec.Struct, frozen=True):
    name: str
    first: int = msgspec.field(name="from")
    last: int = msgspec.field(name="to")


class _Meta(msgspec.Struct, frozen=True):
    image: str = ""
    tags: object = msgspec.field(name="frameTags", default=None)


class _Packed(msgspec.Struct, frozen=True):
    frames: dict[str, _Frame] | list[_Frame]
    meta: _Meta = _Meta()


@dataclass(frozen=True, eq=False)
class NamedTiles:
    """What a JSON says of the sheet that it lies beside.

    Attributes:
        names: of the frames, in order; two may be one.
        tiles: their pixels, enlarged as they are on the sheet.
        milliseconds: for which each is shown; 0 where that is not said.
        tags: animations among them.
    """

    names: tuple[str, ...]
    tiles: tuple[Pixels, ...]
    milliseconds: tuple[int, ...]
    tags: tuple[Tag, ...]


def known_tiles(path: Path, picture: Pixels) -> list[Pixels] | None:
    """The tiles of a sheet, enlarged as they are on it; None where nobody says where they lie, or
    what is said does not fit the picture. Raises ImageError for a picture that cannot be read."""
    tiles = _by_recipe(path, picture)
    if tiles:
        return tiles
    named = named_tiles(path, picture)
    return None if named is None else list(named.tiles)


def _by_recipe(path: Path, picture: Pixels) -> list[Pixels] | None:
    text = read_embedded_text(path, _KEY)
    if text is None:
        return None
    try:
        export = msgspec.json.decode(text, type=_Export)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    layout, count = export.layout, export.drawing.count or export.count
    if export.edit is not None and export.edit.type == "Cast":
        count *= FRAMES
    if layout is None or count == 0:
        return None
    columns = min(layout.columns, count)
    grid = Grid(SIZE * layout.scale, 0, layout.padding * layout.scale)
    height, width = picture.shape[:2]
    if not grid.fits(height) or not grid.fits(width):
        return None
    if (grid.count(height), grid.count(width)) != (-(-count // columns), columns):
        return None
    return slice_sheet(picture, grid)[:count]


def named_tiles(path: Path, picture: Pixels) -> NamedTiles | None:
    """By the JSON beside the picture; None where there is none of this kind: it is somebody's for
    something else."""
    beside = path.with_suffix(".json")
    if not beside.is_file():
        return None
    try:
        packed = msgspec.json.decode(read_regular(beside, MOST_JSON, UserError), type=_Packed)
    except (msgspec.DecodeError, ValueError, RecursionError):  # a UserError is a ValueError
        return None
    if packed.meta.image not in ("", path.name):
        return None
    named = (
        [(one.filename, one) for one in packed.frames]
        if isinstance(packed.frames, list)
        else [*packed.frames.items()]
    )
    frames = [frame for _, frame in named]
    if not 1 <= len(frames) <= MOST_TILES or not _all_inside(frames, picture):
        return None
    tiles = [
        picture[one.frame.y : one.frame.y + one.frame.h, one.frame.x : one.frame.x + one.frame.w]
        for one in frames
    ]
    tags = [
        Tag(shown(tag.name), tag.first, tag.last)
        for tag in _tags(packed.meta.tags)
        if 0 <= tag.first <= tag.last < len(frames)
    ]
    return NamedTiles(
        tuple(shown(name) for name, _ in named),
        tuple(tiles),
        tuple(round(min(max(one.duration, 0), 65_535)) for one in frames),
        tuple(tags),
    )


def _tags(told: object) -> list[_Tag]:
    """None where they are told in another way: the frames are known all the same."""
    try:
        return msgspec.convert(told, list[_Tag])
    except msgspec.ValidationError:
        return []


def _all_inside(frames: Sequence[_Frame], picture: Pixels) -> bool:
    height, width = picture.shape[:2]
    return all(
        not one.rotated
        and place.w > 0
        and place.h > 0
        and 0 <= place.x <= width - place.w
        and 0 <= place.y <= height - place.h
        for one in frames
        for place in (one.frame,)
    )
