"""The loss as it falls: smoothed training loss, and the validation loss.

The two are on different scales: training weighs easy noise levels down, validation does not.
"""

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sprite_studio.ui.train.loss_curve import LossCurve, Losses
from sprite_studio.ui.widgets.plots import ThemedPlot


class LossPlot(QWidget):
    """One continuous curve, across resumes too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve = LossCurve()
        self._validation: list[tuple[int, float]] = []
        self._plot = ThemedPlot("Loss plot", "step", "loss")
        self._plot.setLogMode(y=True)
        self._plot.setLimits(minYRange=0.7)  # of ten; less would leave the axis without numbers
        self._plot.add_legend((-10, 10))
        self._training_curve = self._plot.curve("accent", name="training, smoothed")
        self._validation_curve = self._plot.curve(
            "good", symbol="o", symbolSize=6, symbolPen=None, name="validation, unweighted"
        )
        self._draw()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)

    def restart(self, losses: Losses, validation: Sequence[tuple[int, float]]) -> None:
        """Begin with what earlier sittings left; nothing for a new run."""
        self._curve = LossCurve()
        self._curve.extend(losses)
        self._validation = list(validation)
        self._draw()

    def add(self, step: int, loss: float, validation: float | None) -> None:
        """One more step."""
        self._curve.append(step, loss)
        if validation is not None:
            self._validation.append((step, validation))
        if self.isVisible():  # or it is drawn when it is
            self._draw()

    def latest(self) -> float | None:
        """The smoothed loss now."""
        return self._curve.latest

    def points(self) -> int:
        """Steps on the curve."""
        return self._curve.count

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def _draw(self) -> None:
        if self._curve.count:
            self._plot.enableAutoRange()
        else:  # so that the empty axes promise what will come
            self._plot.setXRange(0, 1000)
            self._plot.setYRange(-2, 0)  # 0.01 to 1
        self._training_curve.setData(*self._curve.points())
        self._validation_curve.setData(
            [step for step, _ in self._validation], [loss for _, loss in self._validation]
        )
