"""The history's pictures: a PNG sheet for each result, in a folder for each shelf.

A picture holds its recipe, its name is the result's id, and its folder says what is thought of it:
all that is needed to make the index anew.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import numpy as np

from sprite_studio.art.export.png import png_bytes
from sprite_studio.art.image_file import ImageError, read_rgba
from sprite_studio.art.sheet import Grid, Layout, pack_sheet, slice_sheet
from sprite_studio.art.sprite import SIZE, Pixels
from sprite_studio.studio.export.sheet import check_layout, sheet_size
from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.recipes.history import SHELVES, Shelf
from sprite_studio.studio.jobs.recipes.recipe import Recipe, to_chunks

COLUMNS = 8
"""Of the sheets."""

IN_THUMBNAIL = 16
"""Sprites at most: four by four."""

_NAME = re.compile(r"(\d{8,16})\.png", re.ASCII)


class Pictures:
    """The folders of one history. Attributes: folder: which holds those of the shelves.

    What changes a picture is only called while the index is locked for writing, so that whoever
    holds that lock (`Database.writing`) sees none that is being changed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, id_: int, shelf: Shelf) -> Path:
        """Where the picture of a result is."""
        return self.folder / shelf / f"{id_:08}.png"

    def shelf_of(self, id_: int, likely: Shelf) -> Shelf | None:
        """On which shelf a result really lies. Args: likely: where to look first."""
        for shelf in (likely, *SHELVES):
            if self.path(id_, shelf).is_file():
                return shelf
        return None

    def survey(self) -> tuple[dict[int, Shelf], list[Path]]:
        """Every picture that was named here, and what is half written; of that, what is still
        there when the index is locked was left behind by a kill. Raises OSError."""
        shelves: dict[int, Shelf] = {}
        parts = []
        for shelf in ("bin", "recent", "starred"):  # of two of one name the best place counts
            for name in self._names(shelf):
                # A name with more zeros than are written here is a stranger's.
                if (match := _NAME.fullmatch(name)) and f"{int(match[1]):08}" == match[1]:
                    shelves[int(match[1])] = shelf
                elif name.startswith(".") and name.endswith(".part"):
                    parts.append(self.folder / shelf / name)
        return shelves, parts

    def arrived(self, id_: int, shelf: Shelf) -> int:
        """When a picture came to its shelf, in µs since 1970. Raises OSError."""
        return self.path(id_, shelf).stat().st_mtime_ns // 1000

    def put(self, id_: int, shelf: Shelf, png: bytes) -> None:
        """Write beside and put in place. Raises OSError.

        It does not wait for the disk, since others wait for the index: `sync` does.
        """
        path = self.path(id_, shelf)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        try:
            part.write_bytes(png)
            part.replace(path)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise

    def sync(self, id_: int, shelf: Shelf) -> None:
        """See to it that a picture outlives a loss of power. Raises OSError."""
        with self.path(id_, shelf).open("rb+") as file:
            os.fsync(file.fileno())

    def move(self, id_: int, old: Shelf, new: Shelf, arrived: int) -> None:
        """To another shelf, at a time in µs since 1970. Raises OSError."""
        path = self.path(id_, new)
        path.parent.mkdir(parents=True, exist_ok=True)
        os.utime(self.path(id_, old), ns=(arrived * 1000, arrived * 1000))
        self.path(id_, old).replace(path)

    def delete(self, id_: int, shelf: Shelf) -> None:
        """For ever. Raises OSError."""
        self.path(id_, shelf).unlink(missing_ok=True)

    def _names(self, shelf: Shelf) -> Iterator[str]:
        with suppress(FileNotFoundError), os.scandir(self.folder / shelf) as files:
            for file in files:
                if file.is_file():
                    yield file.name


def laid_out(recipe: Recipe) -> Recipe:
    """As it is written into a picture of the history."""
    return msgspec.structs.replace(recipe, layout=Layout(columns=COLUMNS))


def to_png(images: Images, recipe: Recipe) -> bytes:
    """A sheet of (N, 16, 16, 4) with their recipe, which is `laid_out`."""
    return png_bytes(pack_sheet(list(images), COLUMNS), to_chunks(recipe))


def read_images(path: Path, recipe: Recipe) -> Images:
    """(N, 16, 16, 4), read-only. Raises ImageError where the file is gone or damaged."""
    sheet = read_rgba(path)
    layout = recipe.layout or Layout()
    count = recipe.drawing.count
    check_layout(layout, count)
    as_here = count == len(recipe.styles) and layout.scale == 1 and layout.padding == 0
    if not as_here or sheet.shape[1::-1] != sheet_size(layout, count):
        raise ImageError(f"{path} does not hold the sprites that its recipe names; delete it")
    images = np.stack(slice_sheet(sheet, Grid(SIZE))[:count])
    images.setflags(write=False)
    return images


def thumbnail_of(images: Images) -> Pixels:
    """(H, W, 4): the first sprites on a square, read-only."""
    shown = images[:IN_THUMBNAIL]
    columns = next(side for side in (1, 2, 4) if side * side >= len(shown))
    pixels = pack_sheet(list(shown), columns)
    pixels.setflags(write=False)
    return pixels
