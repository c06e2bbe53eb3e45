"""Compare: the same noise, drawn in several ways, synchronised by noise level."""

from collections.abc import Sequence

import msgspec
import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.settings import Settings
from sprite_studio.studio.export.destination import REPORT
from sprite_studio.studio.jobs.compare import (
    MOST_COMPARED,
    CompareJob,
    CompareProgress,
    CompareResult,
    Lane,
    LaneResult,
)
from sprite_studio.studio.jobs.drawing import MAX_GUIDANCE, Drawing, new_seed
from sprite_studio.studio.jobs.drawing_loop import LoopState, Phase, Screen
from sprite_studio.studio.jobs.export import ComparisonReport
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.studio.words.prompt import prompt_of
from sprite_studio.studio.words.told import NULL_CONTEXT, in_words
from sprite_studio.ui import theme
from sprite_studio.ui.compare.lane_editor import LaneEditor
from sprite_studio.ui.compare.lane_view import LaneView
from sprite_studio.ui.compare.steps_chart import OF_LANES, StepsChart
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.forms import DecimalBox, SeedBox, describe, quiet, spin_box
from sprite_studio.ui.widgets.page_frame import control_panel, scrolled, tab_row
from sprite_studio.ui.widgets.progress_line import ProgressLine, line_of
from sprite_studio.ui.widgets.save_dialog import Saving
from sprite_studio.ui.widgets.style_box import StyleBox
from sprite_studio.ui.widgets.timeline import Timeline
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.loop_timer import drawing_loop
from sprite_studio.ui.work.word_pictures import WordPictures
from sprite_studio.ui.work.worker import Failure, Worker

LEVELS = np.linspace(-10, 7, 101)
"""λ that the timeline passes through, noisy first."""

NOTE = "A picture of the lanes (PNG), and a table of their figures (CSV) beside it"

ON_THE_WAY, MANY, CHART = range(3)
"""What the right side shows."""

FINISHED = "The first four of each lane, finished"

CANCELLED, NONE_DONE = "Cancelled; the lanes that are done stay", "Cancelled; no lane was done"


