"""The steps of a run under the hand: scrub, play, step, loop, speed."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QWidget,
)

from sprite_studio.ui import theme
from sprite_studio.ui.icons import icon
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.place_slider import PlaceSlider

SECONDS = 6.0
"""For which a whole run is shown at speed 1, however many steps it has."""

MOST_FRAMES_A_SECOND = 25.0
LEAST_FRAMES_A_SECOND = 2.5
SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0)


class Timeline(QWidget):
    """Buttons, a slider and the number of the step.

    Signals:
        moved(int): to a step, by hand or by playing.
    """

    moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._tick)
        self._end = ""
        self._slider = PlaceSlider()
        self._slider.setAccessibleName("Step")
        self._slider.setToolTip("Drag through the run (, and . step; Home and End jump)")
        self._slider.valueChanged.connect(self._on_value)
        self._label = PlainLabel()
        self._label.setMinimumWidth(72)
        self._label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._play = _button("play", "Play", "Play or pause (Space)")
        self._loop = _button("loop", "Loop", "Begin again at the end")
        self._loop.setCheckable(True)
        self._loop.setChecked(True)
        self._speed = QComboBox()
        self._speed.setAccessibleName("Speed")
        self._speed.setToolTip("How fast it plays")
        for speed in SPEEDS:
            self._speed.addItem(f"{speed:g}×", speed)
        self._speed.setCurrentIndex(SPEEDS.index(1.0))
        self._speed.currentIndexChanged.connect(self._set_pace)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE // 2)
        for button, pressed in (
            (_button("first", "First step", "To the first step (Home)"), self.to_first),
            (_button("back", "Step back", "One step back (,)"), self.step_back),
            (self._play, self.toggle),
            (_button("forward", "Step on", "One step on (.)"), self.step_on),
            (_button("last", "Last step", "To the last step (End)"), self.to_last),
        ):
            button.clicked.connect(pressed)
            row.addWidget(button)
        row.addWidget(self._slider, 1)
        row.addWidget(self._label)
        row.addWidget(self._loop)
        row.addWidget(self._speed)
        self.set_count(0)

    def add_keys(self, owner: QWidget) -> None:
        """Space, `,` and `.`, Home and End work wherever the focus is inside `owner`, but not
        while it is being typed there."""
        owner.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        for key, pressed in (
            ("Space", self._on_space),
            (",", self.step_back),
            (".", self.step_on),
            ("Home", self.to_first),
            ("End", self.to_last),
        ):
            shortcut = QShortcut(QKeySequence(key), owner)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(pressed)

    @property
    def index(self) -> int:
        return self._slider.value()

    @property
    def is_playing(self) -> bool:
        return self._clock.isActive()

    def set_count(self, count: int, end: str = "") -> None:
        """A run of so many places; it stands at the last. Args: end: what the last is called where
        it is no step, but what came of them."""
        self._end = end
        self._slider.blockSignals(True)
        self._slider.setRange(0, max(0, count - 1))
        self._slider.setPageStep(max(1, count // 10))
        self._slider.setValue(count - 1)
        self._slider.blockSignals(False)
        self.setEnabled(count > 0)
        self._set_pace()
        self._show()

    def set_index(self, index: int) -> None:
        """To a step, as if by hand."""
        self._slider.setValue(index)

    def toggle(self) -> None:
        """Play, from the beginning if it stands at the end; or pause."""
        if self.is_playing:
            self.pause()
        elif self.isEnabled():
            if self.index == self._slider.maximum():
                self.to_first()
            self._clock.start()
            self._show()

    def pause(self) -> None:
        """Stand still."""
        self._clock.stop()
        self._show()

    def step_back(self) -> None:
        """One step towards the beginning."""
        self.pause()
        self._slider.setValue(self.index - 1)

    def step_on(self) -> None:
        """One step towards the end."""
        self.pause()
        self._slider.setValue(self.index + 1)

    def to_first(self) -> None:
        """To the beginning."""
        self._slider.setValue(0)

    def to_last(self) -> None:
        """To the end."""
        self._slider.setValue(self._slider.maximum())

    def _stride(self) -> tuple[int, float]:
        """Steps a frame, and frames a second."""
        wanted = (self._slider.maximum() + 1) / SECONDS * self._speed.currentData()
        stride = max(1, round(wanted / MOST_FRAMES_A_SECOND))
        return stride, max(LEAST_FRAMES_A_SECOND, min(wanted, MOST_FRAMES_A_SECOND))

    def _set_pace(self) -> None:
        self._clock.setInterval(round(1000 / self._stride()[1]))

    def _tick(self) -> None:
        last = self._slider.maximum()
        if self.index < last:
            self._slider.setValue(min(last, self.index + self._stride()[0]))
        elif self._loop.isChecked():
            self.to_first()
        else:
            self.pause()

    def _on_space(self) -> None:
        """Who stands on a button presses that."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton):
            focused.click()
        else:
            self.toggle()

    def _on_value(self, index: int) -> None:
        self._show()
        self.moved.emit(index)

    def _show(self) -> None:
        last, at = self._slider.maximum(), self.index
        steps = last if self._end else last + 1
        told = self._end if self._end and at == last else f"{at + 1} of {steps}"
        self._label.setText(told if self.isEnabled() else "")
        self._play.setIcon(icon("pause" if self.is_playing else "play"))


def _button(picture: str, name: str, tip: str) -> QPushButton:
    button = QPushButton(icon(picture), "")
    button.setProperty("role", "compact")
    button.setAccessibleName(name)
    button.setToolTip(tip)
    return button
