"""Beside the words: that locked frames decide more than they do, and how the words win."""

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from sprite_studio.art.walk.finish import Given
from sprite_studio.ui import theme
from sprite_studio.ui.cast.titles import frame_title
from sprite_studio.ui.widgets.forms import quiet_label


class GivenNote(QWidget):
    """Seen while frames are locked.

    Signals:
        unlock(): all of them are to be unlocked, and somebody drawn of the words.
    """

    unlock = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = quiet_label()
        self._unlock = QPushButton("Unlock and draw")
        self._unlock.setProperty("role", "compact")
        self._unlock.setToolTip("Unlock every frame and draw whom the words say; Ctrl+Z goes back")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE)
        row.addWidget(self._told, 1)
        row.addWidget(self._unlock, 0, Qt.AlignmentFlag.AlignTop)
        self._unlock.clicked.connect(self.unlock)
        self.hide()

    def show_given(self, given: Given) -> None:
        """Args: given: (4, 3) frames that are there and locked."""
        frames = [frame_title((view, step)) for view, step in np.argwhere(given).tolist()]
        if len(frames) == 1:
            self._told.setText(
                f"The locked frame ({frames[0]}) decides who it is, and words change little. "
                "Unlock it to let the words win."
            )
        else:
            self._told.setText(
                f"{len(frames)} locked frames decide who it is, and words change little. "
                "Unlock them to let the words win."
            )
        self.setVisible(bool(frames))
