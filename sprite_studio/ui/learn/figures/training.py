"""A step of training at one noise level, and the losses at all of them."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QHBoxLayout

from sprite_studio.art.number_pictures import number_pictures
from sprite_studio.studio.jobs.learn.training import TrainingJob, TrainingResult
from sprite_studio.ui import theme
from sprite_studio.ui.learn.control import Control
from sprite_studio.ui.learn.figures.figure import Figure, as_large, solid
from sprite_studio.ui.widgets.numbers.plates import Plates
from sprite_studio.ui.widgets.plots import ThemedPlot, fixed

PLOT_HEIGHT = 190
LEVELS, MIDDLE = 8, 4

RUNNING = 16
"""Losses of the running mean."""

MOST = 0.5
"""Of the variance: from here on the noise level counts for more than all else."""


class TrainingFigure(Figure):
    """What the network is shown, what it should say and says, its error; and a few steps."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__(labels)
        self._result: TrainingResult | None = None
        self._plates = Plates(labels["picture"], 5)
        self._control = Control(labels["control"], LEVELS, MIDDLE)
        self._control.moved.connect(lambda _: self._show())
        self._losses = fixed(ThemedPlot(labels["losses"], labels["axis"], labels["loss"]))
        self._lottery = fixed(ThemedPlot(labels["lottery"], labels["as_steps"], labels["loss"]))
        self._falling = fixed(ThemedPlot(labels["falling"], labels["steps"], labels["loss"]))
        for plot in (self._losses, self._lottery, self._falling):
            plot.setFixedHeight(PLOT_HEIGHT)
        dots = {"symbol": "o", "symbolPen": None, "symbolSize": 5, "line": False}
        self._each = self._losses.curve("quiet", name=labels["each"], **dots)
        self._mean = self._losses.curve("accent", name=labels["mean"])
        self._mark = self._losses.mark()
        self._by_lot = self._lottery.curve("quiet", name=labels["each"])
        self._running = self._lottery.curve("accent", name=labels["running"])
        self._steps = self._falling.curve("good", symbol="o", symbolSize=5, symbolPen=None)
        losses = QHBoxLayout()
        losses.setSpacing(2 * theme.SPACE)
        for plot in (self._losses, self._lottery):
            losses.addWidget(plot, 1)
        self.column.addLayout(losses)
        for part in (self._control, self._plates):
            self.column.addWidget(part)
        self._line = self.say("said")
        self._taught = self.say("taught")
        self.column.addWidget(self._falling)

    def job(self, model: str) -> TrainingJob:
        return TrainingJob(model)

    def show_result(self, result: TrainingResult) -> None:
        self._result = result
        levels = np.array(result.log_snr)
        every = np.repeat(levels, result.losses.shape[1])
        self._each.setData(every, result.losses.ravel())
        self._mean.setData(levels, result.losses.mean(axis=1))
        lot = by_lot(result.losses)
        self._by_lot.setData(np.arange(1, len(lot) + 1), lot)
        mean = np.convolve(lot, np.ones(RUNNING) / RUNNING, mode="valid")
        self._running.setData(np.arange(RUNNING, len(lot) + 1), mean)
        self._steps.setData(np.arange(len(result.falling)), np.array(result.falling))
        self._show()
        self.tell(self._taught)

    def answer(self) -> str:
        assert self._result is not None
        return "level" if self._result.by_level >= MOST else "luck"

    def numbers(self) -> Mapping[str, object]:
        result = self._result
        assert result is not None
        at = self._control.place
        means = result.losses.mean(axis=1)
        return {
            "log_snr": result.log_snr[at],
            "loss": float(result.error[at].mean()),
            "by_level": result.by_level,
            "least": float(means.min()),
            "most": float(means.max()),
            "before": result.falling[0],
            "after": result.falling[-1],
            "steps": len(result.falling) - 1,
            "taken": result.log_snr[result.taken],
            "sprites": result.losses.shape[1],
            "told": ", ".join(result.told) or self.labels["nothing"],
        }

    def _show(self) -> None:
        result, at = self._result, self._control.place
        if result is None:
            return
        self._control.say(f"λ = {result.log_snr[at]:z.1f}")
        error = np.sqrt(result.error[at].mean(axis=0))
        noise = [solid(number_pictures(one, 3)) for one in (result.eps, result.seen[at])]
        pictures = [result.sprite, solid(number_pictures(result.x_t[at], 3)), *noise]
        keys = ("sprite", "x_t", "eps", "seen", "error")
        captions = [self.labels[key].format(**self.numbers()) for key in keys]
        self._plates.show_pictures([*pictures, as_large(error)], captions)
        self._mark.setValue(result.log_snr[at])
        self.tell(self._line)
        self.changed.emit()


def by_lot(losses: NDArray[np.float64]) -> NDArray[np.float64]:
    """(L, N) → (L * N,) all of them, in an order that has nothing to do with any."""
    return np.random.default_rng(0).permutation(losses.ravel())
