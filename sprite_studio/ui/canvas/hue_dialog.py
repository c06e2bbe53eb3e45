"""By how much the hues of what is selected are turned, seen on the canvas while the hand moves."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QSlider, QVBoxLayout, QWidget

from sprite_studio.art.paint.painting import Painting
from sprite_studio.art.paint.whole import hue_turned
from sprite_studio.ui import theme
from sprite_studio.ui.canvas.pixel_canvas import PixelCanvas
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.forms import describe


class HueDialog(QDialog):
    """Changes the canvas when it is accepted, as one change."""

    def __init__(self, canvas: PixelCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Turn hues")
        self._canvas = canvas
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(-180, 180)
        self._slider.setPageStep(30)
        self._slider.setMinimumWidth(320)
        describe(self._slider, "Degrees", "Round the circle of hues; greys have none and stay")
        self._told = PlainLabel()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        turn = buttons.addButton("Turn", QDialogButtonBox.ButtonRole.AcceptRole)
        turn.setProperty("role", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*([2 * theme.SPACE] * 4))
        column.setSpacing(theme.SPACE)
        column.addWidget(self._told)
        column.addWidget(self._slider)
        column.addWidget(buttons)
        self._slider.valueChanged.connect(self._show)
        self._show()

    def accept(self) -> None:
        self._canvas.apply(self._turned)
        super().accept()

    def reject(self) -> None:
        self._canvas.preview(lambda now: now)
        super().reject()

    def _show(self) -> None:
        what = "what is selected" if self._canvas.painting.selection.any() else "all"
        self._told.setText(f"Turn the hues of {what} by {self._slider.value()}°")
        self._canvas.preview(self._turned)

    def _turned(self, painting: Painting) -> Painting:
        return hue_turned(painting, self._slider.value())
