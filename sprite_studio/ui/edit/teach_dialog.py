"""Teach a model a word from sprites at hand, and see what it draws with it as it learns."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QProgressBar,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.drawing import Mix
from sprite_studio.studio.jobs.lesson import (
    LEAST_SHOWN,
    MOST_SHOWN,
    LessonProgress,
    TeachJob,
    TeachResult,
)
from sprite_studio.studio.jobs.train import Importing
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.forms import describe, quiet_label, spin_box
from sprite_studio.ui.widgets.progress_line import time_left
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.turns import Urgency
from sprite_studio.ui.work.worker import Failure, Ticket, Worker

NOTE = (
    "The model learns what these sprites have in common, and calls it by the word. All that it "
    "draws without the word stays as it is."
)
SECONDS = 50


class TeachDialog(QDialog):
    """Stays to say how the lesson ended.

    Signals:
        learned(TeachResult): the word is kept.
    """

    learned = Signal(object)

    def __init__(
        self,
        worker: Worker,
        choices: Mapping[str, Images],
        mix: Mix,
        model: str,
        parent: QWidget | None = None,
    ) -> None:
        """Args:
        choices: what may be shown, in words → (N, 16, 16, 4).
        mix: the words beside the new one, such as the sprites' category.
        model: who learns.
        """
        super().__init__(parent)
        self._jobs = JobClient(worker, self)
        self._mix, self._model = mix, model
        self._choices = dict(choices)
        self._ticket: Ticket | None = None
        self.setWindowTitle("Teach a word")
        self._build()
        self._show_shown()

    def learn(self) -> None:
        """Begin."""
        images = self._choices[self._from.currentText()]
        job = TeachJob(
            self._word.text().strip(),
            mix=self._mix,
            tiles=tuple(pixels.tobytes() for pixels in images),
            seconds=self._seconds.value(),
            model=self._model,
        )
        self._errors.hide()
        self._set_busy(True)
        self._progress.setRange(0, 0)  # it is not known yet how long it will take
        self._note.setText("Getting ready …")
        self._ticket = self._jobs.send(
            job,
            self._on_learned,
            self._on_progress,
            self._on_cancelled,
            self._on_failed,
            Urgency.BACKGROUND,
        )

    def reject(self) -> None:
        """Cancel the lesson; with nothing to cancel, close."""
        if self._ticket is not None:
            self._ticket.cancel()
        else:
            super().reject()

    # -- building

    def _build(self) -> None:
        self._word = QLineEdit()
        self._word.setMinimumWidth(240)
        self._word.setPlaceholderText("blob")
        describe(self._word, "Word", "What it is called; style:NAME makes it a style")
        self._from = QComboBox()
        self._from.addItems(list(self._choices))
        describe(self._from, "Sprites", "Which of them show it")
        self._seconds = spin_box(QSpinBox(), 10, 600, 10, SECONDS)
        self._seconds.setSuffix(" seconds")
        describe(self._seconds, "Length", "How long the lesson takes; 50 seconds are enough")
        form = QFormLayout()
        form.setHorizontalSpacing(2 * theme.SPACE)
        form.setVerticalSpacing(theme.SPACE)
        form.addRow("&Word", self._word)
        form.addRow("&From", self._from)
        form.addRow("L&ength", self._seconds)
        beside = ", ".join(self._mix) or "no other words"
        form.addRow("Beside", PlainLabel(beside))
        self._previews = SpriteGrid("What it draws with the word appears here as it learns.")
        self._previews.setMinimumHeight(200)
        self._progress = QProgressBar()
        self._progress.setAccessibleName("Progress")
        self._progress.setTextVisible(False)
        self._progress.hide()
        self._note = quiet_label()
        self._note.setText(NOTE)
        self._errors = ErrorPanel()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._learn = buttons.addButton("Teach", QDialogButtonBox.ButtonRole.AcceptRole)
        self._learn.setProperty("role", "primary")
        self._cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self._cancel.setIcon(QIcon())  # the platform's icons are not of our look
        buttons.accepted.connect(self.learn)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*([2 * theme.SPACE] * 4))
        layout.setSpacing(2 * theme.SPACE)
        layout.addLayout(form)
        layout.addWidget(self._previews, 1)
        for part in (self._progress, self._note, self._errors, buttons):
            layout.addWidget(part)
        self._word.textChanged.connect(lambda _: self._fit())
        self._from.currentIndexChanged.connect(lambda _: self._show_shown())
        self._word.setFocus()

    def _show_shown(self) -> None:
        """The sprites themselves, until there is something of the lesson."""
        self._previews.show_images(self._choices[self._from.currentText()])
        self._fit()

    def _fit(self) -> None:
        count = len(self._choices[self._from.currentText()])
        lacks = ""
        if not LEAST_SHOWN <= count <= MOST_SHOWN:
            lacks = f"A lesson takes {LEAST_SHOWN} to {MOST_SHOWN} sprites, and here are {count}"
        elif not self._word.text().strip():
            lacks = "Give the word a name first"
        self._learn.setEnabled(not lacks and self._ticket is None)
        self._learn.setToolTip(lacks)

    def _set_busy(self, busy: bool) -> None:
        for part in (self._word, self._from, self._seconds):
            part.setEnabled(not busy)
        self._learn.setEnabled(not busy)
        self._progress.setVisible(busy)

    # -- what the worker answers

    def _on_progress(self, event: Importing | LessonProgress) -> None:
        if isinstance(event, LessonProgress):
            self._progress.setRange(0, event.steps)
            self._progress.setValue(event.step)
            self._note.setText(f"Step {event.step} of {event.steps}{time_left(event)}")
            if event.preview is not None:
                self._previews.show_images(event.preview)

    def _on_learned(self, result: TeachResult) -> None:
        self._ticket = None
        self._set_busy(False)
        self._learn.setEnabled(False)
        self._cancel.setText("Close")
        self._note.setText(f"Learned: “{result.word}” is among the words of Create.")
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
