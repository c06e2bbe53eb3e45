"""A sprite sinks into noise, by the course's schedule."""

from collections.abc import Mapping

import numpy as np

from sprite_studio.art.number_pictures import number_pictures
from sprite_studio.studio.jobs.learn.noising import NoisingJob, NoisingResult
from sprite_studio.ui.learn.control import Control
from sprite_studio.ui.learn.figures.figure import Figure, solid
from sprite_studio.ui.widgets.numbers.plates import Plates
from sprite_studio.ui.widgets.plots import ThemedPlot, fixed

STEPS = 500
PLOT_HEIGHT = 220


class NoisingFigure(Figure):
    """Sprite, noise and their sum, and the two factors over the course's steps."""

    by_model = False

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__(labels)
        self._result: NoisingResult | None = None
        self._plates = Plates(labels["picture"], 3)
        self._control = Control(labels["control"], STEPS + 1, 100)
        self._control.moved.connect(lambda _: self._show())
        self._plot = fixed(ThemedPlot(labels["plot"], labels["axis"], labels["factor"]))
        self._plot.setFixedHeight(PLOT_HEIGHT)
        self._plot.setYRange(0, 1)
        self._kept = self._plot.curve("good", name=labels["kept"])
        self._noise = self._plot.curve("accent", name=labels["noise"])
        self._like = self._plot.curve("sky", name=labels["likeness"])
        self._mark = self._plot.mark()
        for part in (self._plates, self._control, self._plot):
            self.column.addWidget(part)
        self._line = self.say("said")

    def job(self, model: str) -> NoisingJob:
        return NoisingJob()

    def show_result(self, result: NoisingResult) -> None:
        self._result = result
        t = np.arange(len(result.alpha_bar))
        self._kept.setData(t, np.sqrt(result.alpha_bar))
        self._noise.setData(t, np.sqrt(1 - result.alpha_bar))
        self._like.setData(t, result.likeness)
        self._control.move_to(result.half)  # which is what was asked
        self._show()

    def answer(self) -> float:
        assert self._result is not None
        return float(self._result.half)

    def numbers(self) -> Mapping[str, object]:
        result = self._result
        assert result is not None
        t = self._control.place
        kept = float(result.alpha_bar[t])
        return {
            "t": t,
            "half": result.half,
            "alpha_bar": kept,
            "one_less": 1 - kept,
            "alpha": kept**0.5,
            "sigma": (1 - kept) ** 0.5,
            "likeness": float(result.likeness[t]),
            "last": float(result.alpha_bar[-1]) ** 0.5,
            "spread": float(result.x_t[t].std()),
        }

    @property
    def sprite(self) -> np.ndarray:
        """(16, 16, 4) that sinks."""
        assert self._result is not None
        return self._result.sprite

    def _show(self) -> None:
        result, t = self._result, self._control.place
        if result is None:
            return
        self._control.say(f"t = {t}")
        pictures = [
            number_pictures(numbers, 3) for numbers in (result.x0, result.eps, result.x_t[t])
        ]
        captions = [self.labels[key].format(**self.numbers()) for key in ("x0", "eps", "x_t")]
        self._plates.show_pictures([solid(p) for p in pictures], captions)
        self._mark.setValue(t)
        self.tell(self._line)
        self.changed.emit()
