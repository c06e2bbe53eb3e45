"""One part of the network: all its channels, and what one of its pixels sees."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sprite_studio.studio.jobs.network import ANSWER, Maps, NetworkPart, ReachResult, StepResult, X
from sprite_studio.ui import theme
from sprite_studio.ui.network.map_grid import MapGrid
from sprite_studio.ui.network.pixel_map import PixelMap
from sprite_studio.ui.network.told import (
    X_TOLD,
    attention_told,
    change_told,
    given_told,
    name_of,
    part_told,
    reach_told,
)
from sprite_studio.ui.network.whole_view import strength_of, x_of
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.forms import describe
from sprite_studio.ui.widgets.numbers.bars import Bars
from sprite_studio.ui.widgets.page_frame import titled

RUN_FIRST, NO_CHANGE = "Press Run first.", "No word changes xₜ."
MAPS, VECTOR = range(2)


class PartView(QWidget):
    """Signals:
    chosen(str): another part is to be shown, by hand.
    pixel_chosen(): another pixel of it.
    """

    chosen = Signal(str)
    pixel_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: dict[str, NetworkPart] = {}
        self._step: StepResult | None = None
        self._changed = False
        self._pixel: tuple[int, int] | None = None
        self._list = QComboBox()
        describe(self._list, "Part of the network", "The part whose channels are shown")
        self._list.activated.connect(lambda _: self.chosen.emit(self.name))
        self._told = _quiet()
        self._strength_title, self._channels_title, self._bars_title = (_quiet() for _ in range(3))
        self._channels = MapGrid("channel")
        self._strength = PixelMap("Strength of the part", choosable=True)
        self._strength.picked.connect(self._choose_pixel)
        self._reach = PixelMap("What the pixel sees")
        self._reach_told = _quiet()
        self._heads = MapGrid("head", signed=False)
        self._heads_told = _quiet()
        self._bars = Bars("Numbers of the part", RUN_FIRST)
        self._given = Bars("Numbers that it is given", RUN_FIRST)
        self._given_told = _quiet()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._maps_side())
        self._stack.addWidget(self._vector_side())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self._list)
        column.addWidget(self._told)
        column.addWidget(self._stack, 1)

    def _maps_side(self) -> QWidget:
        side = QWidget()
        left = QVBoxLayout()
        left.setSpacing(theme.SPACE // 2)
        self._strength_title.setToolTip(STRENGTH_TIP)
        left.addWidget(self._strength_title)
        left.addWidget(self._strength, 1)
        left.addLayout(titled("What it sees of xₜ", self._reach, REACH_TIP), 1)
        left.addWidget(self._reach_told)
        right = QVBoxLayout()
        right.setSpacing(theme.SPACE // 2)
        self._channels_title.setToolTip(CHANNELS_TIP)
        right.addWidget(self._channels_title)
        right.addWidget(self._channels, 3)
        self._attention = QWidget()
        heads = QVBoxLayout(self._attention)
        heads.setContentsMargins(0, 0, 0, 0)
        heads.addLayout(titled("Where the pixel looks, head by head", self._heads, HEADS_TIP), 1)
        heads.addWidget(self._heads_told)
        right.addWidget(self._attention, 2)
        row = QHBoxLayout(side)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.SPACE)
        row.addLayout(left, 2)
        row.addLayout(right, 5)
        return side

    def _vector_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self._given_told)
        column.addWidget(self._given, 1)
        self._bars_title.setToolTip(BARS_TIP)
        column.addWidget(self._bars_title)
        column.addWidget(self._bars, 1)
        return side

    @property
    def name(self) -> str:
        """Of the part that is shown, or ""."""
        return self._list.currentData() or ""

    @property
    def pixel(self) -> tuple[int, int]:
        """Row and column of the one that is chosen; at first it is in the middle."""
        part = self._parts.get(self.name)
        size = self._parts[ANSWER].size if part is None else part.size
        row, column = self._pixel or (size // 2, size // 2)
        return min(row, size - 1), min(column, size - 1)

    def show_network(self, parts: Sequence[NetworkPart]) -> None:
        """Offer these parts; nothing is known of them yet."""
        before = self.name
        self._parts = {part.name: part for part in parts}
        self._list.clear()
        for name in (X, *self._parts):
            self._list.addItem(name_of(name), name)
        self._list.setCurrentIndex(max(0, self._list.findData(before or ANSWER)))
        self.show_step(None, changed=False)

    def show_part(self, name: str) -> None:
        """By its name, or `X`."""
        self._list.setCurrentIndex(max(0, self._list.findData(name)))
        self._reach.show_none("")  # until it is known of this one
        self._reach_told.clear()
        self._show()

    def show_step(self, step: StepResult | None, changed: bool) -> None:
        """Args: step: of this network, or None while none is open; changed: whether what a word
        changes is shown."""
        self._step, self._changed = step, changed
        self._show()

    def show_reach(self, result: ReachResult | None) -> None:
        """What the pixel sees, or None while there is nothing to see."""
        if result is not None:
            self._reach.show_values(result.field)
        else:
            self._reach.show_none("This is xₜ itself." if self.name == X else RUN_FIRST)
        self._reach_told.setText("" if result is None else reach_told(result))

    def _show(self) -> None:
        part = self._parts.get(self.name)
        told = f"{X_TOLD}." if part is None else part_told(part)
        if part is not None and self._changed and self._step is not None:
            told = f"{told} {change_told(self._step, part.name)}"
        self._told.setText(told)
        self._name_maps()
        maps = self._maps()
        if part is not None and part.is_embedding:
            self._stack.setCurrentIndex(VECTOR)
            self._bars.show_numbers(None if maps is None else maps.ravel())
            given = None if self._step is None else self._step.given[part.name]
            self._given.show_numbers(given)
            self._given.setVisible(given is None or len(given) > 1)  # one is told in words
            self._given_told.setText(given_told(given))
            return
        self._stack.setCurrentIndex(MAPS)
        self._channels.show_maps(maps)
        if maps is None:
            self._strength.show_none(RUN_FIRST if self._step is None else NO_CHANGE)
        else:
            self._strength.show_values(strength_of(maps), self.pixel)
        self._show_attention()

    def _name_maps(self) -> None:
        """By what they show: what the part says, or how much of that a word is."""
        said = ("Strength: choose a pixel", "All channels", "What it makes of that")
        by_word = ("Strength of the effect", "All channels: with less without", "With less without")
        titles = (self._strength_title, self._channels_title, self._bars_title)
        texts = by_word if self._changed else said
        for title, text, legend in zip(titles, texts, ("", SIGNED, SIGNED), strict=True):
            title.setText(f"{text}{legend}")

    def _maps(self) -> Maps | None:
        if self._step is None:
            return None
        if self.name == X:
            return None if self._changed else x_of(self._step)
        return (self._step.changed if self._changed else self._step.said).get(self.name)

    def _show_attention(self) -> None:
        weights = None if self._step is None else self._step.attention.get(self.name)
        self._attention.setVisible(weights is not None)
        if weights is None:
            return
        size = self._parts[self.name].size
        row, column = self.pixel
        looks = weights[:, row * size + column].reshape(-1, size, size)
        self._heads.show_maps(looks)
        self._heads_told.setText(attention_told(looks, self.pixel))

    def _choose_pixel(self, row: int, column: int) -> None:
        self._pixel = row, column
        self._show()
        self.pixel_chosen.emit()


STRENGTH_TIP = "At each pixel the root mean square over all channels: the ground is 0"
REACH_TIP = (
    "How much what the part says at the chosen pixel, told the words, grows or shrinks with each "
    "pixel of xₜ: the length of the gradient of its strength"
)
SIGNED = " · orange above 0, blue below"
CHANNELS_TIP = "All on one scale, on which the ground is 0"
HEADS_TIP = "The softmax of its query with every pixel's key: each picture adds up to 1"
BARS_TIP = "The longest bar fills the height"


def _quiet() -> PlainLabel:
    label = PlainLabel()
    label.setWordWrap(True)
    label.setProperty("role", "quiet")
    return label
