"""How to draw: model, seed, sampler, steps, guidance, count, colours."""

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from sprite_studio.art.recipe import Recipe
from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.generate import (
    DEFAULT_MODEL,
    DEFAULT_STEPS,
    SAMPLER_NAMES,
    SAMPLERS,
    GenerateJob,
    GenerateResult,
    ModelSummary,
    new_seed,
)
from sprite_studio.ui import theme
from sprite_studio.ui.widgets.palette_box import PaletteBox

MOST_STEPS = 1000
SAMPLER_TIP = (
    "How the noise is taken away: DDPM in many small steps with new noise in each, DDIM without "
    "new noise, DPM-Solver++ in few long steps, the live student in two or four leaps"
)
PAIRED_WIDTH = 64  # four digits and the arrows

Spin = TypeVar("Spin", QSpinBox, QDoubleSpinBox)


class DrawControls(QWidget):
    """All of a drawing but its words.

    Signals:
        changed(): by hand; draw again.
        model_changed(): another model is chosen; it knows other words.
        failed(str): a palette's file could not be used, and why.
    """

    changed = Signal()
    model_changed = Signal()
    failed = Signal(str)

    def __init__(
        self, settings: Settings, most_sprites: int = 64, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._most_sprites = most_sprites
        self._models: dict[str, ModelSummary] = {}
        # Kept apart from what the list shows: a run's model may be chosen before it is listed.
        self._wanted_model = settings.model
        self._pace: float | None = None  # seconds a sprite and step, of the last drawing
        self._paced = (False, False)
        self._build(settings)
        self._dice.clicked.connect(self.roll)
        self._model.currentTextChanged.connect(self._on_model)
        self._sampler.currentIndexChanged.connect(self._on_sampler)
        for spin in self._spins:
            spin.valueChanged.connect(self._change_if_locked)
            spin.valueChanged.connect(self._tell_cost)

    def model(self) -> str:
        """The chosen one's name."""
        return self._model.currentText()

    def job(self, mix: Mapping[str, float], prompt: str = "") -> GenerateJob:
        """What the controls say, for a mix of words and a prompt."""
        return GenerateJob(
            mix=dict(mix),
            prompt=prompt,
            seed=self._seed.value(),
            count=self._count.value(),
            sampler=self._sampler.currentData(),
            steps=self._steps.value(),
            eta=self._eta.value(),
            guidance=self._guidance.value(),
            model=self._model.currentText(),
            colours=self._colours.value() or None,
            palette=self._palette.colours(),
            palette_inside=self._palette.is_inside(),
            symmetric=self._mirror.isChecked(),
            frames="x0",
        )

    def has_live(self) -> bool:
        """Whether a live student stands beside the chosen model."""
        model = self._models.get(self._model.currentText())
        return model is not None and model.has_live

    def show_cost(self, drawn: GenerateResult) -> None:
        """Judge by a drawing what the next one will take."""
        recipe = drawn.recipe
        self._pace = drawn.seconds / (recipe.steps * recipe.count)
        self._paced = recipe.sampler == "live", recipe.guidance == 1
        self._tell_cost()

    def remember(self) -> dict[str, object]:
        """The state of every control, by the names of Settings."""
        return {
            "model": self._wanted_model,
            "seed": self._seed.value(),
            "seed_locked": self._lock.isChecked(),
            "sampler": self._sampler.currentData(),
            "steps": self._steps.value(),
            "eta": self._eta.value(),
            "guidance": self._guidance.value(),
            "count": self._count.value(),
            "colours": self._colours.value(),
            "symmetric": self._mirror.isChecked(),
            "palette": list(self._palette.colours()),
            "palette_inside": self._palette.is_inside(),
        }

    def known_words(self) -> tuple[str, ...] | None:
        """Of the chosen model, or None while the models are not listed yet."""
        model = self._models.get(self._model.currentText())
        return None if model is None else (*model.words, *model.taught)

    def show_models(self, models: tuple[ModelSummary, ...]) -> None:
        """Fill the list; the wanted model is chosen if it is there, or else the bundled one."""
        self._models = {model.name: model for model in models if not model.problem}
        shown = self._model.currentText()
        wanted = self._wanted_model if self._wanted_model in self._models else DEFAULT_MODEL
        self._model.blockSignals(True)
        self._model.clear()
        self._model.addItems(list(self._models))
        self._model.setCurrentText(wanted)
        self._model.blockSignals(False)
        self._offer_live()
        self.model_changed.emit()
        if wanted != shown:
            self.changed.emit()

    def choose_model(self, name: str) -> None:
        """Draw with a model from now on, or as soon as the list has it."""
        self._wanted_model = name
        self._model.setCurrentText(name)

    def recall(self, recipe: Recipe) -> None:
        """Set every control as a drawing was made; the seed is locked."""
        self.blockSignals(True)
        self.choose_model(recipe.model)
        self._lock.setChecked(True)
        self._seed.setValue(recipe.seed)
        self.choose_sampler(recipe.sampler, recipe.steps)
        self._eta.setValue(recipe.eta)
        self._guidance.setValue(recipe.guidance)
        self._count.setValue(recipe.count)
        self._colours.setValue(recipe.colours or 0)
        self._palette.choose(recipe.palette, "Yours", recipe.palette_inside)
        self._mirror.setChecked(recipe.symmetric)
        self.blockSignals(False)
        self.model_changed.emit()

    def choose_sampler(self, sampler: str, steps: int) -> None:
        """Draw with another from now on."""
        self._sampler.setCurrentIndex(self._sampler.findData(sampler))
        self._steps.setValue(steps)

    def roll(self) -> None:
        """A new seed; a locked one stays locked to the new one."""
        self._new_seed()
        self.changed.emit()

    def roll_if_free(self) -> None:
        """A new seed unless it is locked, without asking for a drawing."""
        if not self._lock.isChecked():
            self._new_seed()

    # -- building

    def _build(self, settings: Settings) -> None:
        self._model = QComboBox()
        self._model.addItem(settings.model)
        describe(self._model, "Model", "What draws; a run of the Train page appears here too")
        self._seed = spin_box(QSpinBox(), 0, 2**31 - 1, 1, settings.seed)
        self._seed.setMinimumWidth(112)  # ten digits and the arrows
        describe(self._seed, "Seed", "The first sprite's noise; sprite i begins with seed + i")
        self._dice = QPushButton("Dice")
        self._dice.setProperty("role", "compact")
        self._dice.setToolTip("Draw with a new seed (Ctrl+R)")
        self._lock = QPushButton("Keep")
        self._lock.setProperty("role", "compact")
        self._lock.setCheckable(True)
        self._lock.setChecked(settings.seed_locked)
        self._lock.setToolTip("Keep this seed from one drawing to the next")
        self._sampler = QComboBox()
        for sampler, name in SAMPLER_NAMES.items():
            self._sampler.addItem(name, sampler)
        chosen = settings.sampler if settings.sampler in SAMPLERS else "ddim"
        self._sampler.setCurrentIndex(self._sampler.findData(chosen))
        describe(self._sampler, "Sampler", SAMPLER_TIP)
        self._steps = spin_box(QSpinBox(), 1, MOST_STEPS, 1, settings.steps)
        describe(self._steps, "Steps", "Network calls a sprite: more is slower and often better")
        self._eta = spin_box(QDoubleSpinBox(), 0, 1, 0.1, settings.eta)
        describe(self._eta, "Eta", "Extra noise in DDIM: 0 is deterministic, 1 is DDPM")
        self._guidance = spin_box(QDoubleSpinBox(), 0, 10, 0.25, settings.guidance)
        describe(self._guidance, "Guidance", "How firmly the words steer; 1 is no guidance")
        self._count = spin_box(QSpinBox(), 1, self._most_sprites, 1, settings.count)
        describe(self._count, "Count", "How many sprites to draw at once")
        self._cost = QLabel()
        self._cost.setProperty("role", "quiet")
        self._cost.setToolTip(
            "Guidance asks the network twice at most levels, with words and without"
        )
        self._colours = spin_box(QSpinBox(), 0, 64, 1, settings.colours)
        self._colours.setSpecialValueText("any")
        describe(self._colours, "Colours", "At most this many a sprite; 0 leaves them as drawn")
        self._palette = PaletteBox(settings.palette, settings.palette_inside)
        self._palette.changed.connect(self._change_if_locked)
        self._palette.failed.connect(self.failed)
        self._mirror = QCheckBox("Right mirrors left")
        self._mirror.setToolTip("At every step, not only at the end")
        self._mirror.setChecked(settings.symmetric)
        self._mirror.toggled.connect(self._change_if_locked)
        self._spins = (
            *(self._seed, self._steps, self._eta),
            *(self._guidance, self._count, self._colours),
        )

        seed_row = QHBoxLayout()
        seed_row.setSpacing(theme.SPACE // 2)
        seed_row.addWidget(self._seed, 1)
        seed_row.addWidget(self._dice)
        seed_row.addWidget(self._lock)
        seed_label = QLabel("&Seed")
        seed_label.setBuddy(self._seed)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._form.setHorizontalSpacing(2 * theme.SPACE)
        self._form.setVerticalSpacing(theme.SPACE)
        self._form.addRow("&Model", self._model)
        self._form.addRow(seed_label, seed_row)
        self._form.addRow("Sam&pler", self._sampler)
        self._form.addRow("&Eta", self._eta)
        self._add_pair("S&teps", self._steps, "G&uidance", self._guidance)
        self._add_pair("&Count", self._count, "C&olours", self._colours)
        self._form.addRow("", self._cost)
        self._form.addRow("P&alette", self._palette)
        self._form.addRow("Symmetr&y", self._mirror)
        for control in (self._model, self._sampler, self._eta, self._palette, self._mirror):
            self._form.labelForField(control).setToolTip(control.toolTip())
        seed_label.setToolTip(self._seed.toolTip())
        self._fit_sampler()

    def _add_pair(self, label: str, control: QWidget, other_label: str, other: QWidget) -> None:
        """Two short controls in one row."""
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        first, second = QLabel(label), QLabel(other_label)
        first.setBuddy(control)
        second.setBuddy(other)
        first.setToolTip(control.toolTip())
        second.setToolTip(other.toolTip())
        # The same in every row, so that the rows' controls stand below each other.
        second.setFixedWidth(second.fontMetrics().horizontalAdvance("Guidance") + 4)
        for spin in (control, other):
            spin.setMinimumWidth(PAIRED_WIDTH)
            spin.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row.addWidget(control, 1)
        row.addWidget(second)
        row.addWidget(other, 1)
        self._form.addRow(first, row)

    def _fit_sampler(self) -> None:
        """Only what the sampler takes."""
        sampler = self._sampler.currentData()
        self._form.setRowVisible(self._eta, sampler == "ddim")
        first, last, stride = (2, 4, 2) if sampler == "live" else (1, MOST_STEPS, 1)
        self._steps.setRange(first, last)
        self._steps.setSingleStep(stride)
        self._tell_cost()

    def _offer_live(self) -> None:
        """The live sampler needs a student beside the model."""
        has_live = self.has_live()
        row = self._sampler.findData("live")
        items = self._sampler.model()
        assert isinstance(items, QStandardItemModel)
        items.item(row).setEnabled(has_live)
        if not has_live and self._sampler.currentIndex() == row:
            self._sampler.setCurrentIndex(self._sampler.findData("dpm++"))

    # -- what the controls do

    def _tell_cost(self) -> None:
        """Network calls, and the time that they will take if it is known by now."""
        steps, guided = self._steps.value(), self._guidance.value() != 1
        is_live = self._sampler.currentData() == "live"
        calls = f"{steps} steps" + (" × 2 calls" if guided and not is_live else "")
        seconds = ""
        if self._pace is not None and self._paced == (is_live, not guided):
            seconds = f", about {self._pace * steps * self._count.value():.1f} s"
        self._cost.setText(calls + seconds)

    def _new_seed(self) -> None:
        self._seed.blockSignals(True)
        self._seed.setValue(new_seed())
        self._seed.blockSignals(False)

    def _change_if_locked(self) -> None:
        # With a free seed every drawing is another; then only Generate should make one.
        if self._lock.isChecked():
            self.changed.emit()

    def _on_sampler(self) -> None:
        self._fit_sampler()
        self._steps.setValue(DEFAULT_STEPS[self._sampler.currentData()])
        self._change_if_locked()

    def _on_model(self) -> None:
        self._wanted_model = self._model.currentText()
        self._offer_live()
        self.model_changed.emit()
        self.changed.emit()


def spin_box(spin: Spin, low: float, high: float, step: float, value: float) -> Spin:
    """The same box, with its range; it speaks when a number is whole, not at every digit."""
    kind = int if isinstance(spin, QSpinBox) else float
    spin.setRange(kind(low), kind(high))  # pyright: ignore[reportArgumentType]
    spin.setSingleStep(kind(step))  # pyright: ignore[reportArgumentType]
    spin.setValue(kind(value))  # pyright: ignore[reportArgumentType]
    spin.setKeyboardTracking(False)
    # A style sheet's padding does not reach the text, which would stand against the border.
    spin.lineEdit().setTextMargins(4, 0, 0, 0)
    return spin


def describe(control: QWidget, name: str, tip: str) -> None:
    """Name it for screen readers and explain it."""
    control.setAccessibleName(name)
    control.setToolTip(tip)
