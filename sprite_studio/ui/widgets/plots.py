"""Plots in our colours."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QMouseEvent

from sprite_studio.ui import theme


class ThemedPlot(pg.PlotWidget):
    """Axes, curves and legend in the theme's colours, also when it changes.

    Signals: hovered(float): the pointer is over this place of the bottom axis.
    """

    hovered = Signal(float)

    _built = False  # pyqtgraph changes its palette before it has axes

    def __init__(self, name: str, bottom: str, left: str) -> None:
        """Args: name: for screen readers; bottom, left: what the axes show."""
        super().__init__()
        self._curves: list[tuple[pg.PlotDataItem, str, bool, bool]] = []
        self._marks: list[pg.InfiniteLine] = []
        self._legend: pg.LegendItem | None = None
        self.setAccessibleName(name)
        self.setLabel("bottom", bottom)
        self.setLabel("left", left)
        self.showGrid(x=True, y=True, alpha=0.15)
        for axis in ("bottom", "left"):
            self.getAxis(axis).enableAutoSIPrefix(False)
        self._built = True
        self._coloured = theme.colours()
        self._recolour()

    def add_legend(self, offset: tuple[int, int]) -> None:
        """Before the curves that it is to name."""
        self._legend = self.addLegend(offset=offset, labelTextColor=theme.colours().text)

    def curve(
        self, token: str, filled: bool = False, line: bool = True, **options: Any
    ) -> pg.PlotDataItem:
        """A curve in one of the theme's colours. Args: filled: down to zero, without a line; line:
        whether its points are joined; options: of `plot`."""
        made = self.plot(**options)
        self._curves.append((made, token, filled, line))
        self._recolour()
        return made

    def take_away(self, made: pg.PlotDataItem) -> None:
        """A curve, and its line in the legend."""
        self.removeItem(made)
        self._curves = [one for one in self._curves if one[0] is not made]

    def mark(self) -> pg.InfiniteLine:
        """An upright line."""
        made = pg.InfiniteLine(angle=90)
        self.addItem(made)
        self._marks.append(made)
        self._recolour()
        return made

    def clear_curves(self) -> None:
        """Take all of them away."""
        self.clear()
        self._curves = []

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        super().mouseMoveEvent(ev)
        place, box = self.mapToScene(ev.position().toPoint()), self.getViewBox()
        if box.sceneBoundingRect().contains(place):
            self.hovered.emit(box.mapSceneToView(place).x())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # A change of theme comes as many such events.
        if self._built and self._coloured is not theme.colours():
            self._coloured = theme.colours()
            self._recolour()

    def _recolour(self) -> None:
        c = theme.colours()
        self.setBackground(c.sunken)
        for axis in ("bottom", "left"):
            self.getAxis(axis).setPen(c.line)
            self.getAxis(axis).setTextPen(c.quiet)
        for curve, token, filled, line in self._curves:
            colour = getattr(c, token)
            curve.setPen(pg.mkPen(colour, width=2) if line and not filled else None)
            curve.setSymbolBrush(colour)
            if filled:
                curve.setFillBrush(pg.mkBrush(colour))
        for line in self._marks:
            line.setPen(pg.mkPen(c.text, width=1))
        if self._legend is not None:
            self._legend.setLabelTextColor(c.text)
            for _, label in self._legend.items:
                label.setText(label.text, color=c.text)  # which is when it is drawn anew


def fixed(plot: ThemedPlot) -> ThemedPlot:
    """The same plot, which the mouse neither moves nor zooms."""
    plot.setMouseEnabled(x=False, y=False)
    plot.setMenuEnabled(False)
    plot.hideButtons()
    return plot
