"""Network: what goes on inside the network at a step of a run, and where its words lie."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.drawing_loop import LoopState, Phase, Screen
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.network import (
    NetworkJob,
    NetworkResult,
    ReachJob,
    ReachResult,
    StepJob,
    StepResult,
)
from sprite_studio.studio.jobs.watch import WatchedStep, WatchJob, WatchProgress, WatchResult
from sprite_studio.studio.words.names import word_name
from sprite_studio.studio.words.prompt import prompt_of
from sprite_studio.studio.words.told import NULL_CONTEXT, words_of
from sprite_studio.ui.network.part_view import PartView
from sprite_studio.ui.network.whole_view import WholeView
from sprite_studio.ui.network.word_view import WordView
from sprite_studio.ui.widgets.drawing.draw_controls import DrawControls
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.forms import describe
from sprite_studio.ui.widgets.page_frame import control_panel, tab_row
from sprite_studio.ui.widgets.progress_line import ProgressLine, line_of
from sprite_studio.ui.widgets.timeline import Timeline
from sprite_studio.ui.work.following_job import FollowingJob
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.latest_job import LatestJob
from sprite_studio.ui.work.loop_timer import drawing_loop
from sprite_studio.ui.work.word_pictures import WordPictures
from sprite_studio.ui.work.worker import Failure, Worker

WHOLE, PART, WORDS = range(3)
"""The network, one part of it, and its words, as tabs."""

CANCELLED = "Cancelled; the steps until there can be opened"


class NetworkPage(QWidget):
    """What to draw on the left; the network at a step of it on the right.

    Signals:
        status(str): one line for the status bar.
    """

    status = Signal(str)

    def __init__(self, worker: Worker, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        jobs = JobClient(worker, self)
        screen: Screen[WatchJob] = Screen(
            self._show_state, self._on_drawn, self._on_failed, self._show_cut, self._on_report
        )
        self._loop = drawing_loop(jobs, screen, self)
        self._looking: LatestJob[NetworkJob] = LatestJob(jobs, self._on_network, self._on_failed)
        self._opening: FollowingJob[StepJob] = FollowingJob(jobs, self._on_step, self._on_failed)
        self._reaching: FollowingJob[ReachJob] = FollowingJob(jobs, self._on_reach, self._on_failed)
        self._pictures = WordPictures(jobs, self)
        self._coming: list[WatchedStep] = []  # of the run under way
        self._latest: WatchProgress | None = None
        self._run: WatchResult | None = None
        self._network: NetworkResult | None = None
        self._step: StepResult | None = None
        self._hash = ""  # of the weights that drew last
        self._wanted_step: int | None = None
        self._left_out: str | None = None  # the word, once it was chosen by hand
        self._model = settings.network.model
        self._build(settings)
        self._show_state(self._loop.state)

    # -- what the window asks of the page

    def remember(self, settings: Settings) -> Settings:
        """The settings with the state of every control."""
        return msgspec.structs.replace(
            settings, network_prompt=self._prompt.text(), network=self.controls.drawing({})
        )

    @property
    def is_busy(self) -> bool:
        """Whether something is drawn, or a step is being opened."""
        return self._loop.state.is_busy or self._opening.is_busy

    def show_models(self, models: tuple[ModelSummary, ...]) -> None:
        """Offer these models."""
        before = self.controls.model
        self.controls.show_models(models)
        now = self.controls.model
        # It may have been trained on, or taught a word.
        if now is None or before is None or now.differs(before):
            self._looking.forget()
        self._look()

    def roll(self) -> None:
        """Another seed."""
        self.controls.roll()
        self.generate()

    def generate(self) -> None:
        """Draw now, and keep what the network is shown at every step."""
        self._timeline.pause()
        if self._run is not None and self._wanted_step is None:
            self._wanted_step = self._timeline.index
        self._forget_run()
        asked = self.controls.drawing({})
        drawing = msgspec.structs.replace(asked, seed=asked.sprite_seeds[0], seeds=(), count=1)
        self._loop.draw(WatchJob(drawing, self._prompt.text()))

    def cancel(self) -> None:
        """Stop within one step; what was drawn of the run stays."""
        self._loop.cancel()

    def show_run(self, drawing: Drawing, step: int) -> None:
        """Open a step of the run of a drawing's first sprite. Args: drawing: with all its words in
        the mix, but for a style; step: counted from 0; the last one, if there are fewer."""
        reason = self.controls.set_drawing(drawing)
        self._prompt.setText(prompt_of(drawing.mix))
        self._show_tab(WHOLE)
        self._wanted_step = step
        self.generate()
        if reason:
            self._errors.show_reason(reason)

    def show_word(self, word: str) -> None:
        """Where a word lies among all, by its name in the model."""
        self._show_tab(WORDS)
        self._word_view.show_word(word)

    # -- building

    def _build(self, settings: Settings) -> None:
        self._prompt = QLineEdit(settings.network_prompt)
        describe(self._prompt, "Prompt", "What to draw, in plain words; press Enter to run")
        self._prompt.setPlaceholderText("a red hero with a blue hat …")
        self._prompt.returnPressed.connect(self.generate)
        self._prompt.textChanged.connect(self._tell_style)
        self.controls = DrawControls(settings.network, most_sprites=1, lots=False)
        self.controls.model_changed.connect(self._on_model)
        start, self._cancel = QPushButton("Run"), QPushButton("Cancel")
        start.setToolTip("Draw one sprite, and open the network at any step (Ctrl+Enter)")
        start.clicked.connect(lambda: self.generate())
        self._cancel.clicked.connect(lambda: self.cancel())
        right = control_panel(
            self,
            start,
            self._cancel,
            (
                ("STYLE", (self.controls.style_box,)),
                ("WORDS", (self._prompt,)),
                ("DRAWING", (self.controls,)),
            ),
        )
        self._errors = ErrorPanel()
        self.controls.failed.connect(self._errors.show_reason)
        self.controls.style_box.show_pictures(self._pictures)
        self._timeline = Timeline()
        self._timeline.moved.connect(lambda _: self._open_step())
        self._timeline.add_keys(self)
        self._whole_view, self._part_view, self._word_view = WholeView(), PartView(), WordView()
        self._whole_view.picked.connect(self._open_part)
        self._part_view.chosen.connect(self._open_part)
        self._part_view.pixel_chosen.connect(self._send_reach)
        self._stack = QStackedWidget()
        for view in (self._whole_view, self._part_view, self._word_view):
            self._stack.addWidget(view)
        self._progress = ProgressLine()
        right.addWidget(self._errors)
        right.addLayout(self._ways())
        right.addWidget(self._stack, 1)
        right.addWidget(self._timeline)
        right.addWidget(self._progress)
        self._tell_style()
        self._timeline.set_count(0)

    def _ways(self) -> QHBoxLayout:
        row, self._tabs = tab_row(
            self,
            (
                ("Network", "Every part, and what it says at this step; click one to open it"),
                ("One part", "All channels of a part, and what a pixel of it sees"),
                ("Words", "The vectors of words and noise level, and which words are near"),
            ),
        )
        self._tabs.idClicked.connect(self._show_tab)
        self._mode = QComboBox()
        for name, changed in (("What parts say", False), ("A word's effect", True)):
            self._mode.addItem(name, changed)
        describe(self._mode, "What the maps show", "What parts say, or what they say by a word")
        self._mode.activated.connect(lambda _: self._show())
        self._without = QComboBox()
        describe(self._without, "Word that is left out", "With it, less without it")
        self._without.activated.connect(lambda _: self._leave_out())
        for box, letters in ((self._mode, 10), (self._without, 6)):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(letters)
            row.addWidget(box)
        return row

    # -- what the hand does

    def _show_tab(self, number: int) -> None:
        self._tabs.button(number).setChecked(True)
        self._stack.setCurrentIndex(number)
        self._show()

    def _open_part(self, name: str) -> None:
        self._part_view.show_part(name)
        self._show_tab(PART)

    def _leave_out(self) -> None:
        self._left_out = self._without.currentData()
        self._open_step()

    def _tell_style(self) -> None:
        has_words = bool(self._prompt.text().strip())
        self.controls.style_box.say("" if has_words else NULL_CONTEXT)

    def _on_model(self) -> None:
        """A run is of one model: what is shown of it does not fit another."""
        model = self.controls.drawing({}).model
        if model == self._model:
            return  # it may know other words
        self._model = model
        self._wanted_step = None
        self._forget_run()
        self._loop.cancel()
        self._look()

    # -- the network, and its steps

    def _look(self) -> None:
        """Into the network of the run, or of the model that is chosen."""
        how = self.controls.drawing({}) if self._run is None else self._run.recipe.drawing
        self._looking.send(NetworkJob(how.model, how.sampler == "live"))

    def _open_step(self) -> None:
        run = self._run
        if run is None:
            return
        taken = run.taken[self._timeline.index]
        self._opening.send(
            StepJob(
                recipe=run.recipe,
                x_t=taken.x_t[0].tobytes(),
                log_snr=taken.log_snr,
                without=self._without.currentData() or "",
            )
        )

    def _send_reach(self) -> None:
        """What the chosen pixel sees, where that can be asked."""
        step, name = self._fitting_step(), self._part_view.name
        part = self._part(name)
        if step is None or part is None or part.is_embedding or self._tabs.checkedId() != PART:
            self._reaching.forget()
            self._part_view.show_reach(None)
            return
        self._reaching.send(ReachJob(step.job, name, *self._part_view.pixel))

    def _part(self, name: str):
        parts = () if self._network is None else self._network.parts
        return next((part for part in parts if part.name == name), None)

    def _fitting_step(self) -> StepResult | None:
        """The one that is open, if it is of the network that is drawn."""
        if self._step is None or self._network is None:
            return None
        how, network = self._step.job.recipe.drawing, self._network
        same = (how.model, how.sampler == "live") == (network.job.model, network.job.live)
        fits = same and {part.name for part in network.parts} == self._step.said.keys()
        return self._step if fits else None

    def _on_network(self, result: NetworkResult) -> None:
        self._network = result
        self._whole_view.show_network(result)
        self._part_view.show_network(result.parts)
        self._word_view.show_network(result)
        self._show()

    def _on_step(self, result: StepResult) -> None:
        self._step = result
        self._show()
        self.status.emit(
            f"Opened at λ = {result.job.log_snr:z.1f} in {1000 * result.seconds:.0f} ms, "
            f"{1000 * result.process_seconds:.0f} ms of the processor"
        )

    def _on_reach(self, result: ReachResult) -> None:
        self._part_view.show_reach(result)

    # -- what is shown

    def _show(self) -> None:
        """The open step, in the tab that is in sight."""
        step, changed = self._fitting_step(), bool(self._mode.currentData())
        tab = self._tabs.checkedId()
        self._without.setVisible(changed and tab != WORDS)
        self._mode.setVisible(tab != WORDS)
        if tab == WHOLE:
            self._whole_view.show_step(step, changed)
        elif tab == PART:
            self._part_view.show_step(step, changed)
            self._send_reach()
        else:
            self._word_view.show_step(step)

    def _forget_run(self) -> None:
        self._run = self._step = self._latest = None
        self._coming = []
        self._opening.forget()
        self._timeline.set_count(0)
        self._show()

    def _take(self, run: WatchResult) -> None:
        """A whole one, or as far as it came."""
        if run.recipe.model_hash != self._hash:
            self._looking.forget()
        self._run, self._hash = run, run.recipe.model_hash
        self._coming, self._latest = [], None
        last = len(run.taken) - 1
        wanted, self._wanted_step = self._wanted_step, None
        self._timeline.set_count(last + 1)
        self._offer_words(run)
        at = min(last // 2 if wanted is None else wanted, last)
        if at == self._timeline.index:
            self._open_step()
        else:
            self._timeline.set_index(at)
        self._look()

    def _offer_words(self, run: WatchResult) -> None:
        """Each that can be left out; the one that was chosen before, if it is told again."""
        self._without.clear()
        for word in words_of(run.recipe):
            self._without.addItem(word_name(word), word)
        self._without.addItem("all words", "")
        self._without.setCurrentIndex(max(0, self._without.findData(self._left_out)))

    # -- what the loop tells

    def _show_state(self, state: LoopState) -> None:
        self._cancel.setEnabled(state.is_busy)
        self._progress.show_state(state)
        if line := line_of(state, cancelled=CANCELLED):
            self.status.emit(line)
        if state.phase is Phase.DRAWING and state.report is None:
            self._errors.hide()

    def _on_report(self, job: WatchJob, report: WatchProgress) -> None:
        self._coming.append(report.taken)
        self._latest = report

    def _on_drawn(self, job: WatchJob, result: WatchResult) -> None:
        self._take(result)
        self._errors.show_left_out(result.left_out)

    def _show_cut(self) -> None:
        """The steps of a run that was given up."""
        if self._latest is not None:
            latest = self._latest
            self._take(WatchResult(latest.recipe, latest.schedule, tuple(self._coming)))

    def _on_failed(self, failure: Failure) -> None:
        self._errors.show_failure(failure)
