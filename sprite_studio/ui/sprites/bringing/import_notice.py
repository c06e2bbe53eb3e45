"""What a style can be learned from: what was just imported, or what is to be chosen for it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from sprite_studio.studio.jobs.training.adapt import DEFAULT_MINUTES, LEAST_SPRITES
from sprite_studio.ui import theme
from sprite_studio.ui.actions import LEARN_STYLE, LEARN_STYLE_TIP
from sprite_studio.ui.plain import PlainLabel

ASKED = f"Learn a style: select {LEAST_SPRITES} sprites or more here, or import some"


def imported(new: int, count: int) -> str:
    """What came, in words. Args: new: of so many that were brought."""
    if new == count:
        return f"Imported {count:,} sprite{'s' * (count > 1)}"
    if count == 1:
        return "The sprite was here already"
    there = count - new
    known = f"{there:,} {'was' if there == 1 else 'were'} here already"
    return f"Imported {new:,} of {count:,} sprites; {known}"


class ImportNotice(QFrame):
    """Hidden until something was imported, or asked for. What it tells stays until it is dismissed
    or something else was done; what it asks for, until that is answered.

    Attributes: is_asking: whether sprites are to be chosen for a style.

    Signals:
        style_wanted(tuple): a style is to be learned from these, by their ids; from the selected
            ones, if it is empty.
        import_wanted(tuple): other pictures are to be chosen for it, beside those that are told of,
            by their ids.
    """

    style_wanted = Signal(object)
    import_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.is_asking = False
        self._ids: tuple[int, ...] = ()
        self._told = PlainLabel()
        self._told.setWordWrap(True)
        self._import = QPushButton("Import …")
        self._import.setToolTip("Choose pictures of sprites; they are cut in the next step")
        self._import.clicked.connect(lambda: self.import_wanted.emit(self._ids))
        self._learn = QPushButton(LEARN_STYLE)
        self._learn.setProperty("role", "primary")
        self._learn.setToolTip(LEARN_STYLE_TIP)
        self._learn.clicked.connect(lambda: self.style_wanted.emit(self._ids))
        dismiss = QPushButton("Dismiss")
        dismiss.clicked.connect(self._dismiss)
        row = QHBoxLayout(self)
        row.setSpacing(theme.SPACE)
        row.addWidget(self._told, 1)
        for button in (self._import, self._learn, dismiss):
            row.addWidget(button)
        self.hide()

    def tell(self, told: str, ids: Sequence[int]) -> None:
        """Args: told: what was imported, in words; ids: of the sprites."""
        self.is_asking, self._ids = False, tuple(ids)
        enough = len(ids) >= LEAST_SPRITES
        takes = f" A style can be learned from them, in {DEFAULT_MINUTES:g} minutes at most."
        few = f" A style can be learned from {LEAST_SPRITES} or more."
        self._told.setText(f"{told}.{takes if enough else few}")
        self._import.setVisible(not enough)
        self._learn.setVisible(enough)
        self._learn.setEnabled(True)
        self.show()

    def end_telling(self) -> None:
        """Something else was done since."""
        if not self.is_asking:
            self.hide()

    def ask(self, chosen: int, imported: int) -> None:
        """For sprites to learn from. Args: chosen: how many are selected by now; imported: how many
        were imported for it, and are not enough."""
        self.is_asking, self._ids = True, ()
        counts = ((imported, "imported"), (chosen, "selected"))
        so_far = ", ".join(f"{count:,} {what}" for count, what in counts if count)
        self._told.setText(f"{ASKED}. {so_far}." if so_far else f"{ASKED}.")
        self._import.show()
        self._learn.show()
        self._learn.setEnabled(chosen >= LEAST_SPRITES)
        self.show()

    def end_asking(self) -> None:
        """What was asked for is there."""
        if self.is_asking:
            self._dismiss()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # another page was opened
            self.end_telling()

    def _dismiss(self) -> None:
        self.is_asking = False
        self.hide()
