"""What to know before a new run: that it begins from nothing, and the quicker way to a style."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from sprite_studio.studio.jobs.training.adapt import AdaptResult
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.train.adapt_dialog import AdaptDialog, learned
from sprite_studio.ui.work.job_client import JobClient

FROM_NOTHING = "From nothing: needs hundreds of sprites and hours"
ADAPT = f"{FROM_NOTHING}; to draw in the manner of these, adapt."


class AdaptBox(QWidget):
    """Signals: status(str): one line for the status bar; learned(): the bundled model has a style
    more."""

    status = Signal(str)
    learned = Signal()

    def __init__(self, jobs: JobClient, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._pack: Path | None = None
        self._note = PlainLabel()
        self._note.setWordWrap(True)
        self._note.setProperty("role", "quiet")
        self._adapt = QPushButton("Draw in the manner of these …")
        self._adapt.setToolTip("Teach the bundled model their style, in minutes")
        self._adapt.clicked.connect(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE)
        layout.addWidget(self._adapt)
        layout.addWidget(self._note)

    def show_for(self, pack: Path | None, running: bool) -> None:
        """Args: pack: folder of a new run, or None where there is none, as for the Forge; running:
        whether a run is under way."""
        self._pack = pack
        self._note.setText(ADAPT if pack else f"{FROM_NOTHING}.")
        self._adapt.setVisible(pack is not None)
        self._adapt.setEnabled(not running)

    def _open(self) -> None:
        assert self._pack is not None  # or the button is hidden
        dialog = AdaptDialog(self._jobs, self._pack, self)
        dialog.learned.connect(self._on_learned)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_learned(self, result: AdaptResult) -> None:
        self.status.emit(learned(result))
        self.learned.emit()
