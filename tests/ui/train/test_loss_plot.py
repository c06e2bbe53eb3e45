import io

import pytest
from PIL import Image
from PySide6.QtWidgets import QLabel

from sprite_studio.studio.export.destination import LOSSES
from sprite_studio.studio.jobs.training.train import LevelLoss
from sprite_studio.ui.train.loss_curve import MOST_POINTS
from sprite_studio.ui.train.loss_plot import LossPlot

LEVELS = LevelLoss(100, (-4.0, 4.0), (0.7, 0.5), (0.4, 0.2))


@pytest.fixture
def plot(qtbot) -> LossPlot:
    made = LossPlot()
    qtbot.addWidget(made)
    return made


def test_the_curve_is_smoothed_and_goes_on_after_a_resume(plot):
    losses = [1.0, 0.0] * 200
    plot.restart(losses, [LEVELS])
    before = plot.report().losses[-1][2]
    assert before == pytest.approx(0.5, abs=0.02)
    plot.add(401, 0.5, None)
    assert plot.points() == 401
    assert plot.report().losses[-1][2] == pytest.approx(before, abs=0.02)


@pytest.mark.parametrize(
    ("weighting", "measure"),
    [("v", "error in v"), ("snr", "error in ε"), ("of later", "weighted error")],
)
def test_the_axis_names_what_is_followed(plot, weighting, measure):
    plot.restart([0.5], [LEVELS], weighting)
    for chart in (plot._plot, plot._by_level):
        assert chart.getAxis("left").labelText == f"loss: {measure}"


def test_a_new_run_begins_empty(plot):
    plot.show()
    plot.add(1, 2.0, LEVELS)
    assert plot._readout.text()
    plot.restart((), ())
    assert not plot._readout.text()
    assert plot.points() == 0
    assert plot.report().losses == plot.report().levels == ()


def test_a_long_run_is_drawn_with_few_points(plot):
    plot.show()
    plot.restart([0.5] * 90_000, [])
    plot.add(90_001, 0.4, None)
    steps, _ = plot._training_curve.getData()
    assert len(steps) <= MOST_POINTS + 1
    assert steps[-1] == 90_001
    assert len(plot._raw.getData()[0]) <= MOST_POINTS


def test_what_came_while_it_was_out_of_sight_is_drawn_when_it_is_seen(plot):
    plot.add(1, 0.5, LEVELS)
    plot.show()
    assert plot._training_curve.getData()[0].tolist() == [1]


def test_held_out_and_training_sprites_are_drawn_in_all_and_by_level(plot):
    plot.restart([0.5] * 120, [LEVELS])
    for curve, mean in ((plot._validation_curve, 0.6), (plot._trained, 0.3)):
        assert curve.xData.tolist() == [100]
        assert curve.yData.tolist() == pytest.approx([mean])
    assert plot._held_out_now.yData.tolist() == [0.7, 0.5]
    assert plot._trained_now.yData.tolist() == [0.4, 0.2]
    assert plot._held_out_now.xData.tolist() == [-4, 4]


def test_what_is_under_the_cursor_is_read_out(plot):
    plot.restart([0.5] * 120, [LEVELS])
    (label,) = (one for one in plot.findChildren(QLabel) if one.accessibleName())
    plot._plot.hovered.emit(50.2)
    assert label.text() == "Step 50: smoothed 0.5000"
    plot._plot.hovered.emit(500.0)
    assert "Step 120" in label.text()
    assert "at step 100: held out 0.6000, training sprites 0.3000" in label.text()
    plot._by_level.hovered.emit(3.0)
    assert label.text() == "λ = 4.0 at step 100: held out 0.5000, training sprites 0.2000"


def test_what_is_exported_is_the_charts_and_every_step(plot):
    plot.show()
    plot.restart([1.0, 0.0, 0.5], [LEVELS])
    saved = []
    plot.save_wanted.connect(saved.append)
    plot.export()
    (saving,) = saved
    assert (saving.kind, saving.name) == (LOSSES, "loss.png")
    report = saving.content
    with Image.open(io.BytesIO(report.picture)) as picture:
        assert picture.size == (plot._charts.width(), plot._charts.height())
    assert [row[:2] for row in report.losses] == [(1, 1.0), (2, 0.0), (3, 0.5)]
    assert [row[2] for row in report.losses] == pytest.approx([1.0, 0.0, 0.5])
    assert report.levels == (LEVELS,)


def test_the_library_offers_no_menu_of_its_own(plot):
    for chart in (plot._plot, plot._by_level):
        assert not chart.getPlotItem().getViewBox().menuEnabled()
