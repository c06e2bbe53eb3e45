"""What a loop teaches: a bar beside a sprite, the formula with numbers of both, and our code."""

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sprite_studio.music.roll import VOICES, Numbers
from sprite_studio.studio.jobs.learn.noising import NoisingJob, NoisingResult
from sprite_studio.studio.jobs.tune import TuneProgress
from sprite_studio.studio.learn.texts import Lesson
from sprite_studio.ui import theme
from sprite_studio.ui.learn.code_column import CodeColumn
from sprite_studio.ui.learn.formula_card import FormulaCard, section
from sprite_studio.ui.learn.prose import Prose
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.numbers.plates import Plates
from sprite_studio.ui.widgets.numbers.shades import signed_picture
from sprite_studio.ui.work.job_client import JobClient

CHANNELS = ("red", "green", "blue", "solid")
FULL = 1.0
"""Where a shade is full; noise goes beyond."""


class Taught(QWidget):
    """It follows the roll."""

    def __init__(self, lesson: Lesson, frame: Mapping[str, str], jobs: JobClient) -> None:
        super().__init__()
        self._lesson, self._jobs = lesson, jobs
        self._sprite: NoisingResult | None = None
        self._plates = Plates(lesson.labels["bar"], 4, largest=5)
        self._formula = FormulaCard(frame["formula"])
        self._errors = ErrorPanel()
        self._code = CodeColumn(jobs, self._errors.show_failure)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.SPACE)
        for part in (self._plates, Prose(lesson.after), self._formula, self._errors):
            column.addWidget(part)
        column.addWidget(section(frame["code"]))
        column.addWidget(self._code)

    @property
    def has_sprite(self) -> bool:
        """Whether one stands beside the bar."""
        return self._sprite is not None

    def open(self) -> None:
        """It is in sight: the sprite is made and the code read, once."""
        if self._sprite is None:
            self._jobs.send(NoisingJob(), self._on_sprite, failed=self._errors.show_failure)
            self._code.show_code(self._lesson.code)

    def show_step(self, step: TuneProgress | None, steps: int, bar: Numbers, clean: bool) -> None:
        """Args: step: None for the loop as it is heard; steps: of the drawing; bar: (4, 16, 16) the
        first as it is shown; clean: whether that is without noise."""
        log_snr = math.inf if step is None or clean else step.log_snr
        pictures = [*bar, *(() if self._sprite is None else noised(self._sprite, log_snr))]
        maps = [signed_picture(cells[::-1], FULL) for cells in pictures[: len(VOICES)]]
        maps += [signed_picture(cells, FULL) for cells in pictures[len(VOICES) :]]
        named = [self._lesson.labels[key] for key in (*VOICES, *CHANNELS)]
        self._plates.show_pictures(maps, named[: len(maps)])
        self._formula.setVisible(step is not None)
        if step is not None:
            live = self._lesson.live.format(**cell_of(step, steps))
            self._formula.say(self._lesson.formula, live)

    def _on_sprite(self, result: NoisingResult) -> None:
        self._sprite = result


def noised(sprite: NoisingResult, log_snr: float) -> NDArray[np.float32]:
    """(4, 16, 16) the sprite at a noise level."""
    signal = 1 / (1 + math.exp(-log_snr))
    mixed = math.sqrt(signal) * sprite.x0 + math.sqrt(1 - signal) * sprite.eps
    return mixed.astype(np.float32)


def cell_of(step: TuneProgress, steps: int) -> dict[str, object]:
    """The formula in numbers, of the cell of the first bar's lead that is surest to be struck."""
    signal = 1 / (1 + math.exp(-step.log_snr))
    alpha, sigma = math.sqrt(signal), math.sqrt(1 - signal)
    row, column = np.unravel_index(int(step.x0[0, 0].argmax()), step.x0.shape[2:])
    x_t, x0 = float(step.x_t[0, 0, row, column]), float(step.x0[0, 0, row, column])
    return {
        "step": step.step,
        "steps": steps,
        "voice": VOICES[0],
        "row": int(row) + 1,
        "column": int(column) + 1,
        "alpha": alpha,
        "sigma": sigma,
        "x_t": x_t,
        "x0": x0,
        "eps": (x_t - alpha * x0) / max(sigma, 1e-9),
    }
