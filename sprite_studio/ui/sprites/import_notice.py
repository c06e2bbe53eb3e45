"""What a style can be learned from: what was just imported, or what is to be chosen for it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from sprite_studio.studio.jobs.training.adapt import DEFAULT_MINUTES, LEAST_SPRITES
from sprite_studio.ui import theme
from sprite_studio.ui.actions import LEARN_STYLE, LEARN_STYLE_TIP
from sprite_studio.ui.plain import PlainLabel

ASKED = f"Learn a style: select {LEAST_SPRITES} sprites or more here, or import some"


class ImportNotice(QFrame):
    """Hidden until something was imported, or asked for; it stays until it is dismissed, so that
    one may change one's mind.

    Signals:
        style_wanted(tuple): a style is to be learned from these, by their ids; from the selected
            ones, if it is empty.
        import_wanted(): other pictures are to be chosen for it.
    """

    style_wanted = Signal(object)
    import_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._ids: tuple[int, ...] = ()
        self._told = PlainLabel()
        self._told.setWordWrap(True)
        self._import = QPushButton("Import …")
        self._import.setToolTip("Choose pictures of sprites; they are cut in the next step")
        self._import.clicked.connect(self.import_wanted)
        self._learn = QPushButton(LEARN_STYLE)
        self._learn.setProperty("role", "primary")
        self._learn.setToolTip(LEARN_STYLE_TIP)
        self._learn.clicked.connect(lambda: self.style_wanted.emit(self._ids))
        dismiss = QPushButton("Dismiss")
        dismiss.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setSpacing(theme.SPACE)
        row.addWidget(self._told, 1)
        for button in (self._import, self._learn, dismiss):
            row.addWidget(button)
        self.hide()

    @property
    def is_asking(self) -> bool:
        """Whether sprites are to be chosen for a style."""
        return not self.isHidden() and not self._ids

    def tell(self, told: str, ids: Sequence[int]) -> None:
        """Args: told: what was imported, in words; ids: of the sprites."""
        self._ids = tuple(ids)
        enough = len(ids) >= LEAST_SPRITES
        takes = f" A style can be learned from them, in {DEFAULT_MINUTES:g} minutes at most."
        few = f" A style can be learned from {LEAST_SPRITES} or more."
        self._told.setText(f"{told}.{takes if enough else few}")
        self._import.setVisible(not enough)
        self._learn.setVisible(enough)
        self._learn.setEnabled(True)
        self.show()

    def ask(self, chosen: int) -> None:
        """For sprites to learn from. Args: chosen: how many are selected."""
        self._ids = ()
        self._import.show()
        self._learn.show()
        self.show()
        self.fit(chosen)

    def fit(self, chosen: int) -> None:
        """While it asks, say how many are selected by now."""
        if self.is_asking:
            self._told.setText(f"{ASKED}. {chosen:,} selected." if chosen else f"{ASKED}.")
            self._learn.setEnabled(chosen >= LEAST_SPRITES)
