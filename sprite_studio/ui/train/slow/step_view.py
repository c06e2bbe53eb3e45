"""One step of training, taken apart: its batch, a sprite of it, and what it did to the network."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sprite_studio.art.heat_pictures import heat_pictures
from sprite_studio.art.number_pictures import number_pictures
from sprite_studio.studio.jobs.training.slow import SlowStep
from sprite_studio.studio.train.runs.files import RunSummary
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.train.slow.block_bars import BlockBars
from sprite_studio.ui.train.slow.told import (
    batch_told,
    level_told,
    next_told,
    sprite_told,
    step_told,
    words_told,
)
from sprite_studio.ui.widgets.forms import quiet_label
from sprite_studio.ui.widgets.page_frame import scrolled, titled
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid

NOTHING = np.zeros((0, 16, 16, 4), np.uint8)

SMALLEST = 88
"""Logical pixels a picture has at least."""

BATCH_SIDE = 136
"""The same of a batch of 64."""

BATCH_TIP = (
    "The noisy sprites of this step, the cleanest first; click one to see how it was made. Their "
    "levels are drawn at random, one from each of as many equal parts of the schedule's time"
)
BARS_TIP = (
    "Gradient: the length of the loss's gradient over the weights of that part, before it was "
    "shortened. Changed by: the length of what the step added to them, beside their own length; "
    "without a bar where no gradient was and only the decay of all weights moved them. "
    "Bars are on a logarithmic scale, over four powers of ten. The parts are those of the page "
    "Network; the table of words, and weights that belong to no part, are listed beside them"
)


class StepView(QWidget):
    """Signals: step_wanted(), run_wanted(): the buttons."""

    step_wanted = Signal()
    run_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: SlowStep | None = None
        self._next = next_told(None)
        self._step = QPushButton("Step")
        self._step.setProperty("role", "primary")
        self._step.setToolTip("Take the next step of training, and show all of it")
        self._step.clicked.connect(self.step_wanted)
        self._run = QPushButton("Run")
        self._run.setToolTip("Go on from here at full speed")
        self._run.clicked.connect(self.run_wanted)
        self._title = PlainLabel()
        self._title.setProperty("role", "title")
        self._batch = _grid("Batch", "")
        self._batch.setMinimumSize(BATCH_SIDE, BATCH_SIDE)
        self._batch.picked.connect(self._show_sprite)
        self._x0 = _grid("Sprite", "–")
        self._noise = _grid("Noise", "–")
        self._x_t = _grid("Noisy sprite", "–")
        self._eps = _grid("Noise that the network saw", "–")
        self._believed = _grid("Sprite that it believed beneath", "–")
        self._errors = _grid("Squared error", "–")
        self._level, self._words, self._of_sprite = PlainLabel(), quiet_label(), quiet_label()
        self._level.setWordWrap(True)
        self._of_batch = PlainLabel()
        self._of_batch.setWordWrap(True)
        self._bars = BlockBars()
        self._bars.setToolTip(BARS_TIP)
        self._build()
        self.show_step(None)

    def allow(self, step: bool, run: bool) -> None:
        """Args: step, run: whether each can be asked for."""
        self._step.setEnabled(step)
        self._run.setEnabled(run)

    def show_run(self, run: RunSummary | None) -> None:
        """The one that the next step is of, or None for a new one."""
        self._next = next_told(run)
        if self._shown is None:
            self._of_batch.setText(self._next)

    def show_step(self, step: SlowStep | None) -> None:
        """Show it; None where none was taken yet."""
        self._shown = step
        self._title.setText("One step" if step is None else step_told(step))
        self._of_batch.setText(self._next if step is None else batch_told(step))
        self._bars.show_blocks(() if step is None else step.blocks)
        if step is None:
            for grid in (self._batch, *self._terms()):
                grid.show_images(NOTHING)
            for label in (self._level, self._words, self._of_sprite):
                label.clear()
            return
        tips = [
            f"λ = {level:.1f} · error in v {loss:.3f}"
            for level, loss in zip(step.log_snr, step.before, strict=True)
        ]
        self._batch.show_images(number_pictures(step.x_t), tips)
        chosen = self._batch.selected
        self._show_sprite(step.count // 2 if chosen is None or chosen >= step.count else chosen)

    def _show_sprite(self, index: int) -> None:
        """One of the batch."""
        step = self._shown
        if step is None or index >= step.count:
            return
        self._batch.select(index)
        for grid, numbers in (
            (self._x0, step.x0),
            (self._noise, step.noise),
            (self._x_t, step.x_t),
            (self._eps, step.eps),
            (self._believed, step.believed),
        ):
            grid.show_images(number_pictures(numbers[index][None]))
        errors: NDArray[np.float32] = step.errors[index]
        most = float(errors.max())
        self._errors.show_images(heat_pictures(errors[None], most), [f"White is {most:.3f}"])
        self._level.setText(level_told(step, index))
        self._words.setText(words_told(step, index))
        self._of_sprite.setText(sprite_told(step, index))

    def _terms(self) -> tuple[SpriteGrid, ...]:
        return (self._x0, self._noise, self._x_t, self._eps, self._believed, self._errors)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE)
        top.addWidget(self._title, 1)
        top.addWidget(self._step)
        top.addWidget(self._run)
        terms = QGridLayout()
        terms.setSpacing(theme.SPACE)
        for place, (title, grid, tip) in enumerate(
            (
                ("Sprite x₀", self._x0, "As it was trained on: perhaps mirrored or shifted"),
                ("Noise ε", self._noise, "Drawn at random, one number for each of the sprite's"),
                ("Shown: xₜ", self._x_t, "Sprite and noise, mixed at this level"),
                ("Noise seen", self._eps, "ε̂ = σ · xₜ + √ᾱ · v̂, of what the network said"),
                ("Sprite believed", self._believed, "x̂₀ = √ᾱ · xₜ − σ · v̂, what lies beneath"),
                (
                    "Squared error",
                    self._errors,
                    "(v̂ − v)², the mean over the channels; black is none, white the most here",
                ),
            )
        ):
            terms.addLayout(titled(title, grid, tip), *divmod(place, 3))
        pictures = QHBoxLayout()
        pictures.setSpacing(2 * theme.SPACE)
        pictures.addLayout(titled("The batch", self._batch, BATCH_TIP), 1)
        pictures.addLayout(terms, 2)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.SPACE, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self._of_batch)
        column.addLayout(pictures, 1)
        for part in (self._level, self._words, self._of_sprite, self._bars):
            column.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.SPACE)
        whole.addLayout(top)
        whole.addWidget(scrolled(inside), 1)


def _grid(name: str, empty: str) -> SpriteGrid:
    grid = SpriteGrid(empty)
    grid.setAccessibleName(name)
    grid.setMinimumSize(SMALLEST, SMALLEST)
    return grid
