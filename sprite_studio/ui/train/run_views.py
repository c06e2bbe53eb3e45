"""What there is to see of a run, as tabs: its loss, a step taken apart, its film; and all runs."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sprite_studio.studio.jobs.training.film import FilmJob, FilmResult, Frame
from sprite_studio.studio.jobs.training.slow import SlowResult
from sprite_studio.studio.jobs.training.train import TrainProgress, TrainStarted
from sprite_studio.studio.train.film.verdict import judge
from sprite_studio.studio.train.runs.files import RunSummary
from sprite_studio.studio.train.runs.runs import CurveJob, CurveResult
from sprite_studio.ui import theme
from sprite_studio.ui.train.film.film_view import EMPTY, FilmView
from sprite_studio.ui.train.film.told import VERDICT_TIP, verdict_told
from sprite_studio.ui.train.loss_plot import LossPlot, measure_of
from sprite_studio.ui.train.runs.runs_view import RunsView
from sprite_studio.ui.train.slow.step_view import StepView
from sprite_studio.ui.widgets.forms import quiet_label
from sprite_studio.ui.widgets.page_frame import tab_row
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.latest_job import LatestJob

LOSS, ONE_STEP, FILM, RUNS = range(4)
"""The tabs."""


class RunViews(QWidget):
    """Attributes: plot, slow, film, runs: what the tabs show; run: folder of the run that the first
    three are about.

    Signals: failed(Failure): something of the run could not be read.
    """

    failed = Signal(object)

    def __init__(self, jobs: JobClient, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.run: Path | None = None
        self._curve: LatestJob[CurveJob] = LatestJob(jobs, self._on_curve, self.failed.emit)
        self._reel: LatestJob[FilmJob] = LatestJob(jobs, self._on_film, self.failed.emit)
        self._jobs = jobs
        self._others: dict[Path, CurveResult] = {}  # whose curves lie over the run's
        self.plot, self.slow, self.film, self.runs = LossPlot(), StepView(), FilmView(), RunsView()
        self.runs.table.ticked.connect(self._read_others)
        self._verdict = quiet_label()
        self._verdict.setAccessibleName("Verdict")
        self._verdict.setToolTip(VERDICT_TIP)
        loss = QWidget()
        of_loss = QVBoxLayout(loss)
        of_loss.setContentsMargins(0, 0, 0, 0)
        of_loss.setSpacing(theme.SPACE)
        of_loss.addWidget(self._verdict)
        of_loss.addWidget(self.plot, 1)
        self._stack = QStackedWidget()
        for view in (loss, self.slow, self.film, self.runs):
            self._stack.addWidget(view)
        tabs, self._tabs = tab_row(
            self,
            (
                ("Loss", "How the error falls, over the steps and by noise level"),
                ("One step", "Slow motion: a step of training, taken apart"),
                ("Film", "What it drew on its way, and the weights that drew it"),
                ("Runs", "All runs: their names, their curves over one another"),
            ),
        )
        self._tabs.idClicked.connect(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addLayout(tabs)
        column.addWidget(self._stack, 1)
        self._judge()

    def open(self, number: int) -> None:
        """Show a tab."""
        self._tabs.button(number).setChecked(True)
        self._stack.setCurrentIndex(number)

    def show_nothing(self) -> None:
        """A run that is to begin."""
        self.run = None
        self._show_others()
        for reading in (self._curve, self._reel):
            reading.forget()
        self.plot.restart((), ())
        self.slow.show_step(None)
        self.film.restart((), EMPTY)
        self._judge()

    def show_run(self, run: RunSummary) -> None:
        """One that lies on the disk."""
        if run.folder != self.run:
            self.slow.show_step(None)
        if not run.step:
            self.show_nothing()
        else:
            self._curve.send(CurveJob(run.folder, run.step))
            self._reel.send(FilmJob(run.folder, run.step))
        self.run = run.folder
        self._show_others()

    def begin(self, run: Path) -> None:
        """What comes next is of the run in this folder; what is on its way is of before."""
        if run != self.run:
            self.show_nothing()
        self.run = run
        self._show_others()
        for reading in (self._curve, self._reel):
            reading.forget()

    def take(self, event: TrainStarted | TrainProgress | Frame) -> None:
        """What a run tells while it goes on."""
        match event:
            case TrainStarted():
                self.plot.restart(event.losses, event.levels, event.weighting)
                self.film.go_back(event.step)
                if event.step and self.run is not None and self.film.latest is None:
                    self._reel.send(FilmJob(self.run, event.step))
            case TrainProgress():
                self.plot.add(event.step, event.loss, event.levels)
                if event.levels is None:
                    return
            case Frame():
                self.film.add(event)
        self._judge()

    def take_step(self, result: SlowResult) -> None:
        """A step that was taken apart."""
        if self.plot.points() < result.apart.step:  # its report came too soon after another
            self.plot.add(result.apart.step, result.apart.loss, None)
        self.slow.show_step(result.apart)

    def _on_curve(self, result: CurveResult) -> None:
        self.plot.restart(result.losses, result.levels, result.weighting)
        self._judge()

    def _read_others(self) -> None:
        """The curves that are ticked; those that are there stay."""
        wanted = {run.folder: run for run in self.runs.table.wanted}
        self._others = {f: curve for f, curve in self._others.items() if f in wanted}
        for folder, run in wanted.items():
            if folder not in self._others and run.step:
                self._jobs.send(CurveJob(folder, run.step), self._on_other, failed=self.failed.emit)
        self._show_others()

    def _on_other(self, result: CurveResult) -> None:
        if any(run.folder == result.folder for run in self.runs.table.wanted):
            self._others[result.folder] = result
            self._show_others()

    def _show_others(self) -> None:
        shown = [curve for folder, curve in self._others.items() if folder != self.run]
        self.plot.show_others([(named(one), one.losses, one.levels) for one in shown])

    def _on_film(self, result: FilmResult) -> None:
        self.film.restart(result.frames)
        self._judge()

    def _judge(self) -> None:
        self._verdict.setVisible(self.plot.points() > 0)
        self._verdict.setText(verdict_told(judge(self.plot.levels, self.film.latest)))


def named(curve: CurveResult) -> str:
    """Its run, and what is measured where that is not the error in v."""
    name = curve.folder.name
    return name if curve.weighting == "v" else f"{name}, {measure_of(curve.weighting)}"
