"""DDPM with all of its extra noise, a share of it, and none."""

from collections.abc import Mapping

import numpy as np

from sprite_studio.studio.jobs.learn.fresh_noise import SHARES, FreshNoiseJob, FreshNoiseResult
from sprite_studio.ui.learn.control import Control
from sprite_studio.ui.learn.figures.figure import Figure
from sprite_studio.ui.widgets.numbers.plates import Plates
from sprite_studio.ui.widgets.plots import ThemedPlot, fixed

PLOT_HEIGHT = 190

ALIKE = 0.5
"""Of the spread with all of the noise: with less the sprites are nearly one."""

PARTED = 0.9
"""Of the noise that is promised: with more, the network is not misled."""


class FreshNoiseFigure(Figure):
    """Sprites, and the noise that was in them beside the noise that was promised."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__(labels)
        self._result: FreshNoiseResult | None = None
        self._drawn = Plates(labels["picture"], 5, largest=7)
        self._control = Control(labels["control"], len(SHARES))
        self._control.moved.connect(lambda _: self._show())
        self._plot = fixed(ThemedPlot(labels["plot"], labels["axis"], labels["noise"]))
        self._plot.setFixedHeight(PLOT_HEIGHT)
        self._plot.setYRange(0, 1.05)
        self._promised = self._plot.curve("accent", name=labels["promised"])
        self._measured = self._plot.curve("good", name=labels["measured"])
        for part in (self._control, self._drawn, self._plot):
            self.column.addWidget(part)
        self._line = self.say("said")

    def job(self, model: str) -> FreshNoiseJob:
        return FreshNoiseJob(model)

    def show_result(self, result: FreshNoiseResult) -> None:
        self._result = result
        self._promised.setData(np.array(result.log_snr), result.promised)
        self._show()

    def answer(self) -> str:
        result = self._result
        assert result is not None
        without, with_all = result.spread[0], result.spread[-1]
        if without < ALIKE * with_all:
            return "alike"
        return "same" if without < with_all / ALIKE else "apart"

    def numbers(self) -> Mapping[str, object]:
        result = self._result
        assert result is not None
        at = self._control.place
        middle = len(result.promised) // 2
        told = {
            "share": SHARES[at],
            "count": result.drawn.shape[1],
            "steps": len(result.log_snr),
            "different": result.different[at],
            "without": result.different[0],
            "with_all": result.different[-1],
            "spread": result.spread[at],
            "spread_without": result.spread[0],
            "spread_all": result.spread[-1],
            "promised": float(result.promised[middle]),
            "measured": float(result.measured[at, middle]),
            "half_promised": float(result.promised[middle]),
            "half_measured": float(result.measured[0, middle]),
            "told": ", ".join(result.told) or self.labels["nothing"],
        }
        less = result.measured[0, middle] < PARTED * result.promised[middle]
        keys = {"parted": f"parted_{'yes' if less else 'no'}", "left": f"left_{self.answer()}"}
        return told | {name: self.labels[key].format(**told) for name, key in keys.items()}

    def _show(self) -> None:
        result, at = self._result, self._control.place
        if result is None:
            return
        self._control.say(f"{SHARES[at]:.0%}")
        self._drawn.show_pictures(result.drawn[at])
        self._measured.setData(np.array(result.log_snr), result.measured[at])
        self.tell(self._line)
        self.changed.emit()
