"""Pictures that are cut into sprites: what is asked for, and what comes of it."""

from dataclasses import dataclass
from pathlib import Path

from sprite_studio.art.imports.cells import Background, CellGrid
from sprite_studio.art.sprite import Pixels
from sprite_studio.studio.jobs.base import Result


@dataclass(frozen=True)
class OpenSheetJob:
    """Attributes: paths: one picture, or many, or folders of them, which then lie on one sheet."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, eq=False)
class OpenSheetResult(Result):
    """A picture that can be cut.

    Attributes:
        name: of it, for people.
        picture: (H, W, 4).
        factor: by how much it is reduced at first.
        factors: by how much it can be without losing a pixel, the largest first.
        grid: that is known, or None to guess one.
        names: of the cells, row by row, as far as they are known.
        left_out: which files, and why, a line each.
    """

    name: str
    picture: Pixels
    factor: int = 1
    factors: tuple[int, ...] = (1,)
    grid: CellGrid | None = None
    names: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class CutJob:
    """Attributes: picture; factor: by which it is reduced; grid: on the reduced one, None to guess;
    background: what becomes clear."""

    picture: Pixels
    factor: int
    grid: CellGrid | None
    background: Background


@dataclass(frozen=True, eq=False)
class CutCell:
    """Attributes: row, column; x, y: of its corner in the reduced picture; sprite: (16, 16, 4), or
    None; why_not: why there is none."""

    row: int
    column: int
    x: int
    y: int
    sprite: Pixels | None
    why_not: str = ""


@dataclass(frozen=True, eq=False)
class CutResult(Result):
    """Attributes: picture: reduced, its background cleared; grid; cells: row by row."""

    picture: Pixels
    grid: CellGrid
    cells: tuple[CutCell, ...]
