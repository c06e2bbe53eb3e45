"""The loss as it falls: each step's, smoothed, and what was measured at rest; and the same by noise
level.

All of it is one figure: the loss that is followed, over levels evenly in the schedule's time. With
our recipe that is the squared error in v, with the course's the one in ε.
"""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sprite_studio.studio.export.destination import LOSSES
from sprite_studio.studio.jobs.export import LossReport
from sprite_studio.studio.jobs.training.train import LevelLoss
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.train.loss_curve import LossCurve, Losses
from sprite_studio.ui.widgets.page_frame import titled
from sprite_studio.ui.widgets.plots import ThemedPlot, fixed
from sprite_studio.ui.widgets.save_dialog import Saving

LOSS_TIP = (
    "The loss that is followed, over noise levels evenly in the schedule's time: with our recipe "
    "the squared error in v, with the course's the one in ε, which is ᾱ times that in v. Training: "
    "of each step's batch, by the weights of that step, and with the words left out now and then; "
    "smoothed, the mean of a step and of those before and after it, of 25 each at most. Training "
    "sprites and held out: told all their words, always on the same sprites and noise; by the "
    "averaged weights, or with the course's recipe, which averages none, by those of the step. "
    "Averaged weights are the better ones, so these dots can lie below the curve; until they have "
    "caught up with the first steps they lie above it. Where the first falls and the "
    "second does not, sprites are learned by heart. Of other runs, under their names, the smoothed "
    "training loss, and dots for what was held out; the course's network has a schedule of its "
    "own, and its loss is the mean over other levels than ours"
)

MEASURES = {"v": "error in v", "snr": "error in ε", "min-snr": "weighted error in v"}
"""What is followed, by how a run weights noise levels."""

OTHERS = ("violet", "rose", "teal", "sand")
"""Colours of the curves of other runs."""
LEVEL_TIP = (
    "The latest measurement at each noise level λ, noisy at the left; the first one is faint"
)

MEASURED_OTHERWISE = (
    "The dots are not measured as the curve is: all words are told, and but for the course's "
    "recipe the weights are averaged, which usually do better than those of one step."
)
"""Why held-out sprites can have the smaller loss."""

NOTE = "A picture of both charts (PNG), and all figures (CSV) beside it"


