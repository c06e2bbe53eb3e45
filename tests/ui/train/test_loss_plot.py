import pytest

from sprite_studio.ui.train.loss_curve import MOST_POINTS
from sprite_studio.ui.train.loss_plot import LossPlot


@pytest.fixture
def plot(qtbot) -> LossPlot:
    made = LossPlot()
    qtbot.addWidget(made)
    return made


def test_the_curve_is_smoothed_and_goes_on_after_a_resume(plot):
    losses = [1.0, 0.0] * 200
    plot.restart(losses, [(100, 0.6)])
    before = plot.latest()
    assert before == pytest.approx(0.5, abs=0.02)
    plot.add(401, 0.5, None)
    assert plot.points() == 401
    assert plot.latest() == pytest.approx(before, abs=0.01)


def test_a_new_run_begins_empty(plot):
    plot.add(1, 2.0, 0.5)
    plot.restart((), ())
    assert plot.points() == 0
    assert plot.latest() is None


def test_a_long_run_is_drawn_with_few_points(plot):
    plot.show()
    plot.restart([0.5] * 90_000, [])
    plot.add(90_001, 0.4, None)
    steps, _ = plot._training_curve.getData()
    assert len(steps) <= MOST_POINTS + 1
    assert steps[-1] == 90_001


def test_what_came_while_it_was_out_of_sight_is_drawn_when_it_is_seen(plot):
    plot.add(1, 0.5, 0.6)
    plot.show()
    assert plot._training_curve.getData()[0].tolist() == [1]
