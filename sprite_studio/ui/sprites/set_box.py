"""What a set's sprites have in common: a style, a palette; and more of them."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QPushButton, QWidget

from sprite_studio.studio.jobs.library.changes import KeptSet, SetFacts
from sprite_studio.studio.words.styles import name_of
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.forms import describe
from sprite_studio.ui.widgets.palette_box import PaletteBox

ANY = "Any style"


class SetBox(QWidget):
    """Signals:
    changed(SetFacts): the set is to be so.
    draw_wanted(): more sprites of this set.
    failed(str): a palette could not be used, and why.
    """

    changed = Signal(object)
    draw_wanted = Signal()
    failed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: SetFacts | None = None
        self._styles: tuple[str, ...] = ()
        self._style = QComboBox()
        describe(self._style, "Style of the set", "Draw more of this set draws in this style")
        self._style.setMinimumContentsLength(8)
        self._style.activated.connect(lambda _: self._tell())
        self._palette = PaletteBox(draws=False)
        self._palette.setToolTip(
            "Draw more of this set draws in these colours, and an export offers them; "
            "the sprites that are in it stay as they are"
        )
        self._palette.changed.connect(self._tell)
        self._palette.failed.connect(self.failed)
        self._draw = QPushButton("Draw more of this set")
        self._draw.setProperty("role", "primary")
        self._draw.setToolTip("Go to Create, with the style and the palette of this set")
        self._draw.clicked.connect(self.draw_wanted)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(theme.SPACE // 2)
        form.setHorizontalSpacing(theme.SPACE)
        heading = PlainLabel("THIS SET")
        heading.setProperty("role", "section")
        form.addRow(heading)
        for name, box in (("Style", self._style), ("Palette", self._palette)):
            label = PlainLabel(name)
            label.setProperty("role", "quiet")
            form.addRow(label, box)
        form.addRow(self._draw)
        self.hide()

    def offer_styles(self, words: Iterable[str]) -> None:
        """Styles that there are to choose from."""
        self._styles = tuple(sorted(set(words), key=lambda word: name_of(word).casefold()))
        if self._facts is not None:
            self._fill(self._facts)

    def show_set(self, one: KeptSet | None) -> None:
        """Of which it is; None hides it."""
        self._facts = None if one is None else one.facts
        self.setVisible(one is not None)
        if self._facts is not None:
            self._fill(self._facts)

    def _fill(self, facts: SetFacts) -> None:
        self._style.clear()
        self._style.addItem(ANY, "")
        for word in dict.fromkeys((*self._styles, *filter(None, (facts.style,)))):
            self._style.addItem(name_of(word), word)
        self._style.setCurrentIndex(max(0, self._style.findData(facts.style)))
        self._palette.choose(facts.palette, f"{len(facts.palette)} colours", inside=False)

    def _tell(self) -> None:
        if self._facts is not None:
            style, palette = self._style.currentData(), self._palette.colours()
            self.changed.emit(replace(self._facts, style=style, palette=palette))
