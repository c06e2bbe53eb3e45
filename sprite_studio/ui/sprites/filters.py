"""What of the library is to be seen: by word, style, palette, source and date."""

import time
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QWidget

from sprite_studio.studio.jobs.library.finding import ChoicesResult, Query
from sprite_studio.studio.jobs.library.sprites import SOURCES, Source
from sprite_studio.studio.words.names import describe as describe_word
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.forms import describe
from sprite_studio.ui.widgets.palette_box import colour_bar

T = TypeVar("T")

DAYS = {"Today": 1, "The last week": 7, "The last month": 31, "The last year": 366}
"""How far back, from now."""

DAY_US = 24 * 3600 * 1_000_000


class Filters(QWidget):
    """Signals: changed(): something else is to be seen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = _box("Word", "Only sprites that show this", "Any word")
        self._style = _box("Style", "Only sprites in this style", "Any style")
        self._palette = _box("Palette", "Only sprites drawn in this palette", "Any palette")
        self._palette.setIconSize(QSize(64, 12))
        self._source = _box("Source", "Drawn here, imported or painted", "Any source")
        self._date = _box("Kept", "How long ago they were kept", "Any time")
        for source, name in SOURCES.items():
            self._source.addItem(name, source)
        for name, days in DAYS.items():
            self._date.addItem(name, days)
        self._clear = QPushButton("Clear filters")
        self._clear.setProperty("role", "small")
        self._clear.setToolTip("Show sprites whatever their word, style, palette, source and date")
        self._clear.clicked.connect(self.clear)
        rows = QGridLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(theme.SPACE)
        rows.setVerticalSpacing(theme.SPACE // 2)
        rows.setColumnStretch(1, 1)
        for row, box in enumerate(self._boxes()):
            label = PlainLabel(box.accessibleName())
            label.setProperty("role", "quiet")
            rows.addWidget(label, row, 0)
            rows.addWidget(box, row, 1)
            box.activated.connect(self._tell)
        rows.addWidget(self._clear, len(self._boxes()), 1)
        self._clear.hide()

    @property
    def is_set(self) -> bool:
        """Whether anything is left out."""
        return any(box.currentIndex() > 0 for box in self._boxes())

    def filtered(self, query: Query) -> Query:
        """With what is chosen here."""
        source: Source | None = self._source.currentData()
        days: int | None = self._date.currentData()
        # To the day, so that a search is the same search a moment later.
        today = time.time_ns() // 1000 // DAY_US * DAY_US
        return replace(
            query,
            word=self._word.currentData(),
            style=self._style.currentData(),
            palette=self._palette.currentData(),
            source=source,
            since=0 if days is None else today - (days - 1) * DAY_US,
        )

    def clear(self) -> None:
        """Leave nothing out."""
        if self.is_set:
            for box in self._boxes():
                box.setCurrentIndex(0)
            self._tell()

    def show_choices(self, choices: ChoicesResult) -> None:
        """What there is to choose from; what is chosen stays so."""
        words = ((word, describe_word(word).name, n) for word, n in choices.words)
        _offer(self._word, sorted(words, key=lambda one: one[1].casefold()))
        styles = ((s, describe_word(s).name if s else "No style", n) for s, n in choices.styles)
        _offer(self._style, styles)
        palettes = ((p, f"{len(p)} colours" if p else "As drawn", n) for p, n in choices.palettes)
        _offer(self._palette, palettes)
        for row in range(1, self._palette.count()):
            if colours := self._palette.itemData(row):
                self._palette.setItemIcon(row, colour_bar(colours))

    def _boxes(self) -> tuple[QComboBox, ...]:
        return self._word, self._style, self._palette, self._source, self._date

    def _tell(self) -> None:
        self._clear.setVisible(self.is_set)
        self.changed.emit()


def _box(name: str, tip: str, any_: str) -> QComboBox:
    box = QComboBox()
    describe(box, name, tip)
    box.setMinimumContentsLength(8)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.addItem(any_, None)
    return box


def _offer(box: QComboBox, values: Iterable[tuple[T, str, int]]) -> None:
    """Args: values: each with its name and number of sprites."""
    chosen, name = box.currentData(), box.currentText()
    while box.count() > 1:
        box.removeItem(1)
    for value, named, count in values:
        box.addItem(f"{named}  ({count:,})", value)
    known = [box.itemData(row) for row in range(box.count())]
    if chosen is not None and chosen not in known:  # there are none any more
        box.addItem(name, chosen)
        known.append(chosen)
    box.setCurrentIndex(known.index(chosen))
