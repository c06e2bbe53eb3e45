"""Where to save, and the saving: the dialog stays, with all that was chosen, until it is done."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.errors import UserError
from sprite_studio.studio.export.destination import Kind, destination
from sprite_studio.studio.export.writable import missing_folder
from sprite_studio.studio.jobs.export import Content, ExportJob, ExportProgress, ExportResult
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel, ask
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.progress_line import time_left
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Failure, Ticket

_SHOWN_FROM_S = 0.3
"""What takes less shows no progress."""


@dataclass(frozen=True, eq=False)
class Saving:
    """What is to be saved.

    Attributes:
        title: of the dialog.
        kind: of the file.
        name: that is offered, without a folder.
        content: what is in the file, or None where the dialog's own controls say it.
        note: in a line, what the file will be.
    """

    title: str
    kind: Kind
    name: str
    content: Content | None
    note: str


@dataclass(frozen=True)
class Target:
    """Where something goes.

    Attributes: path: as the job takes it; folder: that must be there; replaced: what is there
    already and would be replaced, in words, or "".
    """

    path: Path
    folder: Path
    replaced: str


class SaveDialog(QDialog):
    """Asks for a file, writes it on the worker, and closes when it is there.

    Signals:
        saved(ExportResult): the files are written.
    """

    saved = Signal(object)

    def __init__(
        self,
        jobs: JobClient,
        saving: Saving,
        folder: Path,
        options: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Args: folder: that is offered; options: controls above the file, of `content`."""
        super().__init__(parent)
        self._jobs, self._saving, self._folder, self._options = jobs, saving, folder, options
        self._ticket: Ticket | None = None
        self.setWindowTitle(saving.title)
        self._build()

    def content(self) -> Content:
        """What is saved. Raises UserError."""
        assert self._saving.content is not None
        return self._saving.content

    @property
    def is_saving(self) -> bool:
        return self._ticket is not None

    def save(self, replace: bool = False) -> None:
        """Ask what has to be asked, then begin. Args: replace: without asking about that."""
        self._errors.hide()
        try:
            target, content = self._target(), self.content()
            missing = missing_folder(target.folder / "a file")
        except UserError as error:
            self._errors.show_reason(str(error))
            return
        if missing is not None and not self._agrees(f"There is no folder {missing}. Make it?"):
            return
        ask_first = target.replaced and not replace
        there = f"Already there: {target.replaced}. Replace what is there?"
        if ask_first and not self._agrees(there, loses=True):
            return
        job = ExportJob(content, target.path, make_folder=missing is not None)
        self._set_busy(True)
        self._ticket = self._jobs.send(
            job, self._on_saved, self._on_progress, self._on_cancelled, self._on_failed
        )

    def reject(self) -> None:
        """Cancel what is being saved; with nothing to cancel, close."""
        if self._ticket is not None:
            self._ticket.cancel()
        else:
            super().reject()

    # -- building

    def _build(self) -> None:
        self._file = QLineEdit(self._offered())
        self._file.setMinimumWidth(360)
        label = PlainLabel(self._label())
        self._file.setAccessibleName(label.text().replace("&", ""))
        label.setBuddy(self._file)
        self._browse = QPushButton("Browse …")
        self._browse.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        row.addWidget(label)
        row.addWidget(self._file, 1)
        row.addWidget(self._browse)
        self._note = PlainLabel(self._saving.note)
        self._note.setWordWrap(True)
        self._note.setProperty("role", "quiet")
        self._progress = QProgressBar()
        self._progress.setAccessibleName("Progress")
        self._progress.setTextVisible(False)
        self._progress.hide()
        self._errors = ErrorPanel()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self._save = buttons.button(QDialogButtonBox.StandardButton.Save)
        self._save.setProperty("role", "primary")
        buttons.accepted.connect(lambda: self.save())
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*([2 * theme.SPACE] * 4))
        layout.setSpacing(2 * theme.SPACE)
        if self._options is not None:
            layout.addWidget(self._options)
        layout.addLayout(row)
        for part in (self._note, self._progress, self._errors, buttons):
            layout.addWidget(part)
        self._file.setFocus()

    # -- where; of a dialog for something else than one file, these are others

    def _label(self) -> str:
        return "&File"

    def _offered(self) -> str:
        return str(_free_name(self._folder, self._saving.name))

    def _target(self) -> Target:
        """What is asked for. Raises UserError."""
        path = destination(self._file.text(), self._saving.kind, self._folder)
        exists = False
        with suppress(OSError):  # the job says what is wrong with it
            exists = path.is_file()
        return Target(path, path.parent, path.name if exists else "")

    def _choose(self) -> None:
        pattern = " ".join(f"*{suffix}" for suffix in self._saving.kind.suffixes)
        name, _ = QFileDialog.getSaveFileName(
            self,
            self._saving.title,
            self._file.text(),
            f"{self._saving.title} ({pattern})",
            options=QFileDialog.Option.DontConfirmOverwrite,  # it is asked for on saving
        )
        if name:
            self._file.setText(name)

    def _agrees(self, question: str, loses: bool = False) -> bool:
        return ask(self, self._saving.title, question, loses)

    # -- what the worker answers

    def _set_busy(self, busy: bool) -> None:
        for part in (self._options, self._file, self._browse, self._save):
            if part is not None:
                part.setEnabled(not busy)
        self._progress.hide()

    def _on_progress(self, event: ExportProgress) -> None:
        if event.seconds + event.seconds_left >= _SHOWN_FROM_S:
            self._progress.setRange(0, event.steps)
            self._progress.setValue(event.step)
            self._progress.show()
            self._note.setText(f"Saving{time_left(event) or ' …'}")

    def _on_saved(self, result: ExportResult) -> None:
        self._ticket = None
        self.saved.emit(result)
        self.accept()

    def _on_cancelled(self) -> None:
        self._ticket = None
        self._set_busy(False)
        self._note.setText("Cancelled; nothing was saved")

    def _on_failed(self, failure: Failure) -> None:
        self._ticket = None
        self._set_busy(False)
        self._note.setText(self._saving.note)
        self._errors.show_failure(failure)


def _free_name(folder: Path, name: str) -> Path:
    """sheet.png, or sheet-2.png, … : one export must not replace another unasked."""
    path, number = folder / name, 1
    with suppress(OSError):
        while path.exists():
            number += 1
            path = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
    return path
