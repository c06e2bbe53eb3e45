import numpy as np
import pytest

from sprite_studio.art.sprite import SIZE
from sprite_studio.studio.evaluate.numbered_sheet import (
    COLUMNS,
    GAP,
    GROUND,
    LABEL,
    SCALE,
    numbered_sheet,
)

SIDE = SIZE * SCALE


def plain(colour: tuple[int, int, int, int]) -> np.ndarray:
    return np.full((SIZE, SIZE, 4), colour, np.uint8)


@pytest.mark.parametrize(("count", "rows"), [(1, 1), (COLUMNS, 1), (COLUMNS + 1, 2)])
def test_rows_are_filled_from_the_left(count, rows):
    sheet = numbered_sheet([plain((200, 0, 0, 255))] * count)
    assert sheet.shape == (rows * (SIDE + LABEL + GAP) + GAP, COLUMNS * (SIDE + GAP) + GAP, 4)
    red = (sheet[..., :3] == (200, 0, 0)).all(axis=-1)
    assert red.sum() == count * SIDE**2


def test_pixels_are_enlarged_unsmoothed_and_lie_on_the_ground():
    sprite = plain((0, 0, 0, 0))
    sprite[3, 5] = (10, 20, 30, 255)
    sheet = numbered_sheet([sprite])
    shown = sheet[GAP : GAP + SIDE, GAP : GAP + SIDE]
    at = (shown[..., :3] == (10, 20, 30)).all(axis=-1)
    assert at[3 * SCALE : 4 * SCALE, 5 * SCALE : 6 * SCALE].all()
    assert at.sum() == SCALE**2
    assert (shown[~at] == GROUND).all()


def test_each_has_another_number_beneath_it():
    sheet = numbered_sheet([plain((0, 0, 0, 0))] * 2)
    beneath = sheet[GAP + SIDE : GAP + SIDE + LABEL]
    one, two = beneath[:, GAP : GAP + SIDE], beneath[:, 2 * GAP + SIDE : 2 * GAP + 2 * SIDE]
    assert (one != GROUND).any()
    assert (one != two).any()
