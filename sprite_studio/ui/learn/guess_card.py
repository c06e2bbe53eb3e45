"""The guess: asked before anything is shown, and held against what was computed."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from sprite_studio.studio.learn.texts import Guess
from sprite_studio.ui import theme
from sprite_studio.ui.learn.prose import Prose
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.place_slider import PlaceSlider

Guessed = str | float


class GuessCard(QFrame):
    """A question with choices, or with a number on a slider.

    Signals:
        guessed(object): the key of a choice, or a number; None where somebody only wants to see.
        again(): another guess is wanted.
    """

    guessed = Signal(object)
    again = Signal()

    def __init__(self, guess: Guess, frame: Mapping[str, str]) -> None:
        """Args: frame: the page's own words."""
        super().__init__()
        self._guess = guess
        self.setProperty("role", "panel")
        heading = PlainLabel(frame["guess"])
        heading.setProperty("role", "section")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.SPACE,) * 4)
        column.setSpacing(theme.SPACE)
        column.addWidget(heading)
        column.addWidget(Prose(guess.question))
        self._choices = QButtonGroup(self)
        self._choices.setExclusive(False)
        self._slider = PlaceSlider(self)
        self._value = PlainLabel(parent=self)
        self._commit = QPushButton(frame["commit"], self)
        self._skip, self._again = QPushButton(frame["skip"]), QPushButton(frame["again"])
        for small in (self._skip, self._again):
            small.setProperty("role", "small")
        if guess.choices:
            self._add_choices(column)
            for part in (self._slider, self._value):
                part.hide()
        else:
            self._add_slider(column)
        last = QHBoxLayout()
        last.addWidget(self._skip)
        last.addWidget(self._again)
        last.addStretch()
        column.addLayout(last)
        self._skip.clicked.connect(lambda: self.guessed.emit(None))
        self._again.clicked.connect(self.again)
        self.ask()

    def ask(self) -> None:
        """Nothing is guessed yet."""
        for button in self._choices.buttons():
            button.setChecked(False)
            button.setEnabled(True)
            button.setText(self._guess.choices[button.property("key")])
        self._slider.setEnabled(True)
        self._commit.setVisible(not self._guess.choices)
        self._skip.show()
        self._again.hide()

    def show_guess(self, guessed: Guessed | None) -> None:
        """What was guessed, now or another day; it stands until another guess is wanted."""
        for button in self._choices.buttons():
            button.setChecked(button.property("key") == guessed)
            button.setEnabled(False)
        if isinstance(guessed, float):
            self._slider.setValue(round((guessed - self._guess.low) / self._guess.step))
        self._slider.setEnabled(False)
        self._commit.hide()
        self._skip.hide()
        self._again.show()

    def show_answer(self, answer: Guessed) -> None:
        """Mark the choice that was computed, or none by "" while that is not known."""
        for button in self._choices.buttons():
            key = button.property("key")
            mark = "✓  " if key == answer else ""
            button.setText(mark + self._guess.choices[key])

    def said(self, value: float) -> str:
        """A number as the question asks for it."""
        return self._guess.shown.format(value)

    def _add_choices(self, column: QVBoxLayout) -> None:
        for key, words in self._guess.choices.items():
            button = QPushButton(words)
            button.setCheckable(True)
            button.setProperty("key", key)
            button.setProperty("role", "choice")
            button.clicked.connect(lambda _=False, key=key: self.guessed.emit(key))
            self._choices.addButton(button)
            column.addWidget(button)

    def _add_slider(self, column: QVBoxLayout) -> None:
        guess = self._guess
        self._slider.setRange(0, round((guess.high - guess.low) / guess.step))
        self._slider.setAccessibleName(guess.question)
        self._slider.valueChanged.connect(lambda _: self._show_value())
        self._slider.setValue(self._slider.maximum() // 2)
        self._show_value()
        self._commit.setProperty("role", "primary")
        self._commit.clicked.connect(lambda: self.guessed.emit(self._number()))
        row = QHBoxLayout()
        row.addWidget(self._slider, 1)
        row.addWidget(self._value)
        row.addWidget(self._commit)
        column.addLayout(row)

    def _number(self) -> float:
        return float(self._guess.low + self._slider.value() * self._guess.step)

    def _show_value(self) -> None:
        self._value.setText(self.said(self._number()))


def judged(guess: Guess, guessed: Guessed, answer: Guessed) -> str:
    """ "right" or "wrong" of a choice; "near", "low" or "high" of a number."""
    if isinstance(guessed, str) or isinstance(answer, str):
        return "right" if guessed == answer else "wrong"
    if abs(guessed - answer) <= guess.near:
        return "near"
    return "low" if guessed < answer else "high"
