from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprite_studio.ui.train.loss_curve import MOST_BESIDE, MOST_POINTS, SHARE_BESIDE, LossCurve


def means_around(losses: list[float]) -> list[float]:
    """As the definition says, one after the other."""
    means: list[float] = []
    for place in range(len(losses)):
        beside = min(MOST_BESIDE, (place + 1) // SHARE_BESIDE)
        around = losses[place - beside : place + beside + 1]
        means.append(sum(around) / len(around))
    return means


@given(
    st.lists(st.floats(0.001, 10), max_size=700),
    st.lists(st.integers(0, 700), max_size=4),
)
def test_it_is_the_mean_around_each_step_however_the_losses_come(losses, cuts):
    curve = LossCurve()
    places = [0, *sorted(min(cut, len(losses)) for cut in cuts), len(losses)]
    for first, last in pairwise(places):
        curve.extend(losses[first:last], first + 1)
    expected = means_around(losses)
    assert curve.count == len(losses)
    steps, means = curve.points()
    assert means == pytest.approx([expected[step - 1] for step in steps])
    assert [row[2] for row in curve.table()] == pytest.approx(expected)


def test_where_the_loss_falls_fast_as_many_steps_lie_above_the_smoothed_one_as_below():
    steps = np.arange(1, 601)
    noise = np.random.default_rng(0).normal(0, 0.05, len(steps))
    curve = LossCurve()
    curve.extend((1 + noise) / steps**0.5)
    above = np.array([loss > smoothed for _, loss, smoothed in curve.table()])
    for first, last in ((10, 100), (100, 300), (300, 600)):
        assert 0.35 < above[first:last].mean() < 0.65


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
    assert (steps[-1], means[-1]) == (30_001, curve.table()[-1][2])


def test_steps_that_were_not_heard_of_are_no_points():
    curve = LossCurve()
    for step in (1, 4, 9):
        curve.append(step, 1.0)
    assert curve.points() == ([1, 4, 9], [1.0, 1.0, 1.0])
