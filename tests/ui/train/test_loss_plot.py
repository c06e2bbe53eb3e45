import pytest

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
