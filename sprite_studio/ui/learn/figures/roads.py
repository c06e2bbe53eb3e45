"""The network at one noise level: its sizes, and what it believes with one of its roads cut."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.number_pictures import number_pictures
from sprite_studio.studio.jobs.learn.roads import RoadsJob, RoadsResult
from sprite_studio.ui.learn.control import Control
from sprite_studio.ui.learn.figures.figure import Figure, as_large
from sprite_studio.ui.widgets.numbers.plates import Plates
from sprite_studio.ui.widgets.plots import ThemedPlot, fixed

PLOT_HEIGHT = 190
LEVELS, MIDDLE = 11, 5

EQUAL = 0.1
"""Of the error without a cut: nearer than this, two errors count as equal."""


class RoadsFigure(Figure):
    """What its sizes say, what it believes, and its error at every level."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__(labels)
        self._result: RoadsResult | None = None
        self._stages = Plates(labels["stages"], 7, largest=6)
        self._believed = Plates(labels["believed"], 5)
        self._control = Control(labels["control"], LEVELS, MIDDLE)
        self._control.moved.connect(lambda _: self._show())
        self._plot = fixed(ThemedPlot(labels["plot"], labels["axis"], labels["error"]))
        self._plot.setFixedHeight(PLOT_HEIGHT)
        self._curves = [
            self._plot.curve(token, name=labels[key])
            for token, key in (("good", "whole"), ("accent", "no_shortcut"), ("sky", "no_depth"))
        ]
        self._mark = self._plot.mark()
        self._line = self.say("sizes")
        for part in (self._stages, self._control, self._believed, self._plot):
            self.column.addWidget(part)

    def job(self, model: str) -> RoadsJob:
        return RoadsJob(model)

    def show_result(self, result: RoadsResult) -> None:
        self._result = result
        for curve, errors in zip(self._curves, result.error, strict=True):
            curve.setData(np.array(result.log_snr), errors)
        self._show()

    def answer(self) -> str:
        assert self._result is not None
        whole, no_shortcut, no_depth = self._result.error.mean(axis=1)
        if abs(no_shortcut - no_depth) < EQUAL * whole:
            return "equal"
        return "shortcut" if no_shortcut > no_depth else "depth"

    def numbers(self) -> Mapping[str, object]:
        result = self._result
        assert result is not None
        at = self._control.place
        whole, no_shortcut, no_depth = result.error
        sides = " → ".join(f"{s.side}×{s.side}" for s in result.stages)
        told = {
            "parameters": result.parameters,
            "in_words": result.in_words,
            "in_network": result.parameters - result.in_words,
            "sides": sides,
            "smallest": min(stage.side for stage in result.stages if stage.side > 1),
            "log_snr": result.log_snr[at],
            "whole": float(whole[at]),
            "no_shortcut": float(no_shortcut[at]),
            "no_depth": float(no_depth[at]),
            "mean_whole": float(whole.mean()),
            "mean_no_shortcut": float(no_shortcut.mean()),
            "mean_no_depth": float(no_depth.mean()),
            "told": ", ".join(result.told) or self.labels["nothing"],
            "asked": self.labels[f"asked_{result.kind}"],
        }
        return told | {
            f"cut_{road}": self.labels[f"{road}_{_effect(whole, errors)}"].format(**told)
            for road, errors in (("depth", no_depth), ("shortcut", no_shortcut))
        }

    def network(self) -> str:
        return "" if self._result is None else self._result.kind

    def _show(self) -> None:
        result, at = self._result, self._control.place
        if result is None:
            return
        self._control.say(f"λ = {result.log_snr[at]:g}")
        maps = [as_large(stage.maps[at]) for stage in result.stages]
        sizes = [f"{s.side}×{s.side} · {s.channels}" for s in result.stages]
        self._stages.show_pictures(maps, sizes)
        pictures = [number_pictures(result.x_t[at]), *result.believed[:, at], result.sprite]
        keys = ("x_t", "whole", "no_shortcut", "no_depth", "sprite")
        self._believed.show_pictures(pictures, [self.labels[key] for key in keys])
        self._mark.setValue(result.log_snr[at])
        self.tell(self._line)
        self.changed.emit()


def _effect(whole: NDArray[np.float64], cut: NDArray[np.float64]) -> str:
    """What a cut does to the mean error over all levels: the end of a label's key."""
    return "missed" if cut.mean() - whole.mean() >= EQUAL * whole.mean() else "idle"
