"""A sheet of characters that walk: rows of views, columns of steps, characters side by side."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.sprite import SIZE
from sprite_studio.art.walk.character import STEPS, VIEWS


def sheet_tiles(characters: NDArray[np.uint8], order: Sequence[str] = VIEWS) -> NDArray[np.uint8]:
    """(N, 4, 3, 16, 16, 4) → (12 N, 16, 16, 4) as they lie on a sheet, row by row.

    Args: order: of the views, from its top.
    """
    rows = characters[:, [VIEWS.index(view) for view in order]]  # type: ignore[arg-type]
    return np.ascontiguousarray(rows.swapaxes(0, 1)).reshape(-1, *characters.shape[3:])


def sheet_columns(count: int) -> int:
    """Of a sheet of so many characters."""
    return count * len(STEPS)


def characters_of(tiles: NDArray[np.uint8], order: Sequence[str] = VIEWS) -> NDArray[np.uint8]:
    """The other way."""
    rows = tiles.reshape(len(VIEWS), -1, len(STEPS), SIZE, SIZE, 4).swapaxes(0, 1)
    return np.ascontiguousarray(rows[:, [order.index(view) for view in VIEWS]])
