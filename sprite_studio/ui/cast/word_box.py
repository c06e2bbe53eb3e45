"""What a character is to be: a line of words, and a slider for each that the model knows."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.words.prompt import read_prompt, spoken
from sprite_studio.ui import theme
from sprite_studio.ui.widgets.forms import describe, quiet_label
from sprite_studio.ui.widgets.weight_slider import WeightSlider


class WordBox(QWidget):
    """Signals:
    changed(): a slider moved.
    entered(): another line of words was written, and read.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, mix: Mapping[str, float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: tuple[str, ...] = ()
        self._sliders: list[WeightSlider] = []
        self._prompt = QLineEdit()
        self._prompt.setMaxLength(1000)
        self._prompt.setPlaceholderText("a knight in blue with a red hat …")
        describe(self._prompt, "Prompt", "Who it is, in words; press Enter to draw")
        self._hint = quiet_label()
        self._hint.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.SPACE // 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self._prompt)
        column.addWidget(self._hint)
        column.addLayout(self._rows)
        self._prompt.returnPressed.connect(self._on_entered)
        self.set_mix(mix)

    def mix(self) -> dict[str, float]:
        """Word → weight."""
        return {slider.word: slider.weight for slider in self._sliders}

    def set_mix(self, mix: Mapping[str, float]) -> None:
        """Show these words; says nothing of it."""
        while self._sliders:
            slider = self._sliders.pop()
            self._rows.removeWidget(slider)
            slider.hide()
            slider.deleteLater()
        for word, weight in mix.items():
            slider = WeightSlider(word, weight)
            slider.changed.connect(self._on_slider)
            self._rows.addWidget(slider)
            self._sliders.append(slider)
        self._show_prompt()

    def show_known(self, words: Sequence[str]) -> None:
        """The model's words, in which lines are read."""
        self._known = tuple(words)
        self._show_prompt()

    def take_prompt(self) -> bool:
        """Read what was written, if it was not yet. False where nothing of it is known, which is
        said."""
        written = self._prompt.text().strip()
        if not self._prompt.isModified() or not self._known:
            return True
        try:
            reading = read_prompt(written, self._known)
        except JobError as error:
            self._say(str(error))
            return False
        self.set_mix(reading.mix)
        self._prompt.setText(written)
        self._say("\n".join(left.line for left in reading.left_out))
        return True

    def _on_entered(self) -> None:
        self._prompt.setModified(True)
        if self.take_prompt():
            self.entered.emit()

    def _on_slider(self) -> None:
        self._show_prompt()
        self.changed.emit()

    def _show_prompt(self) -> None:
        self._prompt.setText(spoken(self.mix(), self._known))
        self._say("")

    def _say(self, text: str) -> None:
        self._hint.setText(text[:1].upper() + text[1:])
        self._hint.setVisible(bool(text))