class LossPlot(QWidget):
    """One continuous curve, across resumes too.

    Signals: save_wanted(Saving): the charts are to be saved.
    """

    save_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve = LossCurve()
        self._levels: list[LevelLoss] = []
        self._plot = fixed(ThemedPlot("Loss plot", "step", "loss"))
        self._plot.setLogMode(y=True)
        self._plot.setLimits(minYRange=0.7)  # of ten; less would leave the axis without numbers
        self._raw = self._plot.curve("line", name="training, each step")
        self._training_curve = self._plot.curve("accent", name="training, smoothed")
        dots = {"symbol": "o", "symbolSize": 6, "symbolPen": None}
        self._trained = self._plot.curve("sky", name="training sprites", **dots)
        self._validation_curve = self._plot.curve("good", name="held out", **dots)
        self._by_level = fixed(ThemedPlot("Loss by noise level", "λ", "loss"))
        self._first = self._by_level.curve("line", name="held out, first", **dots)
        self._trained_now = self._by_level.curve("sky", name="training sprites", **dots)
        self._held_out_now = self._by_level.curve("good", name="held out", **dots)
        self._others: list[pg.PlotDataItem] = []
        self._readout = PlainLabel()
        self._readout.setProperty("role", "quiet")
        self._readout.setWordWrap(True)
        self._readout.setAccessibleName("Under the cursor")
        for plot, said in ((self._plot, self._said_at_step), (self._by_level, self._said_at_level)):
            plot.hovered.connect(lambda x, said=said: self._readout.setText(said(x)))
        self._export = QPushButton("Export curves …")
        self._export.setToolTip("The charts as a picture, and every figure as a table (CSV)")
        self._export.clicked.connect(self.export)
        self._draw()
        below = QHBoxLayout()
        below.addWidget(self._readout, 1)
        below.addWidget(self._export)
        self._charts = QWidget()
        charts = QHBoxLayout(self._charts)
        charts.setContentsMargins(0, 0, 0, 0)
        charts.setSpacing(2 * theme.SPACE)
        charts.addLayout(titled("Loss", self._plot, LOSS_TIP), 3)
        charts.addLayout(titled("Loss by noise level", self._by_level, LEVEL_TIP), 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE)
        layout.addWidget(self._charts, 1)
        layout.addLayout(below)

    def restart(self, losses: Losses, levels: Sequence[LevelLoss], weighting: str = "v") -> None:
        """Begin with what earlier sittings left; nothing for a new run. Args: weighting: of noise
        levels in the loss."""
        for plot in (self._plot, self._by_level):
            plot.setLabel("left", f"loss: {measure_of(weighting)}")
        self._readout.clear()
        self._curve = LossCurve()
        self._curve.extend(losses)
        self._levels = list(levels)
        self._draw()

    def add(self, step: int, loss: float, levels: LevelLoss | None) -> None:
        """One more step."""
        self._curve.append(step, loss)
        if levels is not None:
            self._levels.append(levels)
        if self.isVisible():  # or it is drawn when it is
            self._draw()

    @property
    def levels(self) -> Sequence[LevelLoss]:
        """All that was measured, in order."""
        return self._levels

    def show_others(self, others: Sequence[tuple[str, Losses, Sequence[LevelLoss]]]) -> None:
        """Lay the curves of other runs over this one. Args: others: name, losses and measurements
        of each; as many as there are colours for."""
        for made in self._others:
            self._plot.take_away(made)
        self._others = []
        for token, (name, losses, levels) in zip(OTHERS, others, strict=False):
            curve = LossCurve()
            curve.extend(losses)
            line = self._plot.curve(token, name=name)
            line.setData(*curve.points())
            dots = self._plot.curve(token, line=False, symbol="o", symbolSize=6, symbolPen=None)
            dots.setData(*_columns([(one.step, one.validation) for one in levels]))
            self._others += [line, dots]
        self._draw()

    def points(self) -> int:
        """Steps on the curve."""
        return self._curve.count

    def export(self) -> None:
        """Save the charts and their figures."""
        saving = Saving("Export curves", LOSSES, "loss.png", self.report(), NOTE)
        self.save_wanted.emit(saving)

    def report(self) -> LossReport:
        """Both charts as they are, and all figures."""
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._charts.grab().save(buffer, "PNG")
        return LossReport(bytes(data.data()), self._curve.table(), tuple(self._levels))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def _said_at_step(self, x: float) -> str:
        """The nearest step with a point on the curve, and what was measured last before it."""
        steps, means = self._curve.points()
        if not steps:
            return ""
        at = int(np.abs(np.array(steps) - x).argmin())
        told = f"Step {steps[at]:,}: smoothed {means[at]:.4f}"
        before = [one for one in self._levels if one.step <= steps[at]]
        if before:
            told += f" · at step {before[-1].step:,}: held out {before[-1].validation:.4f}"
            if before[-1].training is not None:
                told += f", training sprites {before[-1].training:.4f}"
        return told

    def _said_at_level(self, x: float) -> str:
        """Of the latest measurement."""
        if not self._levels:
            return ""
        latest = self._levels[-1]
        at = int(np.abs(np.array(latest.log_snr) - x).argmin())
        told = f"λ = {latest.log_snr[at]:.1f} at step {latest.step:,}: held out "
        told += f"{latest.held_out[at]:.4f}"
        return told + (f", training sprites {latest.trained[at]:.4f}" if latest.trained else "")

    def _draw(self) -> None:
        self._export.setEnabled(self._curve.count > 0)
        if self._curve.count or self._others:
            self._plot.enableAutoRange()
        self._raw.setData(*self._curve.raw())
        self._training_curve.setData(*self._curve.points())
        held_out = [(one.step, one.validation) for one in self._levels]
        trained = [(one.step, one.training) for one in self._levels if one.training is not None]
        self._validation_curve.setData(*_columns(held_out))
        self._trained.setData(*_columns(trained))
        self._draw_levels()
        if not self._readout.text() and self._levels:
            self._readout.setText(MEASURED_OTHERWISE)

    def _draw_levels(self) -> None:
        for curve in (self._first, self._trained_now, self._held_out_now):
            curve.setData([], [])
        if not self._levels:
            return
        first, latest = self._levels[0], self._levels[-1]
        if len(self._levels) > 1:
            self._first.setData(first.log_snr, first.held_out)
        self._held_out_now.setData(latest.log_snr, latest.held_out)
        if latest.trained:
            self._trained_now.setData(latest.log_snr, latest.trained)
        self._by_level.enableAutoRange()


def measure_of(weighting: str) -> str:
    """Of a run that may be of another version."""
    return MEASURES.get(weighting, "weighted error")


def _columns(points: Sequence[tuple[int, float]]) -> tuple[NDArray[np.float64], ...]:
    return tuple(np.array(points, dtype=np.float64).reshape(-1, 2).T)
