"""A name, written where it stands."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from sprite_studio.studio.jobs.library.changes import MOST_NAME


class NameEdit(QLineEdit):
    """Enter takes what is written, Esc gives it up, and so does looking elsewhere.

    Signals:
        written(str): another name.
        closed(): it is seen no more.
    """

    written = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Name")
        self.setToolTip("Enter takes the name, Esc leaves it as it was")
        self.setMaxLength(MOST_NAME)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._before = ""
        self.returnPressed.connect(self._take)
        self.hide()

    def begin(self, place: QRect, name: str) -> None:
        """Show it there."""
        self._before = name
        self.setText(name)
        height = self.sizeHint().height()
        self.setGeometry(place.left(), place.bottom() - height + 1, place.width(), height)
        self.show()
        self.selectAll()
        self.setFocus()

    def give_up(self) -> None:
        """Leave the name as it was."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _take(self) -> None:
        text = self.text()
        changed = text.strip() != self._before
        self.give_up()
        if changed:
            self.written.emit(text)

    def event(self, event: QEvent) -> bool:
        asked = event if event.type() == QEvent.Type.ShortcutOverride else None
        if isinstance(asked, QKeyEvent) and asked.key() == Qt.Key.Key_Escape:
            asked.accept()  # it cancels a drawing, but not while a name is written
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.hide()
