"""A part drawn anew, step by step, each step taken once or several times; and the seam."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QHBoxLayout

from sprite_studio.art.number_pictures import number_pictures
from sprite_studio.art.sprite import SIZE, Pixels
from sprite_studio.studio.jobs.learn.inpainting import ROUNDS, ROWS, RedrawJob, RedrawResult
from sprite_studio.ui import theme
from sprite_studio.ui.learn.control import Control
from sprite_studio.ui.learn.figures.figure import Figure
from sprite_studio.ui.widgets.numbers.plates import Plates
from sprite_studio.ui.widgets.plots import ThemedPlot, fixed

PLOT_HEIGHT = 210
SURE = 2.0
"""Standard errors from which on a difference is no chance."""


class InpaintingFigure(Figure):
    """One proposal by two sliders, the step and the rounds; all proposals; and their seams."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__(labels)
        self._result: RedrawResult | None = None
        self._step = Control(labels["step"], 1)
        self._rounds = Control(labels["rounds"], len(ROUNDS))
        self._process = Plates(labels["picture"], 5)
        for control in (self._step, self._rounds):
            control.moved.connect(lambda _: self._show())
            self.column.addWidget(control)
        self.column.addWidget(self._process)
        self._line = self.say("said")
        self._drawn = Plates(labels["drawn"], 8, largest=5)
        self._plot = fixed(ThemedPlot(labels["plot"], labels["rounds_axis"], labels["seam_axis"]))
        self._plot.setFixedHeight(PLOT_HEIGHT)
        self._seam = self._plot.curve("accent", name=labels["seam"], symbol="o")
        self._own = self._plot.curve("quiet", name=labels["own"])
        self._apart = self._plot.curve("sky", name=labels["apart"], symbol="o")
        beside = QHBoxLayout()
        beside.setSpacing(2 * theme.SPACE)
        self.column.addWidget(self._drawn)
        self._seams = self.say("seams")
        self.column.removeWidget(self._seams)
        beside.addWidget(self._seams, 1)
        beside.addWidget(self._plot, 1)
        self.column.addLayout(beside)

    def job(self, model: str) -> RedrawJob:
        return RedrawJob(model)

    def show_result(self, result: RedrawResult) -> None:
        self._result = result
        self._step.set_count(len(result.log_snr))
        self._step.move_to(len(result.log_snr) // 2)
        self._seam.setData(ROUNDS, result.seam.mean(axis=1))
        self._own.setData(ROUNDS, np.full(len(ROUNDS), result.own_seam.mean()))
        self._apart.setData(ROUNDS, result.apart.mean(axis=1))
        self._plot.setYRange(
            0, 1.2 * float(max(result.seam.mean(axis=1).max(), result.apart.max()))
        )
        self._show()

    def answer(self) -> str:
        """Whether the seam of five rounds jumps less than that of one."""
        assert self._result is not None
        return judged(self._result.seam)

    def numbers(self) -> Mapping[str, object]:
        result = self._result
        assert result is not None
        step, rounds = self._step.place, self._rounds.place
        signal = 1 / (1 + np.exp(-result.log_snr[step]))
        seam, apart = result.seam.mean(axis=1), result.apart.mean(axis=1)
        return {
            "rows": ROWS,
            "kept": SIZE - ROWS,
            "step": step + 1,
            "steps": len(result.log_snr),
            "rounds": ROUNDS[rounds],
            "calls": ROUNDS[rounds] * (len(result.log_snr) - 1) + 1,
            "alpha": float(signal**0.5),
            "sigma": float((1 - signal) ** 0.5),
            "changed": 100 * result.changed,
            "count": len(result.sprites),
            "own": float(result.own_seam.mean()),
            "seam_once": float(seam[0]),
            "seam_most": float(seam[-1]),
            "seam_now": float(seam[rounds]),
            "seam_less": less(result.seam)[0],
            "seam_error": less(result.seam)[1],
            "apart_once": float(apart[0]),
            "apart_most": float(apart[-1]),
            "apart_less": less(result.apart)[0],
            "apart_error": less(result.apart)[1],
            "gain": self.labels[f"gain_{judged(result.apart)}"],
            "told": ", ".join(result.told) or self.labels["nothing"],
        }

    @property
    def sprite(self) -> NDArray[np.uint8] | None:
        return None if self._result is None else self._result.sprites[0]

    def _show(self) -> None:
        result = self._result
        if result is None:
            return
        step, rounds, numbers = self._step.place, self._rounds.place, self.numbers()
        for control, key in ((self._step, "at_step"), (self._rounds, "at_rounds")):
            control.say(self.labels[key].format(**numbers))
        pictures = [
            result.sprites[0],
            masked(result.sprites[0]),
            number_pictures(result.x_t[rounds, step]),
            number_pictures(result.x0[rounds, step]),
            result.drawn[rounds, 0],
        ]
        keys = ("original", "mask", "x_t", "x0", "comes")
        self._process.show_pictures(pictures, [self.labels[key] for key in keys])
        self._drawn.show_pictures([*result.sprites, *result.drawn[rounds]])
        self.tell(self._line)
        self.tell(self._seams)
        self.changed.emit()


def masked(sprite: Pixels) -> Pixels:
    """What is known of it; what is drawn anew is grey."""
    shown = sprite.copy()
    shown[:ROWS] = (110, 110, 110, 255)
    return shown


def less(figures: NDArray[np.float64]) -> tuple[float, float]:
    """By how much (R, B) is less in the last row than in the first, in the mean of all B, and the
    standard error of that."""
    gained = figures[0] - figures[-1]
    return float(gained.mean()), float(gained.std(ddof=1) / len(gained) ** 0.5)


def judged(figures: NDArray[np.float64]) -> str:
    """ "less", "more", or "same" where the difference may well be chance."""
    gained, error = less(figures)
    if abs(gained) <= SURE * error:
        return "same"
    return "less" if gained > 0 else "more"
