"""How few steps are enough."""

import numpy as np
import pytest
import torch
from finished import finished

from sprite_studio.studio.jobs.learn.speed import COUNTS, LANES, SpeedJob
from sprite_studio.studio.learn.speed import NEAR, enough, most_moved, speed


def test_enough_are_the_fewest_after_which_none_is_far():
    far, near = 2 * NEAR, NEAR / 2
    count = len(COUNTS)
    assert enough([near] * count, 1.0) == COUNTS[0]
    assert enough([far] * 3 + [near] * (count - 3), 1.0) == COUNTS[3]
    assert enough([near, far] + [near] * (count - 2), 1.0) == COUNTS[2]
    assert enough([near] * (count - 1) + [far], 1.0) == 0


def test_as_many_steps_as_the_exact_way_has_are_the_exact_way(library):
    result = finished(speed(SpeedJob(exact=COUNTS[-1]), library))
    difference = result.difference[LANES.index("ddim")]
    assert difference[-1] == pytest.approx(0, abs=1e-6)
    assert result.other > 0
    assert (result.drawn[LANES.index("ddim"), -1] == result.exact).all()
    assert result.ways[LANES.index("ddim")][-1] == pytest.approx(result.exact_way, abs=1e-6)


def test_a_way_begins_in_the_noise_of_all_and_ends_in_a_sprite(library):
    result = finished(speed(SpeedJob(exact=COUNTS[-1]), library))
    assert np.isposinf(result.exact_way[-1, 0])
    for ways in result.ways:
        for steps, way in zip(COUNTS, ways, strict=True):
            assert way.shape == (steps + 1, 2)
            assert (np.diff(way[:, 0]) > 0).all()
            assert way[0, 1] == pytest.approx(result.exact_way[0, 1])
            assert abs(way[-1, 1]) <= 1


def test_the_number_that_is_followed_goes_farthest_to_and_fro():
    passed = torch.zeros(3, 2, 4, 4)
    passed[:, 0, 0, 0] = torch.tensor([-3.0, 0.0, 1.0])
    passed[:, 1, 2, 3] = torch.tensor([0.0, 3.0, 0.0])
    assert most_moved(passed) == (1, 2, 3)
