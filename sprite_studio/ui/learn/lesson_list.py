"""The lessons by name, with a tick where one was answered or read to its end."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from sprite_studio.ui.icons import icon


class LessonList(QListWidget):
    """Signals: chosen(int): another lesson."""

    chosen = Signal(int)

    def __init__(self, name: str, titles: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("role", "lessons")
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._ticked: set[int] = set()
        for number, title in enumerate(titles, 1):
            item = QListWidgetItem(f"{number}  {title}")
            item.setIcon(icon("unread"))
            self.addItem(item)
        self.currentRowChanged.connect(self.chosen)

    def add_apart(self, title: str) -> None:
        """What is no lesson stands below them, without a number."""
        self.addItem(QListWidgetItem(icon("play"), title))

    def tick(self, number: int) -> None:
        """It was answered, or read to its end."""
        self._ticked.add(number)
        self.item(number).setIcon(icon("tick"))

    def untick(self, number: int) -> None:
        """It is asked anew."""
        self._ticked.discard(number)
        self.item(number).setIcon(icon("unread"))

    @property
    def ticked(self) -> frozenset[int]:
        return frozenset(self._ticked)
