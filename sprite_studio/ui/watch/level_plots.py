"""What a run is measured by, over its steps and over the noise levels that it passes through."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sprite_studio.studio.jobs.watch import WatchResult
from sprite_studio.ui.widgets.plots import ThemedPlot, fixed


class KnownPlot(QWidget):
    """How much of a sprite is known at each step; a line marks the step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plot = fixed(ThemedPlot("Known", "step", "known"))
        self._plot.setYRange(0, 1)
        self._outline = self._plot.curve("good", name="outline")
        self._colours = self._plot.curve("sky", name="colours")
        self._mark = self._plot.mark()
        _alone(self, self._plot)

    def show_run(self, run: WatchResult, sprite: int) -> None:
        """Of one sprite; nothing of a run that did not come to its end."""
        self.clear()
        steps = np.arange(1, len(run.taken) + 1)
        if run.figures is not None:
            if run.figures.outline is not None:
                self._outline.setData(steps, run.figures.outline[:, sprite])
            self._colours.setData(steps, run.figures.colours[:, sprite])
        self._plot.setXRange(1, max(2, len(steps)))
        ticks = [(step, str(step)) for step in whole_ticks(len(steps))]
        self._plot.getAxis("bottom").setTicks([ticks])

    def clear(self) -> None:
        """No run."""
        for curve in (self._outline, self._colours):
            curve.setData([], [])

    def mark(self, step: int) -> None:
        """Stand at a step, counted from 0."""
        self._mark.setValue(step + 1)


MOST_TICKS = 10


def whole_ticks(steps: int) -> list[int]:
    """Steps that are named on an axis: the first, and multiples of 1, 2 or 5 times a power of
    ten."""
    strides = (digit * 10**power for power in range(9) for digit in (1, 2, 5))
    stride = next(one for one in strides if steps <= MOST_TICKS * one)
    return sorted({1, *range(stride, steps + 1, stride)})


class NoisePlot(QWidget):
    """The noise that each level promises and the noise that is there, and where fresh noise comes
    in; a line marks the level."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plot = fixed(ThemedPlot("Noise", "λ", "noise"))
        self._plot.setYRange(0, 1.05)
        dots = {"symbol": "o", "symbolPen": None, "line": False}
        self._all = self._plot.curve("quiet", name="DDPM's levels", symbolSize=2, **dots)
        self._promised = self._plot.curve("accent", name="promised", symbolSize=5, **dots)
        self._measured = self._plot.curve("good", name="measured")
        self._fresh = self._plot.curve("sky", name="fresh", symbolSize=4, **dots)
        self._mark = self._plot.mark()
        _alone(self, self._plot)

    def show_run(self, run: WatchResult, sprite: int) -> None:
        """Of one sprite."""
        self.clear()
        levels, every = np.array(run.log_snr), np.array(run.schedule)
        self._all.setData(every, promised_noise(every))
        self._promised.setData(levels, promised_noise(levels))
        if run.figures is not None:
            self._measured.setData(levels, run.figures.noise[:, sprite])
        fresh = [(step.log_snr, step.sum.noise) for step in run.taken if step.sum.noise > 0]
        if fresh:
            self._fresh.setData(*zip(*fresh, strict=True))
        self._plot.setXRange(*_ends(np.concatenate([levels, every])))

    def clear(self) -> None:
        """No run."""
        for curve in (self._all, self._promised, self._measured, self._fresh):
            curve.setData([], [])

    def mark(self, log_snr: float) -> None:
        """Stand at a level."""
        self._mark.setValue(log_snr)


def _ends(levels: NDArray[np.float64]) -> tuple[float, float]:
    return float(levels.min()), max(float(levels.max()), float(levels.min()) + 1)


def _alone(widget: QWidget, plot: QWidget) -> None:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(plot)


class HistogramPlot(QWidget):
    """How often each value stands in x_t, and the Gaussian that it turns into."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plot = fixed(ThemedPlot("Histogram", "value in xₜ", "density"))
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
        _alone(self, self._plot)

    def show_counts(self, counts: NDArray[np.int64], edges: NDArray[np.float64]) -> None:
        """One level's: (N,) and (N + 1,)."""
        density = counts / counts.sum() / np.diff(edges)
        self._bars.setData(edges, density)
        self._plot.setYRange(0, max(1.0, density.max()))


def promised_noise(log_snr: NDArray[np.float64]) -> NDArray[np.float64]:
    """σ = √(1 - ᾱ) with ᾱ = sigmoid(λ), for each level."""
    return np.sqrt(1 / (1 + np.exp(np.asarray(log_snr, dtype=np.float64))))
