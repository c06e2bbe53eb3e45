"""What was just imported, and what can be done with it next."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from sprite_studio.studio.jobs.training.adapt import DEFAULT_MINUTES, LEAST_SPRITES
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel


class ImportNotice(QFrame):
    """Hidden until something was imported.

    Signals:
        manner_wanted(tuple): more is to be drawn in the manner of these, by their ids.
    """

    manner_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._ids: tuple[int, ...] = ()
        self._told = PlainLabel()
        self._told.setWordWrap(True)
        self._more = QPushButton("Draw more in this manner …")
        self._more.setProperty("role", "primary")
        self._more.setToolTip(
            f"The model learns their style in at most {DEFAULT_MINUTES:g} minutes, and draws in it"
        )
        self._more.clicked.connect(self._on_more)
        dismiss = QPushButton("Dismiss")
        dismiss.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setSpacing(theme.SPACE)
        row.addWidget(self._told, 1)
        row.addWidget(self._more)
        row.addWidget(dismiss)
        self.hide()

    def tell(self, told: str, ids: Sequence[int]) -> None:
        """Args: told: what was imported, in words; ids: of the sprites."""
        self._ids = tuple(ids)
        enough = len(ids) >= LEAST_SPRITES
        takes = f" To learn their manner takes {DEFAULT_MINUTES:g} minutes at most." * enough
        few = f" Their manner can be learned from {LEAST_SPRITES} or more." * (not enough)
        self._told.setText(f"{told}.{takes}{few}")
        self._more.setVisible(enough)
        self.show()

    def _on_more(self) -> None:
        self.hide()
        self.manner_wanted.emit(self._ids)
