"""A style of a few sprites: its name, what is drawn in it then, how it comes along and ends."""

from collections import Counter
from pathlib import Path

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QWidget

from sprite_studio.art.sprite import CATEGORIES, SIZE, Sprite
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL
from sprite_studio.studio.jobs.training.adapt import (
    DEFAULT_MINUTES,
    LEAST_SPRITES,
    MOST_SPRITES,
    AdaptForecast,
    AdaptJob,
    AdaptResult,
    AdaptStarted,
)
from sprite_studio.studio.jobs.training.lesson import LessonProgress
from sprite_studio.studio.jobs.training.train import Importing
from sprite_studio.studio.words.styles import name_of
from sprite_studio.ui import theme
from sprite_studio.ui.actions import LEARN_STYLE
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.forms import DecimalBox, describe, spin_box
from sprite_studio.ui.widgets.learning_dialog import SHOWN, LearningDialog
from sprite_studio.ui.work.job_client import JobClient

NOTE = (
    f"From {LEAST_SPRITES} to {MOST_SPRITES} sprites the model learns a style. What is drawn in it "
    "then is drawn on Create, where it stands under Style. All else that the model draws stays as "
    "it is."
)

DRAWS_TIP = "Sprites that are drawn on Create as soon as the style is learned"
MOST_DRAWN = 64


class AdaptDialog(LearningDialog):
    """A style is learned: `learned` tells an AdaptResult.

    Signals:
        draw_wanted(str, str, dict, int): something is to be drawn in it. Its word, who learned it,
            a mix of what most of the sprites show, empty where that is not known, and how many; 0
            for as many as before.
        draws_changed(int): how many are to be drawn as soon as it is learned.
    """

    draw_wanted = Signal(str, str, dict, int)
    draws_changed = Signal(int)

    def __init__(
        self,
        jobs: JobClient,
        data: Path | tuple[Sprite, ...],
        parent: QWidget | None = None,
        model: str = DEFAULT_MODEL,
        name: str = "",
        draws: int = 0,
    ) -> None:
        """Args: data, model: as of `AdaptJob`; name: that the style may have; draws: as of
        `draws_changed`."""
        at_hand = not isinstance(data, Path)
        super().__init__(NOTE, "Learn", parent)
        self._called = name or ("My style" if at_hand else data.stem)
        self._jobs, self._data, self._model = jobs.within(self), data, model
        self._word = ""  # of the style, once it is learned
        self._taken = ""  # how many sprites show the style, in words
        self.setWindowTitle(LEARN_STYLE.rstrip(" …"))
        self._build(draws)

    def _job(self) -> AdaptJob:
        name, minutes = self._name.text(), self._minutes.value()
        return AdaptJob(self._data, name, minutes, model=self._model, pictured=True)

    def _told_of(self, result: AdaptResult) -> str:
        trouble = f" But {result.trouble}." if result.trouble else ""
        return f"{learned(result)}{trouble}"

    def _go_on(self) -> None:
        """Learn; and after that, draw."""
        if not self._word:
            self.learn()
            return
        self.draw_wanted.emit(self._word, self._model, self._shown(), self._draws.value())
        self.accept()

    def _shown(self) -> dict[str, float]:
        sprites = () if isinstance(self._data, Path) else self._data
        of = Counter(word for one in sprites for word in one.words if word in CATEGORIES)
        return {of.most_common(1)[0][0]: 1.0} if of else {}

    def _build(self, draws: int) -> None:
        self._name = QLineEdit(self._called)
        self._name.setMinimumWidth(200)
        describe(self._name, "Name of the style", "What the style will be called")
        self._minutes = spin_box(DecimalBox(), 0.5, 60, 1, DEFAULT_MINUTES)
        self._minutes.setDecimals(1)
        self._minutes.setSuffix(" min")
        describe(self._minutes, "Minutes", "It ends before if more would be of no use")
        self._draws = spin_box(QSpinBox(), 0, MOST_DRAWN, 1, draws)
        self._draws.setSuffix(" sprites")
        self._draws.setSpecialValueText("nothing")
        describe(self._draws, "Then draw", DRAWS_TIP)
        self._draws.valueChanged.connect(self.draws_changed)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        controls = (self._name, self._minutes, self._draws)
        for text, control in zip(("&Name", "At &most", "Then &draw"), controls, strict=True):
            label = PlainLabel(text)
            label.setBuddy(control)
            label.setToolTip(control.toolTip())
            row.addWidget(label)
            row.addWidget(control, int(control is self._name))
        self._lay_out(row, controls)
        if not isinstance(self._data, Path):
            self._show_these(self._data)
        self._name.selectAll()
        self._name.setFocus()

    def _show_these(self, sprites: tuple[Sprite, ...]) -> None:
        """From which it learns, until there are previews."""
        shape = (SIZE, SIZE, 4)
        images = [sprite.pixels for sprite in sprites if sprite.pixels.shape == shape]
        self._show_images(SHOWN, np.array(images, np.uint8).reshape(-1, *shape))

    def _on_progress(
        self, event: Importing | AdaptForecast | AdaptStarted | LessonProgress
    ) -> None:
        match event:
            case Importing():
                self._note.setText(f"Reading the sprites: {event.sprites:,} so far …")
            case AdaptForecast():
                self._note.setText(f"Getting ready, {_left(event)} …")
            case AdaptStarted():
                self._taken = _taken(event)
            case LessonProgress():
                super()._on_progress(event)
                self._note.setText(f"{self._note.text()} · {self._taken}")

    def _on_learned(self, result: AdaptResult) -> None:
        super()._on_learned(result)
        self._word = result.word
        self._learn.setText("Draw in it")
        self._learn.setEnabled(True)
        if self._draws.value() and not result.trouble:
            self._go_on()


def _left(told: AdaptForecast) -> str:
    """How long it will take, what is learned included."""
    seconds = told.seconds_left
    left = f"{seconds / 60:.2g} min" if seconds >= 100 else f"{max(1, round(seconds, -1)):.0f} s"
    return f"{'about' if told.is_measured else 'at most'} {left} left"


def learned(result: AdaptResult) -> str:
    """How to draw with it."""
    return f"The style “{name_of(result.word)}” is learned; on Create it stands under Style."


def _taken(event: AdaptStarted) -> str:
    of = f" of {event.found}, taken by lot" if event.found > event.sprites else ""
    without = f" · left out: {event.left_out}" if event.left_out else ""
    return f"{event.sprites} sprites{of}{without}"
