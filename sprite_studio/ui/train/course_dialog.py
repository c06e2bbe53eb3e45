"""Weights that the course's notebooks saved become a model: its name, and words for its classes."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.studio.jobs.training.course import (
    COURSE_WORDS,
    ImportWeightsJob,
    ImportWeightsResult,
)
from sprite_studio.ui import theme
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.forms import describe, quiet_label
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Failure

NOTE = (
    "Weights of the course's ContextUnet, as torch.save(nn_model.state_dict()) writes them. Only "
    "numbers are read: nothing in the file is run. The model then stands in every list of models."
)


SMALLEST = (520, 380)
"""Logical pixels, in which an error has room as well."""


class CourseDialog(QDialog):
    """Signals: imported(ImportWeightsResult): there is a model more."""

    imported = Signal(object)

    def __init__(self, jobs: JobClient, path: Path, parent: QWidget | None = None) -> None:
        """Args: path: of the weights."""
        super().__init__(parent)
        self._jobs, self._path = jobs.within(self), path
        self.setWindowTitle(f"Import {path.name}")
        self.setMinimumSize(*SMALLEST)
        self._name = QLineEdit(path.stem)
        describe(self._name, "Name", "What the model will be called")
        self._words = QLineEdit(COURSE_WORDS)
        describe(
            self._words,
            "Words",
            "A word for each of its context classes, in their order, between commas",
        )
        note = quiet_label()
        note.setText(NOTE)
        self._errors = ErrorPanel()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._import = buttons.addButton("Import", QDialogButtonBox.ButtonRole.AcceptRole)
        self._import.setProperty("role", "primary")
        buttons.accepted.connect(self.take_in)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * theme.SPACE)
        form.addRow("&Name", self._name)
        form.addRow("&Words", self._words)
        column = QVBoxLayout(self)
        column.setContentsMargins(*([2 * theme.SPACE] * 4))
        column.setSpacing(2 * theme.SPACE)
        column.addWidget(note)
        column.addLayout(form)
        column.addWidget(self._errors)
        column.addStretch()
        column.addWidget(buttons)

    def take_in(self) -> None:
        """Make the model."""
        self._errors.hide()
        self._import.setEnabled(False)
        job = ImportWeightsJob(self._path, self._name.text(), self._words.text())
        self._jobs.send(job, self._on_imported, cancelled=self.reject, failed=self._on_failed)

    def _on_imported(self, result: ImportWeightsResult) -> None:
        self.imported.emit(result)
        self.accept()

    def _on_failed(self, failure: Failure) -> None:
        self._import.setEnabled(True)
        self._errors.show_failure(failure)
