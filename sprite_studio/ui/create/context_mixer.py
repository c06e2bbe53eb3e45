"""The mix of words: sliders or a pad for the categories, a slider for any word added by name, and
the same mix as a line of text."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.words.known_words import known_words
from sprite_studio.studio.words.names import NOT_OFFERED
from sprite_studio.studio.words.prompt import read_prompt, spoken
from sprite_studio.ui import theme
from sprite_studio.ui.create.blend_pad import BlendPad
from sprite_studio.ui.plain import PlainLabel, plain_tip
from sprite_studio.ui.widgets.forms import describe
from sprite_studio.ui.widgets.page_frame import tab_row
from sprite_studio.ui.widgets.weight_slider import WeightSlider, short, title_of
from sprite_studio.ui.widgets.wheel import scroll_past

REMOVE = 20
"""Pixels: the side of the button that takes a slider away."""

_RELEASE_MS = 40
"""Between looks at whether the mouse is still pressed."""


class ContextMixer(QWidget):
    """All sliders, and a box that adds one.

    Attributes:
        pad: of the categories; shown instead of their sliders, if wanted.

    Signals:
        changed(): whatever moved.
        view_changed(): sliders or pad.
        browse_wanted(): all words are to be looked through.
    """

    changed = Signal()
    view_changed = Signal()
    browse_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sliders: dict[str, WeightSlider] = {}
        self._removable: dict[str, QWidget] = {}  # the rows of words that are no categories
        self._known: tuple[str, ...] = ()
        self._waits = False  # what was typed, for the words by which it is read
        self._prompt = QLineEdit()
        self._prompt.setPlaceholderText("a blue ghost with a red hat …")
        self._prompt.setAccessibleName("Prompt")
        self._prompt.setToolTip("The same mix in words: write what you like, and draw")
        self._prompt.returnPressed.connect(self._on_prompt)
        self._prompt.editingFinished.connect(self._on_left)
        # What is pressed now would move away under the hand if sliders came before it.
        self._released = QTimer(self)
        self._released.setSingleShot(True)
        self._released.setInterval(_RELEASE_MS)
        self._released.timeout.connect(self._on_left)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.SPACE)
        self._sliders_view = QWidget()
        categories = QVBoxLayout(self._sliders_view)
        categories.setContentsMargins(0, 0, 0, 0)
        categories.setSpacing(theme.SPACE)
        self._category_rows = categories
        self.pad = BlendPad()
        self.pad.hide()
        self.pad.moved.connect(self._on_pad)
        self._box = QLineEdit()
        self._box.setPlaceholderText("Add a slider: red, potion, left …")
        self._box.setAccessibleName("Add a word")
        self._box.setToolTip("Words that the model knows; press Enter to add their sliders")
        self._box.returnPressed.connect(self._add_typed)
        self._box.editingFinished.connect(self._on_left)
        self._prompt_hint, self._hint = _hint(), _hint()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE)
        layout.addWidget(self._prompt)
        layout.addWidget(self._prompt_hint)
        layout.addLayout(self._views())
        layout.addWidget(self._sliders_view)
        layout.addWidget(self.pad)
        layout.addLayout(self._rows)
        browse = QPushButton("Browse …")
        browse.setProperty("role", "compact")
        describe(browse, "Browse words", "All words of the model, by group, with pictures (Ctrl+B)")
        browse.clicked.connect(self.browse_wanted)
        adding = QHBoxLayout()
        adding.setSpacing(theme.SPACE // 2)
        adding.addWidget(self._box, 1)
        adding.addWidget(browse)
        layout.addLayout(adding)
        layout.addWidget(self._hint)
        for category in CATEGORIES:
            self._add_slider(category, 0.0)
        self.changed.connect(self._show_mix)

    def _views(self) -> QHBoxLayout:
        """The two ways to weigh the categories, as tabs."""
        row, self._view_tabs = tab_row(
            self,
            (("Sliders", "A weight for each category"), ("Pad", "Drag between the categories")),
        )
        self._view_tabs.idClicked.connect(self.show_view)
        return row

    def show_view(self, number: int) -> None:
        """0 the sliders of the categories, 1 the pad."""
        self._view_tabs.button(number).setChecked(True)
        self._sliders_view.setVisible(number == 0)
        self.pad.setVisible(number == 1)
        self.view_changed.emit()

    def other_words(self) -> dict[str, float]:
        """The mix without its categories."""
        return {word: weight for word, weight in self.mix().items() if word not in CATEGORIES}

    def mix(self) -> dict[str, float]:
        """Word → weight, without zeros and without words that the model does not know."""
        return {
            word: slider.weight
            for word, slider in self._sliders.items()
            if slider.weight != 0 and slider.isEnabled()
        }

    def set_mix(self, mix: Mapping[str, float]) -> None:
        """Set every slider; words without one get it, added words not in the mix lose theirs."""
        self._waits = False
        self._prompt.setModified(False)
        self._set_sliders(mix)
        self._tell(self.mix())

    def _tell(self, mix: Mapping[str, float]) -> None:
        """The line says this mix; what was wrong with other words is no longer of interest."""
        self._prompt.setText(spoken(mix, self._known))
        self._prompt_hint.hide()

    def take_words(self) -> bool:
        """Set the sliders by what was typed and not entered yet. False, and said why, where it
        cannot be understood."""
        understood = not self._prompt.isModified() or self._on_prompt()
        return self._add_typed() and understood

    def _on_left(self) -> None:
        """A field was left. Where that is by a press elsewhere, its words are taken on release."""
        to = QApplication.focusWidget()
        presses = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if presses and not (to is not None and self.isAncestorOf(to)):
            self._released.start()
        else:
            self.take_words()

    def _set_sliders(self, mix: Mapping[str, float]) -> None:
        self.blockSignals(True)
        for word in [word for word in self._sliders if word not in (*CATEGORIES, *mix)]:
            self._remove(word)
        for word, slider in self._sliders.items():
            slider.set_weight(mix.get(word, 0.0))
        for word, weight in mix.items():
            if word not in self._sliders:
                self._add_slider(word, weight)
        self.blockSignals(False)
        self.changed.emit()

    def set_known_words(self, words: Sequence[str]) -> None:
        """What the model knows: for completion, and to say so at once if a word is not."""
        self._known = tuple(words)
        offered = {short(word) for word in words if word not in NOT_OFFERED}
        completer = QCompleter(sorted(offered), self._box)  # which deletes it with the next one
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._box.setCompleter(completer)
        for word in list(self._sliders):
            self._sliders[word].setEnabled(word in words)
        if self._waits and words:
            self._waits = False
            self._on_prompt()

    def _show_mix(self) -> None:
        """The line and the pad say what the sliders say."""
        mix = self.mix()
        if not self._prompt.hasFocus():
            self._tell(mix)
        if not self.pad.hasFocus():
            self.pad.show_mix(mix)

    def _on_prompt(self) -> bool:
        if not self._known:  # nor is the model there that would draw it
            self._waits = True
            return True
        try:
            reading = read_prompt(self._prompt.text(), self._known)
        except JobError as error:
            text = str(error)
            self._prompt_hint.setText(text[:1].upper() + text[1:])
            self._prompt_hint.show()
            return False
        self._prompt.setModified(False)
        self._set_sliders(reading.mix)
        self._prompt_hint.setText("\n".join(left.line for left in reading.left_out))
        self._prompt_hint.setVisible(bool(reading.left_out))
        return True

    def _on_pad(self, categories: dict[str, float]) -> None:
        self.blockSignals(True)
        for category in CATEGORIES:
            self._sliders[category].set_weight(categories.get(category, 0.0))
        self.blockSignals(False)
        self.changed.emit()

    def _add_typed(self) -> bool:
        """A slider for each word in the box. False, and said why, where it knows none."""
        typed = self._box.text().strip().lower()
        if not typed:
            return True
        words = self._meant(typed)
        if not words:
            self._hint.setText(
                f"This model does not know “{typed}”. Type a letter to see what it knows."
            )
            self._hint.show()
            return False
        self._hint.hide()
        self._box.clear()
        if (completer := self._box.completer()) and (popup := completer.popup()):
            popup.hide()
        for word, weight in words.items():
            self._put(word, weight)
        return True

    def _meant(self, typed: str) -> Mapping[str, float]:
        """A word, or several as in a prompt; none where nothing of it is known."""
        word = known_words(self._known).find(typed)
        if word is not None or not self._known:
            return {word or typed: 1.0}
        try:
            return read_prompt(typed, self._known).mix
        except JobError:
            return {}

    def toggle(self, word: str) -> None:
        """Add a word to the mix, or take it away if it is there."""
        if word not in self.mix():
            self._put(word)
        elif word in CATEGORIES:
            self._sliders[word].set_weight(0.0)
        else:
            self._drop(word)

    def _put(self, word: str, weight: float = 1.0) -> None:
        if word not in self._sliders:
            self._add_slider(word, weight)
            self.changed.emit()
        else:
            self._sliders[word].set_weight(weight)

    def _add_slider(self, word: str, weight: float) -> None:
        slider = WeightSlider(word, weight)
        slider.changed.connect(self.changed)
        self._sliders[word] = slider
        scroll_past(slider)
        if word in CATEGORIES:
            # As long as those below, which have a button beside them.
            slider.setContentsMargins(0, 0, REMOVE + theme.SPACE // 2, 0)
            self._category_rows.addWidget(slider)
            return
        row = QWidget()
        remove = QPushButton("✕")
        remove.setProperty("role", "small")
        remove.setFixedSize(REMOVE, REMOVE)
        remove.setToolTip(plain_tip(f"Remove “{title_of(word)}”"))
        remove.setAccessibleName(f"Remove {title_of(word)}")
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE // 2)
        line.addWidget(slider, 1)
        line.addWidget(remove)
        self._rows.addWidget(row)
        self._removable[word] = row
        remove.clicked.connect(lambda: self._drop(word))

    def _drop(self, word: str) -> None:
        self._remove(word)
        self.changed.emit()

    def _remove(self, word: str) -> None:
        del self._sliders[word]
        self._removable.pop(word).deleteLater()


def _hint() -> QLabel:
    """What was not understood, hidden until something is."""
    label = PlainLabel()
    label.setWordWrap(True)
    label.hide()
    return label
