"""A wheel over a panel scrolls the panel; it changes no number that merely slid beneath it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QComboBox, QScrollBar, QWidget


def scroll_past(parent: QWidget) -> None:
    """Let every control below a widget take the wheel only while it has the focus."""
    for control in parent.findChildren(QWidget):
        turns = isinstance(control, QAbstractSpinBox | QComboBox | QAbstractSlider)
        if turns and not isinstance(control, QScrollBar):
            control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel itself gives none
            control.installEventFilter(_Guard(control))


class _Guard(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Wheel:
            return False
        assert isinstance(watched, QWidget)
        if watched.hasFocus():
            return False
        event.ignore()  # so that what lies behind it scrolls
        return True