class ComparePage(QWidget):
    """The lanes' settings on the left; the lanes, one below the other, on the right.

    Signals:
        status(str): one line for the status bar.
        save_wanted(Saving): something is to be saved.
    """

    status = Signal(str)
    save_wanted = Signal(object)

    def __init__(self, worker: Worker, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        screen: Screen[CompareJob] = Screen(
            self._show_state,
            self._on_result,
            self._on_failed,
            lambda: None,  # the lanes that are done stay
            self._on_report,
        )
        jobs = JobClient(worker, self)
        self._loop = drawing_loop(jobs, screen, self)
        self._pictures = WordPictures(jobs, self)
        self._models: dict[str, ModelSummary] = {}
        self._done: list[LaneResult] = []
        self._lanes_job: CompareJob | None = None  # of the lanes that are shown
        self._chart_job: CompareJob | None = None
        self._charted: list[LaneResult] = []
        self._is_charting = False  # or lanes are compared
        self._views: list[LaneView] = []
        self._build(settings)

    # -- what the window asks of the page

    def remember(self, settings: Settings) -> Settings:
        """The settings with the state of every control."""
        return msgspec.structs.replace(
            settings,
            compare_prompt=self._prompt.text(),
            compare=self._drawing(),
            compare_lanes=self._lanes.saved(),
        )

    @property
    def is_busy(self) -> bool:
        """Whether something is drawn."""
        return self._loop.state.is_busy

    def show_models(self, models: tuple[ModelSummary, ...]) -> None:
        """Offer these models."""
        self._models = {model.name: model for model in models if not model.problem}
        self._lanes.show_models(models)
        self._offer_styles()

    def roll(self) -> None:
        """Compare from another noise."""
        self._seed.setValue(new_seed())
        self.generate()

    def generate(self) -> None:
        """Draw every lane, one after the other."""
        self._timeline.pause()
        is_chart = self._is_charting = self._tabs.checkedId() == CHART
        lanes = self._lanes.chart() if is_chart else self._lanes.lanes()
        job = CompareJob(lanes, self._drawing(), self._prompt.text())
        if is_chart:
            self._chart_job, self._charted = job, []
            self._chart.begin()
        else:
            self._lanes_job, self._done = job, []
            self._timeline.set_count(0)
            self._make_views(len(job.lanes))
        self._loop.draw(job)

    def compare(self, recipe: Recipe, lanes: Sequence[Lane] = ()) -> None:
        """A sprite that was drawn elsewhere, and those of the seeds after it. Args: lanes: in place
        of those that are there, and then also as many sprites, all of them shown, as the recipe
        says; none leave what is set."""
        if lanes:
            self._lanes.set_lanes(lanes)
            self._count.setValue(recipe.drawing.count)
            self._tabs.button(MANY).setChecked(True)
            self._show()
        shown = in_words(recipe)
        self._prompt.setText(prompt_of(shown.mix))
        self._seed.setValue(shown.seed)
        self._guidance.setValue(shown.guidance)
        self._style.set_style(shown.style)
        self._style.fit()
        self.generate()

    def _drawing(self) -> Drawing:
        """Of every lane."""
        return Drawing(
            style=self._style.chosen,
            seed=self._seed.value(),
            count=self._count.value(),
            guidance=self._guidance.value(),
            varied=False,
        )

    def _offer_styles(self) -> None:
        """Those of the first lane's model. Lanes of others draw in their best where they do not
        know the one that is chosen, and say so."""
        model = self._models.get(self._lanes.reference_model())
        if model is not None:
            self._style.show_model(model)
            self._style.fit()

    def _tell_style(self) -> None:
        self._style.say("" if self._prompt.text().strip() else NULL_CONTEXT)

    def cancel(self) -> None:
        """Stop within one step; the lanes that are done stay."""
        self._loop.cancel()

    # -- building

    def _build(self, settings: Settings) -> None:
        self._prompt = QLineEdit(settings.compare_prompt)
        describe(self._prompt, "Prompt", "What to draw, in plain words; press Enter to compare")
        self._prompt.setPlaceholderText("hero, a red potion …")
        self._prompt.returnPressed.connect(self.generate)
        self._seed = quiet(SeedBox(settings.compare.seed))
        describe(self._seed, "Seed", "The noise that every lane begins with")
        self._count = spin_box(QSpinBox(), 1, MOST_COMPARED, 1, settings.compare.count)
        describe(self._count, "Count", "Sprites of each lane; many show the spread")
        self._guidance = spin_box(DecimalBox(), 0, MAX_GUIDANCE, 0.25, settings.compare.guidance)
        describe(self._guidance, "Guidance", "How firmly the words steer; 1 is no guidance")
        form = QFormLayout()
        form.setHorizontalSpacing(2 * theme.SPACE)
        form.setVerticalSpacing(theme.SPACE)
        for name, control in (
            ("&Seed", self._seed),
            ("&Count", self._count),
            ("G&uidance", self._guidance),
        ):
            form.addRow(name, control)
        self._style = StyleBox(settings.compare.style, mixed=False)
        self._style.show_pictures(self._pictures)
        self._prompt.textChanged.connect(self._tell_style)
        self._tell_style()
        self._lanes = LaneEditor(settings.compare_lanes)
        self._lanes.model_changed.connect(self._offer_styles)
        start = QPushButton("Compare")
        start.setToolTip("Draw every lane from the same noise (Ctrl+Enter)")
        start.clicked.connect(self.generate)
        self._cancel = QPushButton("Cancel")
        self._cancel.clicked.connect(self.cancel)
        self._export = QPushButton("Export report …")
        self._export.setToolTip("One picture of the lanes, and a table of their figures (CSV)")
        self._export.setEnabled(False)
        self._export.clicked.connect(self.export)
        right = control_panel(
            self,
            start,
            self._cancel,
            (
                ("STYLE", (self._style,)),
                ("WORDS", (self._prompt,)),
                ("DRAWING", (form,)),
                ("LANES", (self._lanes,)),
            ),
        )
        self._errors = ErrorPanel()
        self._empty = PlainLabel("Press Compare: every lane begins with the same noise.")
        self._empty.setProperty("role", "quiet")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        lanes = QWidget()
        self._rows = QVBoxLayout(lanes)
        self._rows.setContentsMargins(0, 0, theme.SPACE, 0)
        self._rows.setSpacing(theme.SPACE)
        self._rows.addWidget(self._empty, 1)
        self._timeline = Timeline()
        self._timeline.add_keys(self)
        self._timeline.moved.connect(self._show_level)
        self._level = PlainLabel()
        self._level.setProperty("role", "quiet")
        self._progress = ProgressLine()
        right.addWidget(self._errors)
        right.addLayout(self._kinds())
        self._chart = StepsChart()
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolled(lanes))
        self._stack.addWidget(self._chart)
        right.addWidget(self._stack, 1)
        right.addWidget(self._level)
        right.addWidget(self._timeline)
        right.addWidget(self._progress)

    def _kinds(self) -> QHBoxLayout:
        """A few sprites on their way, all of them as they came out, or what steps are worth."""
        row, self._tabs = tab_row(
            self,
            (
                ("On the way", "The first four of each lane at the same noise level"),
                ("All sprites", "All of each lane, finished: how unlike each other they are"),
                ("Steps", "How little is lost by fewer steps, with the first lane's model"),
            ),
        )
        self._tabs.idClicked.connect(lambda _: self._show())
        row.addWidget(self._export)
        return row

    def _make_views(self, count: int) -> None:
        for view in self._views:
            view.deleteLater()
        self._empty.setVisible(count == 0)
        self._views = [LaneView() for _ in range(count)]
        for view in self._views:
            self._rows.addWidget(view, 1)

    # -- what is shown

    def _show(self) -> None:
        kind = self._tabs.checkedId()
        self._stack.setCurrentIndex(int(kind == CHART))
        self._timeline.setEnabled(bool(self._done) and kind == ON_THE_WAY)
        for part in (self._level, self._timeline):
            part.setVisible(kind != CHART)
        if kind == CHART:
            self._show_chart()
            return
        if kind != MANY:
            self._show_level(self._timeline.index)
            return
        self._level.setText("All of each lane, finished" if self._done else "")
        for view, lane in zip(self._views, self._done, strict=False):
            view.grid.show_images(lane.images)

    def _show_chart(self) -> None:
        """What was drawn for it; before that, what the lanes have measured."""
        if self._charted:
            self._chart.show_lanes(self._charted)
        elif self._is_charting and self._loop.state.is_busy:
            return  # the first way is on its way
        elif len(self._done) > 1:
            self._chart.show_lanes(self._done, OF_LANES)
        else:
            self._chart.show_nothing()

    def _show_level(self, index: int) -> None:
        if self._tabs.checkedId() != ON_THE_WAY:
            return
        if not self._done:
            self._level.setText("")
            return
        level, last = LEVELS[index], index == len(LEVELS) - 1
        by_then = f"Noise level λ = {level:.1f}: what each lane believed by then, or first"
        self._level.setText(FINISHED if last else by_then)
        for view, lane in zip(self._views, self._done, strict=False):
            frame = lane.images[:4] if last else lane.frames[lane.frame_at(level)]
            view.grid.show_images(frame)

    # -- what the loop tells

    def _show_state(self, state: LoopState) -> None:
        self._cancel.setEnabled(state.is_busy)
        self._progress.show_state(state)
        if line := line_of(state, _lane_of, CANCELLED if self._done else NONE_DONE):
            self.status.emit(line)
        if state.phase is Phase.DRAWING and state.report is None:
            self._errors.hide()
        self._export.setEnabled(bool(self._done) and not state.is_busy)
        if not state.is_busy:
            self._show_chart()
            self._empty.setVisible(not self._done)

    def _on_report(self, job: CompareJob, report: CompareProgress) -> None:
        if report.result is None:
            return
        if job is self._chart_job:
            self._charted.append(report.result)
            self._show_chart()
            return
        if job is not self._lanes_job:
            return
        self._done.append(report.result)
        self._views[report.lane].show_lane(report.result, is_reference=report.lane == 0)
        if len(self._done) == 1:
            self._timeline.set_count(len(LEVELS))
        self._show()

    def _on_result(self, job: CompareJob, result: CompareResult) -> None:
        if job is self._chart_job:
            self.status.emit("Done; the chart is complete")
        else:
            self._errors.show_left_out(left for lane in result.lanes for left in lane.left_out)
            self.status.emit(f"Done; {result.verdict}")

    def _on_failed(self, failure: Failure) -> None:
        self._errors.show_failure(failure)

    # -- export

    def export(self) -> None:
        """Save the picture and the table of the lanes that are done."""
        if self._lanes_job is not None and self._done:
            report = ComparisonReport(CompareResult(self._lanes_job, tuple(self._done)))
            self.save_wanted.emit(Saving("Export report", REPORT, "compare.png", report, NOTE))


def _lane_of(report: CompareProgress) -> str:
    return (
        f"Lane {report.lane + 1} of {report.lanes}, step {report.lane_step} of {report.lane_steps}"
    )
