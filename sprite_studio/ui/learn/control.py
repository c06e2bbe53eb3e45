"""The one control of a figure: a slider over a few places, with a name and what it stands at."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sprite_studio.ui import theme
from sprite_studio.ui.learn.prose import WIDEST
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.place_slider import PlaceSlider


class Control(QWidget):
    """Signals: moved(int): to another place."""

    moved = Signal(int)

    def __init__(self, name: str, count: int, start: int = 0) -> None:
        """Args: name: before the slider; count: places; start: where it stands."""
        super().__init__()
        label = PlainLabel(name)
        self._slider = PlaceSlider()
        self.set_count(count)
        self._slider.setValue(start)
        self._slider.setAccessibleName(name)
        label.setBuddy(self._slider)
        self._value = PlainLabel()
        self._value.setMinimumWidth(96)
        self._slider.valueChanged.connect(self.moved)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE)
        row.addWidget(label)
        row.addWidget(self._slider, 1)
        row.addWidget(self._value)
        self.setMaximumWidth(WIDEST)

    @property
    def place(self) -> int:
        return self._slider.value()

    def set_count(self, count: int) -> None:
        """So many places; it stands where it stood, if that is still there."""
        self._slider.setRange(0, max(0, count - 1))
        self._slider.setPageStep(max(1, count // 10))

    def move_to(self, place: int) -> None:
        """As if by hand."""
        self._slider.setValue(place)

    def say(self, text: str) -> None:
        """What it stands at."""
        self._value.setText(text)
