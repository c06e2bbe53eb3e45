"""Where on its schedule a run stands: how much of the picture is sprite and how much is noise."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sprite_studio.ui.widgets.plots import ThemedPlot, fixed


class LevelPlot(QWidget):
    """α̅ along the steps, and what is decided by then; a line marks the step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plot = fixed(ThemedPlot("Noise level", "step", "share"))
        self._plot.add_legend((-10, -10))
        self._plot.setYRange(0, 1)
        self._alpha_bar, self._outline, self._colour = (
            self._plot.curve(token, name=name)
            for token, name in (
                ("accent", "ᾱ, sprite in xₜ"),
                ("good", "outline decided"),
                ("sky", "colours decided"),
            )
        )
        self._mark = self._plot.mark()
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

    def clear(self) -> None:
        """No run."""
        for curve in (self._alpha_bar, self._outline, self._colour):
            curve.setData([], [])

    def mark(self, step: int) -> None:
        """Stand at a step, counted from 0."""
        self._mark.setValue(step + 1)


class HistogramPlot(QWidget):
    """How often each value stands in x_t, and the Gaussian that it turns into."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plot = fixed(ThemedPlot("Histogram", "value in xₜ", "density"))
        self._plot.add_legend((-10, 10))
        values = np.linspace(-3.5, 3.5, 200)
        self._bars = self._plot.curve(
            "accent",
            filled=True,
            stepMode="center",
            fillLevel=0,
            x=np.array([-3.5, 3.5]),
            y=np.array([0.0]),
            name="this level",
        )
        self._plot.curve(
            "text",
            x=values,
            y=np.exp(-(values**2) / 2) / np.sqrt(2 * np.pi),
            name="a standard Gaussian",
        )
        self._plot.setYRange(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)

    def show_counts(self, counts: NDArray[np.int64], edges: NDArray[np.float64]) -> None:
        """One level's: (N,) and (N + 1,)."""
        density = counts / counts.sum() / np.diff(edges)
        self._bars.setData(edges, density)
        self._plot.setYRange(0, max(1.0, density.max()))


def alpha_bar(log_snr: Sequence[float]) -> NDArray[np.float64]:
    """ᾱ = sigmoid(λ), for each level."""
    return 1 / (1 + np.exp(-np.asarray(log_snr, dtype=np.float64)))
