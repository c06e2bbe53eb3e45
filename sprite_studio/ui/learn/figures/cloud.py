"""Dots flow from noise to data; one of them can be followed."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout

from sprite_studio.studio.jobs.learn.cloud import EXTENT, CloudJob, CloudProgress, CloudResult
from sprite_studio.ui import theme
from sprite_studio.ui.learn.figures.figure import Figure
from sprite_studio.ui.learn.plane import Plane
from sprite_studio.ui.widgets.page_frame import titled
from sprite_studio.ui.widgets.timeline import Timeline

NEIGHBOURS = 8
"""Dots that began nearest to the one that is followed, and are marked."""

CLOSE, ANYWHERE = 0.25, 0.75
"""Of the median distance of any two dots."""


class CloudFigure(Figure):
    """Two planes and a timeline: the dots, and the density that they should have."""

    by_model = False

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__(labels)
        self._result: CloudResult | None = None
        self._one = 0
        self._dots = Plane(labels["dots"], EXTENT)
        self._density = Plane(labels["density"], EXTENT)
        self._dots.picked.connect(self._pick)
        planes = QHBoxLayout()
        planes.setSpacing(2 * theme.SPACE)
        planes.addLayout(titled(labels["dots"], self._dots, labels["dots_tip"]), 1)
        planes.addLayout(titled(labels["density"], self._density, labels["density_tip"]), 1)
        self._timeline = Timeline()
        self._timeline.moved.connect(lambda _: self._show())
        self._training = self.say("training")
        self.column.addLayout(planes)
        self.column.addWidget(self._timeline)
        self._steps = self._loss = 0.0

    def job(self, model: str) -> CloudJob:
        return CloudJob()

    def show_report(self, report: CloudProgress) -> None:
        self._dots.show_dots(report.dots)
        words = {"step": report.step, "steps": report.steps, "loss": report.loss}
        self._training.say(self.labels["training"].format(**words))

    def show_result(self, result: CloudResult) -> None:
        self._result = result
        ends = result.paths[-1]
        self._one = int(np.hypot(*ends.T).argmax())  # far out, so that its way is long
        self._timeline.set_count(len(result.log_snr), "the end")
        self._training.say(self.labels["trained"].format(seconds=result.seconds))
        self._timeline.to_first()
        self._show()
        if self.isVisible():
            self._timeline.toggle()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timeline.pause()
        super().hideEvent(event)

    def answer(self) -> str:
        assert self._result is not None
        apart = self._result.apart
        return "close" if apart < CLOSE else "anywhere" if apart > ANYWHERE else "between"

    def numbers(self) -> Mapping[str, object]:
        result = self._result
        assert result is not None
        at = self._timeline.index
        log_snr = result.log_snr[at]
        share = 1 / (1 + math.exp(-log_snr)) if math.isfinite(log_snr) else 1.0
        (x, y), x0, eps = (
            place[at, self._one].tolist() for place in (result.paths, result.believed, result.eps)
        )
        return {
            "apart": result.apart,
            "seconds": result.seconds,
            "alpha": math.sqrt(share),
            "sigma": math.sqrt(1 - share),
            "x": x,
            "y": y,
            "x0": _dot(x0),
            "eps": _dot(eps),
        }

    def _pick(self, one: int) -> None:
        if self._result is not None:
            self._one = one
            self._show()

    def _show(self) -> None:
        result, at = self._result, self._timeline.index
        if result is None:
            return
        path = result.paths[: at + 1, self._one]
        self._dots.show_dots(result.paths[at])
        self._dots.show_path(path, self._one)
        near = neighbours(result.paths[0], self._one)
        self._dots.show_near(result.paths[at, near])
        self._density.show_density(result.density[at])
        self._density.show_path(path, self._one)
        self.changed.emit()


def _dot(place: Sequence[float]) -> str:
    """ "(0.31, -1.20)"."""
    return f"({', '.join(f'{value:z.2f}' for value in place)})"


def neighbours(dots: NDArray[np.float32], one: int) -> NDArray[np.intp]:
    """Numbers of the nearest of (N, 2) to one of them, itself left out."""
    away = np.hypot(*(dots - dots[one]).T)
    away[one] = np.inf
    return away.argsort(kind="stable")[:NEIGHBOURS]
