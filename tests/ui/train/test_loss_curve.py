from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprite_studio.ui.train.loss_curve import MOST_POINTS, SMOOTHING, LossCurve


def running_mean(losses: list[float]) -> list[float]:
    """As the definition says, one after the other."""
    means: list[float] = []
    for count, loss in enumerate(losses):
        keep = min(SMOOTHING, count / (count + 1))
        means.append(keep * (means[-1] if means else loss) + (1 - keep) * loss)
    return means


@given(
    st.lists(st.floats(0.001, 10), max_size=700),
    st.lists(st.integers(0, 700), max_size=4),
)
def test_it_is_the_running_mean_however_the_losses_come(losses, cuts):
    curve = LossCurve()
    places = [0, *sorted(min(cut, len(losses)) for cut in cuts), len(losses)]
    for first, last in pairwise(places):
        curve.extend(losses[first:last], first + 1)
    expected = running_mean(losses)
    assert curve.count == len(losses)
    if losses:
        assert curve.latest == pytest.approx(expected[-1])
        steps, means = curve.points()
        assert means == pytest.approx([expected[step - 1] for step in steps])
    else:
        assert curve.latest is None


@pytest.mark.parametrize("at_once", [True, False])
def test_a_long_run_has_few_points_evenly_apart_and_ends_with_the_latest(at_once):
    losses = np.random.default_rng(0).random(30_001)
    curve = LossCurve()
    if at_once:
        curve.extend(losses)
    else:
        for step, loss in enumerate(losses, start=1):
            curve.append(step, loss)
    steps, means = curve.points()
    assert MOST_POINTS / 2 <= len(steps) <= MOST_POINTS + 1
    assert len({*np.diff(steps[:-1]).tolist()}) == 1
    assert (steps[-1], means[-1]) == (30_001, curve.latest)


def test_steps_that_were_not_heard_of_are_no_points():
    curve = LossCurve()
    for step in (1, 4, 9):
        curve.append(step, 1.0)
    assert curve.points() == ([1, 4, 9], [1.0, 1.0, 1.0])
