"""Create: mix words, draw sprites, save them."""

from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPushButton, QWidget

from sprite_studio.settings import Settings
from sprite_studio.studio.export.exportable import of_drawing
from sprite_studio.studio.export.model_credits import installed_credits
from sprite_studio.studio.export.origins import origin_of
from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.drawing import Drawing, new_seed
from sprite_studio.studio.jobs.drawing_loop import Ending, LoopState, Phase, Screen
from sprite_studio.studio.jobs.edit import EditJob, EditProgress, EditResult
from sprite_studio.studio.jobs.export import Exportable
from sprite_studio.studio.jobs.field import FieldJob
from sprite_studio.studio.jobs.generate import (
    GenerateJob,
    GenerateProgress,
    GenerateResult,
    live_frame_of,
)
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.recipes.recipe import Cast, Recipe
from sprite_studio.studio.jobs.recipes.replay import RecallJob, RecallResult
from sprite_studio.studio.library.history.store import History
from sprite_studio.ui.create.context_mixer import ContextMixer
from sprite_studio.ui.create.pace import Pace
from sprite_studio.ui.create.past import Drawn
from sprite_studio.ui.create.result_view import ResultView
from sprite_studio.ui.create.shown_line import ShownLine
from sprite_studio.ui.create.told import done, told, what_follows
from sprite_studio.ui.create.word_choice import WordChoice
from sprite_studio.ui.widgets.drawing.draw_controls import DrawControls
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.page_frame import control_panel
from sprite_studio.ui.widgets.progress_line import ProgressLine, line_of, step_of
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.latest_job import LatestJob
from sprite_studio.ui.work.loop_timer import drawing_loop
from sprite_studio.ui.work.word_pictures import WordPictures
from sprite_studio.ui.work.worker import Worker


