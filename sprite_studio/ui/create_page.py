"""Create: mix words, draw sprites, save them."""

import math

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.settings import Settings
from sprite_studio.studio.jobs import (
    DEFAULT_MODEL,
    DEFAULT_STEPS,
    SAMPLERS,
    GenerateJob,
    GenerateProgress,
    GenerateResult,
    ModelSummary,
    new_seed,
)
from sprite_studio.ui import theme
from sprite_studio.ui.context_mixer import ContextMixer
from sprite_studio.ui.error_panel import ErrorPanel
from sprite_studio.ui.sprite_grid import SpriteGrid
from sprite_studio.ui.worker import Failure, Ticket, Worker

REDRAW_MS = 60
"""After a change: long enough not to start on every pixel of a drag."""

SAMPLER_NAMES = {
    "ddim": "DDIM",
    "dpm++": "DPM-Solver++",
    "ddpm": "DDPM",
    "ddpm-no-noise": "DDPM, no extra noise",
}


class CreatePage(QWidget):
    """The controls on the left, the sprites on the right.

    Signals:
        status(str): one line for the status bar.
        drawn(): there is something to export.
    """

    status = Signal(str)
    drawn = Signal()

    def __init__(self, worker: Worker, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._ticket: Ticket | None = None
        self._job: GenerateJob | None = None
        self._result: GenerateResult | None = None
        self._models: dict[str, ModelSummary] = {}
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(REDRAW_MS)
        self._redraw.timeout.connect(self._follow)
        self._stale = False  # whether a control has moved since the drawing in hand began
        self._wanted_model = settings.model
        self._build(settings)
        self._connect()
        worker.progressed.connect(self._on_progress)
        worker.finished_job.connect(self._on_finished)
        worker.cancelled.connect(self._on_cancelled)
        worker.failed.connect(self._on_failed)

    # -- what the window asks of the page

    @property
    def result(self) -> GenerateResult | None:
        """The sprites last drawn, to the end."""
        return self._result

    def remember(self) -> dict[str, object]:
        """The state of every control, by the names of Settings."""
        return {
            "model": self._wanted_model,
            "mix": self.mixer.mix(),
            "seed": self._seed.value(),
            "seed_locked": self._lock.isChecked(),
            "sampler": self._sampler.currentData(),
            "steps": self._steps.value(),
            "eta": self._eta.value(),
            "guidance": self._guidance.value(),
            "count": self._count.value(),
            "colours": self._colours.value(),
        }

    def show_models(self, models: tuple[ModelSummary, ...]) -> None:
        """Fill the list of models; the chosen one stays chosen."""
        self._models = {model.name: model for model in models if not model.problem}
        shown = self._model.currentText()
        wanted = self._wanted_model if self._wanted_model in self._models else DEFAULT_MODEL
        self._model.blockSignals(True)
        self._model.clear()
        self._model.addItems(list(self._models))
        self._model.setCurrentText(wanted)
        self._model.blockSignals(False)
        self._show_known_words()
        if wanted != shown:
            self._redraw.start()

    def choose_model(self, name: str) -> None:
        """Draw with a model from now on, or as soon as the list of models has it."""
        self._wanted_model = name
        self._model.setCurrentText(name)

    def generate(self) -> None:
        """Draw now, with a new seed unless it is locked; what was being drawn is given up."""
        if self._ticket is not None:
            self._ticket.cancel()
        if not self._lock.isChecked():
            self._new_seed()
        self._draw()

    def _follow(self) -> None:
        """Draw what the controls say now. A drawing in hand is finished first, so that a slider
        that never rests still shows something; then the latest input wins."""
        if self._ticket is not None and not self._ticket.is_cancelled:
            self._stale = True
        else:
            self._draw()

    def _draw(self) -> None:
        self._redraw.stop()
        self._stale = False
        self._job = self._job_of_controls()
        self._errors.hide()
        self._ticket = self._worker.submit(self._job)
        self._progress.setRange(0, 0)
        self._show_busy(True)

    def cancel(self) -> None:
        """Stop within one step; the sprites drawn before stay."""
        self._redraw.stop()
        self._stale = False
        if self._ticket is not None:
            self._ticket.cancel()

    # -- building

    def _build(self, settings: Settings) -> None:
        self.mixer = ContextMixer()
        self.mixer.set_mix(settings.mix)
        self._model = QComboBox()
        self._model.addItem(settings.model)
        self._model.setToolTip("The network that draws; a run of the Train page appears here too")
        self._seed = QSpinBox()
        self._seed.setRange(0, 2**31 - 1)
        self._seed.setValue(settings.seed)
        self._seed.setMinimumWidth(112)  # ten digits and the arrows
        self._seed.setToolTip("The first sprite's noise; sprite number i begins with seed + i")
        self._dice = QPushButton("Dice")
        self._dice.setProperty("role", "compact")
        self._dice.setToolTip("Draw with a new seed (Ctrl+R)")
        self._lock = QPushButton("Lock")
        self._lock.setProperty("role", "compact")
        self._lock.setCheckable(True)
        self._lock.setChecked(settings.seed_locked)
        self._lock.setToolTip("Keep this seed from one drawing to the next")
        self._sampler = QComboBox()
        for sampler in SAMPLER_NAMES:
            self._sampler.addItem(SAMPLER_NAMES[sampler], sampler)
        chosen = settings.sampler if settings.sampler in SAMPLERS else "ddim"
        self._sampler.setCurrentIndex(list(SAMPLER_NAMES).index(chosen))
        self._sampler.setToolTip("How the noise is taken away")
        self._steps = QSpinBox()
        self._steps.setRange(1, 1000)
        self._steps.setValue(settings.steps)
        self._steps.setToolTip("Network calls a sprite: more is slower and often better")
        self._eta = QDoubleSpinBox()
        self._eta.setRange(0, 1)
        self._eta.setSingleStep(0.1)
        self._eta.setValue(settings.eta)
        self._eta.setToolTip("Extra noise in DDIM: 0 is deterministic, 1 is DDPM")
        self._guidance = QDoubleSpinBox()
        self._guidance.setRange(0, 10)
        self._guidance.setSingleStep(0.25)
        self._guidance.setValue(settings.guidance)
        self._guidance.setToolTip("How firmly the words steer; 1 is no guidance")
        self._count = QSpinBox()
        self._count.setRange(1, 64)
        self._count.setValue(settings.count)
        self._count.setToolTip("How many sprites to draw at once")
        self._colours = QSpinBox()
        self._colours.setRange(0, 64)
        self._colours.setSpecialValueText("as drawn")
        self._colours.setValue(settings.colours)
        self._colours.setToolTip("At most this many colours a sprite")
        self._generate = QPushButton("Generate")
        self._generate.setProperty("role", "primary")
        self._generate.setToolTip("Draw now (Ctrl+Enter)")
        self._cancel = QPushButton("Cancel")
        self._cancel.setToolTip("Stop within one step (Esc)")
        self._cancel.setEnabled(False)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 1)
        self.grid = SpriteGrid("Drag a slider, or press Generate.")
        self._errors = ErrorPanel()
        self._caption = QLabel("The network is waking up …")
        self._caption.setProperty("role", "quiet")
        self._caption.setWordWrap(True)

        seed_row = QHBoxLayout()
        seed_row.setSpacing(theme.SPACE // 2)
        seed_row.addWidget(self._seed, 1)
        seed_row.addWidget(self._dice)
        seed_row.addWidget(self._lock)
        seed_label = QLabel("&Seed")
        seed_label.setBuddy(self._seed)
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setHorizontalSpacing(2 * theme.SPACE)
        form.setVerticalSpacing(theme.SPACE)
        for label, control in (
            ("&Model", self._model),
            (seed_label, seed_row),
            ("Sam&pler", self._sampler),
            ("S&teps", self._steps),
            ("&Eta", self._eta),
            ("G&uidance", self._guidance),
            ("&Count", self._count),
            ("C&olours", self._colours),
        ):
            form.addRow(label, control)
        self._form = form
        for spin in (
            self._seed,
            self._steps,
            self._eta,
            self._guidance,
            self._count,
            self._colours,
        ):
            spin.setKeyboardTracking(False)
        for control, name in (
            (self._model, "Model"),
            (self._seed, "Seed"),
            (self._sampler, "Sampler"),
            (self._steps, "Steps"),
            (self._eta, "Eta"),
            (self._guidance, "Guidance"),
            (self._count, "Count"),
            (self._colours, "Colours"),
        ):
            control.setAccessibleName(name)

        controls = QWidget()
        column = QVBoxLayout(controls)
        column.setContentsMargins(2 * theme.SPACE, 2 * theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        column.setSpacing(theme.SPACE)
        column.addWidget(_section("WORDS"))
        column.addWidget(self.mixer)
        column.addSpacing(theme.SPACE)
        column.addWidget(_section("DRAWING"))
        column.addLayout(form)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(controls)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, 2 * theme.SPACE)
        buttons.addWidget(self._generate, 1)
        buttons.addWidget(self._cancel)
        panel = QFrame()
        panel.setProperty("role", "panel")
        panel.setFixedWidth(theme.PANEL_WIDTH)
        left = QVBoxLayout(panel)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(scroll, 1)
        left.addLayout(buttons)
        right = QVBoxLayout()
        right.setSpacing(theme.SPACE)
        right.addWidget(self._errors)
        right.addWidget(self.grid, 1)
        right.addWidget(self._progress)
        right.addWidget(self._caption)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        whole.setSpacing(2 * theme.SPACE)
        whole.addWidget(panel)
        whole.addLayout(right, 1)
        self._show_eta()

    def _connect(self) -> None:
        self.mixer.changed.connect(self._redraw_soon)
        self._generate.clicked.connect(self.generate)
        self._cancel.clicked.connect(self.cancel)
        self._dice.clicked.connect(self.roll)
        self._model.currentTextChanged.connect(self._on_model)
        self._sampler.currentIndexChanged.connect(self._on_sampler)
        for spin in (self._seed, self._steps, self._count, self._colours):
            spin.valueChanged.connect(self._redraw_if_locked)
        for spin in (self._eta, self._guidance):
            spin.valueChanged.connect(self._redraw_if_locked)

    def roll(self) -> None:
        """A new seed, and a drawing with it; a locked seed stays locked to the new one."""
        self._new_seed()
        self._redraw_soon()

    def _new_seed(self) -> None:
        self._seed.blockSignals(True)
        self._seed.setValue(new_seed())
        self._seed.blockSignals(False)

    def _redraw_soon(self) -> None:
        # Not put off by the next change: a drag is followed, not waited for.
        if not self._redraw.isActive():
            self._redraw.start()

    # -- controls

    def _job_of_controls(self) -> GenerateJob:
        return GenerateJob(
            mix=self.mixer.mix(),
            seed=self._seed.value(),
            count=self._count.value(),
            sampler=self._sampler.currentData(),
            steps=self._steps.value(),
            eta=self._eta.value(),
            guidance=self._guidance.value(),
            model=self._model.currentText(),
            colours=self._colours.value() or None,
            frames="x0",
        )

    def _redraw_if_locked(self) -> None:
        # With a free seed every drawing is another; then only Generate should make one.
        if self._lock.isChecked():
            self._redraw_soon()

    def _on_sampler(self) -> None:
        self._steps.setValue(DEFAULT_STEPS[self._sampler.currentData()])
        self._show_eta()
        self._redraw_if_locked()

    def _show_eta(self) -> None:
        self._form.setRowVisible(self._eta, self._sampler.currentData() == "ddim")

    def _on_model(self) -> None:
        self._wanted_model = self._model.currentText()
        self._show_known_words()
        self._redraw_soon()

    def _show_known_words(self) -> None:
        model = self._models.get(self._model.currentText())
        if model is not None:
            self.mixer.set_known_words(model.words)

    def _show_busy(self, busy: bool) -> None:
        self._cancel.setEnabled(busy)
        if not busy:
            self._progress.setRange(0, 1)
            self._progress.setValue(0)

    # -- the worker's signals

    def _on_progress(self, ticket: Ticket, event: object) -> None:
        if ticket is not self._ticket or not isinstance(event, GenerateProgress):
            return
        assert self._job is not None
        if event.images is not None:
            self.grid.patch_images(event.first, event.images, self._job.count)
        self._progress.setRange(0, event.steps)
        self._progress.setValue(event.step)
        left = math.ceil(event.seconds_left)
        time = f", {left} s left" if left > 1 else ""
        self.status.emit(f"Step {event.step} of {event.steps}{time}")

    def _on_finished(self, ticket: Ticket, result: object) -> None:
        if ticket is not self._ticket or not isinstance(result, GenerateResult):
            return
        self._ticket, self._result = None, result
        recipe = result.recipe
        self._show_result(result)
        self._show_busy(False)
        self._caption.setText(
            f"{recipe.count} sprites · seed {recipe.seed} · "
            f"{SAMPLER_NAMES[recipe.sampler]}, {recipe.steps} steps · "
            f"model {recipe.model} ({recipe.model_hash})"
        )
        speed = len(result.images) / max(result.seconds, 1e-9)
        self.status.emit(f"Drawn in {result.seconds:.2f} s, {speed:.0f} sprites a second")
        self.drawn.emit()
        if self._stale:
            self._draw()

    def _show_result(self, result: GenerateResult) -> None:
        tips = [
            f"seed {result.recipe.seed + i}" + (f"\nstyle {style[6:]}" if style else "")
            for i, style in enumerate(result.recipe.styles)
        ]
        self.grid.show_images(result.images, tips)

    def _on_cancelled(self, ticket: Ticket) -> None:
        if ticket is not self._ticket:
            return
        self._ticket = None
        self._show_busy(False)
        if self._result is not None:
            self._show_result(self._result)
        self.status.emit("Cancelled; the last finished drawing is shown")

    def _on_failed(self, ticket: Ticket, failure: Failure) -> None:
        if ticket is not self._ticket:
            return
        self._ticket = None
        self._show_busy(False)
        self._errors.show_failure(failure)
        self.status.emit("Could not draw")


def _section(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "section")
    return label
