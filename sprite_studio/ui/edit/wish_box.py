"""What is to become of a sprite, as controls: the kind, its words, style, strength, category."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QWidget

from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.studio.jobs.drawing import BEST
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.ui import theme
from sprite_studio.ui.edit.wishes import NAMES, STRONG, WORDED, Kind, Wish
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.forms import DecimalBox, describe, quiet_label, spin_box
from sprite_studio.ui.widgets.page_frame import tab_row
from sprite_studio.ui.widgets.style_box import StyleBox
from sprite_studio.ui.work.word_pictures import WordPictures

PLACEHOLDERS = {
    Kind.REDRAW: "a red pointed hat",
    Kind.VARY: "other words, if any",
    Kind.REDRESS: "a blue ghost",
}

STYLE_NOTES = {
    Kind.REDRAW: "The first of the list leaves the part in the sprite's own style",
    Kind.VARY: "The first of the list leaves the sprite in its own style",
    Kind.REDRESS: "The first of the list draws each in a style of its own; of another there is one",
}


class WishBox(QWidget):
    """The controls; the tabs of the kinds are a row of its own, which the dialog places.

    Attributes: tabs: the row.

    Signals:
        changed(): by hand.
        asked(): Enter in the words.
    """

    changed = Signal()
    asked = Signal()

    def __init__(self, pictures: WordPictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs, self._kinds = self._tabs()
        self._words = QLineEdit()
        describe(self._words, "Words", "What it is to be, in plain words; Enter draws")
        self._style = StyleBox(BEST)
        self._style.show_pictures(pictures)
        self._style_note = quiet_label()
        self._strength = spin_box(DecimalBox(), 0.05, 1, 0.05, 0.4)
        describe(self._strength, "Strength", "From a touch-up to another sprite")
        self._category = QComboBox()
        self._category.addItems(CATEGORIES)
        describe(self._category, "Category", "What it turns into")
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(2 * theme.SPACE)
        self._form.setVerticalSpacing(theme.SPACE)
        self._form.addRow("&Words", self._words)
        style = PlainLabel("St&yle")
        style.setBuddy(self._style)
        self._form.addRow(style, self._style)
        self._form.addRow("", self._style_note)
        self._form.addRow("&Strength", self._strength)
        self._form.addRow("&Into", self._category)
        self._words.returnPressed.connect(self.asked)
        self._words.textChanged.connect(lambda _: self.changed.emit())
        self._style.changed.connect(self.changed)
        self._strength.valueChanged.connect(lambda _: self.changed.emit())
        self._category.currentIndexChanged.connect(lambda _: self.changed.emit())
        self._kinds.idClicked.connect(lambda _: self._on_kind())
        self._fit()

    def wish(self) -> Wish:
        """What the controls say."""
        return Wish(
            Kind(self._kinds.checkedId()),
            self._words.text(),
            self._style.chosen,
            self._strength.value(),
            self._category.currentText(),
        )

    def finish_typing(self) -> None:
        """What is typed into the strength counts from now on."""
        self._strength.interpretText()

    def choose(self, kind: Kind) -> None:
        """As by hand."""
        self._kinds.button(kind).setChecked(True)
        self._on_kind()

    def show_model(self, model: ModelSummary) -> None:
        """Offer its styles."""
        self._style.show_model(model)
        self._style.fit()

    def _tabs(self) -> tuple[QHBoxLayout, QButtonGroup]:
        return tab_row(self, [NAMES[kind] for kind in Kind])

    def _on_kind(self) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        kind = Kind(self._kinds.checkedId())
        self._words.setPlaceholderText(PLACEHOLDERS.get(kind, ""))
        self._style_note.setText(STYLE_NOTES.get(kind, ""))
        for part in (self._words, self._style, self._style_note):
            self._form.setRowVisible(part, kind in WORDED)
        self._form.setRowVisible(self._strength, kind in STRONG)
        self._form.setRowVisible(self._category, kind is Kind.TURN)
