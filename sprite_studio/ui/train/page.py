"""Train: choose sprites, watch the loss fall, look into a step, draw with what was learned."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from sprite_studio.errors import plain
from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.training.course import PICTURES, ImportWeightsResult
from sprite_studio.studio.jobs.training.film import Frame
from sprite_studio.studio.jobs.training.train import (
    Importing,
    Preparing,
    Source,
    TrainJob,
    TrainProgress,
    TrainStarted,
)
from sprite_studio.studio.train.runs.files import RunSummary
from sprite_studio.studio.train.runs.runs import RunsResult
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.train.course_dialog import CourseDialog
from sprite_studio.ui.train.data_box import FORGE
from sprite_studio.ui.train.film.frame_models import FrameModels
from sprite_studio.ui.train.loss_plot import LossPlot
from sprite_studio.ui.train.panel import RunPanel
from sprite_studio.ui.train.run_box import state_of
from sprite_studio.ui.train.run_views import LOSS, ONE_STEP, RunViews
from sprite_studio.ui.train.runs.run_choice import RunChoice
from sprite_studio.ui.train.under_way import UnderWay
from sprite_studio.ui.train.words import Ending, ended, going, leaving
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.page_frame import lay_out
from sprite_studio.ui.widgets.progress_line import time_left
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Worker

NOTHING_YET = "The loss appears here as it falls; lower is better."


class TrainPage(QWidget):
    """The controls on the left; what there is to see of a run on the right.

    Signals:
        status(str): one line for the status bar.
        model_changed(): a run has written a model that can draw.
        style_wanted(Path): a style is to be learned from the sprites in a folder.
        use_model(str): draw with this model now.
        run_changed(): another run is to be remembered, or none.
        save_wanted(Saving): something is to be saved.
    """

    status = Signal(str)
    model_changed = Signal()
    style_wanted = Signal(object)
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
        self._way = UnderWay(self._jobs, self)
        self._frames = FrameModels(self._jobs, self)
        self._has_model = False  # the run that ended last
        self._build(settings)
        wanted = Path(settings.run) if settings.run else None
        busy = lambda: self.is_running  # noqa: E731 - it is asked again and again
        self._choice = RunChoice(self._jobs, self._panel.box, self._views.runs, wanted, busy, self)
        self._connect()
        self.open_folder(Path(settings.data_folder or FORGE))

    def remember(self, settings: Settings) -> Settings:
        """The settings with the state of every control."""
        folder = self._panel.data.folder
        return msgspec.structs.replace(
            settings,
            data_folder=str(folder) if folder else "",
            train_minutes=self._panel.minutes,
            run=str(self._run_in_hand() or ""),
        )

    def _run_in_hand(self) -> Path | None:
        """Folder of the run that is under way, or waits to be."""
        if self._way.is_running and self._way.job is not None:
            return self._way.job.run
        run = self._choice.run
        return self._choice.wanted or (run.folder if run is not None else None)

    @property
    def plot(self) -> LossPlot:
        """The loss of the run that is shown."""
        return self._views.plot

    @property
    def is_running(self) -> bool:
        """Whether a run is under way."""
        return self._way.is_running

    @property
    def is_starting(self) -> bool:
        """Whether a run is under way that has taken no step yet."""
        return self.is_running and not self._progress.maximum()

    def open_folder(self, folder: Path) -> None:
        """Look into a folder of sprites."""
        self._panel.data.open_folder(folder)

    def open_course_file(self, path: Path) -> None:
        """Sprites of the course are to be trained on; of its weights a model is made."""
        if path.suffix.lower() == PICTURES:
            self._choice.choose(None)
            self.open_folder(path)
            return
        dialog = CourseDialog(self._jobs, path, self)
        dialog.imported.connect(self._on_imported)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_models(self, models: tuple[ModelSummary, ...]) -> None:
        """Offer these to begin with."""
        self._panel.begin.show_models(models)

    def slow_motion(self) -> None:
        """Where a step of training is taken apart once it is asked for: it begins a run, or
        changes one."""
        self._views.open(ONE_STEP)

    # -- building

    def _build(self, settings: Settings) -> None:
        self._panel = RunPanel(self._jobs, settings.train_minutes)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 1)
        self._figures = PlainLabel(NOTHING_YET)
        self._figures.setWordWrap(True)
        self._figures.setProperty("role", "quiet")
        self._errors = ErrorPanel()
        self._views = RunViews(self._jobs)
        left, right = lay_out(self)
        left.addWidget(self._panel)
        right.addWidget(self._errors)
        right.addWidget(self._views, 1)
        right.addWidget(self._progress)
        right.addWidget(self._figures)

    def _connect(self) -> None:
        panel, views, way = self._panel, self._views, self._way
        choice = self._choice
        choice.chosen.connect(self._on_chosen)
        choice.listed.connect(self._show_state)
        choice.changed.connect(self._on_changed)
        choice.failed.connect(self._errors.show_failure)
        panel.data.looking.connect(self._on_looking)
        panel.data.known.connect(self._show_state)
        panel.data.file_chosen.connect(self.open_course_file)
        panel.data.failed.connect(self._errors.show_failure)
        panel.adapt.wanted.connect(self.style_wanted)
        panel.start.connect(self.start)
        panel.pause.connect(lambda: self._leave(Ending.PAUSED))
        panel.stop.connect(self.stop)
        panel.use.connect(self._on_use)
        views.failed.connect(self._errors.show_failure)
        views.plot.save_wanted.connect(self.save_wanted)
        views.slow.step_wanted.connect(self.take_step)
        views.slow.run_wanted.connect(self._run_on)
        views.film.use_wanted.connect(self._use_frame)
        views.film.keep_wanted.connect(self._keep_frame)
        views.runs.begin_wanted.connect(self._begin_with)
        panel.begin.changed.connect(self._show_state)
        way.progressed.connect(self._on_progress)
        way.apart.connect(views.take_step)
        way.failed.connect(self._errors.show_failure)
        way.ended.connect(self._on_ended)
        self._frames.made.connect(self._on_frame_model)
        self._frames.failed.connect(self._errors.show_failure)

    def _show_state(self) -> None:
        running, run = self._way.is_running, self._choice.run
        self._panel.show_state(running, self._way.is_leaving, self._model() is not None)
        self._views.runs.allow(not running)
        idle = not running and self._panel.can_begin
        self._views.slow.allow(idle, idle and run is not None)
        self._views.slow.show_run(run)

    def _model(self) -> str | None:
        """Name of the model that this page is about, if there is one."""
        if self._choice.run is not None:
            return self._choice.run.name if self._choice.run.has_model else None
        job = self._way.job
        return job.run.name if job is not None and self._has_model else None

    # -- what the buttons do

    def choose_new(self) -> None:
        """Mean a new run: what waits does so no more, but is kept."""
        self._choice.choose(None)

    def start(self) -> None:
        """Begin a new run, or go on with the one that is chosen."""
        if (job := self._begin()) is not None:
            self._way.train(job)
            self._begun()

    def take_step(self) -> None:
        """One step of the chosen run, or of a new one, taken apart."""
        if (job := self._begin()) is not None:
            self._way.step(job)
            self._begun()

    def _run_on(self) -> None:
        """From a step on at full speed, where that is seen best."""
        self._views.open(LOSS)
        self.start()

    def _begin(self) -> TrainJob | None:
        """What is to be done; None where something is, or where there can be nothing."""
        if self._way.is_running or (job := self._job_now()) is None:
            return None
        self._errors.hide()
        self._choice.wanted = None
        self._views.begin(job.run)
        self._has_model = False
        return job

    def _begun(self) -> None:
        assert self._way.job is not None  # it was just sent
        self._choice.show_going(self._way.job.run)
        self._progress.setRange(0, 0)
        self._tell("Reading the sprites …")
        self.status.emit(f"{self._way.job.run.name}: reading the sprites …")
        self._show_state()
        self.run_changed.emit()

    def _job_now(self) -> TrainJob | None:
        """What Start is about; None, and said why, where there can be nothing."""
        run, source = self._choice.run, Source(self._panel.data.folder or FORGE)
        if run is not None:
            job = run.job or TrainJob((source,), run.folder, resume=True)
            if run.state == "finished":
                job = replace(job, minutes=self._panel.minutes)
            return job
        try:
            folder = self._new_run()
        except OSError as error:
            self._errors.show_reason(f"a new run cannot be kept: {plain(error)}")
            return None
        return TrainJob(
            (source,),
            folder,
            minutes=self._panel.minutes,
            start_from=self._panel.begin.model,
            network=self._panel.begin.network,
        )

    def stop(self) -> None:
        """End the run under way; one that waits does so no more, but is kept."""
        if self._way.is_running:
            self._leave(Ending.STOPPED)
        elif self._choice.run is not None:
            self.choose_new()

    def _leave(self, ending: Ending) -> None:
        if self._way.is_running:
            self._way.leave(ending)
            self._tell(leaving(ending))
            self._show_state()

    def _on_use(self) -> None:
        if (name := self._model()) is not None:
            self.use_model.emit(name)

    def _use_frame(self, step: int) -> None:
        if self._views.run is not None:
            self._frames.make(self._views.run, step, "", self.use_model.emit)

    def _keep_frame(self, step: int) -> None:
        if self._views.run is not None:
            self._frames.ask(self._views.run, step)

    def _on_imported(self, result: ImportWeightsResult) -> None:
        self.status.emit(f"There is a model {result.name} now; it knows {', '.join(result.words)}")
        self.model_changed.emit()

    def _on_frame_model(self, name: str) -> None:
        self._errors.hide()
        self.status.emit(f"There is a model {name} now")
        self.model_changed.emit()

    # -- runs on the disk

    def _begin_with(self, run: RunSummary) -> None:
        """A new run, from the model of another."""
        self._choice.choose(None)
        self._panel.begin.begin_with(run.name)

    def _on_changed(self, said: str) -> None:
        """A run was renamed, or deleted."""
        self.status.emit(said)
        self.model_changed.emit()

    def _on_chosen(self) -> None:
        self._errors.hide()
        run = self._choice.run
        if run is not None:
            self._show_run(run)
        else:
            self._views.show_nothing()
            self._progress.setRange(0, 1)
            self._progress.reset()
            self._tell(NOTHING_YET)
            self._panel.data.show_new()
        self._show_state()
        self.run_changed.emit()

    def _show_run(self, run: RunSummary) -> None:
        """Its curve and film, how far it came and what it is trained on."""
        self._progress.setRange(0, max(1, run.steps))
        self._progress.setValue(run.step)
        self._tell(run.problem or f"{run.name}: {state_of(run)}.")
        self._views.show_run(run)
        if run.job is not None and run.job.data:
            self._panel.data.show_run(run.job.data[0].path)

    def _on_looking(self) -> None:
        self._errors.hide()
        self._show_state()

    # -- what comes of the run under way

    def _on_progress(
        self, event: Importing | Preparing | TrainStarted | TrainProgress | Frame
    ) -> None:
        if isinstance(event, Importing):
            self._tell(f"Reading the sprites: {event.sprites:,} so far …")
            return
        if isinstance(event, Preparing):
            self._tell(f"{event.what}{time_left(event)} …")
            return
        self._views.take(event)
        if isinstance(event, Frame):
            return
        self._progress.setRange(0, event.steps)
        self._progress.setValue(event.step)
        if isinstance(event, TrainStarted):
            self._tell(f"Step {event.step} of {event.steps}")
        else:
            self._tell(going(event))
            self.status.emit(f"Training: step {event.step} of {event.steps}{time_left(event)}")

    def _on_ended(self, ending: Ending, result: RunsResult) -> None:
        assert self._way.job is not None
        if not self._progress.maximum():
            self._progress.setRange(0, 1)
        folder = self._way.job.run
        run = next((run for run in result.runs if run.folder == folder), None)
        nothing_to_keep = ending is Ending.STOPPED and (run is None or not run.step)
        self._choice.show(result, None if nothing_to_keep else folder)
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
