"""The same small error on ε, on x₀ and on v, and the sprite that is found from each."""

from collections.abc import Mapping

import numpy as np

from sprite_studio.art.number_pictures import number_pictures
from sprite_studio.studio.jobs.learn.targets import TARGETS, WRONG, TargetsJob, TargetsResult
from sprite_studio.ui.learn.control import Control
from sprite_studio.ui.learn.figures.figure import Figure
from sprite_studio.ui.widgets.numbers.plates import Plates
from sprite_studio.ui.widgets.plots import ThemedPlot, fixed

PLOT_HEIGHT = 200
LEVELS = 11


class TargetsFigure(Figure):
    """A noisy picture and three sprites, and how wrong the network itself is in each target."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__(labels)
        self._result: TargetsResult | None = None
        self._plates = Plates(labels["picture"], 5)
        self._control = Control(labels["control"], LEVELS)
        self._control.moved.connect(lambda _: self._show())
        self._plot = fixed(ThemedPlot(labels["plot"], labels["axis"], labels["error"]))
        self._plot.setFixedHeight(PLOT_HEIGHT)
        tokens = ("accent", "good", "sky")
        self._curves = [
            self._plot.curve(token, name=labels[f"own_{target}"])
            for token, target in zip(tokens, TARGETS, strict=True)
        ]
        self._mark = self._plot.mark()
        for part in (self._control, self._plates):
            self.column.addWidget(part)
        self._line = self.say("said")
        self.column.addWidget(self._plot)

    def job(self, model: str) -> TargetsJob:
        return TargetsJob(model)

    def show_result(self, result: TargetsResult) -> None:
        self._result = result
        for curve, own in zip(self._curves, result.own, strict=True):
            curve.setData(np.array(result.log_snr), own)
        self._show()

    def answer(self) -> float:
        assert self._result is not None
        return float(self._result.in_x0[TARGETS.index("eps"), 0])

    def numbers(self) -> Mapping[str, object]:
        result = self._result
        assert result is not None
        at = self._control.place
        share = 1 / (1 + np.exp(-result.log_snr[at]))
        in_x0 = dict(zip(TARGETS, result.in_x0[:, at], strict=True))
        own = dict(zip(TARGETS, result.own[:, at], strict=True))
        t = result.course_step[at]
        return {
            "wrong": WRONG,
            "log_snr": result.log_snr[at],
            "t": 500 if t is None else round(t),
            "alpha": float(share**0.5),
            "sigma": float((1 - share) ** 0.5),
            "times": float(((1 - share) / share) ** 0.5),
            "first": self.answer(),
            **{f"in_{name}": float(value) for name, value in in_x0.items()},
            **{f"own_{name}": float(value) for name, value in own.items()},
            "told": ", ".join(result.told) or self.labels["nothing"],
        }

    def _show(self) -> None:
        result, at = self._result, self._control.place
        if result is None:
            return
        self._control.say(f"λ = {result.log_snr[at]:g}")
        pictures = [number_pictures(result.x_t[at]), *result.recovered[:, at], result.sprite]
        keys = ("x_t", "from_eps", "from_x0", "from_v", "sprite")
        self._plates.show_pictures(pictures, [self.labels[key] for key in keys])
        self._mark.setValue(result.log_snr[at])
        self.tell(self._line)
        self.changed.emit()
