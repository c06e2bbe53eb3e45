"""From files to cells of which each may become a sprite."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from sprite_studio.art.enlarged import as_sprite
from sprite_studio.art.export.collection import standing
from sprite_studio.art.image_file import ImageError
from sprite_studio.art.imports.aseprite import SUFFIXES as ASEPRITE
from sprite_studio.art.imports.cells import (
    Cell,
    CellGrid,
    OpenedPicture,
    clean_factors,
    cut,
    guess_cells,
    open_picture,
    reduced,
    without_background,
)
from sprite_studio.art.imports.folder import READ
from sprite_studio.art.sheet import pack_sheet
from sprite_studio.art.sprite import SIZE, Pixels
from sprite_studio.errors import UserError, plain
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.library.slicing import (
    CutCell,
    CutJob,
    CutResult,
    OpenSheetJob,
    OpenSheetResult,
)

MOST_FILES = 4096
COLUMNS = 16
"""Of a sheet of many files."""

EMPTY, LARGE = "Nothing can be seen in it", f"What is drawn is larger than {SIZE}×{SIZE} pixels"


def open_sheet(job: OpenSheetJob) -> Generator[OpenSheetResult | None, None, None]:
    """Ends with one OpenSheetResult; at every None before it other work may go first.

    Raises JobError where there is nothing to cut; ImageError for the only file.
    """
    paths = list(_files(job.paths))
    if not paths:
        raise JobError("there is no picture to import; choose PNG, GIF or .aseprite files")
    yield _of_one(open_picture(paths[0])) if len(paths) == 1 else (yield from _of_many(paths))


def cut_sheet(job: CutJob) -> Generator[CutResult, None, None]:
    """Yields one CutResult. Raises SlicingError."""
    picture = reduced(job.picture, job.factor)
    grid = guess_cells(picture) if job.grid is None else job.grid
    cells = cut(picture, grid, job.background)
    yield CutResult(
        without_background(picture, job.background), grid, tuple(_cut(cell) for cell in cells)
    )


def _of_one(opened: OpenedPicture) -> OpenSheetResult:
    """A still picture as it is; the frames of a moving one side by side."""
    first = opened.frames[0]
    more = ("only its first frames were read",) if opened.has_more else ()
    if len(opened.frames) == 1:
        factors = clean_factors(first)
        # A picture that fits a sprite is one; an enlarged one is seen at its own size.
        factor = factors[0] if max(first.shape[:2]) > SIZE else 1
        return OpenSheetResult(opened.name, first, factor, factors, left_out=more)
    height, width = (max(frame.shape[i] for frame in opened.frames) for i in (0, 1))
    frames = [_in_corner(frame, height, width) for frame in opened.frames]
    names = tuple(f"{opened.name}_{i}" for i in range(len(frames)))
    grid = CellGrid(width, height)
    return OpenSheetResult(
        opened.name, np.concatenate(frames, axis=1), grid=grid, names=names, left_out=more
    )


def _of_many(paths: Sequence[Path]) -> Generator[None, None, OpenSheetResult]:
    """Each file that is one sprite, and every cell of those that are sheets."""
    sprites: list[Pixels] = []
    names: list[str] = []
    left_out: list[str] = []
    for path in paths:
        yield
        try:
            opened = open_picture(path)
            found = [cell.sprite for frame in opened.frames for cell in _sprites_of(frame)]
        except UserError as error:
            left_out.append(plain(error))
            continue
        seen = [sprite for sprite in found if sprite is not None]
        if not seen:
            left_out.append(f"{path.name}: {EMPTY.lower()}, or it is too large")
        sprites += seen
        several = len(seen) > 1
        names += [f"{path.stem}_{i}" if several else path.stem for i in range(len(seen))]
    if not sprites:
        raise JobError("; ".join(left_out[:3]) or "there is no picture to import")
    columns = min(COLUMNS, len(sprites))
    sheet = pack_sheet(sprites, columns, 1, 0)
    name = f"{len(paths)} files"
    return OpenSheetResult(
        name, sheet, grid=CellGrid(), names=tuple(names), left_out=tuple(left_out)
    )


def _sprites_of(frame: Pixels) -> Iterator[CutCell]:
    sprite = as_sprite(frame)
    if max(sprite.shape[:2]) <= SIZE:
        yield _cut(Cell(0, 0, 0, 0, sprite, not bool(sprite[..., 3].any())))
    else:
        yield from map(_cut, cut(frame, guess_cells(frame)))


def _cut(cell: Cell) -> CutCell:
    """What is drawn in it stands on the sprite's ground line, in its middle."""
    place = (cell.row, cell.column, cell.x, cell.y)
    if cell.is_empty:
        return CutCell(*place, None, EMPTY)
    pixels = cell.pixels
    if max(pixels.shape[:2]) > SIZE:
        rows, columns = (np.flatnonzero(pixels[..., 3].any(axis=i)) for i in (1, 0))
        pixels = pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    if max(pixels.shape[:2]) > SIZE:
        return CutCell(*place, None, LARGE)
    return CutCell(*place, standing(pixels, SIZE, SIZE))


def _in_corner(frame: Pixels, height: int, width: int) -> Pixels:
    below, right = height - frame.shape[0], width - frame.shape[1]
    return np.pad(frame, ((0, below), (0, right), (0, 0)))


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Those named, and all pictures in and below folders. Raises ImageError for too many."""
    count = 0
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            if path.is_dir() and not (file.suffix.lower() in (*READ, *ASEPRITE) and file.is_file()):
                continue
            count += 1
            if count > MOST_FILES:
                raise ImageError(f"{path} holds more than {MOST_FILES} pictures; choose fewer")
            yield file
