"""A saved picture, drawn again from the recipe in it: is it the same, and if not, why."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from sprite_studio.studio.jobs.recipes.replay import ReplayJob, ReplayResult
from sprite_studio.studio.jobs.report import Report
from sprite_studio.ui import theme
from sprite_studio.ui.edit.offered_button import OfferedButton
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.progress_line import step_of, time_left
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Failure, Ticket, Worker

PIXELS = 256
"""Of a sprite."""


class ReplayDialog(QDialog):
    """Begins at once.

    Signals:
        kept(Images, Recipe): what was drawn now is wanted.
    """

    kept = Signal(object, object)

    def __init__(self, worker: Worker, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Replay a drawing")
        self._result: ReplayResult | None = None
        self._grid = SpriteGrid("What is drawn now will stand here.")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 0)  # it is not known yet how long it will take
        self._told = PlainLabel(f"Drawing “{path.name}” again …")
        self._told.setWordWrap(True)
        self._errors = ErrorPanel()
        self._keep = OfferedButton("&Keep", "On Create, and in the history", self._keep_it)
        self._keep.offer("It is not drawn yet")
        self._close = OfferedButton("Cancel", "Stop within one step (Esc)", self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE)
        buttons.addStretch()
        buttons.addWidget(self._keep)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*([2 * theme.SPACE] * 4))
        column.setSpacing(theme.SPACE)
        for part in (self._errors, self._told, self._grid, self._progress):
            column.addWidget(part, int(part is self._grid))
        column.addLayout(buttons)
        self.resize(560, 620)
        self._ticket: Ticket | None = JobClient(worker, self).send(
            ReplayJob(path), self._on_done, self._on_progress, self._on_ended, self._on_failed
        )

    def reject(self) -> None:
        """Cancel it, if it goes on, and close."""
        if self._ticket is not None:
            self._ticket.cancel()
        super().reject()

    def _on_progress(self, report: Report) -> None:
        self._progress.setRange(0, report.steps)
        self._progress.setValue(report.step)
        self._told.setText(step_of(report) + time_left(report))

    def _on_done(self, result: ReplayResult) -> None:
        self._on_ended()
        self._result = result
        self._grid.show_images(result.images, _differences(result))
        self._told.setText(told_of(result))
        self._keep.offer("")

    def _on_ended(self) -> None:
        self._ticket = None
        self._progress.hide()
        self._close.setText("Close")
        self._close.offer("")

    def _on_failed(self, failure: Failure) -> None:
        self._on_ended()
        self._told.hide()
        self._errors.show_failure(failure)

    def _keep_it(self) -> None:
        if self._result is not None:
            self.kept.emit(self._result.images, self._result.recipe)
            self.accept()


def told_of(result: ReplayResult) -> str:
    """How the second drawing compares with the first."""
    count = len(result.images)
    sprites = "the sprite" if count == 1 else f"all {count} sprites"
    if result.identical:
        return f"Identical: {sprites}, to the last pixel. Drawn on {result.device}."
    lines = []
    if differing := sum(map(bool, result.differing)):
        pixels = f"{sum(result.differing):,} of {count * PIXELS:,} pixels"
        lines.append(f"{pixels} differ, in {differing} of {count}; point at a sprite to see in it.")
    if result.between:
        lines.append(f"{result.between:,} pixels between the sprites differ.")
    return "\n".join([*lines, *(f"{reason[:1].upper()}{reason[1:]}." for reason in result.reasons)])


def _differences(result: ReplayResult) -> list[str]:
    return [f"{pixels} pixels differ" if pixels else "identical" for pixels in result.differing]
