"""The manner of a few sprites as a style: its name, how it comes along, and how it ended."""

from collections import Counter
from pathlib import Path

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from sprite_studio.art.sprite import CATEGORIES, SIZE, Sprite
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL
from sprite_studio.studio.jobs.training.adapt import (
    DEFAULT_MINUTES,
    LEAST_SPRITES,
    MOST_SPRITES,
    AdaptJob,
    AdaptResult,
    AdaptStarted,
)
from sprite_studio.studio.jobs.training.lesson import LessonProgress
from sprite_studio.studio.jobs.training.train import Importing, Preparing
from sprite_studio.studio.words.styles import name_of
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.forms import DecimalBox, describe, spin_box
from sprite_studio.ui.widgets.learning_dialog import LearningDialog
from sprite_studio.ui.work.job_client import JobClient

NOTE = (
    f"From {LEAST_SPRITES} to {MOST_SPRITES} sprites the model learns a style, and then "
    "draws in it what they do not show. All that it draws otherwise stays as it is."
)

PRACTICE = "Practising what they do not show, so that it can be drawn in this style too"


class AdaptDialog(LearningDialog):
    """A style is learned: `learned` tells an AdaptResult.

    Signals:
        draw_wanted(str, dict): something is to be drawn in it, as soon as it is learned from
            sprites at hand. Its word, and a mix of what most of them show; empty where that is not
            known.
    """

    draw_wanted = Signal(str, dict)

    def __init__(
        self,
        jobs: JobClient,
        data: Path | tuple[Sprite, ...],
        parent: QWidget | None = None,
        model: str = DEFAULT_MODEL,
        name: str = "",
    ) -> None:
        """Args: data, model: as of `AdaptJob`; name: that the style may have."""
        at_hand = not isinstance(data, Path)
        super().__init__(NOTE, "Learn and draw" if at_hand else "Learn", parent)
        self._called = name or ("My style" if at_hand else data.stem)
        self._jobs, self._data, self._model = jobs.within(self), data, model
        self._word = ""  # of the style, once it is learned
        self._taken = ""  # how many sprites show the manner, in words
        self.setWindowTitle("Learn their style")
        self._build()

    def _job(self) -> AdaptJob:
        return AdaptJob(self._data, self._name.text(), self._minutes.value(), model=self._model)

    def _told_of(self, result: AdaptResult) -> str:
        trouble = f" But {result.trouble}." if result.trouble else ""
        return f"{learned(result)}{trouble}"

    def _go_on(self) -> None:
        """Learn; and after that, draw."""
        if not self._word:
            self.learn()
            return
        self.draw_wanted.emit(self._word, self._shown())
        self.accept()

    def _shown(self) -> dict[str, float]:
        sprites = () if isinstance(self._data, Path) else self._data
        of = Counter(word for one in sprites for word in one.words if word in CATEGORIES)
        return {of.most_common(1)[0][0]: 1.0} if of else {}

    def _build(self) -> None:
        self._name = QLineEdit(self._called)
        self._name.setMinimumWidth(240)
        describe(self._name, "Name of the style", "What the style will be called")
        label = PlainLabel("&Name")
        label.setBuddy(self._name)
        self._minutes = spin_box(DecimalBox(), 0.5, 60, 1, DEFAULT_MINUTES)
        self._minutes.setDecimals(1)
        self._minutes.setPrefix("At most ")
        self._minutes.setSuffix(" min")
        describe(self._minutes, "Minutes", "It ends before if more would be of no use")
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        row.addWidget(label)
        row.addWidget(self._name, 1)
        row.addWidget(self._minutes)
        self._lay_out(row, (self._name, self._minutes))
        if not isinstance(self._data, Path):
            self._show_these(self._data)
        self._name.selectAll()
        self._name.setFocus()

    def _show_these(self, sprites: tuple[Sprite, ...]) -> None:
        """Whose manner it is, until there are previews."""
        shape = (SIZE, SIZE, 4)
        images = [sprite.pixels for sprite in sprites if sprite.pixels.shape == shape]
        self._previews.show_images(np.array(images, np.uint8).reshape(-1, *shape))

    def _on_progress(self, event: Importing | Preparing | AdaptStarted | LessonProgress) -> None:
        match event:
            case Importing():
                self._note.setText(f"Reading the sprites: {event.sprites:,} so far …")
            case Preparing():
                self._note.setText(f"{PRACTICE}, at most {self._minutes.value():g} min in all …")
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
        if not isinstance(self._data, Path) and not result.trouble:
            self._go_on()


def learned(result: AdaptResult) -> str:
    """How to draw with it."""
    return f"The style “{name_of(result.word)}” is learned; on Create it stands under Style."


def _taken(event: AdaptStarted) -> str:
    of = f" of {event.found}, taken by lot" if event.found > event.sprites else ""
    without = f" · left out: {event.left_out}" if event.left_out else ""
    return f"{event.sprites} sprites{of}{without}"
