"""How a character is drawn, beside its words: seed, steps, guidance, colours, mirror, freedom."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QPushButton, QSpinBox, QWidget

from sprite_studio.art.walk.finish import MOST_COLOURS
from sprite_studio.studio.jobs.cast import CAST_COLOURS, CAST_DRAWING, FOLLOW_STRENGTH
from sprite_studio.studio.jobs.drawing import MAX_GUIDANCE, MAX_STEPS, Drawing, new_seed
from sprite_studio.ui import theme
from sprite_studio.ui.icons import icon
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.forms import DecimalBox, SeedBox, describe, pair_row, quiet, spin_box

MIRRORS: tuple[tuple[str, bool | None], ...] = (
    ("Where they nearly are", None),
    ("Always", True),
    ("Never", False),
)


class CastControls(QWidget):
    """Shows a drawing; what it has no control for it keeps.

    Signals:
        changed(): by hand.
    """

    changed = Signal()

    def __init__(self, drawing: Drawing, seed_locked: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = drawing
        self._seed = quiet(SeedBox())
        describe(self._seed, "Seed", "The same seed and words draw the same character")
        self._lock = QPushButton()
        self._lock.setProperty("role", "compact")
        self._lock.setIcon(icon("lock"))
        self._lock.setCheckable(True)
        self._lock.setChecked(seed_locked)
        describe(self._lock, "Keep the seed", "Pressed, Draw keeps the seed; else it takes another")
        self._steps = spin_box(QSpinBox(), 1, MAX_STEPS, 1, 1)
        describe(self._steps, "Steps", "Network calls a character: more is slower")
        self._guidance = spin_box(DecimalBox(), 0, MAX_GUIDANCE, 0.25, 1)
        describe(self._guidance, "Guidance", "How closely the words are followed; 1 is not at all")
        self._colours = spin_box(QSpinBox(), 2, MOST_COLOURS, 1, MOST_COLOURS)
        describe(
            self._colours,
            "Colours",
            f"Of all twelve frames together, at most; left at {CAST_COLOURS}, frames that are "
            f"there may have up to {MOST_COLOURS}",
        )
        self._freedom = spin_box(DecimalBox(), 0.05, 1, 0.05, FOLLOW_STRENGTH)
        describe(
            self._freedom,
            "Freedom",
            "How far from what frames are a new shape is drawn, where they follow one that was "
            "changed; colours follow without it, and all else stays",
        )
        self._mirror = QComboBox()
        for name, value in MIRRORS:
            self._mirror.addItem(name, value)
        describe(self._mirror, "Mirror", "Whether right is left turned round, pixel for pixel")
        seed = QHBoxLayout()
        seed.setSpacing(theme.SPACE // 2)
        seed.addWidget(self._seed, 1)
        seed.addWidget(self._lock)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(2 * theme.SPACE)
        form.setVerticalSpacing(theme.SPACE)
        named = PlainLabel("S&eed")
        named.setBuddy(self._seed)
        form.addRow(named, seed)
        for pair in (
            ("S&teps", self._steps, "&Guidance", self._guidance),
            ("C&olours", self._colours, "F&reedom", self._freedom),
        ):
            form.addRow(*pair_row(*pair, widest="Guidance"))
        form.addRow("&Mirror", self._mirror)
        self.set_drawing(drawing)
        for spin in (self._seed, self._steps, self._guidance, self._colours):
            spin.valueChanged.connect(self._on_changed)
        self._mirror.activated.connect(lambda _: self.changed.emit())

    @property
    def seed_locked(self) -> bool:
        return self._lock.isChecked()

    @property
    def mirror(self) -> bool | None:
        return self._mirror.currentData()

    @property
    def colours(self) -> int:
        """Of all frames together."""
        return self._colours.value()

    @property
    def freedom(self) -> float:
        """Of frames that follow another."""
        return self._freedom.value()

    def drawing(self) -> Drawing:
        """As it stands, without words and style."""
        return msgspec.structs.replace(
            self._drawing,
            seed=self._seed.value(),
            steps=self._steps.value(),
            guidance=self._guidance.value(),
            colours=self._colours.value(),
        )

    def set_drawing(self, drawing: Drawing) -> None:
        """Show another; says nothing of it."""
        kept = msgspec.structs.replace(
            CAST_DRAWING,
            guidance_interval=drawing.guidance_interval,
            sampler=CAST_DRAWING.sampler if drawing.sampler == "live" else drawing.sampler,
            eta=drawing.eta,
            varied=drawing.varied,
            palette=drawing.palette,
        )
        self._drawing = kept
        for spin, value in (
            (self._seed, drawing.seed),
            (self._steps, drawing.steps_taken),
            (self._guidance, drawing.guidance),
            (self._colours, drawing.colours or MOST_COLOURS),
        ):
            spin.blockSignals(True)
            spin.setValue(value)  # type: ignore[arg-type]
            spin.blockSignals(False)

    def set_mirror(self, mirror: bool | None) -> None:
        """Show it; says nothing of it."""
        self._mirror.setCurrentIndex(self._mirror.findData(mirror))

    def set_freedom(self, freedom: float) -> None:
        """Show it."""
        self._freedom.setValue(freedom)

    def roll(self) -> None:
        """Another seed."""
        self._seed.blockSignals(True)
        self._seed.setValue(new_seed())
        self._seed.blockSignals(False)

    def _on_changed(self) -> None:
        self.changed.emit()
