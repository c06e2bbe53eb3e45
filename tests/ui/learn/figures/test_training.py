"""Losses as if each were a step."""

import numpy as np

from sprite_studio.ui.learn.figures.training import by_lot


def test_by_lot_all_are_there_in_an_order_of_their_own():
    losses = np.arange(128.0).reshape(8, 16)
    lot = by_lot(losses)
    assert sorted(lot) == sorted(losses.ravel())
    assert abs(np.corrcoef(lot, np.arange(128))[0, 1]) < 0.2
