"""Train: choose a folder of sprites, watch the loss fall, draw with what was learned."""

from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QWidget,
)

from sprite_studio.errors import plain
from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.train import (
    Importing,
    Preparing,
    ScanJob,
    ScanResult,
    Source,
    TrainJob,
    TrainProgress,
    TrainStarted,
)
from sprite_studio.studio.train.run_files import RunSummary
from sprite_studio.studio.train.runs import CurveJob, CurveResult, RunsJob, RunsResult
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel, RichLabel
from sprite_studio.ui.train.adapt_box import AdaptBox
from sprite_studio.ui.train.loss_plot import LossPlot
from sprite_studio.ui.train.run_box import RunBox, go_on_with, state_of
from sprite_studio.ui.train.words import Ending, ended, going, leaving, left_out_tip, scanned
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.forms import DecimalBox, describe, spin_box
from sprite_studio.ui.widgets.page_frame import lay_out
from sprite_studio.ui.widgets.progress_line import time_left
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.latest_job import LatestJob
from sprite_studio.ui.work.turns import Urgency
from sprite_studio.ui.work.worker import Failure, Ticket, Worker

FORGE = "forge"
"""What the data folder is called that is no folder: the built-in artist."""

NOTHING_YET = "The loss appears here as it falls; lower is better."


