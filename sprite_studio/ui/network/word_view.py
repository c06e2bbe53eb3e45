"""The words of a model as vectors, beside the vector that the noise level becomes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.art.number_pictures import number_pictures
from sprite_studio.studio.jobs.network import LOG_SNR, NetworkResult, StepResult
from sprite_studio.ui import theme
from sprite_studio.ui.network.told import (
    NEAREST_TIP,
    embeddings,
    space_told,
    vector_told,
    word_name,
)
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.forms import describe, quiet_label
from sprite_studio.ui.widgets.numbers.bars import Bars
from sprite_studio.ui.widgets.numbers.word_map import WordMap
from sprite_studio.ui.widgets.page_frame import titled
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid

PICTURE_TIP = (
    "The mean of all that the word may mean: in pure noise it is the network's answer, which then "
    "takes back what of it is not so"
)


class WordView(QWidget):
    """A word is chosen by its name, among its neighbours, or on the map."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._result: NetworkResult | None = None
        self._wanted = ""
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
        self._vector = Bars("Vector of the word", "")
        self._vector_told = PlainLabel()
        self._picture = SpriteGrid("This network's words have no pictures.")
        self._picture.setAccessibleName("Picture of the word")
        self._picture.setMinimumSize(72, 72)
        self._level = Bars("Vector of the noise level", "Press Run: it is another at each step.")
        self._level_told = PlainLabel()
        for label in (self._vector_told, self._level_told):
            label.setProperty("role", "quiet")
        self._lay_out()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(theme.SPACE)
        left.addWidget(self._list)
        left.addLayout(titled("Nearest words", self._near, NEAREST_TIP), 3)
        left.addLayout(titled("Its picture", self._picture, PICTURE_TIP), 2)
        right = QVBoxLayout()
        right.setSpacing(theme.SPACE // 2)
        right.addWidget(self._map, 1)
        right.addWidget(self._map_told)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * theme.SPACE)
        grid.setVerticalSpacing(theme.SPACE)
        grid.addLayout(left, 0, 0)
        grid.addLayout(right, 0, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 2)
        grid.setRowStretch(0, 1)
        for row, (label, bars) in enumerate(
            ((self._vector_told, self._vector), (self._level_told, self._level)), 1
        ):
            column = QVBoxLayout()
            column.setSpacing(theme.SPACE // 2)
            column.addWidget(label)
            column.addWidget(bars)
            grid.addLayout(column, row, 0, 1, 2)

    def show_network(self, result: NetworkResult) -> None:
        """Its words; the one that was chosen stays, if it is there."""
        self._result = result
        before = self._wanted
        names = [word_name(word) for word in result.words.words]
        self._list.clear()
        self._list.addItems(names)
        self._map.show_words(result.words.places, names)
        self._map_told.setText(space_told(result.words))
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
            f"The noise level λ = {step.job.log_snr:.1f}, as {made[0]} tells it: {len(numbers)} "
            "numbers"
        )

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
            item = QListWidgetItem(f"{cosine:.2f}  {word_name(space.words[other])}")
            item.setData(_WORD, other)
            self._near.addItem(item)
        self._map.choose(word, near)
        self._vector.show_numbers(space.vectors[word])
        self._vector_told.setText(vector_told(space, word))
        if space.pictures is None:
            self._picture.show_images(number_pictures(space.vectors[:0, :, None, None]))
        else:
            self._picture.show_images(number_pictures(space.pictures[word][None], 1))


_WORD = Qt.ItemDataRole.UserRole
