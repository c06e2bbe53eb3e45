"""Plots in our colours."""

import pyqtgraph as pg

from sprite_studio.ui import theme


def themed_plot(name: str, bottom: str, left: str) -> pg.PlotWidget:
    """An empty plot with its axes named."""
    plot = pg.PlotWidget(background=theme.SUNKEN)
    plot.setAccessibleName(name)
    plot.setLabel("bottom", bottom)
    plot.setLabel("left", left)
    plot.showGrid(x=True, y=True, alpha=0.15)
    for axis in ("bottom", "left"):
        plot.getAxis(axis).enableAutoSIPrefix(False)
        plot.getAxis(axis).setPen(theme.LINE)
        plot.getAxis(axis).setTextPen(theme.QUIET)
    return plot


def fixed(plot: pg.PlotWidget) -> pg.PlotWidget:
    """The same plot, which the mouse neither moves nor zooms."""
    plot.setMouseEnabled(x=False, y=False)
    plot.setMenuEnabled(False)
    plot.hideButtons()
    return plot
