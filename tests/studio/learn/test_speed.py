"""How few steps are enough."""

import pytest
from finished import finished

from sprite_studio.studio.jobs.learn.speed import COUNTS, LANES, SpeedJob
from sprite_studio.studio.learn.speed import NEAR, enough, speed


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
    assert result.seconds.min() > 0
    assert (result.drawn[LANES.index("ddim"), -1] == result.exact).all()
