"""Which dots began beside the one that is followed."""

import numpy as np

from sprite_studio.ui.learn.figures.cloud import neighbours


def test_neighbours_are_the_nearest_and_not_the_dot_itself():
    line = np.stack([np.arange(30), np.zeros(30)], axis=1).astype(np.float32)
    assert sorted(neighbours(line, 15).tolist()) == [11, 12, 13, 14, 16, 17, 18, 19]
    assert 0 not in neighbours(line, 0)
