"""The style of a drawing: chosen by its name from what the model draws in each."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from sprite_studio.art.sprite import SIZE
from sprite_studio.studio.jobs.drawing import BEST, MIXED, NONE
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.words.examples import OF_STYLE
from sprite_studio.studio.words.styles import SLOT, knows_style, name_of, styles_in
from sprite_studio.ui import theme
from sprite_studio.ui.actions import LEARN_STYLE, LEARN_STYLE_TIP
from sprite_studio.ui.icons import icon
from sprite_studio.ui.plain import PlainLabel, plain_tip
from sprite_studio.ui.widgets.forms import describe
from sprite_studio.ui.widgets.pixmaps import GAP, sprite_row
from sprite_studio.ui.work.word_pictures import WordPictures

ZOOM = 2
"""Logical pixels a sprite pixel."""

SHOWN = 9
"""Styles that the open list shows at once."""

BAR = 24
"""Logical pixels: the open list's scroll bar, and a little air."""

TIP = "One style for all sprites; the words are drawn in it"
TIPS = {
    MIXED: "Every sprite in a style of its own, drawn from its seed: a quick look at all of them",
    NONE: "The network is told no style, and draws an average of all: soft, but for learning",
}
NAMES = {MIXED: "Mixed", NONE: "None"}


class StyleBox(QWidget):
    """Shows any style; what the model does not know is kept, and shown by its name.

    Signals:
        changed(): by hand.
        learn_wanted(): a style is to be learned from sprites.
    """

    changed = Signal()
    learn_wanted = Signal()

    def __init__(
        self,
        style: str,
        kept: bool | None = None,
        mixed: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Args: kept: whether the style stays where other controls are set; None where that cannot
        be chosen; mixed: whether a style for each sprite, drawn by lot, is offered."""
        super().__init__(parent)
        self._offers_mixed = mixed
        self._style = self._allowed(style)
        self._model: ModelSummary | None = None
        self._pictures: WordPictures | None = None
        self._box = QComboBox()
        self._box.setProperty("role", "pictures")
        self._box.setIconSize(QSize(OF_STYLE * SIZE * ZOOM + (OF_STYLE - 1) * GAP, SIZE * ZOOM))
        self._box.setMaxVisibleItems(SHOWN)
        self._box.setMinimumContentsLength(8)
        self._box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        describe(self._box, "Style", TIP)
        self._keep = QPushButton()
        self._keep.setProperty("role", "compact")
        self._keep.setIcon(icon("lock"))
        self._keep.setCheckable(True)
        self._keep.setChecked(bool(kept))
        self._keep.setVisible(kept is not None)
        describe(
            self._keep,
            "Keep the style",
            "Keep this style also where an earlier drawing, or a picture, sets all other controls",
        )
        self._note = PlainLabel()
        self._note.setProperty("role", "quiet")
        self._note.setWordWrap(True)
        self._note.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE // 2)
        row.addWidget(self._box, 1)
        row.addWidget(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        column.addLayout(row)
        column.addWidget(self._note)
        self._fill()
        self._box.activated.connect(self._on_chosen)

    @property
    def chosen(self) -> str:
        """`BEST`, `MIXED`, `NONE` or the model's word."""
        return self._style

    @property
    def word(self) -> str:
        """The same; the model's word for its best style."""
        return self._word(self._style)

    @property
    def is_kept(self) -> bool:
        return self._keep.isChecked()

    def set_style(self, style: str) -> None:
        """Show it; says nothing of it."""
        self._style = self._allowed(style)
        self._show()

    def choose(self, style: str) -> None:
        """As by hand."""
        chosen = BEST if self._model is not None and style == self._model.best_style else style
        if chosen != self._style:
            self.set_style(chosen)
            self.changed.emit()

    def show_model(self, model: ModelSummary) -> None:
        """Offer its styles."""
        if model != self._model:
            self._model = model
            self._fill()
            self._want()

    def fit(self) -> str:
        """The model's best instead of a style that it does not know; a sentence that says so, or
        ""."""
        model = self._model
        if model is None or knows_style(self._style, model.known):
            return ""
        lost, best = name_of(self._style), model.best_style
        self.set_style(BEST)
        instead = "without a style" if best == NONE else f"in the style {name_of(best)}"
        return f"The model {model.name!r} has no style {lost}; it draws {instead} instead"

    def learn_button(self) -> QPushButton:
        """A button that leads to where a style is made, to be placed beside the box."""
        learn = QPushButton(LEARN_STYLE)
        learn.setProperty("role", "small")
        learn.setIcon(icon("learn"))
        learn.setToolTip(f"{LEARN_STYLE_TIP} (Ctrl+L)")
        learn.clicked.connect(self.learn_wanted)
        return learn

    def show_pictures(self, pictures: WordPictures) -> None:
        """Take the pictures from there, and have those that are missing drawn."""
        self._pictures = pictures
        pictures.arrived.connect(self._on_picture)
        self._want()

    def show_mix(self, mix: Mapping[str, float]) -> None:
        """Say where the words leave no room for the chosen style."""
        self.say(self._said_of(mix))

    def say(self, told: str) -> None:
        """A note below the box, or "" for none."""
        self._note.setText(told)
        self._note.setVisible(bool(told))

    def _allowed(self, style: str) -> str:
        return BEST if style == MIXED and not self._offers_mixed else style

    def _said_of(self, mix: Mapping[str, float]) -> str:
        named = [
            f"{name_of(word)} {weight:.10g}"
            for word, weight in mix.items()
            if word.startswith(SLOT)
        ]
        if named:
            return f"The words name styles, which are drawn instead: {', '.join(named)}"
        taught = () if self._model is None else self._model.taught or ()
        learned = next((word for word in mix if word in taught), None)
        if learned is not None and self._style in (BEST, MIXED):
            return f"“{learned}” was learned without a style, and is drawn without; or choose one"
        return ""

    # -- what is offered

    def _offered(self) -> list[tuple[str, str]]:
        """Style and name, the best first."""
        if self._model is None:
            return [(BEST, "The model's best")]
        best = self._model.best_style
        if best == NONE:
            return [(BEST, "This model has no styles")]
        others = [style for style in self._styles() if style != best]
        named = sorted(((style, name_of(style)) for style in others), key=_by_name)
        mixed = [(MIXED, NAMES[MIXED])] if others and self._offers_mixed else []
        return [(BEST, name_of(best)), *named, *mixed, (NONE, NAMES[NONE])]

    def _styles(self) -> tuple[str, ...]:
        model = self._model
        return () if model is None else styles_in(model.known)

    def _fill(self) -> None:
        self._box.clear()
        for number, (style, name) in enumerate(self._offered()):
            self._box.addItem(self._icon(style), name, style)
            tip = TIPS.get(style) or f"{name} ({self._word(style)})"
            self._box.setItemData(number, plain_tip(tip), Qt.ItemDataRole.ToolTipRole)
        view = self._box.view()
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        view.setMinimumWidth(view.sizeHintForColumn(0) + BAR)
        self._show()

    def _show(self) -> None:
        """A style that the model does not know stands last, by its name."""
        best = BEST if self._model is None else self._model.best_style
        shown = BEST if self._style == best else self._style
        index = self._box.findData(shown)
        if index < 0:
            index = self._box.count()
            self._box.addItem(self._icon(shown), name_of(shown), shown)
        self._box.setCurrentIndex(index)
        self._box.setEnabled(self._box.count() > 1)

    def _word(self, style: str) -> str:
        """Of an entry: what its pictures are filed under."""
        return self._model.best_style if style == BEST and self._model is not None else style

    def _icon(self, style: str) -> QIcon:
        images = None if self._pictures is None else self._pictures.of(self._word(style))
        return sprite_row(images, OF_STYLE, ZOOM, self.devicePixelRatioF())

    def _want(self) -> None:
        if self._pictures is not None and self._model is not None and len(self._styles()) > 0:
            best = self._model.best_style
            self._pictures.want(self._model, (best, *self._styles(), MIXED, NONE))
            self._show_icons()

    def _show_icons(self) -> None:
        for number in range(self._box.count()):
            self._box.setItemIcon(number, self._icon(self._box.itemData(number)))

    def _on_picture(self, word: str) -> None:
        for number in range(self._box.count()):
            style = self._box.itemData(number)
            if self._word(style) == word:
                self._box.setItemIcon(number, self._icon(style))

    def _on_chosen(self, index: int) -> None:
        self.choose(self._box.itemData(index))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_icons()


def _by_name(entry: tuple[str, str]) -> str:
    return entry[1].casefold()
