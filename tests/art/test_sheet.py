"""Sheets: what is packed is cut back out, grids are guessed, backgrounds show through."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprite_studio.art.sheet import Grid, guess_grid, over, pack_sheet, slice_sheet


def tiles_of(seed: int, count: int, side: int = 16) -> list[np.ndarray]:
    pixels = np.random.default_rng(seed).integers(0, 256, (count, side, side, 4), dtype=np.uint8)
    return list(pixels)


def laid_out(rows: int, columns: int, grid: Grid, gap: tuple[int, ...], seed: int) -> np.ndarray:
    """A sheet whose tiles are noise on a grid with margins all round."""
    stride = grid.tile + grid.spacing
    height, width = (2 * grid.margin + n * stride - grid.spacing for n in (rows, columns))
    sheet = np.empty((height, width, 4), np.uint8)
    sheet[:] = gap
    for i, tile in enumerate(tiles_of(seed, rows * columns, grid.tile)):
        top, left = (grid.margin + n * stride for n in divmod(i, columns))
        sheet[top : top + grid.tile, left : left + grid.tile] = tile
    return sheet


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 12),
    st.integers(1, 14),
    st.integers(1, 3),
    st.integers(0, 3),
    st.integers(1, 16),
    st.integers(0, 1000),
)
def test_slicing_undoes_packing(
    count: int, columns: int, scale: int, padding: int, side: int, seed: int
) -> None:
    tiles = tiles_of(seed, count, side)
    sheet = pack_sheet(tiles, columns, scale, padding)
    cut = slice_sheet(sheet, Grid(side * scale, 0, spacing=padding * scale))
    assert len(cut) == -(-count // min(columns, count)) * min(columns, count)
    for tile, found in zip(tiles, cut, strict=False):
        np.testing.assert_array_equal(found[::scale, ::scale], tile)
        np.testing.assert_array_equal(
            found, found[::scale, ::scale].repeat(scale, 0).repeat(scale, 1)
        )
    assert not any(blank.any() for blank in cut[count:])


def test_a_sheet_is_no_wider_than_its_tiles() -> None:
    assert pack_sheet(tiles_of(0, 3), 10, 2, 1).shape == (32, 100, 4)
    assert pack_sheet(tiles_of(0, 3), 2, 2, 1).shape == (66, 66, 4)


def test_tiles_run_in_rows_over_the_background() -> None:
    red, clear = np.zeros((2, 2, 2, 4), np.uint8)
    red[:] = (255, 0, 0, 255)
    sheet = pack_sheet([red, clear, red], 2, padding=1, background=(1, 2, 3, 255))
    assert sheet.shape == (5, 5, 4)
    assert (sheet[:2, :2] == (255, 0, 0, 255)).all()
    assert (sheet[:2, 2:] == (1, 2, 3, 255)).all()
    assert (sheet[2] == (1, 2, 3, 255)).all()
    assert (sheet[3:, :2] == (255, 0, 0, 255)).all()
    assert (sheet[3:, 2:] == (1, 2, 3, 255)).all()


@pytest.mark.parametrize(
    ("count", "columns", "scale", "padding"),
    [(0, 1, 1, 0), (1, 0, 1, 0), (1, 1, 0, 0), (1, 1, 1, -1)],
)
def test_impossible_sheets_are_refused(count: int, columns: int, scale: int, padding: int) -> None:
    with pytest.raises(ValueError, match="a sheet needs"):
        pack_sheet(tiles_of(0, count), columns, scale, padding)


def test_laying_over_a_colour() -> None:
    soft = np.array([[[200, 100, 0, 128], [9, 9, 9, 0], [1, 2, 3, 255]]], np.uint8)
    shown = over(soft, (0, 100, 200, 255))
    assert shown[0].tolist() == [[100, 100, 100, 255], [0, 100, 200, 255], [1, 2, 3, 255]]
    np.testing.assert_array_equal(over(soft, (50, 60, 70, 0)), soft)


def test_half_over_half_leaves_a_quarter_open() -> None:
    shown = over(np.array([[[255, 0, 0, 128]]], np.uint8), (0, 0, 255, 128))
    red, green, blue, alpha = shown[0, 0].tolist()
    assert alpha == 192
    assert (red, green, blue) == (170, 0, 85)


@given(st.integers(0, 2), st.integers(0, 2), st.integers(2, 5), st.integers(2, 5), st.booleans())
@settings(deadline=None)
def test_a_grid_with_even_gaps_is_found(
    margin: int, spacing: int, rows: int, columns: int, is_clear: bool
) -> None:
    grid = Grid(16, margin, spacing)
    gap = (0, 0, 0, 0) if is_clear else (255, 0, 255, 255)
    sheet = laid_out(rows, columns, grid, gap, seed=rows * 7 + columns)
    found = guess_grid(sheet)
    assert found == grid
    assert len(slice_sheet(sheet, grid)) == rows * columns


def test_gaps_that_hold_drawing_are_not_gaps() -> None:
    # 144 is nine tiles without gaps, and eight with a margin of 1 and a spacing of 2.
    sheet = laid_out(9, 9, Grid(16), (0, 0, 0, 0), seed=1)
    assert guess_grid(sheet) == Grid(16)
    assert guess_grid(laid_out(8, 8, Grid(16, 1, 2), (0, 0, 0, 0), seed=1)) == Grid(16, 1, 2)


@pytest.mark.parametrize("shape", [(15, 15), (16, 21), (107, 107), (16, 8)])
def test_no_grid_fits_an_odd_size(shape: tuple[int, int]) -> None:
    assert guess_grid(np.zeros((*shape, 4), np.uint8)) is None


@given(st.integers(1, 20), st.integers(0, 3), st.integers(0, 3), st.integers(1, 60))
def test_cutting_takes_whole_tiles_only(tile: int, margin: int, spacing: int, side: int) -> None:
    grid = Grid(tile, margin, spacing)
    sheet = np.zeros((side, side, 4), np.uint8)
    cut = slice_sheet(sheet, grid)
    assert {t.shape for t in cut} <= {(tile, tile, 4)}
    count = grid.count(side)
    assert len(cut) == count**2
    used = 2 * margin + count * (tile + spacing) - spacing
    assert count == 0 or used <= side < used + tile + spacing
    if grid.fits(side):
        assert used == side


@pytest.mark.parametrize("grid", [(0, 0, 0), (16, -1, 0), (16, 0, -1)])
def test_impossible_grids_are_refused(grid: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="at least one pixel"):
        Grid(*grid)


def test_a_real_pack_survives_a_sheet(packs: Path) -> None:
    from sprite_studio.art.spriteset import load_set

    sprites = load_set(packs / "henry-software").sprites[:40]
    tiles = [sprite.pixels for sprite in sprites]
    sheet = pack_sheet(tiles, 8, padding=1)
    assert guess_grid(sheet) == Grid(16, 0, 1)
    for tile, found in zip(tiles, slice_sheet(sheet, Grid(16, 0, 1)), strict=True):
        np.testing.assert_array_equal(found, tile)
