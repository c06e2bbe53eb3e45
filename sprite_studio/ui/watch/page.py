"""Watch: one run, every step; what the network sees, what it believes, and when it decides."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from sprite_studio.art.number_pictures import number_pictures
from sprite_studio.art.palette import crisp
from sprite_studio.settings import Settings
from sprite_studio.studio.export.destination import RUN
from sprite_studio.studio.jobs.drawing import SAMPLER_NAMES
from sprite_studio.studio.jobs.drawing_loop import LoopState, Phase, Screen
from sprite_studio.studio.jobs.edit import EditJob, EditProgress, EditResult
from sprite_studio.studio.jobs.export import WatchedRun
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.recipes.recipe import Fork, Recipe
from sprite_studio.studio.jobs.watch import (
    MOST_WATCHED,
    WatchedStep,
    WatchJob,
    WatchProgress,
    WatchResult,
)
from sprite_studio.studio.words.prompt import prompt_of
from sprite_studio.studio.words.styles import told_of
from sprite_studio.studio.words.told import NULL_CONTEXT, in_words
from sprite_studio.ui.canvas.pixel_editor import PixelEditor
from sprite_studio.ui.watch.fork_box import LEAPS_TIP, ForkBox
from sprite_studio.ui.watch.reach_box import ReachBox
from sprite_studio.ui.watch.run_view import RunView
from sprite_studio.ui.watch.sinking import Sinking
from sprite_studio.ui.watch.sum_view import SumView
from sprite_studio.ui.watch.sunk_view import SunkView
from sprite_studio.ui.watch.ways import INTO_NOISE, ONE_STEP, OUT_OF_NOISE, WAYS
from sprite_studio.ui.widgets.drawing.draw_controls import DrawControls
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.page_frame import control_panel, tab_row
from sprite_studio.ui.widgets.progress_line import ProgressLine, line_of
from sprite_studio.ui.widgets.save_dialog import Saving
from sprite_studio.ui.widgets.timeline import Timeline
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.loop_timer import drawing_loop
from sprite_studio.ui.work.word_pictures import WordPictures
from sprite_studio.ui.work.worker import Worker

NOTE = "A GIF, an animated PNG (.apng), or a strip of all steps (.png)"

INSIDE_TIP = "What each of its parts says here, on the page Network"

CANCELLED = "Cancelled; the steps until there stay"


class WatchPage(QWidget):
    """What to draw on the left; the run, its timeline and its forks on the right.

    Signals:
        status(str): one line for the status bar.
        save_wanted(Saving): something is to be saved.
        network_wanted(Recipe, int): what goes on inside the network is wanted, at a step of a
            sprite's run.
    """

    status = Signal(str)
    save_wanted = Signal(object)
    network_wanted = Signal(object, int)

    def __init__(self, worker: Worker, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        jobs = JobClient(worker, self)
        self._errors = ErrorPanel()
        screen: Screen[WatchJob | EditJob] = Screen(
            self._show_state,
            self._on_drawn,
            self._errors.show_failure,
            self._show_again,
            self._on_report,
        )
        self._loop = drawing_loop(jobs, screen, self)
        self._sinking = Sinking(jobs, lambda: self.controls.drawing({}).model, self)
        self._run: WatchResult | None = None
        self._coming: list[WatchedStep] = []  # of the run under way
        self._latest: WatchProgress | None = None  # of the same
        self._selected = 0
        self._pictures = WordPictures(jobs, self)
        self._forking = ""  # how the forks that are drawn came about, in words
        self._build(settings)
        self._sinking.begun.connect(self._on_sinking)
        self._sinking.came.connect(lambda: self._show_way(INTO_NOISE))
        self._sinking.refused.connect(self._errors.show_reason)
        self._sinking.failed.connect(self._errors.show_failure)
        self._show_state(self._loop.state)

    # -- what the window asks of the page

    def remember(self, settings: Settings) -> Settings:
        """The settings with the state of every control."""
        return msgspec.structs.replace(
            settings, watch_prompt=self._prompt.text(), watch=self.controls.drawing({})
        )

    @property
    def is_busy(self) -> bool:
        """Whether something is drawn."""
        return self._loop.state.is_busy

    def show_models(self, models: tuple[ModelSummary, ...]) -> None:
        """Offer these models."""
        self.controls.show_models(models)

    def roll(self) -> None:
        """Watch another seed."""
        self.controls.roll()
        self.generate()

    def generate(self) -> None:
        """Draw now, and keep every step."""
        if self._views.currentIndex() == INTO_NOISE:
            self._show_way(OUT_OF_NOISE)
        self._timeline.pause()
        self._coming, self._latest = [], None
        self._loop.draw(WatchJob(self.controls.drawing({}), self._prompt.text()))

    def watch(self, recipe: Recipe, one_step: bool | None = None) -> None:
        """The run of a sprite that was drawn elsewhere, told the same: its kind by its word. Args:
        one_step: whether a step is to be shown as a sum; None leaves the tab that is open."""
        if one_step is not None:
            self._show_way(ONE_STEP if one_step else OUT_OF_NOISE)
        shown = in_words(recipe)
        reason = self.controls.set_drawing(shown)
        self._prompt.setText(prompt_of(shown.mix))
        self.generate()
        if reason:
            self._errors.show_reason(reason)

    def cancel(self) -> None:
        """Stop within one step; what was drawn of the run stays."""
        self._loop.cancel()

    # -- building

    def _build(self, settings: Settings) -> None:
        self._prompt = QLineEdit(settings.watch_prompt)
        self._prompt.setAccessibleName("Prompt")
        self._prompt.setPlaceholderText("a red hero with a blue hat …")
        self._prompt.setToolTip("What to draw, in plain words; press Enter to run")
        self._prompt.returnPressed.connect(self.generate)
        self._prompt.textChanged.connect(self._tell_style)
        self.controls = DrawControls(settings.watch, most_sprites=MOST_WATCHED, lots=False)
        self._start = _push("Run", "Draw and keep every step (Ctrl+Enter)", self.generate)
        self._cancel = _push("Cancel", "", self.cancel)
        self._forks = ForkBox()
        self._forks.fork_wanted.connect(self.fork)
        self._forks.paint_wanted.connect(self.paint)
        self._inside = _push("Open the network at this step", INSIDE_TIP, self.open_network)
        self._export = _push("Export run …", "As an animation (GIF, APNG) or a strip", self.export)
        self._open = _push(
            "Sink a picture …", "Watch a file of yours sink into noise", self._sinking.choose
        )

        right = control_panel(
            self,
            self._start,
            self._cancel,
            (
                ("STYLE", (self.controls.style_box,)),
                ("WORDS", (self._prompt,)),
                ("DRAWING", (self.controls,)),
                ("AT THIS STEP", (self._forks, self._inside)),
            ),
        )
        self.controls.failed.connect(self._errors.show_reason)
        self.controls.style_box.show_pictures(self._pictures)
        self._progress = ProgressLine()
        self._timeline = Timeline()
        self._timeline.moved.connect(self._show_step)
        self._timeline.add_keys(self)
        self._views = QStackedWidget()
        self._run_view = RunView()
        self._run_view.picked.connect(self._select)
        self._sum_view, self._sunk_view = SumView(), SunkView()
        for view in (self._run_view, self._sum_view, self._sunk_view):
            self._views.addWidget(view)
        right.addWidget(self._errors)
        right.addLayout(self._ways())
        right.addWidget(self._views, 1)
        right.addWidget(self._timeline)
        right.addWidget(self._progress)
        self._tell_style()

    def _ways(self) -> QHBoxLayout:
        row, self._tabs = tab_row(self, WAYS)
        self._tabs.idClicked.connect(self._choose_way)
        self._reach = ReachBox()
        self._reach.activated.connect(lambda _: self._show_step(self._timeline.index))
        row.addWidget(self._reach)
        row.addWidget(self._open)
        row.addWidget(self._export)
        return row

    # -- what the buttons do

    def fork(self) -> None:
        """Go on from the step that is shown, perhaps with other noise or other words."""
        if self._run is not None:
            self._send_fork(self._run.recipe, self._selected, self._timeline.index, None)

    def paint(self) -> None:
        """Change the x0 of the step that is shown, and go on from that."""
        if self._run is None:
            return
        # While it is painted another run may come to its end, and take the place of this one.
        recipe, selected, step = self._run.recipe, self._selected, self._timeline.index
        soft = number_pictures(self._run.taken[step].x0[selected])
        believed = crisp(soft, recipe.drawing.colours or None, None)
        palette = recipe.drawing.palette
        dialog = PixelEditor(
            believed, "Paint here", "Go on from this", palette=palette, may_stay=True, parent=self
        )
        if dialog.exec():
            self._send_fork(recipe, selected, step, dialog.pixels().tobytes())
        dialog.deleteLater()

    def open_network(self) -> None:
        """Look inside the network, at the step that is shown of the sprite that is meant."""
        if self._run is not None:
            self._timeline.pause()
            recipe = self._run.recipe.of_sprite(self._selected)
            self.network_wanted.emit(recipe, self._timeline.index)

    def _send_fork(self, recipe: Recipe, selected: int, step: int, painted: bytes | None) -> None:
        self._timeline.pause()
        fork = Fork(recipe.of_sprite(selected), step, painted, self._forks.sampler)
        job = self._forks.job(fork, recipe.drawing)
        self._forking = self._forks.told(fork)
        self._loop.draw(job)

    def export(self) -> None:
        """Save the run that is shown as an animation or a strip."""
        if self._run is not None:
            name = f"run-{self._run.recipe.drawing.seed}.gif"
            self.save_wanted.emit(Saving("Export run", RUN, name, WatchedRun(self._run), NOTE))

    def sink_file(self, path: Path) -> None:
        """Show a 16×16 picture on its way into noise."""
        self._sinking.read(path)

    def sink(self, pixels: np.ndarray) -> None:
        """Show a (16, 16, 4) sprite on its way into noise; a run that ends meanwhile leaves it."""
        self._sinking.give(pixels)

    # -- what is shown

    def _choose_way(self, number: int) -> None:
        self._timeline.pause()
        run = self._run
        nothing_sinks = self._sinking.steps is None
        if number == INTO_NOISE and nothing_sinks and run is not None and run.drawn:
            self._sinking.sink(run.drawn.images[self._selected])
        self._show_way(number)

    def _show_way(self, number: int) -> None:
        self._tabs.button(number).setChecked(True)
        before, was_at = self._views.currentIndex(), self._timeline.index
        self._views.setCurrentIndex(number)
        count = self._count(number)
        self._timeline.set_count(count)
        if count:
            of_a_run = INTO_NOISE not in (before, number)  # both show the same step of it
            start = was_at if of_a_run and before != number else count - 1
            self._timeline.set_index(0 if number == INTO_NOISE else start)
            self._show_selected()
        self._fit()

    def _count(self, way: int) -> int:
        """Of steps that can be shown."""
        if way == INTO_NOISE:
            return 0 if self._sinking.steps is None else len(self._sinking.steps.log_snr)
        # The run before is out of sight until this one is done or given up.
        return 0 if self._run is None or self._run_view.is_draft else len(self._run.taken)

    def _select(self, index: int) -> None:
        """One sprite of the run: the curves, the words and forks are about it."""
        if self._run is None or self._run_view.is_draft or index >= self._run.count:
            return
        self._selected = index
        self._sinking.forget()
        self._show_selected()

    def _show_selected(self) -> None:
        if self._run is not None and not self._run_view.is_draft:
            self._run_view.show_sprite(self._run, self._selected)
        self._show_step(self._timeline.index)

    def _show_step(self, index: int) -> None:
        if self._views.currentIndex() == INTO_NOISE:
            if self._sinking.steps is not None:
                self._sunk_view.show_step(self._sinking.steps, index)
        elif self._run is not None and not self._run_view.is_draft:
            reach = self._reach.reach
            self._run_view.show_step(self._run, index, self._selected, reach)
            self._sum_view.show_step(self._run, index, self._selected, reach)

    def _tell_style(self) -> None:
        has_words = bool(self._prompt.text().strip())
        self.controls.style_box.say("" if has_words else NULL_CONTEXT)

    # -- what the loop tells

    def _show_state(self, state: LoopState) -> None:
        self._cancel.setEnabled(state.is_busy)
        self._progress.show_state(state)
        if line := line_of(state, cancelled=CANCELLED):
            self.status.emit(line)
        if state.phase is Phase.DRAWING and state.report is None:
            self._errors.hide()
        self._fit()

    def _fit(self) -> None:
        """Only what can be done with what is shown: the steps into noise are no run's."""
        run = None if self._run_view.is_draft else self._run
        self._export.setEnabled(run is not None)
        at_its_step = self._views.currentIndex() != INTO_NOISE
        self._inside.setEnabled(run is not None and at_its_step)
        leapt = run is not None and run.recipe.drawing.sampler == "live"
        can = run is not None and not leapt and at_its_step
        self._forks.offer(can, LEAPS_TIP if leapt else "")

    def _on_report(self, job: WatchJob | EditJob, report: WatchProgress | EditProgress) -> None:
        if isinstance(report, EditProgress):
            return
        if not self._run_view.is_draft and self._views.currentIndex() != INTO_NOISE:
            self._timeline.set_count(0)
            self._sum_view.clear()
        self._coming.append(report.taken)
        self._latest = report
        self._run_view.show_draft(report.taken, self._reach.reach)
        self._fit()

    def _on_drawn(self, job: WatchJob | EditJob, result: WatchResult | EditResult) -> None:
        if isinstance(result, EditResult):
            self._run_view.add_forks(result.images, self._forking)
            self.status.emit(f"Forked {self._forking}")
            return
        self._show_run(result)
        self._errors.show_left_out(result.left_out)
        drawn = result.drawn
        assert drawn is not None  # it was not cancelled
        recipe = result.recipe
        self.status.emit(
            f"{SAMPLER_NAMES[recipe.drawing.sampler]}, {recipe.drawing.steps_taken} steps, "
            f"{drawn.network_calls} network calls in {drawn.seconds:.2f} s; seed "
            f"{recipe.drawing.seed}; style {told_of(recipe)}"
        )

    def _show_run(self, run: WatchResult) -> None:
        """A whole one, or as far as it came."""
        self._run = run
        self._coming, self._latest = [], None
        if not self._sinking.is_given:
            self._sinking.forget()
        self._selected = min(self._selected, run.count - 1)
        self._run_view.clear()
        if self._sinking.is_given and self._views.currentIndex() == INTO_NOISE:
            self._fit()
        else:
            self._choose_way(self._views.currentIndex())

    def _show_again(self) -> None:
        """The steps of a run that was given up, and nothing of the one before."""
        if self._latest is not None:
            latest = self._latest
            self._show_run(WatchResult(latest.recipe, latest.schedule, tuple(self._coming)))

    def _on_sinking(self) -> None:
        self._errors.hide()
        self._show_way(INTO_NOISE)


def _push(text: str, tip: str, pressed: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.clicked.connect(lambda: pressed())
    return button
