"""A slider that goes where it is clicked, and on from there while the button is held."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget


class PlaceSlider(QSlider):
    """Of `QSlider`, which goes a page on where it is clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        """The handle comes under the pointer, and is then held as if it had been pressed there."""
        groove, handle = self._rect(_GROOVE), self._rect(_HANDLE)
        x = round(ev.position().x())
        if ev.button() == Qt.MouseButton.LeftButton and not handle.left() <= x <= handle.right():
            place, room = x - groove.x() - handle.width() // 2, groove.width() - handle.width()
            low, high = self.minimum(), self.maximum()
            self.setValue(QStyle.sliderValueFromPosition(low, high, place, room))
        super().mousePressEvent(ev)

    def _rect(self, part: QStyle.SubControl) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self)


_GROOVE, _HANDLE = QStyle.SubControl.SC_SliderGroove, QStyle.SubControl.SC_SliderHandle
