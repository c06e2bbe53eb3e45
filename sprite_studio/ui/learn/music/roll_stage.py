"""The roll of a loop at every step of its drawing, with its axes named."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from sprite_studio.music.known import notes_known
from sprite_studio.music.picture import COLOURS
from sprite_studio.music.plan import LETTERS
from sprite_studio.music.roll import DRUMS, VOICES, Numbers, to_numbers
from sprite_studio.studio.jobs.tune import DrawnTune, TuneProgress
from sprite_studio.ui import theme
from sprite_studio.ui.learn.music.roll_view import CAPTION, EMPTY, RollView
from sprite_studio.ui.plain import RichLabel
from sprite_studio.ui.widgets.forms import describe, quiet_label
from sprite_studio.ui.widgets.timeline import Timeline

SEEN, BELIEVED = "x_t", "x0"
PER_CENT = "Beside each voice: how many of its notes are believed as they will be in the end."
PITCH, INSTRUMENT = "pitch ↑", "a row each ↕"
"""What a voice's rows are."""


class RollStage(QWidget):
    """Signals:
    moved(): to another step, or to another picture of it.
    """

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: list[TuneProgress] = []
        self._coming: list[TuneProgress] = []  # of the drawing under way
        self._drawn: DrawnTune | None = None
        self._known: NDArray[np.float64] = np.zeros((0, len(VOICES)))
        self._roll, self._timeline = RollView(), Timeline()
        self._timeline.moved.connect(lambda _: self._show_step())
        self._voices = [RichLabel() for _ in VOICES]
        self._which = QComboBox()
        self._which.addItem("Shown (xₜ)", SEEN)
        self._which.addItem("Believed (x̂₀)", BELIEVED)
        describe(self._which, "Picture", "What the network was shown at a step, or believed")
        self._which.currentIndexChanged.connect(lambda _: self._show_step())
        above = QHBoxLayout()
        explained = quiet_label()
        explained.setText(PER_CENT)
        above.addWidget(explained, 1)
        above.addWidget(self._which)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addLayout(above)
        column.addLayout(self._grid())
        column.addWidget(self._timeline)
        self.show_again()

    def _grid(self) -> QHBoxLayout:
        """The roll between its axes."""
        voices = QVBoxLayout()
        for label in self._voices:
            voices.addWidget(label, 1)
        time = quiet_label()
        time.setText("time →")
        time.setFixedHeight(CAPTION)
        voices.addWidget(time)
        grid = QHBoxLayout()
        grid.setSpacing(2 * theme.SPACE)
        grid.addLayout(voices)
        grid.addWidget(self._roll, 1)
        return grid

    # -- what the page asks

    @property
    def step(self) -> TuneProgress | None:
        """That is shown; None after the last, where the loop stands as it is heard."""
        at = self._timeline.index
        return self._steps[at] if self._drawn is not None and at < len(self._steps) else None

    @property
    def known(self) -> NDArray[np.float64]:
        """(S, 4) as of `notes_known`, at every step."""
        return self._known

    @property
    def is_believed(self) -> bool:
        """Whether it shows what the network believes, and not what it was shown."""
        return self._which.currentData() == BELIEVED

    def begin(self) -> None:
        """Another loop is being drawn."""
        self._coming = []

    def follow(self, report: TuneProgress) -> None:
        """A step of it."""
        self._coming.append(report)
        self._timeline.setEnabled(False)
        self._name_bars(report.form)
        self._tell_legend(None)  # by how it ends, which is not known
        self._show_numbers(report)

    def show_loop(self, drawn: DrawnTune) -> None:
        """What came of it."""
        self._drawn = drawn
        self._steps, self._coming = self._coming, []
        bars = drawn.tune.bars
        self._known = np.array([notes_known(step.x0, bars) for step in self._steps])
        self.show_again()

    def show_again(self) -> None:
        """The loop that is there, whole; a drawing that was given up leaves nothing."""
        if self._drawn is None:
            self._roll.show_bars(EMPTY)
            self._name_bars(())
            self._tell_legend(None)
            return
        self._name_bars(self._drawn.tune.plan.form)
        self._timeline.set_count(len(self._steps) + 1, "the loop")
        self._show_step()

    def show_place(self, share: float | None) -> None:
        """As of `RollView.show_place`."""
        self._roll.show_place(share)

    def first_bar(self) -> Numbers | None:
        """(4, 16, 16) the first bar as it is shown."""
        if self._drawn is None:
            return None
        step = self.step
        if step is None:
            return to_numbers(self._drawn.tune.bars)[0]
        return (step.x0 if self.is_believed else step.x_t)[0]

    def _name_bars(self, form: Sequence[str]) -> None:
        self._roll.name_bars([f"bar {number} · {letter}" for number, letter in enumerate(form, 1)])

    # -- a step

    def _show_step(self) -> None:
        if self._drawn is None:
            return
        step = self.step
        if step is None:
            self._roll.show_bars(to_numbers(self._drawn.tune.in_order()))
        else:
            self._show_numbers(step)
        self._tell_legend(np.ones(len(VOICES)) if step is None else self._known[step.step - 1])
        self.moved.emit()

    def _show_numbers(self, step: TuneProgress) -> None:
        pictures = step.x0 if self.is_believed else step.x_t
        order = [LETTERS.index(letter) for letter in step.form]
        self._roll.show_bars(np.ascontiguousarray(pictures[order]))

    def _tell_legend(self, known: NDArray[np.float64] | None) -> None:
        """The voices in their colours, and how much of each is believed to be as it will be."""
        for number, (label, voice) in enumerate(zip(self._voices, VOICES, strict=True)):
            share = "" if known is None else f" {known[number]:.0%}"
            rows = INSTRUMENT if number == DRUMS else PITCH
            square = f'<span style="color:rgb{COLOURS[number]}">■</span>'
            label.setText(f"{square} {voice}{share}<br>{rows}")
