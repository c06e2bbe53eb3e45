"""What dialogs share in which a model learns: previews, progress, cancel, and how it ended."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.training.lesson import LessonProgress
from sprite_studio.ui import theme
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.forms import quiet_label
from sprite_studio.ui.widgets.progress_line import time_left
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.turns import Urgency
from sprite_studio.ui.work.worker import Failure, Ticket

CANCELLED = "Cancelled; nothing was kept and nothing has changed."
SHOWN = "It learns from these:"
PREVIEWED = "Previews of what it draws by now, from the same noise each time; they are not kept:"
_PREVIEWS_HEIGHT = 200


class LearningDialog(QDialog):
    """Learns on the worker, behind everything else, and stays to say how that ended. What is
    learned, and what its controls are, a subclass says.

    Signals:
        learned(object): the job's result; what was learned is kept.
    """

    learned = Signal(object)

    _jobs: JobClient  # which the subclass brings along, or makes

    def __init__(self, note: str, button: str, parent: QWidget | None = None) -> None:
        """Args: note: what it is about, while nothing is learned; button: that begins."""
        super().__init__(parent)
        self._about = note
        self._ticket: Ticket | None = None
        self._controls: Sequence[QWidget] = ()
        self._caption = quiet_label()
        self._caption.hide()
        self._previews = SpriteGrid("Previews appear here as it learns.")
        self._previews.setMinimumHeight(_PREVIEWS_HEIGHT)
        self._progress = QProgressBar()
        self._progress.setAccessibleName("Progress")
        self._progress.setTextVisible(False)
        self._progress.hide()
        self._note = quiet_label()
        self._note.setText(note)
        self._errors = ErrorPanel()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._learn = self._buttons.addButton(button, QDialogButtonBox.ButtonRole.AcceptRole)
        self._learn.setProperty("role", "primary")
        self._cancel = self._buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self._go_on)
        self._buttons.rejected.connect(self.reject)

    def learn(self) -> None:
        """Begin."""
        self._errors.hide()
        self._set_busy(True)
        self._progress.setRange(0, 0)  # it is not known yet how long it will take
        self._note.setText("Getting ready …")
        self._ticket = self._jobs.send(
            self._job(),
            self._on_learned,
            self._on_progress,
            self._on_cancelled,
            self._on_failed,
            Urgency.BACKGROUND,
        )

    def reject(self) -> None:
        """Cancel what is being learned; with nothing to cancel, close."""
        if self._ticket is not None:
            self._ticket.cancel()
        else:
            super().reject()

    # -- what a subclass says

    def _job(self) -> Any:
        """As the controls are."""
        raise NotImplementedError

    def _told_of(self, result: Any) -> str:
        """How it ended well."""
        raise NotImplementedError

    def _go_on(self) -> None:
        """What the first button does."""
        self.learn()

    def _lay_out(self, top: QLayout, controls: Sequence[QWidget]) -> None:
        """Args: top: what stands above the previews; controls: that are mute while it learns."""
        self._controls = controls
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*([2 * theme.SPACE] * 4))
        layout.setSpacing(2 * theme.SPACE)
        layout.addLayout(top)
        layout.addWidget(self._caption)
        layout.addWidget(self._previews, 1)
        for part in (self._progress, self._note, self._errors, self._buttons):
            layout.addWidget(part)

    def _show_images(self, caption: str, images: Images) -> None:
        """Args: caption: `SHOWN` or `PREVIEWED`; images: (N, 16, 16, 4)."""
        self._caption.setText(caption)
        self._caption.setVisible(len(images) > 0)
        self._previews.show_images(images)

    # -- what the worker answers

    def _set_busy(self, busy: bool) -> None:
        for part in (*self._controls, self._learn):
            part.setEnabled(not busy)
        self._progress.setVisible(busy)

    def _on_progress(self, event: Any) -> None:
        """Of a step, how far it is, and what it draws by then."""
        if isinstance(event, LessonProgress):
            self._progress.setRange(0, event.steps)
            self._progress.setValue(event.step)
            self._note.setText(f"Step {event.step} of {event.steps}{time_left(event)}")
            if event.preview is not None:
                self._show_images(PREVIEWED, event.preview)

    def _on_learned(self, result: Any) -> None:
        self._ticket = None
        self._set_busy(False)
        for part in (*self._controls, self._learn):
            part.setEnabled(False)
        self._cancel.setText("Close")
        self._note.setText(self._told_of(result))
        self.learned.emit(result)

    def _on_cancelled(self) -> None:
        self._ticket = None
        self._set_busy(False)
        self._note.setText(CANCELLED)

    def _on_failed(self, failure: Failure) -> None:
        self._ticket = None
        self._set_busy(False)
        self._note.setText(self._about)
        self._errors.show_failure(failure)
