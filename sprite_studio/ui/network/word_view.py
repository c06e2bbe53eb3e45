"""The words of a model as vectors, beside the vector that the noise level becomes."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.studio.jobs.network import LOG_SNR, NetworkResult, StepResult
from sprite_studio.studio.words.names import word_name
from sprite_studio.ui import theme
from sprite_studio.ui.network.told import (
    NEAREST_TIP,
    embeddings,
    picture_told,
    space_told,
    vector_told,
    word_told,
)
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.forms import describe, quiet_label
from sprite_studio.ui.widgets.numbers.bars import Bars
from sprite_studio.ui.widgets.numbers.plates import Plates
from sprite_studio.ui.widgets.numbers.word_map import WordMap
from sprite_studio.ui.widgets.numbers.word_picture import CHANNELS, word_pictures
from sprite_studio.ui.widgets.page_frame import titled

PICTURE_TIP = (
    "What the word adds to a picture (orange) and takes away (blue), at each of its 16×16 pixels. "
    "At the right the sum with the null row's picture, in colours: in pure noise the network's "
    "answer is nearly that"
)

VECTOR_TIP = (
    "The sum of the words' vectors goes through two layers of its own. From what they make of it, "
    "and of the noise level, every block reads a factor and a shift for each of its channels"
)

LEVEL_TIP = "Waves of λ, slow and fast, through two layers; blocks read it together with the words"

COURSE_VECTOR_TIP = (
    "A 1 in the word's own place. Two embeddings, of two layers each, make of it a number for each "
    "channel, by which the channels are multiplied on the way up, at 4×4 and at 8×8"
)

COURSE_LEVEL_TIP = (
    "The course's t, from 0 to 1, through two layers; its numbers are added to the channels on the "
    "way up, at 4×4. At 8×8 others are, which layers of their own make of t"
)


class WordView(QWidget):
    """A word is chosen by its name, among its neighbours, or on the map."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._result: NetworkResult | None = None
        self._wanted = ""
        self._coloured = theme.colours()
        self._list = QComboBox()
        self._list.setEditable(True)
        self._list.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        describe(self._list, "Word", "A word of the model: type to find it")
        completer, line = self._list.completer(), self._list.lineEdit()
        assert completer is not None  # it can be typed in
        assert line is not None
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._list.activated.connect(self._choose)
        line.editingFinished.connect(self._tell_chosen)
        self._near = QListWidget()
        describe(self._near, "Nearest words", NEAREST_TIP)
        self._near.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._near.itemClicked.connect(lambda item: self._choose(item.data(_WORD)))
        self._near.itemActivated.connect(lambda item: self._choose(item.data(_WORD)))
        self._map = WordMap()
        self._map.picked.connect(self._choose)
        self._map_told = quiet_label()
        self._word_told = PlainLabel()
        self._word_told.setWordWrap(True)
        self._vector = Bars("Vector of the word", "")
        self._picture = Plates("Picture of the word", len(CHANNELS) + 1, largest=6)
        self._level = Bars("Vector of the noise level", "Press Run: it is another at each step.")
        self._vector_told, self._picture_told, self._level_told = (PlainLabel() for _ in range(3))
        for label, tip in (
            (self._vector_told, VECTOR_TIP),
            (self._picture_told, PICTURE_TIP),
            (self._level_told, LEVEL_TIP),
        ):
            label.setProperty("role", "quiet")
            label.setToolTip(tip)
        self._lay_out()

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(theme.SPACE)
        right.setSpacing(theme.SPACE // 2)
        left.addWidget(self._list)
        left.addLayout(titled("Nearest words", self._near, NEAREST_TIP), 1)
        right.addWidget(self._map, 1)
        right.addWidget(self._map_told)
        above = QHBoxLayout()
        above.setSpacing(2 * theme.SPACE)
        above.addLayout(left, 1)
        above.addLayout(right, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        column.addLayout(above, 1)
        column.addSpacing(theme.SPACE)
        column.addWidget(self._word_told)
        for label, shown in (
            (self._vector_told, self._vector),
            (self._picture_told, self._picture),
            (self._level_told, self._level),
        ):
            column.addWidget(label)
            column.addWidget(shown)
            column.addSpacing(theme.SPACE // 2)

    def show_network(self, result: NetworkResult) -> None:
        """Its words; the one that was chosen stays, if it is there."""
        self._result = result
        before = self._wanted
        names = [word_name(word) for word in result.words.words]
        self._list.clear()
        self._list.addItems(names)
        self._map.show_words(result.words.places, names)
        self._map_told.setText(space_told(result.words))
        learned = result.words.learned
        self._vector_told.setToolTip(VECTOR_TIP if learned else COURSE_VECTOR_TIP)
        self._level_told.setToolTip(LEVEL_TIP if learned else COURSE_LEVEL_TIP)
        self.show_step(None)
        words = result.words.words
        self._choose(words.index(before) if before in words else 0)
        self._wanted = before or self._wanted

    def show_word(self, word: str) -> None:
        """As the model calls it, also before its words are known."""
        self._wanted = word
        if self._result is not None and word in self._result.words.words:
            self._choose(self._result.words.words.index(word))

    def show_step(self, step: StepResult | None) -> None:
        """The noise level's vector there, or none while no step is open."""
        parts = () if self._result is None else self._result.parts
        vectors = embeddings(parts).items()
        made = [name for name, part in vectors if LOG_SNR in part.sources]
        if step is None or not made:
            self._level.show_numbers(None)
            self._level_told.setText("The noise level λ, as the network is told it")
            return
        numbers = step.said[made[0]].ravel()
        self._level.show_numbers(numbers)
        self._level_told.setText(
            f"The noise level λ = {step.job.log_snr:z.1f}, as {made[0]} tells it: {len(numbers)} "
            "numbers"
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._result is not None and self._coloured is not theme.colours():
            self._coloured = theme.colours()
            self._show_picture(self._list.currentIndex())

    def _tell_chosen(self) -> None:
        """In place of what was typed and is no word."""
        self._list.setEditText(self._list.itemText(self._list.currentIndex()))

    def _choose(self, word: int) -> None:
        if self._result is None:
            return
        space = self._result.words
        self._wanted = space.words[word]
        self._list.setCurrentIndex(word)
        self._near.clear()
        near = space.nearest[word].tolist()
        for other, cosine in zip(near, space.cosine[word], strict=True):
            item = QListWidgetItem(f"{cosine:z.2f}  {word_name(space.words[other])}")
            item.setData(_WORD, other)
            self._near.addItem(item)
        self._map.choose(word, near)
        self._vector.show_numbers(space.vectors[word])
        self._word_told.setText(word_told(space, word))
        self._vector_told.setText(vector_told(space, word, self._result.parts))
        self._show_picture(word)

    def _show_picture(self, word: int) -> None:
        assert self._result is not None
        pictures, channels = word_pictures(self._result.words, word)
        for part in (self._picture_told, self._picture):
            part.setVisible(bool(pictures))
        self._picture.show_pictures(pictures, (*channels, "with null") if pictures else ())
        self._picture_told.setText(picture_told(self._result.parts))


_WORD = Qt.ItemDataRole.UserRole
