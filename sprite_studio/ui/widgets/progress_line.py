"""How far a drawing is, as a bar and in words."""

import math
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QProgressBar, QWidget

from sprite_studio.studio.jobs.drawing_loop import Ending, LoopState, Phase

_PARTS = 1000
"""Of the bar."""


class ProgressLine(QProgressBar):
    """Empty while nothing is drawn whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.show_state(LoopState())

    def show_state(self, state: LoopState) -> None:
        """Of a page's loop."""
        if state.phase is Phase.DRAWING and state.report is None:
            self.setRange(0, 0)  # it is not known yet how long it will take
            return
        self.setRange(0, _PARTS)
        self.setValue(0 if state.report is None else round(_PARTS * state.report.share))


def step_of(report: Any) -> str:
    """ "Step 3 of 20"."""
    return f"Step {report.step} of {report.steps}"


def line_of(
    state: LoopState,
    told: Callable[[Any], str] = step_of,
    cancelled: str = "Cancelled; the last finished drawing is shown",
) -> str:
    """A state in a line, or "" where the result has told more.

    Args: told: a report in words, without the time that is left; cancelled: what is shown then.
    """
    if state.phase is Phase.DRAWING:
        return "Drawing …" if state.report is None else told(state.report) + time_left(state.report)
    if state.is_busy:
        return "Following the hand …"
    if state.ended is Ending.CANCELLED:
        return cancelled
    return "Could not draw" if state.ended is Ending.FAILED else ""


def time_left(report: Any) -> str:
    """ ", 21 s left", or "" for the last second. Args: report: with its `seconds_left`."""
    seconds = math.ceil(report.seconds_left)
    if seconds >= 100:
        return f", {seconds / 60:.0f} min left"
    return f", {seconds} s left" if seconds > 1 else ""
