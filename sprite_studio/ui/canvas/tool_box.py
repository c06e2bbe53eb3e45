"""Actions as small buttons with pictures, some in a row.

They take no focus: each has a key, and Tab goes from the canvas on to what follows.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

ICON = 20
"""Logical pixels."""

_GAP = 4


class ToolBox(QWidget):
    """A grid of buttons."""

    def __init__(
        self, actions: Sequence[QAction], columns: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(_GAP)
        for number, action in enumerate(actions):
            button = QToolButton()
            button.setDefaultAction(action)
            button.setIconSize(QSize(ICON, ICON))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(action.text())
            grid.addWidget(button, number // columns, number % columns)
        grid.setColumnStretch(columns, 1)
