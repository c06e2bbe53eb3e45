"""Where on its schedule a run stands: how much of the picture is sprite and how much is noise."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sprite_studio.ui import theme
from sprite_studio.ui.plots import fixed, themed_plot


class LevelPlot(QWidget):
    """α̅ along the steps, and what is decided by then; a line marks the step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plot = fixed(themed_plot("Noise level", "step", "share"))
        self._plot.addLegend(offset=(-10, -10), labelTextColor=theme.TEXT)
        self._plot.setYRange(0, 1)
        self._alpha_bar, self._outline, self._colour = (
            self._plot.plot(pen=pg.mkPen(colour, width=2), name=name)
            for colour, name in (
                (theme.ACCENT, "ᾱ, sprite in x_t"),
                (theme.GOOD, "outline decided"),
                (theme.SKY, "colours decided"),
            )
        )
        self._mark = pg.InfiniteLine(angle=90, pen=pg.mkPen(theme.TEXT, width=1))
        self._plot.addItem(self._mark)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)

    def show_run(
        self,
        log_snr: Sequence[float],
        outline: NDArray[np.float64],
        colour: NDArray[np.float64],
    ) -> None:
        """A run of one sprite: (T,) each."""
        steps = np.arange(1, len(log_snr) + 1)
        self._alpha_bar.setData(steps, alpha_bar(log_snr))
        self._outline.setData(steps, outline)
        self._colour.setData(steps, colour)
        self._plot.setXRange(1, max(2, len(log_snr)))

    def mark(self, step: int) -> None:
        """Stand at a step, counted from 0."""
        self._mark.setValue(step + 1)


class HistogramPlot(QWidget):
    """How often each value stands in x_t, and the Gaussian that it turns into."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plot = fixed(themed_plot("Histogram", "value in x_t", "density"))
        self._plot.addLegend(offset=(-10, 10), labelTextColor=theme.TEXT)
        values = np.linspace(-3.5, 3.5, 200)
        self._bars = self._plot.plot(
            stepMode="center",
            fillLevel=0,
            brush=pg.mkBrush(theme.ACCENT),
            pen=None,
            x=np.array([-3.5, 3.5]),
            y=np.array([0.0]),
            name="this level",
        )
        self._plot.plot(
            values,
            np.exp(-(values**2) / 2) / np.sqrt(2 * np.pi),
            pen=pg.mkPen(theme.TEXT, width=2),
            name="a standard Gaussian",
        )
        self._plot.setYRange(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)

    def show_counts(self, counts: NDArray[np.int64], edges: NDArray[np.float64]) -> None:
        """One level's: (N,) and (N + 1,)."""
        self._bars.setData(edges, counts / counts.sum() / np.diff(edges))


def alpha_bar(log_snr: Sequence[float]) -> NDArray[np.float64]:
    """ᾱ = sigmoid(λ), for each level."""
    return 1 / (1 + np.exp(-np.asarray(log_snr, dtype=np.float64)))
