"""The colour that is painted with: the picture's own first, then a palette's, then any other."""

from collections.abc import Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter, QPixmap
from PySide6.QtWidgets import QColorDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sprite_studio.art.paint.painting import CLEAR, Colour
from sprite_studio.art.palette import colours_of
from sprite_studio.art.sprite import Pixels
from sprite_studio.ui import theme
from sprite_studio.ui.canvas.swatches import Swatches
from sprite_studio.ui.plain import PlainLabel

SAMPLE = 32
"""Logical pixels."""

MOST_OWN = 40
"""Colours of a picture that are offered; what has more is hardly pixel art."""

DIGITS = "123456789"
BLACK: Colour = (0, 0, 0, 255)
WHITE: Colour = (255, 255, 255, 255)


class ColourBox(QWidget):
    """Signals: chosen(Colour): another is painted with."""

    chosen = Signal(object)

    def __init__(
        self, panel: QWidget, palette: Sequence[str], parent: QWidget | None = None
    ) -> None:
        """Args: panel: where its keys work; palette: "rrggbb" each, if there is one."""
        super().__init__(parent)
        self._colour: Colour = WHITE
        self._sample = PlainLabel()
        self._sample.setFixedSize(SAMPLE, SAMPLE)
        self._name = PlainLabel()
        other = QPushButton("&Other …")
        other.setToolTip("Any other colour (O)")
        other.clicked.connect(self.ask)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        row.addWidget(self._sample)
        row.addWidget(self._name, 1)
        row.addWidget(other)
        self._own = Swatches("The picture's colours")
        self._palette = Swatches("The palette's colours")
        self._palette.show_colours([_of_text(colour) for colour in palette])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addLayout(row)
        column.addWidget(_heading("ITS COLOURS (1 TO 9)"))
        column.addWidget(self._own)
        heading = _heading("PALETTE")
        heading.setVisible(bool(palette))
        column.addWidget(heading)
        column.addWidget(self._palette)
        for swatches in (self._own, self._palette):
            swatches.chosen.connect(self.use)
        _add_key(panel, "O", self.ask)
        for number, digit in enumerate(DIGITS):
            _add_key(panel, digit, partial(self._use_own, number))

    def show_pixels(self, pixels: Pixels) -> None:
        """Offer the colours of a picture, the most used first, then black and white."""
        own: list[Colour] = [
            (red, green, blue, 255) for red, green, blue in colours_of(pixels)[:MOST_OWN].tolist()
        ]
        offered = list(dict.fromkeys([*own, BLACK, WHITE]))
        if offered != list(self._own.colours):
            self._own.show_colours(offered)

    def use(self, colour: Colour) -> None:
        """Paint with it. A clear one is no colour, and changes nothing."""
        if colour == CLEAR:
            return
        self._colour = (*colour[:3], 255)
        picture = QPixmap(SAMPLE, SAMPLE)
        picture.fill(QColor(*colour[:3]))
        painter = QPainter(picture)
        painter.setPen(QColor(theme.colours().line))
        painter.drawRect(0, 0, SAMPLE - 1, SAMPLE - 1)
        painter.end()
        self._sample.setPixmap(picture)
        self._name.setText(QColor(*colour[:3]).name())
        for swatches in (self._own, self._palette):
            swatches.mark(self._colour)
        self.chosen.emit(self._colour)

    def use_first(self) -> None:
        """The picture's own main colour."""
        self._use_own(0)

    def ask(self) -> None:
        """For any colour."""
        chosen = QColorDialog.getColor(QColor(*self._colour), self, "Choose a colour")
        if chosen.isValid():
            self.use((chosen.red(), chosen.green(), chosen.blue(), 255))

    def _use_own(self, number: int) -> None:
        if number < len(self._own.colours):
            self.use(self._own.colours[number])


def _of_text(colour: str) -> Colour:
    red, green, blue = np.frombuffer(bytes.fromhex(colour), np.uint8).tolist()
    return red, green, blue, 255


def _heading(text: str) -> PlainLabel:
    label = PlainLabel(text)
    label.setProperty("role", "section")
    return label


def _add_key(panel: QWidget, key: str, done: object) -> None:
    action = QAction(panel)
    action.setShortcut(QKeySequence(key))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda: done())  # pyright: ignore[reportCallIssue]
    panel.addAction(action)
