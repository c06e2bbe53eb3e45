"""How to draw: a `Drawing` as widgets, and back without loss."""

from collections.abc import Mapping

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QWidget,
)

from sprite_studio.studio.jobs.drawing import (
    DEFAULT_MODEL,
    DEFAULT_STEPS,
    MAX_CANDIDATES,
    MAX_COLOURS,
    Drawing,
    new_seed,
)
from sprite_studio.studio.jobs.generate import GenerateResult
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.ui import theme
from sprite_studio.ui.icons import icon
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.drawing.cost import DrawingCost
from sprite_studio.ui.widgets.drawing.kept_values import Shown, kept_values
from sprite_studio.ui.widgets.drawing.sampler_controls import SamplerControls, in_words
from sprite_studio.ui.widgets.drawing.tips import (
    ADVANCED_TIP,
    BEST_OF_TIP,
    COST_TIP,
    KINDS_TIP,
    NO_CRITIC_TIP,
)
from sprite_studio.ui.widgets.forms import (
    SeedBox,
    describe,
    pair_row,
    quiet,
    quiet_label,
    spin_box,
)
from sprite_studio.ui.widgets.palette_box import PaletteBox
from sprite_studio.ui.widgets.style_box import StyleBox


class DrawControls(QWidget):
    """All of a drawing but its words; its style stands in a box of its own, which the page places.

    The drawing itself is kept beside the widgets: what a widget cannot show (a hundred sprites, a
    guidance of 2.1255, seeds that do not follow each other) stays as it is until a hand changes
    it, and a note says so.

    Attributes:
        style_box: shows its style.

    Signals:
        changed(): by hand; draw again.
        model_changed(): another model is chosen; it knows other words.
        failed(str): something that was asked for cannot be had, and why.
    """

    changed = Signal()
    model_changed = Signal()
    failed = Signal(str)

    def __init__(
        self,
        drawing: Drawing,
        seed_locked: bool = True,
        most_sprites: int = 64,
        style_kept: bool | None = None,
        picks: bool = False,
        folded: bool | None = None,
        lots: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Args:
        style_kept: as of `StyleBox`.
        picks: whether the page keeps the best of several.
        folded: whether how noise is taken away is folded at first; None where it cannot be.
        lots: whether sprites may be told a kind or a style by lot, each its own.
        """
        super().__init__(parent)
        self._drawing = drawing
        self.style_box = StyleBox(drawing.style, style_kept, lots)
        self._models: dict[str, ModelSummary] = {}
        self._picks, self._folds, self._lots = picks, folded is not None, lots
        self._costs = DrawingCost()
        self._build(seed_locked, most_sprites)
        self._show()
        self._connect()
        self._fold.setChecked(folded is False)
        self._unfold(not folded)

    def drawing(self, mix: Mapping[str, float]) -> Drawing:
        """What the controls say, for a mix of words."""
        return msgspec.structs.replace(self._drawing, mix=dict(mix))

    @property
    def seed_locked(self) -> bool:
        return self._lock.isChecked()

    @property
    def folded(self) -> bool:
        """Whether how noise is taken away is folded."""
        return self._folds and not self._fold.isChecked()

    def set_drawing(self, drawing: Drawing) -> str:
        """Set every control as a drawing was made; the seed is locked.

        A drawing names installed models only: what a stranger's file calls another is drawn with
        the model that is chosen. Returns a sentence that says so, or "".
        """
        missing = drawing.model if self._models and drawing.model not in self._models else ""
        if missing:
            drawing = msgspec.structs.replace(drawing, model=self._drawing.model)
        if self.style_box.is_kept:
            drawing = msgspec.structs.replace(drawing, style=self._drawing.style)
        model = self._drawing.model
        self._drawing = drawing
        self._lock.setChecked(True)
        self._show()
        if drawing.model != model:
            self.model_changed.emit()
        reason = (
            f"It was drawn by the model {missing!r}, which is not installed: {drawing.model!r} "
            "draws here instead, and what it draws will differ"
        )
        return "\n".join(filter(None, (self._fit_style(), missing and reason)))

    def has_live(self) -> bool:
        """Whether a live student stands beside the chosen model."""
        return self.model is not None and self.model.has_live

    def show_cost(self, drawn: GenerateResult) -> None:
        """Judge by a drawing what the next one will take."""
        # By what drew it: another may have been chosen meanwhile.
        self._costs.learn(drawn, self._models.get(drawn.recipe.drawing.model))
        self._tell()

    @property
    def model(self) -> ModelSummary | None:
        """The chosen one, or None while the models are not listed yet."""
        return self._models.get(self._drawing.model)

    @property
    def has_critic(self) -> bool:
        """Whether the chosen model can pick."""
        return self.model is not None and self.model.has_critic

    def show_models(self, models: tuple[ModelSummary, ...]) -> None:
        """Fill the list; the wanted model is chosen if it is there, or else the bundled one."""
        self._models = {model.name: model for model in models if not model.problem}
        shown, wanted = self._model.currentText(), self._drawing.model
        if wanted not in self._models:
            self._drawing = msgspec.structs.replace(self._drawing, model=DEFAULT_MODEL)
            self.failed.emit(f"The model {wanted!r} is not installed; {DEFAULT_MODEL} draws here")
        self._model.blockSignals(True)
        self._model.clear()
        self._model.addItems(list(self._models))
        self._model.setCurrentText(self._drawing.model)
        self._model.blockSignals(False)
        self._offer_live()
        self._offer_choice()
        self._offer_styles()
        self.model_changed.emit()
        if self._drawing.model != shown:
            self.changed.emit()

    def choose_model(self, name: str) -> None:
        """Draw with a model from now on, or as soon as the list has it."""
        if name == self._drawing.model:
            return
        self._drawing = msgspec.structs.replace(self._drawing, model=name)
        self._show()
        self._offer_styles()
        self.model_changed.emit()
        self.changed.emit()

    def roll(self) -> None:
        """A new seed; a locked one stays locked to the new one."""
        self._roll()
        self.changed.emit()

    def roll_if_free(self) -> None:
        """A new seed unless it is locked, without asking for a drawing."""
        if not self.seed_locked:
            self._roll()

    # -- building

    def _build(self, seed_locked: bool, most_sprites: int) -> None:
        self._model = QComboBox()
        self._model.addItem(self._drawing.model)
        describe(self._model, "Model", "What draws; a run of the Train page appears here too")
        self._seed = quiet(SeedBox())
        self._seed.setMinimumWidth(112)  # ten digits and the arrows
        describe(self._seed, "Seed", "The first sprite's noise; sprite i begins with seed + i")
        self._dice, self._lock = QPushButton("Dice"), QPushButton()
        for button in (self._dice, self._lock):
            button.setProperty("role", "compact")
        self._dice.setToolTip("Draw with a new seed (Ctrl+R)")
        self._lock.setCheckable(True)
        self._lock.setChecked(seed_locked)
        self._lock.setIcon(icon("lock"))
        describe(self._lock, "Keep the seed", "Keep this seed from one drawing to the next")
        self._how = SamplerControls()
        self._fold = QToolButton()
        self._fold.setCheckable(True)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._fold.setProperty("role", "fold")
        describe(self._fold, "Advanced", ADVANCED_TIP)
        self._count = spin_box(QSpinBox(), 1, most_sprites, 1, 1)
        describe(self._count, "Count", "How many sprites to draw at once")
        self._candidates = spin_box(QSpinBox(), 1, MAX_CANDIDATES, 1, 1)
        describe(self._candidates, "Best of", BEST_OF_TIP)
        self._kinds = QCheckBox("One for each sprite")
        describe(self._kinds, "Kinds", KINDS_TIP)
        self._cost = quiet_label()
        self._cost.setToolTip(COST_TIP)
        self._colours = spin_box(QSpinBox(), 0, MAX_COLOURS, 1, 0)
        self._colours.setSpecialValueText("any")
        describe(self._colours, "Colours", "At most this many a sprite; 0 leaves them as drawn")
        self._palette = PaletteBox()
        self._mirror = QCheckBox("Right mirrors left")
        self._mirror.setToolTip("At every step, not only at the end")
        self._note = quiet_label()
        self._lay_out()

    def _lay_out(self) -> None:
        seed_row = QHBoxLayout()
        seed_row.setSpacing(theme.SPACE // 2)
        seed_row.addWidget(self._seed, 1)
        seed_row.addWidget(self._dice)
        seed_row.addWidget(self._lock)
        seed_label = PlainLabel("&Seed")
        seed_label.setBuddy(self._seed)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._form.setHorizontalSpacing(2 * theme.SPACE)
        self._form.setVerticalSpacing(theme.SPACE)
        self._form.addRow("&Model", self._model)
        self._form.addRow(seed_label, seed_row)
        if not self._folds:
            self._form.addRow(self._how)
        pair = ("&Count", self._count, "C&olours", self._colours)
        self._form.addRow(*pair_row(*pair, widest="Guidance"))
        self._form.addRow("&Best of", self._candidates)
        self._form.setRowVisible(self._candidates, self._picks)
        self._form.addRow("&Kinds", self._kinds)
        self._form.setRowVisible(self._kinds, self._lots)
        self._form.addRow("", self._cost)
        self._form.addRow("P&alette", self._palette)
        self._form.addRow("Symmetr&y", self._mirror)
        if self._folds:
            self._form.addRow(self._fold)
            self._form.addRow(self._how)
        self._form.addRow(self._note)
        for control in (self._model, self._palette, self._mirror):
            self._form.labelForField(control).setToolTip(control.toolTip())
        seed_label.setToolTip(self._seed.toolTip())

    def _connect(self) -> None:
        self._dice.clicked.connect(self.roll)
        self._model.currentTextChanged.connect(self.choose_model)
        self._how.edited.connect(self._on_how)
        self._fold.toggled.connect(self._unfold)
        self._seed.valueChanged.connect(lambda seed: self._edit(seed=seed, seeds=()))
        self._count.valueChanged.connect(lambda count: self._edit(count=count, seeds=()))
        self._colours.valueChanged.connect(lambda colours: self._edit(colours=colours))
        self._candidates.valueChanged.connect(lambda k: self._edit(candidates=k, seeds=()))
        self._kinds.toggled.connect(lambda on: self._edit(varied=on))
        self._mirror.toggled.connect(lambda on: self._edit(symmetric=on))
        self._palette.changed.connect(self._on_palette)
        self._palette.failed.connect(self.failed)
        self.style_box.changed.connect(self._on_style)

    # -- the drawing, shown

    def _show(self) -> None:
        """Every widget as the drawing says, as far as it can; it says nothing of it."""
        drawing = self._drawing
        widgets = (
            *(self._model, self._seed, self._count, self._candidates, self._kinds),
            *(self._colours, self._palette, self._mirror),
        )
        for widget in widgets:
            widget.blockSignals(True)
        self._model.setCurrentText(drawing.model)
        self._seed.setValue(drawing.seed)
        self._how.show_drawing(drawing)
        self._count.setValue(drawing.count)
        self._candidates.setValue(drawing.candidates)
        self._kinds.setChecked(drawing.varied)
        self._colours.setValue(drawing.colours)
        self._palette.choose(drawing.palette, "Yours", drawing.palette_inside)
        self._mirror.setChecked(drawing.symmetric)
        self.style_box.set_style(drawing.style)
        for widget in widgets:
            widget.blockSignals(False)
        self._offer_live()
        self._offer_choice()
        self._tell()

    def _offer_live(self) -> None:
        """The live sampler needs a student beside the model."""
        has_live = self.has_live()
        self._how.offer_live(has_live)
        if self._models and not has_live and self._drawing.sampler == "live":
            self._on_how({"sampler": "dpm++", "steps": DEFAULT_STEPS["dpm++"]})
            self.failed.emit(
                f"The model {self._drawing.model!r} has no live student; DPM-Solver++ draws instead"
            )

    def _offer_choice(self) -> None:
        """What picks is a critic beside the model."""
        can = self.model is None or self.model.has_critic
        self._candidates.setEnabled(can)
        self._candidates.setToolTip(BEST_OF_TIP if can else NO_CRITIC_TIP)

    def _offer_styles(self) -> None:
        """Those of the chosen model."""
        if reason := self._fit_style():
            self.failed.emit(reason)

    def _fit_style(self) -> str:
        """Says so where the model does not know the style."""
        if self.model is not None:
            self.style_box.show_model(self.model)
        reason = self.style_box.fit()
        self._drawing = msgspec.structs.replace(self._drawing, style=self.style_box.chosen)
        return reason

    def _tell(self) -> None:
        """The cost; then what is kept and cannot be seen in the widgets."""
        drawing = self._drawing
        self._cost.setText(self._costs.told(drawing, self.model, self._picks))
        self._fold.setText(f" Advanced: {in_words(drawing)}")
        hidden = self._hidden()
        self._note.setText(f"Kept until you change it: {'; '.join(hidden)}" if hidden else "")
        self._form.setRowVisible(self._note, bool(hidden))

    def _hidden(self) -> list[str]:
        """What no widget shows, in words."""
        drawing = self._drawing
        numbers = (
            *self._how.numbers(drawing),
            Shown("count", self._count, drawing.count),
            Shown("colours", self._colours, drawing.colours),
        )
        return kept_values(drawing, numbers)

    # -- what a hand does

    def _edit(self, **fields: object) -> None:
        self._drawing = msgspec.structs.replace(self._drawing, **fields)
        self._tell()
        # With a free seed every drawing is another; then only Generate should make one.
        if self.seed_locked:
            self.changed.emit()

    def _roll(self) -> None:
        self._drawing = msgspec.structs.replace(self._drawing, seed=new_seed(), seeds=())
        self._show()

    def _on_how(self, fields: Mapping[str, object]) -> None:
        self._edit(**fields)
        self._show()  # the steps and eta follow the sampler, one end of an interval the other

    def _unfold(self, open_: bool) -> None:
        self._fold.setArrowType(Qt.ArrowType.DownArrow if open_ else Qt.ArrowType.RightArrow)
        self._form.setRowVisible(self._how, open_)

    def _on_palette(self) -> None:
        """The same sprites in other colours, also where the next drawing has another seed."""
        self._drawing = msgspec.structs.replace(
            self._drawing,
            palette=self._palette.colours(),
            palette_inside=self._palette.is_inside(),
        )
        self._tell()
        self.changed.emit()

    def _on_style(self) -> None:
        self._drawing = msgspec.structs.replace(self._drawing, style=self.style_box.chosen)
        self._tell()
        self.changed.emit()
