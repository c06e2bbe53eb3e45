"""Axes tell nothing before there is anything, and names lie on no curve."""

import pytest

from sprite_studio.ui.widgets.plots import ThemedPlot


@pytest.fixture
def plot(qtbot, theme):
    made = ThemedPlot("Loss", "step", "loss")
    qtbot.addWidget(made)
    made.resize(420, 240)
    made.show()
    return made


def shown(plot) -> bool:
    return plot.getAxis("bottom").style["showValues"] and plot.getAxis("left").style["showValues"]


def test_figures_come_with_the_data_and_go_with_it(plot):
    curve = plot.curve("good")
    assert not plot.has_figures
    assert not shown(plot)
    curve.setData([0, 1], [2, 3])
    assert plot.has_figures
    assert shown(plot)
    curve.setData([], [])
    assert not shown(plot)


def test_a_curve_that_is_taken_away_takes_its_name_and_figures_along(plot):
    kept = plot.curve("good", name="kept <b>")
    gone = plot.curve("accent", name="gone", x=[0, 1], y=[1, 0])
    assert plot.names == ("gone",), "a name without a line would be looked for"
    assert shown(plot)
    kept.setData([0, 1], [2, 3])
    assert plot.names == ("kept <b>", "gone")
    plot.take_away(gone)
    assert plot.names == ("kept <b>",)
    kept.setData([], [])
    assert plot.names == ()
    assert not shown(plot)
    plot.clear_curves()
    assert plot.names == ()


def test_names_stand_above_the_plot_in_as_many_lines_as_they_need(plot, qtbot):
    def title():
        return plot.getPlotItem().titleLabel

    plot.curve("good", name="one <i>", x=[0, 1], y=[2, 3])
    assert "one &lt;i&gt;" in title().text
    low = plot.getViewBox().sceneBoundingRect().top()
    for number in range(6):
        plot.curve("accent", name=f"a rather long name, {number}", x=[0, 1], y=[2, 3])
    assert title().text.count("<br>") >= 2
    qtbot.waitUntil(lambda: plot.getViewBox().sceneBoundingRect().top() > low)
    bottom = title().sceneBoundingRect().bottom()
    assert bottom <= plot.getViewBox().sceneBoundingRect().top() + 1
