"""A word's weight: a slider that shows where zero is."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QWidget,
)

from sprite_studio.studio.words.names import STYLE_NAMES
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel, plain_tip

LEAST, MOST, STEP = -100, 150, 5
"""Hundredths of a weight."""

_TICK, _GROOVE = 10, 4
"""Logical pixels: the height of the mark at zero, and of the groove."""


def title_of(word: str) -> str:
    """ "colour:red" → "Red": as it stands beside its slider; a style by its own name."""
    if word in STYLE_NAMES:
        return STYLE_NAMES[word]
    return short(word).replace("_", " ").capitalize()


def short(word: str) -> str:
    """ "colour:red" → "red": what people type."""
    return word.partition(":")[2] or word


EXPLAINED = {
    "hero": "people, from the front",
    "non-hero": "creatures, monsters, animals",
    "food": "what is eaten and drunk",
    "spell": "items, weapons, magic",
    "side-facing": "people, from the side",
}
"""What the categories of the course hold."""


def explained(word: str) -> str:
    """ "Non-hero: creatures, monsters, animals"; any other word by its title alone."""
    meant = EXPLAINED.get(word)
    return f"{title_of(word)}: {meant}" if meant else title_of(word)


class WeightSlider(QWidget):
    """One word's weight. A double click on it sets it back to zero.

    Signals:
        changed(): by hand or by key.
    """

    changed = Signal()

    def __init__(self, word: str, weight: float = 0.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.word = word
        self._name = PlainLabel(title_of(word))
        self._name.setToolTip(plain_tip(explained(word) if word in EXPLAINED else word))
        self._slider = _FromZero(Qt.Orientation.Horizontal)
        self._slider.setRange(LEAST, MOST)
        self._slider.setSingleStep(STEP)
        self._slider.setPageStep(4 * STEP)
        self._slider.setAccessibleName(f"{title_of(word)} weight")
        self._slider.setToolTip(
            "Drag or use the arrow keys; left of the mark steers away from the word, "
            "a double click goes back to it"
        )
        self._value = PlainLabel()
        self._value.setMinimumWidth(40)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._name.setBuddy(self._slider)
        self._weight = weight
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(theme.SPACE)
        layout.addWidget(self._name, 0, 0)
        layout.addWidget(self._slider, 0, 1)
        layout.addWidget(self._value, 0, 2)
        layout.setColumnMinimumWidth(0, 88)
        layout.setColumnStretch(1, 1)
        self._slider.valueChanged.connect(self._on_value)
        self._slider.blockSignals(True)
        self._slider.setValue(self._nearest())
        self._slider.blockSignals(False)
        self._show_value()

    @property
    def weight(self) -> float:
        """As it was set, even if the slider cannot show it, until a hand moves it."""
        return self._weight

    def set_weight(self, weight: float) -> None:
        if weight == self._weight and self._slider.value() == self._nearest():
            return
        self._weight = weight
        self._slider.blockSignals(True)
        self._slider.setValue(self._nearest())
        self._slider.blockSignals(False)
        self._show_value()
        self.changed.emit()

    def _nearest(self) -> int:
        """What the slider can show of the weight."""
        return round(min(max(self._weight * 100, LEAST), MOST))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._slider.setValue(0)

    def _on_value(self) -> None:
        self._weight = self._slider.value() / 100
        self._show_value()
        self.changed.emit()

    def _show_value(self) -> None:
        is_short = round(self._weight, 2) == self._weight
        shown = f"{self._weight:.2f}" if is_short and self._weight else f"{self._weight:g}"
        self._value.setText(shown)
        self._value.setProperty("role", "" if self._weight else "quiet")
        self._value.style().polish(self._value)


class _FromZero(QSlider):
    """Its groove is filled from zero to the handle, and zero has a mark."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.setValue(0)

    def paintEvent(self, ev: QPaintEvent) -> None:
        super().paintEvent(ev)
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, self
        )
        room = self.width() - handle.width()
        zero = handle.width() / 2 + room * -self.minimum() / (self.maximum() - self.minimum())
        middle = handle.center().y() + 0.5
        c = theme.colours()
        painter = QPainter(self)
        if not handle.left() <= zero <= handle.right():
            edge = handle.left() if self.value() > 0 else handle.right() + 1
            fill = QRectF(min(zero, edge), middle - _GROOVE / 2, abs(edge - zero), _GROOVE)
            painter.fillRect(fill, QColor(c.accent if self.isEnabled() else c.faint))
            painter.fillRect(QRectF(zero - 1, middle - _TICK / 2, 2, _TICK), QColor(c.quiet))
