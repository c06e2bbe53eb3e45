"""A button that says why it cannot be pressed."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget


class OfferedButton(QPushButton):
    """Its tooltip tells what it does, or what has to be done before."""

    def __init__(
        self, text: str, tip: str, pressed: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._tip = tip
        self.setAutoDefault(False)  # Enter in a line of text presses nothing
        self.setToolTip(tip)
        self.clicked.connect(lambda: pressed())

    def offer(self, lacks: str) -> None:
        """Args: lacks: what has to be done before, or ""."""
        self.setEnabled(not lacks)
        self.setToolTip(lacks or self._tip)
