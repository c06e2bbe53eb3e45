"""A formula in signs, and below it with the numbers of the moment."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel


class FormulaCard(QFrame):
    """Both can be selected and copied."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.SPACE,) * 4)
        column.addWidget(section(title))
        self._signs, self._live = PlainLabel(), PlainLabel()
        for label, role in ((self._signs, "formula"), (self._live, "live")):
            label.setProperty("role", role)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)

    def say(self, formula: str, live: str) -> None:
        """Args: formula: in signs; live: with numbers."""
        self._signs.setText(formula)
        self._live.setText(live)

    def said(self) -> str:
        """What it says with numbers."""
        return self._live.text()


def section(text: str) -> PlainLabel:
    """A heading inside a lesson."""
    label = PlainLabel(text)
    label.setProperty("role", "section")
    return label
