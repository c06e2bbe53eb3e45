"""The manner of a few sprites as a style: its name, how it comes along, and how it ended."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.art.sprite import SIZE, Sprite
from sprite_studio.studio.jobs.adapt import (
    DEFAULT_MINUTES,
    LEAST_SPRITES,
    MOST_SPRITES,
    AdaptJob,
    AdaptResult,
    AdaptStarted,
)
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL
from sprite_studio.studio.jobs.lesson import LessonProgress
from sprite_studio.studio.jobs.train import Importing, Preparing
from sprite_studio.studio.words.styles import name_of
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.forms import DecimalBox, describe, spin_box
from sprite_studio.ui.widgets.progress_line import time_left
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.turns import Urgency
from sprite_studio.ui.work.worker import Failure, Ticket

NOTE = (
    f"From {LEAST_SPRITES} to {MOST_SPRITES} sprites the model learns a style, and then "
    "draws in it what they do not show. All that it draws otherwise stays as it is."
)


class AdaptDialog(QDialog):
    """Learns a style on the worker, and stays to say how that ended.

    Signals:
        learned(AdaptResult): the style is kept.
        draw_wanted(str): something is to be drawn in it. Its word.
    """

    learned = Signal(object)
    draw_wanted = Signal(str)

    def __init__(
        self,
        jobs: JobClient,
        data: Path | tuple[Sprite, ...],
        parent: QWidget | None = None,
        model: str = DEFAULT_MODEL,
    ) -> None:
        """Args: data, model: as of `AdaptJob`."""
        super().__init__(parent)
        self._jobs, self._data, self._model = jobs, data, model
        self._ticket: Ticket | None = None
        self._word = ""  # of the style, once it is learned
        self._taken = ""  # how many sprites show the manner, in words
        self.setWindowTitle("Draw in the manner of these")
        self._build()

    def learn(self) -> None:
        """Begin."""
        job = AdaptJob(self._data, self._name.text(), self._minutes.value(), model=self._model)
        self._errors.hide()
        self._set_busy(True)
        self._progress.setRange(0, 0)  # it is not known yet how long it will take
        self._note.setText("Reading the sprites …")
        self._ticket = self._jobs.send(
            job,
            self._on_learned,
            self._on_progress,
            self._on_cancelled,
            self._on_failed,
            Urgency.BACKGROUND,
        )

    def _go_on(self) -> None:
        """Learn; and after that, draw."""
        if not self._word:
            self.learn()
            return
        self.draw_wanted.emit(self._word)
        self.accept()

    def reject(self) -> None:
        """Cancel what is being learned; with nothing to cancel, close."""
        if self._ticket is not None:
            self._ticket.cancel()
        else:
            super().reject()

    # -- building

    def _build(self) -> None:
        self._name = QLineEdit(self._data.stem if isinstance(self._data, Path) else "My style")
        self._name.setMinimumWidth(240)
        describe(self._name, "Name of the style", "What the style will be called")
        label = PlainLabel("&Name")
        label.setBuddy(self._name)
        self._minutes = spin_box(DecimalBox(), 0.5, 60, 1, DEFAULT_MINUTES)
        self._minutes.setDecimals(1)
        self._minutes.setPrefix("At most ")
        self._minutes.setSuffix(" min")
        describe(self._minutes, "Minutes", "It ends before if more would be of no use")
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        row.addWidget(label)
        row.addWidget(self._name, 1)
        row.addWidget(self._minutes)
        self._previews = SpriteGrid("What it draws in the style appears here as it learns.")
        self._previews.setMinimumHeight(180)
        if not isinstance(self._data, Path):
            self._show_these(self._data)
        self._progress = QProgressBar()
        self._progress.setAccessibleName("Progress")
        self._progress.setTextVisible(False)
        self._progress.hide()
        self._note = PlainLabel(NOTE)
        self._note.setWordWrap(True)
        self._note.setProperty("role", "quiet")
        self._errors = ErrorPanel()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._learn = buttons.addButton("Learn", QDialogButtonBox.ButtonRole.AcceptRole)
        self._learn.setProperty("role", "primary")
        self._cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self._cancel.setIcon(QIcon())  # the platform's icons are not of our look
        buttons.accepted.connect(self._go_on)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*([2 * theme.SPACE] * 4))
        layout.setSpacing(2 * theme.SPACE)
        layout.addLayout(row)
        layout.addWidget(self._previews, 1)
        for part in (self._progress, self._note, self._errors, buttons):
            layout.addWidget(part)
        self._name.selectAll()
        self._name.setFocus()

    def _show_these(self, sprites: tuple[Sprite, ...]) -> None:
        """Whose manner it is, until there are previews."""
        shape = (SIZE, SIZE, 4)
        images = [sprite.pixels for sprite in sprites if sprite.pixels.shape == shape]
        self._previews.show_images(np.array(images, np.uint8).reshape(-1, *shape))

    def _set_busy(self, busy: bool) -> None:
        for part in (self._name, self._minutes, self._learn):
            part.setEnabled(not busy)
        self._progress.setVisible(busy)

    # -- what the worker answers

    def _on_progress(self, event: Importing | Preparing | AdaptStarted | LessonProgress) -> None:
        match event:
            case Importing():
                self._note.setText(f"Reading the sprites: {event.sprites:,} so far …")
            case Preparing():
                self._note.setText(f"Drawing {event.what}{time_left(event) or ' …'}")
            case AdaptStarted():
                self._taken = _taken(event)
            case LessonProgress():
                self._progress.setRange(0, event.steps)
                self._progress.setValue(event.step)
                step = f"Step {event.step} of {event.steps}{time_left(event)}"
                self._note.setText(f"{step} · {self._taken}")
                if event.preview is not None:
                    self._previews.show_images(event.preview)

    def _on_learned(self, result: AdaptResult) -> None:
        self._ticket = None
        self._set_busy(False)
        self._name.setEnabled(False)
        self._minutes.setEnabled(False)
        self._word = result.word
        self._learn.setText("Draw in it")
        self._cancel.setText("Close")
        trouble = f" But {result.trouble}." if result.trouble else ""
        self._note.setText(f"{learned(result)}{trouble}")
        self.learned.emit(result)

    def _on_cancelled(self) -> None:
        self._ticket = None
        self._set_busy(False)
        self._note.setText("Cancelled; nothing was kept and nothing has changed.")

    def _on_failed(self, failure: Failure) -> None:
        self._ticket = None
        self._set_busy(False)
        self._note.setText(NOTE)
        self._errors.show_failure(failure)


def learned(result: AdaptResult) -> str:
    """How to draw with it."""
    return f"The style “{name_of(result.word)}” is learned; on Create it stands under Style."


def _taken(event: AdaptStarted) -> str:
    of = f" of {event.found}, taken by lot" if event.found > event.sprites else ""
    without = f" · left out: {event.left_out}" if event.left_out else ""
    return f"{event.sprites} sprites{of}{without}"
