"""Plots in our colours."""

from html import escape
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent

from sprite_studio.ui import theme

BESIDE = 80
"""Logical pixels beside the names of curves: the axis, and some air."""


class ThemedPlot(pg.PlotWidget):
    """Axes, curves and their names in the theme's colours, also when it changes. Axes have figures
    as soon as there is something to be read off them, and not before. Names of curves stand above
    the plot, where no curve runs, and only of those that have points.

    Signals: hovered(float): the pointer is over this place of the bottom axis.
    """

    hovered = Signal(float)

    _built = False  # pyqtgraph changes its palette before it has axes

    def __init__(self, name: str, bottom: str, left: str) -> None:
        """Args: name: for screen readers; bottom, left: what the axes show."""
        super().__init__()
        self._curves: list[tuple[pg.PlotDataItem, str, bool, bool]] = []
        self._marks: list[pg.InfiniteLine] = []
        self._names: dict[pg.PlotDataItem, str] = {}
        self._named: tuple[str, ...] = ()  # that stand above it
        self.setAccessibleName(name)
        self.setLabel("bottom", bottom)
        self.setLabel("left", left)
        self._has_data = True
        for axis in ("bottom", "left"):
            self.getAxis(axis).enableAutoSIPrefix(False)
        self._built = True
        self._coloured = theme.colours()
        self._recolour()
        self._look()

    @property
    def names(self) -> tuple[str, ...]:
        """Of the curves that have one and points, in their order."""
        return tuple(name for curve, name in self._names.items() if _has_points(curve))

    @property
    def has_figures(self) -> bool:
        """Whether there is data, and with it figures at the axes."""
        return self._has_data

    def curve(
        self,
        token: str,
        filled: bool = False,
        line: bool = True,
        name: str = "",
        **options: Any,
    ) -> pg.PlotDataItem:
        """A curve in one of the theme's colours. Args: filled: down to zero, without a line; line:
        whether its points are joined; name: that stands above the plot; options: of `plot`."""
        made = self.plot(name=name or None, **options)
        made.sigPlotChanged.connect(self._look)
        self._curves.append((made, token, filled, line))
        if name:
            self._names[made] = name
        self._recolour()
        self._look()
        return made

    def take_away(self, made: pg.PlotDataItem) -> None:
        """A curve, and its name."""
        self.removeItem(made)
        self._curves = [one for one in self._curves if one[0] is not made]
        self._names.pop(made, None)
        self._recolour()
        self._look()

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
        self._curves, self._names = [], {}
        self._recolour()
        self._look()

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        super().mouseMoveEvent(ev)
        place, box = self.mapToScene(ev.position().toPoint()), self.getViewBox()
        if box.sceneBoundingRect().contains(place):
            self.hovered.emit(box.mapSceneToView(place).x())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # A change of theme comes as many such events.
        if self._is_open and self._coloured is not theme.colours():
            self._coloured = theme.colours()
            self._recolour()

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        if self._is_open:
            self._show_names()

    @property
    def _is_open(self) -> bool:
        """Neither being built by pyqtgraph nor closed, when it has no axes."""
        return self._built and self.getPlotItem() is not None

    def _look(self) -> None:
        """Whether there is anything to be read off, and of which curves."""
        if self.names != self._named:
            self._show_names()
        has_data = any(_has_points(curve) for curve, *_ in self._curves)
        if has_data == self._has_data:
            return
        self._has_data = has_data
        self.showGrid(x=has_data, y=has_data, alpha=0.15)
        for axis in ("bottom", "left"):
            self.getAxis(axis).setStyle(showValues=has_data)

    def _show_names(self) -> None:
        """In as many lines as they need, each with a square of its curve's colour."""
        item: Any = self.getPlotItem()
        self._named = self.names
        lines = self._lines_of_names()
        item.setTitle("<br>".join(lines) or None, color=theme.colours().text, size="9pt")
        height = len(lines) * (self.fontMetrics().height() + 2) + 2 if lines else 0
        item.titleLabel.setMaximumHeight(height)
        item.layout.setRowFixedHeight(0, height)

    def _lines_of_names(self) -> list[str]:
        tokens = {curve: token for curve, token, *_ in self._curves}
        room, wide = self.width() - BESIDE, 0
        lines: list[list[str]] = []
        for curve, name in self._names.items():
            if not _has_points(curve):
                continue
            width = self.fontMetrics().horizontalAdvance(f"■ {name}    ")
            if not lines or wide + width > room:
                lines.append([])
                wide = 0
            wide += width
            colour = getattr(theme.colours(), tokens[curve])
            lines[-1].append(f'<span style="color:{colour}">■</span>&nbsp;{escape(name)}')
        return ["&nbsp;&nbsp; ".join(line) for line in lines]

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
        self._show_names()


def _has_points(curve: pg.PlotDataItem) -> bool:
    return curve.xData is not None and len(curve.xData) > 0


def fixed(plot: ThemedPlot) -> ThemedPlot:
    """The same plot, which the mouse neither moves nor zooms."""
    plot.setMouseEnabled(x=False, y=False)
    plot.setMenuEnabled(False)
    plot.hideButtons()
    return plot