class CreatePage(QWidget):
    """The controls on the left, the sprites on the right.

    While words are weighed, the live student draws frame after frame; when the hand rests, the
    chosen sampler draws what stays.

    Attributes: pictures: of the model's words and styles.

    Signals:
        status(str): one line for the status bar.
        drawn(): there is something to export.
        past_changed(): there is more or less to undo or redo.
        live_frame(): the student has drawn one.
        replay_wanted(Path): a picture is of an edit, which is no matter of this page's controls.
        cast_wanted(Recipe): a picture is of characters that walk.
    """

    status = Signal(str)
    drawn = Signal()
    past_changed = Signal()
    live_frame = Signal()
    replay_wanted = Signal(object)
    cast_wanted = Signal(object)

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
        screen: Screen[GenerateJob | EditJob] = Screen(
            self._show_state,
            self._on_drawn,
            lambda failure: self._errors.show_failure(failure),
            self.view.show_again,
            self._on_report,
            self._on_live,
        )
        self._loop = drawing_loop(self._jobs, screen, self)
        self._near = ""  # what the sprites near another will be, in words
        self._told = "Nothing has been drawn yet; press Generate."  # of what was finished last
        self._restoring = False  # controls are being set, and nothing is to be drawn for it
        self._pace = Pace()
        self.pictures = WordPictures(self._jobs, self)
        self._build(settings)
        self._words = WordChoice(self.mixer, self.controls, self.pictures, self)
        self._field: LatestJob[FieldJob] = LatestJob(
            self._jobs,
            lambda result: self.mixer.pad.show_field(result.images),
            self._errors.show_failure,
        )
        self._connect()
        self._show_last()

    # -- what the window asks of the page

    @property
    def result(self) -> Drawn | None:
        """The sprites last drawn, to the end."""
        return self.view.drawn

    def gather(self, then: Callable[[Exportable], None]) -> bool:
        """Hand over the sprites last drawn, for an export."""
        drawn = self.result
        if drawn is None:
            return False
        origin = origin_of(drawn.recipe, installed_credits(drawn.recipe.drawing.model))
        names = self.view.keeping.names
        then(of_drawing(drawn.images, drawn.recipe, self.view.choices(), origin, names))
        return True

    @property
    def can_undo(self) -> bool:
        return self.view.can_undo

    @property
    def can_redo(self) -> bool:
        return self.view.can_redo

    def undo(self) -> None:
        """Back to the drawing before."""
        self.view.undo()

    def redo(self) -> None:
        """Forward again."""
        self.view.redo()

    def remember(self, settings: Settings) -> Settings:
        """The settings with the state of every control."""
        return msgspec.structs.replace(
            settings,
            drawing=self.controls.drawing(self.mixer.mix()),
            seed_locked=self.controls.seed_locked,
            style_kept=self.controls.style_box.is_kept,
            folded=self.controls.folded,
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
        """Draw now, with a new seed unless it is locked; what was being drawn is given up."""
        if not self.mixer.take_words():
            return
        self.controls.roll_if_free()
        self._loop.draw(self._job_now())

    def browse_words(self) -> None:
        """Open what the model knows, to choose from."""
        self._words.browse()

    def recall(self, recipe: Recipe) -> None:
        """Set every control as a drawing was made, and draw it again."""
        reason = self._set_controls(recipe.drawing)
        self.view.locks.fit(recipe.drawing)
        self.generate()
        if reason:
            self._errors.show_reason(reason)

    def draw_in(
        self,
        style: str,
        palette: tuple[str, ...],
        mix: Mapping[str, float] | None = None,
        count: int = 0,
        model: str = "",
    ) -> None:
        """Draw in this style and these colours, with a new seed: others than there are.

        Args: style: a model's word, or "" to leave it as it is; palette: "rrggbb" each, or empty;
        mix: instead of the words that there are, if it names any; count: of sprites, or 0 for as
        many as before; model: who draws, or "" for the one that is chosen."""
        drawing = self.controls.drawing(mix or self.mixer.mix())
        drawing = msgspec.structs.replace(
            drawing,
            model=model or drawing.model,
            style=style or drawing.style,
            palette=palette,
            seed=new_seed(),
            seeds=(),
            count=count or drawing.count,
            palette_inside=drawing.palette_inside and bool(palette),
        )
        if reason := self._set_controls(drawing):
            self._errors.show_reason(reason)
        self.generate()

    def open_picture(self, path: Path) -> None:
        """Draw again what a picture tells of how it was drawn."""

        def recall(result: RecallResult) -> None:
            if result.recipe.edit is None:
                self.recall(result.recipe)
            elif isinstance(result.recipe.edit, Cast):
                self.cast_wanted.emit(result.recipe)
            else:
                self.replay_wanted.emit(path)

        self._jobs.send(RecallJob(path), recall, failed=self._errors.show_failure)

    def show_made(self, images: Images, recipe: Recipe) -> None:
        """Sprites that were made elsewhere; they are kept, and can be undone."""
        self.cancel()
        self._told = told(recipe)
        self._shown.show_finished(self._told)
        self.view.show_drawn(Drawn(images, recipe))
        self.drawn.emit()

    def cancel(self) -> None:
        """Stop within one step; the sprites drawn before stay."""
        self._field.give_up()
        self._loop.cancel()

    # -- drawing

    def _job_now(self) -> GenerateJob:
        """What the controls and the locks say."""
        asked = self.controls.drawing(self.mixer.mix())
        locked = self.view.locks.within(asked)
        return GenerateJob(self.view.locks.kept_by(asked), frames="x0", locked=locked)

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
        self._told = told(recipe)
        self._shown.show_finished(self._told)
        if recipe.edit is None:
            drawing = recipe.drawing
            if drawing.count == 1:
                count = self.controls.drawing({}).count
                drawing = msgspec.structs.replace(drawing, count=count)
            if reason := self._set_controls(drawing):
                self._errors.show_reason(reason)
            kept = ", but for the style, which is kept" * self.controls.style_box.is_kept
            self.status.emit(f"Shown as it was drawn, and every control is as it was then{kept}")
        self.drawn.emit()

    def _on_mix(self) -> None:
        """The words are weighed: frame after frame, if there is a student."""
        self._words.show_chosen()
        if not self._restoring:
            whole = self._job_now()
            live = live_frame_of(whole) if self.controls.has_live() else None
            self._loop.follow(whole, live)

    def _on_controls(self) -> None:
        """Anything else has changed; what was typed counts."""
        if not self._restoring:
            self.mixer.take_words()
            self._loop.follow(self._job_now())

    def _draw_near(self, job: EditJob, told: str) -> None:
        """Sprites that begin at one that is there."""
        self._near = told
        self._loop.draw(job)

    def _draw_field(self) -> None:
        """The pad's small sprites, if it is seen and they are not those that it has."""
        if not self.mixer.pad.isVisible():
            return
        mixes = self.mixer.pad.field_mixes(self.mixer.other_words())
        self._field.send(FieldJob(mixes, self.controls.drawing({})))

    def _show_last(self) -> None:
        """The last drawing of the sitting before, to be seen at once: it needs no network."""
        self.view.show_last()
        if self.view.drawn is not None:
            self._shown.show_finished(f"{told(self.view.drawn.recipe)} · {self._shown.text()}")

    # -- building

    def _build(self, settings: Settings) -> None:
        self.mixer = ContextMixer()
        self.mixer.set_mix(settings.drawing.mix)
        self.mixer.show_view(int(settings.pad))
        self.controls = DrawControls(
            settings.drawing,
            settings.seed_locked,
            style_kept=settings.style_kept,
            picks=True,
            folded=settings.folded,
        )
        self._generate = QPushButton("Generate")
        self._generate.setToolTip("Draw now (Ctrl+Enter)")
        self._cancel = QPushButton("Cancel")
        self._progress = ProgressLine()
        self._errors = ErrorPanel()
        self._shown = ShownLine("The network is waking up …")

        right = control_panel(
            self,
            self._generate,
            self._cancel,
            (
                ("STYLE", (self.controls.style_box,)),
                ("WORDS", (self.mixer,)),
                ("DRAWING", (self.controls,)),
            ),
            {"STYLE": self.controls.style_box.learn_button()},
        )
        right.addWidget(self._errors)
        right.addWidget(self._shown)
        right.addWidget(self.view, 1)
        right.addWidget(self._progress)

    def _connect(self) -> None:
        self.mixer.changed.connect(self._on_mix)
        self.mixer.view_changed.connect(self._draw_field)
        self._generate.clicked.connect(self.generate)
        self._cancel.clicked.connect(self.cancel)
        self.controls.changed.connect(self._on_controls)
        self.controls.failed.connect(self._errors.show_reason)
        self.view.failed.connect(self._errors.show_reason)
        self.view.status.connect(self.status)
        self.view.tools.about_changed.connect(self._shown.show_selected)
        self.view.past_changed.connect(self.past_changed)
        self.view.restored.connect(self._restore)
        self.view.edit_wanted.connect(self._draw_near)
        self.view.category_chosen.connect(
            lambda category: self.mixer.set_mix({category: 1.0, **self.mixer.other_words()})
        )

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self._words.close()
        super().hideEvent(event)

    # -- what the loop tells

    def _show_state(self, state: LoopState) -> None:
        self._cancel.setEnabled(state.is_busy)
        self._progress.show_state(state)
        if line := line_of(state):
            self.status.emit(line)
        if state.phase is Phase.DRAWING and state.report is None:
            self._errors.hide()
        if not state.is_busy:
            self._shown.show_finished(self._told)
            if state.ended is Ending.DONE:
                self._draw_field()

    def _on_report(
        self, job: GenerateJob | EditJob, report: GenerateProgress | EditProgress
    ) -> None:
        if isinstance(report, GenerateProgress) and report.images is not None:
            follows = what_follows(job, self.controls.has_critic)
            self._shown.show_draft(f"{step_of(report)} · {follows}")
            self.view.patch_draft(report.first, report.images, job.drawing.count)

    def _on_drawn(self, job: GenerateJob | EditJob, result: GenerateResult | EditResult) -> None:
        self._told = told(result.recipe)
        self.view.show_drawn(Drawn(result.images, result.recipe))
        if isinstance(result, GenerateResult):
            self.controls.show_cost(result)
        else:
            self._told = f"{self._near} · {self._told}"
        self.status.emit(done(result))
        self.drawn.emit()

    def _on_live(self, result: GenerateResult) -> None:
        self.view.show_draft(result.images)
        follows = what_follows(self._job_now(), self.controls.has_critic)
        self._shown.show_draft(f"2 steps of the live student{self._pace.of_next()} · {follows}")
        self.live_frame.emit()
