"""The same noise in one jump, and in more and more steps."""

from collections.abc import Mapping

from sprite_studio.studio.jobs.learn.steps import COUNTS, StepsJob, StepsResult
from sprite_studio.ui.learn.control import Control
from sprite_studio.ui.learn.figures.figure import Figure
from sprite_studio.ui.widgets.numbers.plates import Plates

OUTLINED = 0.5
"""From this on what comes of one jump counts as a sprite."""

BLURRED = 0.5
"""As near to the mean, of what many steps are from it, what comes of one jump is that."""


class StepsFigure(Figure):
    """Four sprites by the number of steps, beside the mean of many finished ones."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__(labels)
        self._result: StepsResult | None = None
        self._drawn = Plates(labels["picture"], 5)
        self._control = Control(labels["control"], len(COUNTS))
        self._control.moved.connect(lambda _: self._show())
        for part in (self._drawn, self._control):
            self.column.addWidget(part)
        self._line = self.say("said")

    def job(self, model: str) -> StepsJob:
        return StepsJob(model)

    def show_result(self, result: StepsResult) -> None:
        self._result = result
        self._show()

    def answer(self) -> str:
        result = self._result
        assert result is not None
        if result.outline[0] >= OUTLINED:
            return "sprite"
        near = result.to_mean[0] < BLURRED * result.to_mean[-1]
        return "blur" if near and result.outline[-1] >= OUTLINED else "other"

    def numbers(self) -> Mapping[str, object]:
        result = self._result
        assert result is not None
        at = self._control.place
        return {
            "steps": COUNTS[at],
            "most": COUNTS[-1],
            "averaged": result.averaged,
            "one": float(result.to_mean[0]),
            "many": float(result.to_mean[-1]),
            "now": float(result.to_mean[at]),
            "outline": float(result.outline[at]),
            "most_outline": float(result.outline[-1]),
            "told": ", ".join(result.told) or self.labels["nothing"],
        }

    def _show(self) -> None:
        result, at = self._result, self._control.place
        if result is None:
            return
        self._control.say(self.labels["steps"].format(**self.numbers()))
        pictures = [*result.drawn[at], result.mean]
        captions = [*[""] * (len(pictures) - 1), self.labels["mean"].format(**self.numbers())]
        self._drawn.show_pictures(pictures, captions)
        self.tell(self._line)
        self.changed.emit()
