"""What is written in a window."""

from PySide6.QtWidgets import QLabel, QWidget


def texts(window: QWidget) -> str:
    """Of all labels, one after the other."""
    return " ".join(label.text() for label in window.findChildren(QLabel))
