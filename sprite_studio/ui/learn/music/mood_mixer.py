"""Which moods a loop is mixed of, and its scale and pace."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sprite_studio.music.words import MOODS, PACES, SCALE_WORDS
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.forms import describe
from sprite_studio.ui.widgets.weight_slider import WeightSlider

COLUMNS = 2
BY_MOOD = "as the mood has it"


class MoodMixer(QWidget):
    """A slider a mood, and two choices.

    Signals:
        changed(): by hand.
    """

    changed = Signal()

    def __init__(self, mix: Mapping[str, float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sliders = {mood: WeightSlider(mood, mix.get(mood, 0.0)) for mood in MOODS}
        self._scale = _choice("Scale", "Major sounds bright, minor dark", SCALE_WORDS, mix)
        self._pace = _choice("Pace", "How fast, and how many notes", PACES, mix)
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * theme.SPACE)
        grid.setVerticalSpacing(theme.SPACE // 2)
        rows = len(MOODS) // COLUMNS
        for number, slider in enumerate(self._sliders.values()):
            grid.addWidget(slider, number % rows, number // rows)
            slider.changed.connect(self.changed)
        choices = QHBoxLayout()
        choices.setSpacing(theme.SPACE)
        for name, box in (("&Key", self._scale), ("Pa&ce", self._pace)):
            label = PlainLabel(name)
            label.setBuddy(box)
            choices.addWidget(label)
            choices.addWidget(box)
            box.currentIndexChanged.connect(self.changed)
        choices.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addLayout(grid)
        column.addLayout(choices)

    def mix(self) -> dict[str, float]:
        """Word → weight, without zeros."""
        weights = {mood: slider.weight for mood, slider in self._sliders.items()}
        chosen = (box.currentData() for box in (self._scale, self._pace))
        weights |= {word: 1.0 for word in chosen if word}
        return {word: weight for word, weight in weights.items() if weight}


def _choice(name: str, tip: str, words: tuple[str, ...], mix: Mapping[str, float]) -> QComboBox:
    box = QComboBox()
    describe(box, name, tip)
    box.addItem(BY_MOOD, "")
    for word in words:
        box.addItem(word, word)
        if mix.get(word, 0.0) > 0:
            box.setCurrentIndex(box.count() - 1)
    return box
