"""The slicer: grids that are guessed and dragged, backgrounds, clean multiples, cells to tick."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sprite_studio.art.export.png import save_png
from sprite_studio.art.forge import forge
from sprite_studio.art.image_file import ImageError
from sprite_studio.art.imports.cells import (
    CellGrid,
    SlicingError,
    clean_factors,
    cut,
    guess_cells,
    open_picture,
    reduced,
    ticked,
    without_background,
)
from sprite_studio.art.sheet import pack_sheet
from sprite_studio.art.sprite import Pixels

MAGENTA, SKY = (255, 0, 255, 255), (90, 120, 200, 255)


def sprites(count: int, side: int = 16) -> list[Pixels]:
    """Drawn ones; larger than 16 they are two by two of them, less a pixel at the edges."""
    if side == 16:
        return [forge(i, []).pixels for i in range(count)]
    parts = [forge(i, []).pixels for i in range(count)]
    large = [
        np.array(Image.fromarray(part).resize((side - 2, side - 2), Image.Resampling.NEAREST))
        for part in parts
    ]
    return [np.pad(part, ((1, 1), (1, 1), (0, 0))) for part in large]


@given(
    st.builds(
        CellGrid,
        *(st.integers(1, 9), st.integers(1, 9), st.integers(0, 5), st.integers(0, 5)),
        *(st.integers(0, 4), st.integers(0, 4)),
    ),
    st.integers(1, 4),
    st.integers(1, 4),
)
@settings(max_examples=60, deadline=None)
def test_cells_are_cut_from_where_the_grid_says(grid: CellGrid, columns: int, rows: int) -> None:
    width = grid.left + columns * (grid.width + grid.spacing_x) - grid.spacing_x
    height = grid.top + rows * (grid.height + grid.spacing_y) - grid.spacing_y
    picture = np.zeros((height, width, 4), np.uint8)
    picture[..., 0] = np.arange(width) % 256
    picture[..., 1] = (np.arange(height) % 256)[:, None]
    picture[..., 3] = 255
    cells = cut(picture, grid)
    assert len(cells) == columns * rows
    for number, cell in enumerate(cells):
        assert (cell.row, cell.column) == divmod(number, columns)
        assert cell.pixels.shape == (grid.height, grid.width, 4)
        assert tuple(cell.pixels[0, 0, :2]) == (cell.x % 256, cell.y % 256)


@pytest.mark.parametrize(
    ("side", "gap", "ground"),
    [(16, 0, (0, 0, 0, 0)), (16, 1, MAGENTA), (16, 2, SKY), (32, 0, (0, 0, 0, 0)),
     (24, 0, SKY), (48, 0, (0, 0, 0, 0)), (24, 3, (0, 0, 0, 0))],
)  # fmt: skip
def test_the_grid_is_guessed(side: int, gap: int, ground: tuple[int, int, int, int]) -> None:
    sheet = pack_sheet(sprites(12, side), 4, padding=gap, background=ground)
    grid = guess_cells(sheet)
    assert (grid.width, grid.height, grid.spacing_x) == (side, side, gap)


def test_tiles_that_fill_their_cells_are_sixteen_pixels() -> None:
    rng = np.random.default_rng(0)
    ground = rng.integers(0, 3, (64, 64, 4), dtype=np.uint8)
    ground[..., 3] = 255
    assert guess_cells(ground) == CellGrid()


def test_one_cell_is_the_whole_picture() -> None:
    assert guess_cells(sprites(1)[0]) == CellGrid()
    assert guess_cells(np.zeros((7, 5, 4), np.uint8)) == CellGrid(5, 7)
    odd = np.full((37, 91, 4), 255, np.uint8)
    assert guess_cells(odd) == CellGrid(91, 37)
    assert len(cut(odd, CellGrid(91, 37))) == 1


def test_larger_art_is_reduced_by_a_clean_multiple_only() -> None:
    own = pack_sheet(sprites(4), 2)
    large = own.repeat(6, axis=0).repeat(6, axis=1)
    assert clean_factors(large) == (6, 3, 2, 1)
    assert (reduced(large, 6) == own).all()
    with pytest.raises(
        SlicingError, match=r"squares of 4×4 pixels; it can be reduced by 6, 3, 2, 1"
    ):
        reduced(large, 4)
    large[0, 0] = (1, 2, 3, 255)
    assert clean_factors(large) == (1,)


def test_a_background_becomes_clear_wherever_it_is() -> None:
    sheet = pack_sheet(sprites(4), 2, background=MAGENTA)
    clear = pack_sheet(sprites(4), 2)
    assert (without_background(sheet, "magenta") == clear).all()
    assert (without_background(sheet, "corner") == clear).all()
    assert (without_background(sheet, (255, 0, 255)) == clear).all()
    assert (without_background(sheet, "keep") == sheet).all()
    assert (without_background(clear, "corner") == clear).all()


def test_empty_cells_are_not_ticked_and_only_empty_ones_are_told() -> None:
    sheet = pack_sheet([*sprites(3), np.zeros((16, 16, 4), np.uint8)], 2, background=SKY)
    cells = cut(sheet, CellGrid(), "corner")
    assert [cell.is_empty for cell in cells] == [False, False, False, True]
    assert ticked(cells) == cells[:3]
    with pytest.raises(SlicingError, match="all cells are empty; look at the background colour"):
        ticked(cut(np.full((32, 32, 4), 255, np.uint8), CellGrid(), (255, 255, 255)))


@pytest.mark.parametrize(
    ("grid", "told"),
    [
        ({"width": 0}, "at least one pixel"),
        ({"left": -1}, "zero or more"),
        ({"width": 99}, "no whole cell of 99×16 pixels lies on this picture of 32×32"),
        ({"top": 20}, "make the cells or the margins smaller"),
    ],
)
def test_a_grid_that_cannot_be_is_told(grid: dict[str, int], told: str) -> None:
    with pytest.raises(SlicingError, match=told):
        cut(np.zeros((32, 32, 4), np.uint8), CellGrid(**grid))


def test_too_many_cells_are_told() -> None:
    with pytest.raises(SlicingError, match="makes 40000 cells, and 20000 are the most"):
        cut(np.zeros((200, 200, 4), np.uint8), CellGrid(1, 1))


def test_files_of_every_kind_are_opened(tmp_path: Path) -> None:
    save_png(tmp_path / "a.png", sprites(1)[0])
    assert open_picture(tmp_path / "a.png").frames[0].shape == (16, 16, 4)
    frames = [Image.fromarray(pixels) for pixels in sprites(3)]
    frames[0].save(tmp_path / "b.gif", save_all=True, append_images=frames[1:], duration=50)
    assert len(open_picture(tmp_path / "b.gif").frames) == 3
    (tmp_path / "c.aseprite").write_bytes(b"no")
    with pytest.raises(ImageError, match="no file of Aseprite's"):
        open_picture(tmp_path / "c.aseprite")


def test_a_sheet_of_twenty_thousand_pixels_is_refused(tmp_path: Path) -> None:
    Image.new("1", (20_000, 4)).save(tmp_path / "wide.png")
    with pytest.raises(ImageError, match="the largest side allowed is 8192: cut it"):
        open_picture(tmp_path / "wide.png")
