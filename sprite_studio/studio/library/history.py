"""Every result, kept and found again.

A result is a PNG sheet that holds its own recipe; where it lies says what is thought of it. So
there is no index that could disagree with the files, and a folder can be copied, or thrown away,
as a whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np

from sprite_studio.art.export.png import save_png
from sprite_studio.art.image_file import ImageError, read_rgba
from sprite_studio.art.sheet import Grid, Layout, pack_sheet, slice_sheet
from sprite_studio.art.sprite import SIZE
from sprite_studio.studio.export.sheet import check_layout, sheet_size
from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.recipe import (
    Recipe,
    RecipeError,
    read_recipe,
    to_chunks,
    to_parameters,
)

Shelf = Literal["recent", "starred", "bin"]
SHELVES: tuple[Shelf, ...] = ("recent", "starred", "bin")
MOST = {"recent": 200, "bin": 100}
"""On a shelf: the oldest recent results go into the bin, the oldest there are deleted. What has a
star stays for ever."""

COLUMNS = 8


@dataclass(frozen=True)
class Entry:
    """One kept result. Attributes: path: of its PNG; recipe; shelf: on which it lies."""

    path: Path
    recipe: Recipe
    shelf: Shelf

    @property
    def number(self) -> int:
        """Later results have higher ones."""
        return int(self.path.stem)

    def matches(self, text: str) -> bool:
        """Whether every word of `text` is found in the recipe: words, sampler, seed, model."""
        told = to_parameters(self.recipe).lower()
        return all(part in told for part in text.lower().split())


@dataclass(frozen=True)
class KeepJob:
    """Keep a result. Attributes: images: (N, 16, 16, 4); recipe: of them; starred: for ever."""

    images: Images
    recipe: Recipe
    starred: bool = False


@dataclass(frozen=True)
class KeepResult(Result):
    """Attributes: entry: where it is kept."""

    entry: Entry


class History:
    """The kept results in a folder, which is made when there is something to keep."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, images: Images, recipe: Recipe, starred: bool = False) -> Entry:
        """Keep a result; one that was also the last is kept once. Raises OSError.

        Args: as of `KeepJob`.
        """
        laid_out = msgspec.structs.replace(recipe, layout=Layout(columns=COLUMNS))
        shelf: Shelf = "starred" if starred else "recent"
        last = next(self.entries(), None)
        if last is not None and (last.recipe, last.shelf) == (laid_out, shelf):
            return last
        for name in SHELVES:
            (self._folder / name).mkdir(parents=True, exist_ok=True)
        newest = max((int(path.stem) for name in SHELVES for path in self._files(name)), default=0)
        path = self._folder / shelf / f"{newest + 1:08}.png"
        save_png(path, pack_sheet(list(images), COLUMNS), to_chunks(laid_out))
        self._tidy()
        return Entry(path, laid_out, shelf)

    def entries(self) -> Iterator[Entry]:
        """All, newest first; what cannot be read is passed over."""
        newest: dict[Path, Shelf] = {p: shelf for shelf in SHELVES for p in self._files(shelf)}
        for path in sorted(newest, key=lambda path: int(path.stem), reverse=True):
            try:
                yield Entry(path, read_recipe(path), newest[path])
            except (ImageError, RecipeError, OSError):
                continue

    def images(self, entry: Entry) -> Images:
        """(N, 16, 16, 4), read-only. Raises UserError where the file is gone or damaged."""
        sheet = read_rgba(entry.path)
        layout = entry.recipe.layout or Layout()
        check_layout(layout, entry.recipe.drawing.count)
        if sheet.shape[1::-1] != sheet_size(layout, entry.recipe.drawing.count):
            raise ImageError(f"{entry.path} is not as large as its recipe says; delete it")
        images = np.stack(slice_sheet(sheet, Grid(SIZE))[: entry.recipe.drawing.count])
        images.setflags(write=False)
        return images

    def move(self, entry: Entry, shelf: Shelf) -> Entry:
        """Star it, throw it away, bring it back. Raises OSError."""
        path = self._folder / shelf / entry.path.name
        entry.path.replace(path)
        return Entry(path, entry.recipe, shelf)

    def _files(self, shelf: Shelf) -> list[Path]:
        """Oldest first; only what was named here."""
        found = (self._folder / shelf).glob("*.png")
        return sorted((path for path in found if path.stem.isdecimal()), key=lambda p: int(p.stem))

    def _tidy(self) -> None:
        for path in self._files("recent")[: -MOST["recent"]]:
            path.replace(self._folder / "bin" / path.name)
        for path in self._files("bin")[: -MOST["bin"]]:
            path.unlink()
