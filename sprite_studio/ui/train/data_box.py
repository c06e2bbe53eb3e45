"""What a run is trained on: the Forge or a folder, and what was found there."""

from html import escape
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sprite_studio.studio.jobs.training.train import ScanJob, ScanResult
from sprite_studio.ui import theme
from sprite_studio.ui.plain import RichLabel
from sprite_studio.ui.train.words import left_out_tip, scanned
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.latest_job import LatestJob
from sprite_studio.ui.work.worker import Failure

FORGE = Path("forge")
"""What the data folder is called that is no folder: the built-in artist."""


LEAST_SAMPLES = 56
"""Logical pixels of height, in which two dozen sprites can be made out."""


class DataBox(QWidget):
    """Attributes: folder: of the data of a new run, or None after one that could not be read.

    Signals:
        looking(): another folder is looked into.
        known(): it is known what it holds, or that it cannot be read.
        failed(Failure): it cannot be read.
        file_chosen(Path): a file of the course.
    """

    looking = Signal()
    known = Signal()
    failed = Signal(object)
    file_chosen = Signal(object)

    def __init__(self, jobs: JobClient, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folder: Path | None = None
        self._of_a_run = False  # what is looked into
        self._scan: LatestJob[ScanJob] = LatestJob(jobs, self._on_scanned, self._on_not_scanned)
        self._forge = QPushButton("Train on the Forge")
        self._forge.setToolTip("The built-in artist: fresh labelled sprites for every step")
        self._forge.clicked.connect(lambda: self.open_folder(FORGE))
        self._choose = QPushButton("Data folder …")
        self._choose.setToolTip(
            "A folder with hero, non-hero, food, spell and side-facing inside, 16×16 PNG files in "
            "each; other folder names become words of their own. Or a folder with a manifest.csv."
        )
        self._choose.clicked.connect(self._choose_folder)
        self._course = QPushButton("Course file …")
        self._course.setToolTip(
            "A file of the course “How Diffusion Models Work”: its sprites (.npy) to train on, or "
            "its weights (.pth), which become a model. It can be dropped on the window as well"
        )
        self._course.clicked.connect(self._choose_file)
        choices = QHBoxLayout()
        choices.setSpacing(theme.SPACE)
        choices.addWidget(self._choose, 1)
        choices.addWidget(self._course)
        self._summary = RichLabel()
        self._summary.setWordWrap(True)
        self._summary.setProperty("role", "quiet")
        self._samples = SpriteGrid("A few of its sprites appear here.")
        self._samples.setMinimumHeight(LEAST_SAMPLES)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self._forge)
        column.addLayout(choices)
        column.addWidget(self._summary)
        column.addWidget(self._samples, 1)

    def open_folder(self, folder: Path) -> None:
        """Take a folder of sprites, or a file of them, for a new run."""
        self.folder = folder
        self._of_a_run = False
        self._look_into(folder)

    def show_new(self) -> None:
        """What a new run would be trained on."""
        self.open_folder(self.folder or FORGE)

    def show_run(self, folder: Path) -> None:
        """What a run on the disk is trained on; a new one's folder stays what it was."""
        self._of_a_run = True
        self._look_into(folder)

    def allow(self, choice: bool) -> None:
        """Args: choice: whether another may be chosen."""
        self._forge.setEnabled(choice)
        self._choose.setEnabled(choice)

    def _choose_folder(self) -> None:
        start = str(self.folder if self.folder and self.folder.is_dir() else Path.home())
        if chosen := QFileDialog.getExistingDirectory(self, "Choose a data folder", start):
            self.open_folder(Path(chosen))

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Open a file of the course", "", "Files of the course (*.pth *.npy)"
        )
        if name:
            self.file_chosen.emit(Path(name))

    def _look_into(self, folder: Path) -> None:
        self._summary.setText(f"Looking into {escape(folder.name)} …")
        self._scan.forget()  # what is in it may have changed
        self._scan.send(ScanJob(folder))
        self.looking.emit()

    def _on_scanned(self, result: ScanResult) -> None:
        self._summary.setText(scanned(result))
        self._summary.setToolTip(left_out_tip(result))
        self._samples.show_images(result.samples)
        self.known.emit()

    def _on_not_scanned(self, failure: Failure) -> None:
        if not self._of_a_run:
            self.folder = None
        self._summary.setText("Choose another folder, or train on the Forge.")
        self.failed.emit(failure)
        self.known.emit()