class TrainPage(QWidget):
    """The data and the buttons on the left, the loss on the right.

    Signals:
        status(str): one line for the status bar.
        model_changed(): a run has written a model that can draw, or a style was learned.
        use_model(str): draw with this model now.
        run_changed(): another run is to be remembered, or none.
        save_wanted(Saving): something is to be saved.
    """

    status = Signal(str)
    model_changed = Signal()
    use_model = Signal(str)
    run_changed = Signal()
    save_wanted = Signal(object)

    def __init__(
        self,
        worker: Worker,
        settings: Settings,
        new_run: Callable[[], Path],
        parent: QWidget | None = None,
    ) -> None:
        """Args: new_run: makes the folder of the next run."""
        super().__init__(parent)
        self._new_run = new_run
        self._jobs = JobClient(worker, self)
        self._job: TrainJob | None = None  # under way, or the last that was
        self._ticket: Ticket | None = None  # of the one under way
        self._leaving: Ending | None = None  # it was asked to end so
        self._has_model = False  # the last one
        self._folder: Path | None = None  # of the data of a new run
        # Folder of the run that is to be offered as soon as it is found on the disk.
        self._wanted = Path(settings.run) if settings.run else None
        self._build(settings)
        self._scan: LatestJob[ScanJob] = LatestJob(
            self._jobs, self._on_scanned, self._on_not_scanned
        )
        self._curve: LatestJob[CurveJob] = LatestJob(
            self._jobs, self._on_curve, self._errors.show_failure
        )
        self.open_folder(Path(settings.data_folder or FORGE))
        self._list_runs()

    def remember(self, settings: Settings) -> Settings:
        """The settings with the state of every control."""
        return msgspec.structs.replace(
            settings,
            data_folder=str(self._folder) if self._folder else "",
            train_minutes=self._minutes.value(),
            run=str(self._run_in_hand() or ""),
        )

    def _run_in_hand(self) -> Path | None:
        """Folder of the run that is under way, or waits to be."""
        if self._ticket is not None and self._job is not None:
            return self._job.run
        return self._wanted or (self._box.run.folder if self._box.run else None)

    @property
    def is_running(self) -> bool:
        """Whether a run is under way."""
        return self._ticket is not None

    @property
    def is_starting(self) -> bool:
        """Whether a run is under way that has taken no step yet."""
        return self.is_running and not self._progress.maximum()

    def open_folder(self, folder: Path) -> None:
        """Look into a folder of sprites."""
        self._folder = folder
        self._look_into(folder)

    # -- building

    def _build(self, settings: Settings) -> None:
        self._box = RunBox()
        self._box.chosen.connect(self._on_chosen)
        self._forge = QPushButton("Train on the Forge")
        self._forge.setToolTip("The built-in artist: fresh labelled sprites for every step")
        self._forge.clicked.connect(lambda: self.open_folder(Path(FORGE)))
        self._choose = QPushButton("Choose a data folder …")
        self._choose.setToolTip(
            "A folder with hero, non-hero, food, spell and side-facing inside, 16×16 PNG files in "
            "each; other folder names become words of their own. Or a folder with a manifest.csv."
        )
        self._choose.clicked.connect(self._choose_folder)
        self._summary = RichLabel()
        self._summary.setWordWrap(True)
        self._summary.setProperty("role", "quiet")
        self._samples = SpriteGrid("A few of its sprites appear here.")
        self._minutes = spin_box(DecimalBox(), 0.1, 24 * 60, 1, settings.train_minutes)
        self._minutes.setDecimals(1)
        self._minutes.setPrefix("Train for ")
        self._minutes.setSuffix(" minutes")
        describe(self._minutes, "Minutes of training", "They become a number of steps at the start")
        self._adapt = AdaptBox(self._jobs)
        self._adapt.status.connect(self.status)
        self._adapt.learned.connect(self.model_changed)
        self._start = QPushButton("Start")
        self._start.setProperty("role", "primary")
        self._start.clicked.connect(self.start)
        self._pause = QPushButton("Pause")
        self._pause.setToolTip("Save the run; Resume goes on exactly where it was")
        self._pause.clicked.connect(lambda: self._leave(Ending.PAUSED))
        self._stop = QPushButton("Stop")
        self._stop.setToolTip("End the run here; the model so far can be used")
        self._stop.clicked.connect(self.stop)
        self._use = QPushButton("Draw with this model")
        self._use.setToolTip("Open the Create page with the model of this run")
        self._use.clicked.connect(self._on_use)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 1)
        self._figures = PlainLabel(NOTHING_YET)
        self._figures.setWordWrap(True)
        self._figures.setProperty("role", "quiet")
        self._errors = ErrorPanel()
        self.plot = LossPlot()
        self.plot.save_wanted.connect(self.save_wanted)

        buttons = QHBoxLayout()
        buttons.addWidget(self._start, 1)
        buttons.addWidget(self._pause)
        buttons.addWidget(self._stop)
        left, right = lay_out(self)
        margin = 2 * theme.SPACE
        left.setContentsMargins(margin, margin, margin, margin)
        for part in (self._box, self._forge, self._choose, self._summary):
            left.addWidget(part)
        left.addWidget(self._samples, 1)
        left.addWidget(self._adapt)
        left.addWidget(self._minutes)
        left.addLayout(buttons)
        left.addWidget(self._use)
        right.addWidget(self._errors)
        right.addWidget(self.plot, 1)
        right.addWidget(self._progress)
        right.addWidget(self._figures)

    def _show_state(self) -> None:
        """What can be done follows from what is under way and which run is chosen."""
        run, running = self._box.run, self._ticket is not None
        is_new = run is None
        can_be_gone_on_with = run is not None and run.state in ("stopped", "finished")
        has_data = self._folder is not None or (run is not None and run.job is not None)
        self._box.setEnabled(not running)
        for button in (self._forge, self._choose):
            button.setEnabled(not running and (is_new or run.job is None))
        self._minutes.setEnabled(not running and (is_new or run.state == "finished"))
        self._adapt.setVisible(is_new)
        self._adapt.show_for(self._folder if self._folder != Path(FORGE) else None, running)
        self._start.setEnabled(not running and has_data and (is_new or can_be_gone_on_with))
        self._start.setText("Start" if is_new or running else go_on_with(run))
        self._pause.setEnabled(running and self._leaving is None)
        waits = run is not None and run.state == "stopped"
        self._stop.setEnabled((running and self._leaving is None) or (waits and not running))
        self._use.setEnabled(self._model() is not None)

    def _model(self) -> str | None:
        """Name of the model that this page is about, if there is one."""
        if self._box.run is not None:
            return self._box.run.name if self._box.run.has_model else None
        return self._job.run.name if self._job is not None and self._has_model else None

    # -- what the buttons do

    def _choose_folder(self) -> None:
        start = str(self._folder if self._folder and self._folder.is_dir() else Path.home())
        if chosen := QFileDialog.getExistingDirectory(self, "Choose a data folder", start):
            self.open_folder(Path(chosen))

    def start(self) -> None:
        """A new run, or go on with the one that is chosen."""
        if self._ticket is not None or (job := self._job_now()) is None:
            return
        self._errors.hide()
        self._wanted = None
        self._curve.forget()
        self._job, self._leaving, self._has_model = job, None, False
        self._ticket = self._jobs.send(
            job,
            lambda _: self._end(Ending.FINISHED),
            self._on_progress,
            lambda: self._end(self._leaving or Ending.STOPPED),
            self._on_failed,
            Urgency.BACKGROUND,
        )
        self._progress.setRange(0, 0)
        self._tell("Reading the sprites …")
        self._show_state()
        self.run_changed.emit()

    def _job_now(self) -> TrainJob | None:
        """What Start is about; None, and said why, where there can be nothing."""
        run, source = self._box.run, Source(self._folder or Path(FORGE))
        if run is not None:
            job = run.job or TrainJob((source,), run.folder, resume=True)
            if run.state == "finished":
                job = replace(job, minutes=self._minutes.value())
            return job
        try:
            folder = self._new_run()
        except OSError as error:
            self._errors.show_reason(f"a new run cannot be kept: {plain(error)}")
            return None
        self.plot.restart((), ())
        return TrainJob((source,), folder, minutes=self._minutes.value())

    def stop(self) -> None:
        """End the run under way; one that waits does so no more, but is kept."""
        if self._ticket is not None:
            self._leave(Ending.STOPPED)
        elif self._box.run is not None:
            self._box.choose(None)
            self._on_chosen()

    def _leave(self, ending: Ending) -> None:
        if self._ticket is not None:
            self._leaving = ending
            self._ticket.cancel()
            self._tell(leaving(ending))
            self._show_state()

    def _on_use(self) -> None:
        if (name := self._model()) is not None:
            self.use_model.emit(name)

    # -- runs on the disk

    def _list_runs(self) -> None:
        self._jobs.send(RunsJob(), self._on_runs, failed=self._errors.show_failure)

    def _on_runs(self, result: RunsResult) -> None:
        if self._ticket is not None:  # it is listed again at its end
            return
        waiting = {run.folder for run in result.runs if run.state == "stopped"}
        self._box.show_runs(result.runs, self._wanted if self._wanted in waiting else None)
        self._wanted = None
        if self._box.run is not None:
            self._show_run(self._box.run)
        self._show_state()

    def _on_chosen(self) -> None:
        self._errors.hide()
        run = self._box.run
        if run is not None:
            self._show_run(run)
        else:
            self._curve.forget()
            self.plot.restart((), ())
            self._progress.setRange(0, 1)
            self._progress.reset()
            self._tell(NOTHING_YET)
            self._look_into(self._folder or Path(FORGE))
        self._show_state()
        self.run_changed.emit()

    def _show_run(self, run: RunSummary) -> None:
        """Its curve, how far it came and what it is trained on."""
        self._progress.setRange(0, max(1, run.steps))
        self._progress.setValue(run.step)
        self._tell(run.problem or f"{run.name}: {state_of(run)}.")
        if run.step:
            self._curve.send(CurveJob(run.folder, run.step))
        else:
            self.plot.restart((), ())
        if run.job is not None and run.job.data:
            self._look_into(run.job.data[0].path)

    def _on_curve(self, result: CurveResult) -> None:
        self.plot.restart(result.losses, result.levels)

    # -- what comes of the run under way

    def _on_progress(self, event: Importing | Preparing | TrainStarted | TrainProgress) -> None:
        if isinstance(event, Importing):
            self._tell(f"Reading the sprites: {event.sprites:,} so far …")
        elif isinstance(event, Preparing):
            self._tell(f"{event.what}{time_left(event)} …")
        elif isinstance(event, TrainStarted):
            self.plot.restart(event.losses, event.levels)
            self._progress.setRange(0, event.steps)
            self._progress.setValue(event.step)
            self._tell(f"Step {event.step} of {event.steps}")
        else:
            self.plot.add(event.step, event.loss, event.levels)
            self._progress.setRange(0, event.steps)
            self._progress.setValue(event.step)
            self._tell(going(event, self.plot.latest() or event.loss))
            self.status.emit(f"Training: step {event.step} of {event.steps}{time_left(event)}")

    def _on_failed(self, failure: Failure) -> None:
        self._errors.show_failure(failure)
        self._end(Ending.FAILED)

    def _end(self, ending: Ending) -> None:
        """What there is now is looked up on the disk before anything is said of it."""
        self._ticket, self._leaving = None, None
        if not self._progress.maximum():
            self._progress.setRange(0, 1)
        self._show_state()
        self._jobs.send(
            RunsJob(),
            lambda result: self._on_ended(ending, result),
            failed=self._errors.show_failure,
        )

    def _on_ended(self, ending: Ending, result: RunsResult) -> None:
        assert self._job is not None
        folder = self._job.run
        run = next((run for run in result.runs if run.folder == folder), None)
        goes_on = ending in (Ending.PAUSED, Ending.FAILED)
        self._box.show_runs(result.runs, folder if goes_on else None)
        self._has_model = run is not None and run.has_model
        said = ended(ending, run)
        self._tell(said)
        self.status.emit(said)
        self._show_state()
        self.run_changed.emit()
        if self._has_model:
            self.model_changed.emit()

    def _tell(self, said: str) -> None:
        self._figures.setText(said)

    # -- what it is trained on

    def _look_into(self, folder: Path) -> None:
        self._errors.hide()
        self._summary.setText(f"Looking into {escape(folder.name)} …")
        self._scan.send(ScanJob(folder))
        self._show_state()

    def _on_scanned(self, result: ScanResult) -> None:
        self._summary.setText(scanned(result))
        self._summary.setToolTip(left_out_tip(result))
        self._samples.show_images(result.samples)
        self._show_state()

    def _on_not_scanned(self, failure: Failure) -> None:
        if self._box.run is None:
            self._folder = None
        self._summary.setText("Choose another folder, or train on the Forge.")
        self._errors.show_failure(failure)
        self._show_state()
