"""Three samplers from the same noise, by the number of their steps."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from sprite_studio.studio.jobs.learn.speed import COUNTS, EXACT_STEPS, LANES, SpeedJob, SpeedResult
from sprite_studio.ui.learn.control import Control
from sprite_studio.ui.learn.figures.figure import Figure
from sprite_studio.ui.widgets.numbers.plates import Plates
from sprite_studio.ui.widgets.plots import ThemedPlot, fixed

PLOT_HEIGHT = 200

CHANNELS = ("red", "green", "blue", "solid")
"""Labels of a sprite's channels, in their order."""

END = 1.5
"""In λ, from the clearest level of the exact way to where the sprite itself is shown."""


class SpeedFigure(Figure):
    """A row a sampler below the exact one, and how far each is from it."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__(labels)
        self._result: SpeedResult | None = None
        self._control = Control(labels["control"], len(COUNTS), COUNTS.index(10))
        self._control.moved.connect(lambda _: self._show())
        self.column.addWidget(self._control)
        self._rows = []
        for key in ("exact", *LANES):
            title = self.say(key)
            row = Plates(labels["picture"], 8, largest=4)
            self.column.addWidget(row)
            self._rows.append((title, row))
        self._plot = fixed(ThemedPlot(labels["plot"], labels["axis"], labels["difference"]))
        self._plot.setFixedHeight(PLOT_HEIGHT)
        self._way = fixed(ThemedPlot(labels["way"], labels["level"], labels["value"]))
        self._way.setFixedHeight(PLOT_HEIGHT)
        tokens = ("quiet", "accent", "good")
        self._exact_way = self._way.curve("sky", name=labels["name_exact"])
        self._exact_way.setZValue(1)  # or it would be hidden by those that follow it
        self._ways = [
            self._way.curve(token, name=labels[f"name_{lane}"], symbol="o", symbolSize=5)
            for token, lane in zip(tokens, LANES, strict=True)
        ]
        self.column.addWidget(self._way)
        self._on_way = self.say("on_way")
        self._curves = [
            self._plot.curve(token, name=labels[f"name_{lane}"], symbol="o", symbolSize=5)
            for token, lane in zip(tokens, LANES, strict=True)
        ]
        self._mark = self._plot.mark()
        self.column.addWidget(self._plot)
        self._line = self.say("said")

    def job(self, model: str) -> SpeedJob:
        return SpeedJob(model)

    def show_result(self, result: SpeedResult) -> None:
        self._result = result
        for curve, difference in zip(self._curves, result.difference, strict=True):
            curve.setData(np.array(COUNTS), difference)
        self._plot.setYRange(0, 1.1 * float(max(result.difference.max(), result.other)))
        self._rows[0][1].show_pictures(result.exact)
        self._exact_way.setData(*self._points(result.exact_way))
        if result.enough:
            self._control.move_to(COUNTS.index(result.enough))  # which is what was asked
        self._show()

    def answer(self) -> str | float:
        assert self._result is not None
        return float(self._result.enough) or "none"

    def numbers(self) -> Mapping[str, object]:
        result = self._result
        assert result is not None
        at = self._control.place
        channel, row, column = result.number
        named = {}
        for lane, difference in zip(("ddpm", "ddim", "dpm"), result.difference[:, at], strict=True):
            named[f"{lane}_off"] = float(difference)
        return {
            "steps": COUNTS[at],
            "exact_steps": EXACT_STEPS,
            "enough": result.enough,
            "dpm_enough": result.dpm_enough or self.labels["in_none"],
            "dpm_said": self.labels[
                "dpm_fewer" if 0 < result.dpm_enough < result.enough else "dpm_more"
            ].format(count=len(result.exact)),
            "channel": self.labels[CHANNELS[channel]],
            "row": row + 1,
            "column": column + 1,
            "other": result.other,
            "times": EXACT_STEPS / max(1, result.enough),
            "count": len(result.exact),
            **named,
            "told": ", ".join(result.told) or self.labels["nothing"],
        }

    def _points(self, way: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Levels and values; the sprite, at +inf, stands a little beyond the exact way."""
        assert self._result is not None
        end = self._result.exact_way[-2, 0] + END
        return np.minimum(way[:, 0], end), way[:, 1]

    def _show(self) -> None:
        result, at = self._result, self._control.place
        if result is None:
            return
        self._control.say(str(COUNTS[at]))
        for (_, row), drawn in zip(self._rows[1:], result.drawn[:, at], strict=True):
            row.show_pictures(drawn)
        for curve, ways in zip(self._ways, result.ways, strict=True):
            curve.setData(*self._points(ways[at]))
        self.tell(self._on_way)
        for title, _ in self._rows:
            self.tell(title)
        self._mark.setValue(COUNTS[at])
        self.tell(self._line)
        self.changed.emit()
