"""Train: choose a folder of sprites, watch the loss fall, draw with what was learned."""

from collections.abc import Callable
from html import escape
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QWidget,
)

from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.train import (
    ScanJob,
    ScanResult,
    Source,
    TrainJob,
    TrainProgress,
    TrainResult,
    TrainStarted,
)
from sprite_studio.ui import theme
from sprite_studio.ui.train.loss_plot import LossPlot
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.forms import DecimalBox, describe, spin_box
from sprite_studio.ui.widgets.page_frame import lay_out
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid
from sprite_studio.ui.work.worker import Failure, Ticket, Worker

FORGE = "forge"
"""What the data folder is called that is no folder: the built-in artist."""

STATE, MODEL = "state.safetensors", "model.safetensors"
"""What a run's folder holds: enough to go on, and what draws."""


class TrainPage(QWidget):
    """The data and the buttons on the left, the loss on the right.

    Signals:
        status(str): one line for the status bar.
        model_changed(): a run has written a model that can draw.
        use_model(str): draw with this model now.
    """

    status = Signal(str)
    model_changed = Signal()
    use_model = Signal(str)

    def __init__(
        self,
        worker: Worker,
        settings: Settings,
        new_run: Callable[[], Path],
        parent: QWidget | None = None,
    ) -> None:
        """Args: new_run: makes the folder name of the next run."""
        super().__init__(parent)
        self._worker, self._new_run = worker, new_run
        self._scan: Ticket | None = None
        self._ticket: Ticket | None = None
        self._job: TrainJob | None = None
        self._folder: Path | None = None
        self._keep_going = False
        self._has_model = False
        self._build(settings)
        self._recall(settings)
        worker.progressed.connect(self._on_progress)
        worker.finished_job.connect(self._on_finished)
        worker.cancelled.connect(self._on_cancelled)
        worker.failed.connect(self._on_failed)
        self._show_state()
        if self._folder is None:
            self.open_folder(Path(settings.data_folder or FORGE))

    def _recall(self, settings: Settings) -> None:
        """A run that was paused, or was running when the window closed, can be gone on with."""
        run = Path(settings.run)
        if settings.run and settings.data_folder and (run / STATE).is_file():
            self._folder = Path(settings.data_folder)
            self._job = TrainJob((Source(self._folder),), run, resume=True)
            self._keep_going = self._has_model = True
            self._summary.setText(f"<b>{escape(run.name)}</b> waits to be resumed, or stopped.")

    def remember(self, settings: Settings) -> Settings:
        """The settings with the state of every control."""
        return msgspec.structs.replace(
            settings,
            data_folder=str(self._folder) if self._folder else "",
            train_minutes=self._minutes.value(),
            run=str(self._job.run) if self._job and self._unfinished() else "",
        )

    def _unfinished(self) -> bool:
        return self._keep_going or self._ticket is not None

    def open_folder(self, folder: Path) -> None:
        """Look into a folder of sprites."""
        self._folder = folder
        self._errors.hide()
        self._summary.setText(f"Looking into {escape(folder.name)} …")
        self._scan = self._worker.submit(ScanJob(folder))

    # -- building

    def _build(self, settings: Settings) -> None:
        self._forge = QPushButton("Train on the Forge")
        self._forge.setToolTip("The built-in artist: fresh labelled sprites for every step")
        self._forge.clicked.connect(self._choose_forge)
        self._choose = QPushButton("Choose a data folder …")
        self._choose.setToolTip(
            "A folder with hero, non-hero, food, spell and side-facing inside, 16×16 PNG files in "
            "each; other folder names become words of their own. Or a folder with a manifest.csv."
        )
        self._choose.clicked.connect(self._choose_folder)
        self._summary = QLabel()
        self._summary.setWordWrap(True)
        self._summary.setProperty("role", "quiet")
        self._samples = SpriteGrid("A few of its sprites appear here.")
        self._minutes = spin_box(DecimalBox(), 0.1, 24 * 60, 1, settings.train_minutes)
        self._minutes.setDecimals(1)
        self._minutes.setPrefix("Train for ")
        self._minutes.setSuffix(" minutes")
        describe(self._minutes, "Minutes of training", "They become a number of steps at the start")
        self._start = QPushButton("Start")
        self._start.setProperty("role", "primary")
        self._start.clicked.connect(self._on_start)
        self._pause = QPushButton("Pause")
        self._pause.setToolTip("Save the run; Resume goes on exactly where it was")
        self._pause.clicked.connect(self._on_pause)
        self._stop = QPushButton("Stop")
        self._stop.setToolTip("End the run here; the model so far can be used")
        self._stop.clicked.connect(self._on_stop)
        self._use = QPushButton("Draw with this model")
        self._use.setToolTip("Open the Create page with the model of this run")
        self._use.clicked.connect(self._on_use)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 1)
        self._figures = QLabel("The loss appears here as it falls; lower is better.")
        self._figures.setProperty("role", "quiet")
        self._errors = ErrorPanel()
        self.plot = LossPlot()

        buttons = QHBoxLayout()
        buttons.addWidget(self._start, 1)
        buttons.addWidget(self._pause)
        buttons.addWidget(self._stop)
        left, right = lay_out(self)
        margin = 2 * theme.SPACE
        left.setContentsMargins(margin, margin, margin, margin)
        left.addWidget(self._forge)
        left.addWidget(self._choose)
        left.addWidget(self._summary)
        left.addWidget(self._samples, 1)
        left.addWidget(self._minutes)
        left.addLayout(buttons)
        left.addWidget(self._use)
        right.addWidget(self._errors)
        right.addWidget(self.plot, 1)
        right.addWidget(self._progress)
        right.addWidget(self._figures)

    def _show_state(self) -> None:
        running, paused = self._ticket is not None, self._keep_going
        self._forge.setEnabled(not running and not paused)
        self._choose.setEnabled(not running and not paused)
        self._minutes.setEnabled(not running and not paused)
        self._start.setEnabled(not running and self._folder is not None)
        self._start.setText("Resume" if paused and not running else "Start")
        self._pause.setEnabled(running)
        self._stop.setEnabled(running or paused)
        self._use.setEnabled(self._has_model)

    # -- what the buttons do

    def _choose_forge(self) -> None:
        self.open_folder(Path(FORGE))

    def _choose_folder(self) -> None:
        start = str(self._folder if self._folder and self._folder.is_dir() else Path.home())
        title = "Choose a data folder"
        chosen = QFileDialog.getExistingDirectory(self, title, start)
        if chosen:
            self.open_folder(Path(chosen))

    def _on_start(self) -> None:
        if self._folder is None or self._ticket is not None:
            return
        if self._keep_going and self._job is not None:
            job = TrainJob(data=self._job.data, run=self._job.run, resume=True)
        else:
            job = TrainJob((Source(self._folder),), self._new_run(), minutes=self._minutes.value())
            self._has_model = False
            self.plot.restart((), ())
        self._keep_going = False
        self._errors.hide()
        self._job = job
        self._ticket = self._worker.submit(job)
        self._progress.setRange(0, 0)
        self._figures.setText("Reading the sprites and timing a few steps …")
        self._show_state()

    def _on_pause(self) -> None:
        if self._ticket is not None:
            self._keep_going = True
            self._ticket.cancel()

    def _on_stop(self) -> None:
        self._keep_going = False
        if self._ticket is not None:
            self._ticket.cancel()
        self._show_state()

    def _on_use(self) -> None:
        if self._job is not None:
            self.use_model.emit(self._job.run.name)

    # -- the worker's signals

    def _on_progress(self, ticket: Ticket, event: object) -> None:
        if ticket is not self._ticket:
            return
        if isinstance(event, TrainStarted):
            self.plot.restart(event.losses, event.validation)
            self._progress.setRange(0, event.steps)
        elif isinstance(event, TrainProgress):
            self.plot.add(event.step, event.loss, event.validation)
            self._progress.setRange(0, event.steps)
            self._progress.setValue(event.step)
            left = event.seconds_left
            time = f"{left / 60:.0f} min" if left >= 90 else f"{left:.0f} s"
            self._figures.setText(
                f"Step {event.step} of {event.steps} · loss {self.plot.latest():.4f} · "
                f"{event.images_per_second:.0f} sprites a second · {time} left"
            )
            self.status.emit(f"Training: step {event.step} of {event.steps}, {time} left")

    def _on_finished(self, ticket: Ticket, result: object) -> None:
        if ticket is self._scan and isinstance(result, ScanResult):
            self._scan = None
            self._show_scan(result)
        elif ticket is self._ticket and isinstance(result, TrainResult):
            self._end("Finished. The model is ready to draw.")

    def _on_cancelled(self, ticket: Ticket) -> None:
        if ticket is self._ticket:
            said = "Paused; everything is saved." if self._keep_going else "Stopped and saved."
            self._end(said)

    def _on_failed(self, ticket: Ticket, failure: Failure) -> None:
        if ticket is self._scan:
            self._scan = None
            self._folder = None
            self._summary.setText("Choose another folder, or train on the Forge.")
            self._errors.show_failure(failure)
        elif ticket is self._ticket:
            self._keep_going = self._job is not None and (self._job.run / STATE).is_file()
            self._end("The run ended with an error; what was saved before is kept.")
            self._errors.show_failure(failure)
        self._show_state()

    def _end(self, said: str) -> None:
        self._ticket = None
        self._has_model = self._job is not None and (self._job.run / MODEL).exists()
        self._progress.setRange(0, max(1, self._progress.maximum()))
        self._figures.setText(said)
        self.status.emit(said)
        self._show_state()
        if self._has_model:
            self.model_changed.emit()

    def _show_scan(self, result: ScanResult) -> None:
        counts = [f"{n} {category or 'uncategorised'}" for category, n in result.categories.items()]
        text = f"<b>{escape(result.path.name)}</b><br>{escape(', '.join(counts))}"
        if result.endless:
            text = "<b>The Forge</b><br>Fresh labelled sprites of every category in each step."
        if result.left_out:
            text += f"<br>Left out: {result.left_out}"
        if result.changed:
            text += f"<br>Changed: {result.changed}"
        self._summary.setText(text)
        self._summary.setTextFormat(Qt.TextFormat.RichText)
        self._summary.setToolTip("\n".join(result.rejected[:20]))
        self._samples.show_images(result.samples)
        self._show_state()
