"""Other ways from a step of a run: with other noise, other words, by another sampler, painted."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sprite_studio.studio.jobs.drawing import SAMPLER_NAMES, Drawing, new_seed
from sprite_studio.studio.jobs.edit import FORK_SAMPLERS, EditJob, edit_drawing
from sprite_studio.studio.jobs.recipes.recipe import Fork, ForkSampler
from sprite_studio.ui import theme
from sprite_studio.ui.widgets.forms import describe

FORK_TIP = (
    "Go on from this step by the sampler below, and with the words, if any stand there. DDPM adds "
    "other noise in each fork; the other samplers add none, and make one fork"
)
PAINT_TIP = "Change what the network believes at this step, and go on"
LEAPS_TIP = (
    "The live student leaps; choose another sampler, and its steps can be forked and painted"
)
WORDS_TIP = "Empty: the same words; only the sampler and its fresh noise may be others"

FORKS = 4
"""Sprites of each fork."""


class ForkBox(QWidget):
    """Signals: fork_wanted(); paint_wanted(): at the step that is shown."""

    fork_wanted = Signal()
    paint_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fork, self._paint = QPushButton("Fork here"), QPushButton("Paint here …")
        self._fork.clicked.connect(lambda: self.fork_wanted.emit())
        self._paint.clicked.connect(lambda: self.paint_wanted.emit())
        self._words = QLineEdit()
        self._words.setAccessibleName("Words of the fork")
        self._words.setPlaceholderText("other words for the fork, if any")
        self._words.setToolTip(WORDS_TIP)
        self._sampler = QComboBox()
        for sampler in FORK_SAMPLERS:
            self._sampler.addItem(f"on by {SAMPLER_NAMES[sampler]}", sampler)
        describe(self._sampler, "Sampler of the fork", "How a fork goes on from here")
        buttons = QHBoxLayout()
        buttons.addWidget(self._fork, 1)
        buttons.addWidget(self._paint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addLayout(buttons)
        column.addWidget(self._words)
        column.addWidget(self._sampler)
        self.offer(False)

    @property
    def sampler(self) -> ForkSampler:
        return self._sampler.currentData()

    def offer(self, can: bool, why_not: str = "") -> None:
        """Args: can: whether a step is shown from which another way can go; why_not: else, where
        that is not to be seen."""
        for button, tip in ((self._fork, FORK_TIP), (self._paint, PAINT_TIP)):
            button.setEnabled(can)
            button.setToolTip(why_not or tip)

    def job(self, fork: Fork, how: Drawing) -> EditJob:
        """Args: how: the run was drawn."""
        # Without noise of their own all of them would be the same.
        count = FORKS if fork.sampler == "ddpm" or fork.painted else 1
        drawing = edit_drawing(how, max(2, how.steps_taken), count, new_seed(), mix={})
        return EditJob(fork, drawing, prompt=self._words.text().strip())

    def told(self, fork: Fork) -> str:
        """How it comes about, in words."""
        words = self._words.text().strip()
        told = f"from step {fork.step + 1}" + (f", “{words}”" if words else "")
        told += f", on by {SAMPLER_NAMES[fork.sampler]}" if fork.sampler != "ddpm" else ""
        return told + (", painted" if fork.painted else "")
