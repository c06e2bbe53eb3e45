"""Create: mix words, draw sprites, save them."""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QLabel,
    QProgressBar,
    QPushButton,
    QWidget,
)

from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.drawing import SAMPLER_NAMES, Drawing
from sprite_studio.studio.jobs.edit import EditJob, EditProgress, EditResult
from sprite_studio.studio.jobs.field import FieldJob, FieldResult
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateProgress, GenerateResult
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.recipe import Recipe
from sprite_studio.studio.jobs.replay import RecallJob, RecallResult
from sprite_studio.studio.library.history.store import History
from sprite_studio.ui.create.context_mixer import ContextMixer
from sprite_studio.ui.create.past import Drawn
from sprite_studio.ui.create.result_view import ResultView
from sprite_studio.ui.widgets.draw_controls import DrawControls
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.page_frame import control_panel
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Failure, Ticket, Worker

REDRAW_MS = 60
"""After a change: long enough not to start on every pixel of a drag."""

REST_MS = 350
"""Without a change: the hand rests, and the live frames give way to a whole drawing."""


class CreatePage(QWidget):
    """The controls on the left, the sprites on the right.

    While words are weighed, the live student draws frame after frame: one in flight, the latest
    input next. When the hand rests, the chosen sampler draws what stays.

    Signals:
        status(str): one line for the status bar.
        drawn(): there is something to export.
        live_frame(): the student has drawn one.
    """

    status = Signal(str)
    drawn = Signal()
    live_frame = Signal()

    def __init__(
        self,
        worker: Worker,
        settings: Settings,
        history: History,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = JobClient(worker, self)
        self.view = ResultView(worker, history, settings.family)
        self._ticket: Ticket | None = None
        self._live: Ticket | None = None
        self._field: Ticket | None = None
        self._job: GenerateJob | None = None
        self._restoring = False  # controls are being set, and nothing is to be drawn for it
        self._field_job: FieldJob | None = None
        self._frames: deque[float] = deque(maxlen=20)  # when the last live ones arrived
        self._redraw = _timer(self, REDRAW_MS, self._follow)
        self._rest = _timer(self, REST_MS, self._draw)
        self._stale = False  # whether a control has moved since the drawing in hand began
        self._build(settings)
        self._connect()
        self._show_last()

    # -- what the window asks of the page

    @property
    def result(self) -> Drawn | None:
        """The sprites last drawn, to the end."""
        return self.view.drawn

    def remember(self, settings: Settings) -> Settings:
        """The settings with the state of every control."""
        return msgspec.structs.replace(
            settings,
            drawing=self.controls.drawing(self.mixer.mix()),
            seed_locked=self.controls.seed_locked,
            pad=self.mixer.pad.isVisibleTo(self.mixer),
            family=self.view.shows_family,
        )

    def show_models(self, models: tuple[ModelSummary, ...]) -> None:
        """Offer these models."""
        self.controls.show_models(models)

    def choose_model(self, name: str) -> None:
        """Draw with a model from now on, or as soon as the list of models has it."""
        self.controls.choose_model(name)

    def roll(self) -> None:
        """Draw with a new seed."""
        self.controls.roll()

    def generate(self) -> None:
        """Draw now what the words say, with a new seed unless it is locked; what was being drawn
        is given up."""
        if not self.mixer.take_prompt():
            return
        self._give_up()
        self.controls.roll_if_free()
        self._draw()

    def recall(self, recipe: Recipe) -> None:
        """Set every control as a drawing was made, and draw it again."""
        reason = self._set_controls(recipe.drawing)
        self.view.keep_locks(recipe.drawing)
        self.generate()
        if reason:
            self._errors.show_reason(reason)

    def open_picture(self, path: Path) -> None:
        """Draw again what a picture tells of how it was drawn."""

        def recall(result: RecallResult) -> None:
            if result.recipe.edit is None:
                self.recall(result.recipe)
            else:
                self._errors.show_reason("It was made by an edit, which this page cannot repeat")

        self._jobs.send(RecallJob(path), recall, failed=self._errors.show_failure)

    def show_reason(self, reason: str) -> None:
        """Say why something was not done."""
        self._errors.show_reason(reason)

    def cancel(self) -> None:
        """Stop within one step; the sprites drawn before stay."""
        self._redraw.stop()
        self._rest.stop()
        self._stale = False
        self._give_up()

    # -- drawing

    def _job_now(self) -> GenerateJob:
        """What the controls and the locks say."""
        drawing = self.view.with_locks(self.controls.drawing(self.mixer.mix()))
        return GenerateJob(drawing, frames="x0")

    def _set_controls(self, drawing: Drawing) -> str:
        """As a drawing was made, without drawing. Returns what could not be set, or ""."""
        self._restoring = True
        try:
            reason = self.controls.set_drawing(drawing)
            self.mixer.set_mix(drawing.mix)
        finally:
            self._restoring = False
        return reason

    def _restore(self, recipe: Recipe) -> None:
        """An earlier result is shown; the controls follow, unless it was made of another sprite and
        not by them. A single sprite leaves the count alone: it was one of many."""
        self.cancel()
        self._caption.setText(_told(recipe))
        if recipe.edit is None:
            drawing = recipe.drawing
            if drawing.count == 1:
                count = self.controls.drawing({}).count
                drawing = msgspec.structs.replace(drawing, count=count)
            if reason := self._set_controls(drawing):
                self._errors.show_reason(reason)
            self.status.emit("Shown as it was drawn, and every control is as it was then")
        self.drawn.emit()

    def _give_up(self) -> None:
        for ticket in (self._ticket, self._live, self._field):
            if ticket is not None:
                ticket.cancel()

    def _follow(self) -> None:
        """Draw what the controls say now. A drawing in hand is finished first, so that a slider
        that never rests still shows something; then the latest input wins."""
        if self._in_hand():
            self._stale = True
        else:
            self._draw()

    def _in_hand(self) -> bool:
        ticket = self._ticket
        return ticket is not None and self._jobs.is_open(ticket) and not ticket.is_cancelled

    def _on_mix(self) -> None:
        if self._restoring:
            return
        if not self.controls.has_live():
            self._redraw_soon()
            return
        self._rest.start()
        if self._live is not None and self._jobs.is_open(self._live):
            self._stale = True
        else:
            self._draw_live()

    def _draw_live(self) -> None:
        """One frame. What is being drawn for good is out of date by now."""
        self._stale = False
        if self._ticket is not None:
            self._ticket.cancel()
        job = live_frame_of(self._job_now())
        # Where it fails, the whole drawing that follows says why.
        self._live = self._jobs.send(job, self._on_live)

    def _draw(self) -> None:
        self._redraw.stop()
        self._rest.stop()
        self._stale = False
        self._job = self._job_now()
        self._errors.hide()
        self._ticket = self._jobs.send(
            self._job, self._on_drawn, self._on_progress, self._on_cancelled, self._on_failed
        )
        self._progress.setRange(0, 0)
        self._show_busy(True)

    def _draw_near(self, job: EditJob, told: str) -> None:
        """Sprites that begin at one that is there."""
        self.cancel()
        self._errors.hide()

        def show(result: EditResult) -> None:
            self._show_busy(False)
            self.view.show_drawn(Drawn(result.images, result.recipe))
            self._caption.setText(f"{told} · {_told(result.recipe)}")
            self.status.emit(f"Drawn in {result.seconds:.2f} s; Ctrl+Z goes back")
            self.drawn.emit()

        self._ticket = self._jobs.send(
            job, show, self._on_edit_progress, self._on_cancelled, self._on_failed
        )
        self._progress.setRange(0, 0)
        self._show_busy(True)

    def _choose_category(self, category: str) -> None:
        others = self.mixer.other_words()
        self.mixer.set_mix({category: 1.0, **others})

    def _draw_field(self) -> None:
        """The pad's small sprites, if it is seen and they are not those that it has."""
        if not self.mixer.pad.isVisible():
            return
        mixes = self.mixer.pad.field_mixes(self.mixer.other_words())
        job = FieldJob(mixes, self.controls.drawing({}))
        if job != self._field_job:
            self._field_job = job
            self._field = self._jobs.send(
                job, self._on_field, cancelled=self._forget_field, failed=self._errors.show_failure
            )

    def _show_last(self) -> None:
        """The last drawing of the sitting before, to be seen at once: it needs no network."""
        self.view.show_last()
        if self.view.drawn is not None:
            self._caption.setText(f"{_told(self.view.drawn.recipe)} · {self._caption.text()}")

    # -- building

    def _build(self, settings: Settings) -> None:
        self.mixer = ContextMixer()
        self.mixer.set_mix(settings.drawing.mix)
        self.mixer.show_view(int(settings.pad))
        self.controls = DrawControls(settings.drawing, settings.seed_locked)
        self._generate = QPushButton("Generate")
        self._generate.setToolTip("Draw now (Ctrl+Enter)")
        self._cancel = QPushButton("Cancel")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 1)
        self._errors = ErrorPanel()
        self._caption = QLabel("The network is waking up …")
        self._caption.setProperty("role", "quiet")
        self._caption.setWordWrap(True)

        right = control_panel(
            self,
            self._generate,
            self._cancel,
            (("WORDS", (self.mixer,)), ("DRAWING", (self.controls,))),
        )
        right.addWidget(self._errors)
        right.addWidget(self.view, 1)
        right.addWidget(self._progress)
        right.addWidget(self._caption)

    def _connect(self) -> None:
        self.mixer.changed.connect(self._on_mix)
        self.mixer.view_changed.connect(self._draw_field)
        self._generate.clicked.connect(self.generate)
        self._cancel.clicked.connect(self.cancel)
        self.controls.changed.connect(self._redraw_soon)
        self.controls.model_changed.connect(self._show_known_words)
        self.controls.failed.connect(self._errors.show_reason)
        self.view.failed.connect(self._errors.show_reason)
        self.view.status.connect(self.status)
        self.view.restored.connect(self._restore)
        self.view.edit_wanted.connect(self._draw_near)
        self.view.category_chosen.connect(self._choose_category)

    def _redraw_soon(self) -> None:
        if self._restoring:
            return
        # Not put off by the next change: a drag is followed, not waited for.
        if not self._redraw.isActive():
            self._redraw.start()

    def _show_known_words(self) -> None:
        words = self.controls.known_words()
        if words is not None:
            self.mixer.set_known_words(words)

    def _show_busy(self, busy: bool) -> None:
        self._cancel.setEnabled(busy)
        if not busy:
            self._progress.setRange(0, 1)
            self._progress.setValue(0)

    # -- what the worker answers

    def _on_progress(self, event: GenerateProgress) -> None:
        assert self._job is not None
        if event.images is not None:
            self.view.grid.patch_images(event.first, event.images, self._job.drawing.count)
        self._progress.setRange(0, event.steps)
        self._progress.setValue(event.step)
        left = math.ceil(event.seconds_left)
        time_left = f", {left} s left" if left > 1 else ""
        self.status.emit(f"Step {event.step} of {event.steps}{time_left}")

    def _on_edit_progress(self, event: EditProgress) -> None:
        self._progress.setRange(0, event.steps)
        self._progress.setValue(event.step)
        self.status.emit(f"Step {event.step} of {event.steps}")

    def _on_drawn(self, result: GenerateResult) -> None:
        self.view.show_drawn(Drawn(result.images, result.recipe))
        self.controls.show_cost(result)
        self._show_busy(False)
        self._caption.setText(_told(result.recipe))
        speed = len(result.images) / max(result.seconds, 1e-9)
        self.status.emit(f"Drawn in {result.seconds:.2f} s, {speed:.0f} sprites a second")
        self.drawn.emit()
        if self._stale:
            self._draw()
        else:
            self._draw_field()

    def _on_live(self, result: GenerateResult) -> None:
        self.view.grid.show_images(result.images)
        self._frames.append(time.monotonic())
        self._caption.setText(f"Live: 2 steps of the student{self._pace()}")
        self.live_frame.emit()
        if self._stale:
            self._draw_live()

    def _pace(self) -> str:
        """Frames a second, while they come without a pause."""
        recent = [t for t in self._frames if self._frames[-1] - t < 2]
        if len(recent) < 3:
            return ""
        return f", {(len(recent) - 1) / (recent[-1] - recent[0]):.0f} frames a second"

    def _on_field(self, result: FieldResult) -> None:
        self.mixer.pad.show_field(result.images)

    def _forget_field(self) -> None:
        self._field_job = None

    def _on_cancelled(self) -> None:
        if self._in_hand() or (self._live is not None and self._jobs.is_open(self._live)):
            return  # it gave way to a newer drawing
        self._show_busy(False)
        self.view.show_again()
        self.status.emit("Cancelled; the last finished drawing is shown")

    def _on_failed(self, failure: Failure) -> None:
        self._show_busy(False)
        self._errors.show_failure(failure)
        self.status.emit("Could not draw")


def _timer(owner: QWidget, milliseconds: int, rings: Callable[[], None]) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(rings)
    return timer


def live_frame_of(job: GenerateJob) -> GenerateJob:
    """The same drawing, made by the live student in two steps.

    Its colours are left as they are: merging those of 16 sprites takes four times as long as
    drawing them (200 ms of 250).
    """
    how = msgspec.structs.replace(job.drawing, sampler="live", steps=2, colours=0)
    return replace(job, drawing=how, frames=None, draft=True)


def _told(recipe: Recipe) -> str:
    """How it was drawn, in a line."""
    how = recipe.drawing
    seeds = f"seeds {how.seeds[0]} …" if how.seeds else f"seed {how.seed}"
    return (
        f"{how.count} sprite{'s' * (how.count > 1)} · {seeds} · "
        f"{SAMPLER_NAMES[how.sampler]}, {how.steps_taken} steps · model {how.model}"
    )
