"""What to know before a new run: that it begins from nothing, and the quicker way to a style."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from sprite_studio.ui import theme
from sprite_studio.ui.actions import LEARN_STYLE, LEARN_STYLE_TIP
from sprite_studio.ui.icons import icon
from sprite_studio.ui.plain import PlainLabel

FROM_NOTHING = "From nothing: needs hundreds of sprites and hours"
ADAPT = f"{FROM_NOTHING}; to draw others like these, learn a style."


class AdaptBox(QWidget):
    """Signals: wanted(Path): a style is to be learned from the sprites in a folder."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pack: Path | None = None
        self._note = PlainLabel()
        self._note.setWordWrap(True)
        self._note.setProperty("role", "quiet")
        self._adapt = QPushButton(LEARN_STYLE)
        self._adapt.setIcon(icon("learn"))
        self._adapt.setToolTip(LEARN_STYLE_TIP)
        self._adapt.clicked.connect(lambda: self.wanted.emit(self._pack))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE)
        layout.addWidget(self._adapt)
        layout.addWidget(self._note)

    def show_for(self, pack: Path | None, running: bool) -> None:
        """Args: pack: folder of a new run, or None where there is none, as for the Forge; running:
        whether a run is under way."""
        self._pack = pack
        self._note.setText(ADAPT if pack else f"{FROM_NOTHING}.")
        self._adapt.setVisible(pack is not None)
        self._adapt.setEnabled(not running)
