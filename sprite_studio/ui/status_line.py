"""The line below every page: what the open one said last, and what the network runs on."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStatusBar, QWidget

from sprite_studio.studio.jobs.models import ListModelsResult
from sprite_studio.ui.plain import PlainLabel, plain_tip


class StatusLine(QObject):
    """A page speaks in the status bar while it is open, and what it said last comes back with it: a
    drawing that ends on another page does not talk over this one."""

    def __init__(self, bar: QStatusBar) -> None:
        super().__init__(bar)
        self._text, self._device = PlainLabel(), PlainLabel()
        bar.addWidget(self._text, 1)
        bar.addPermanentWidget(self._device)
        self._said: dict[QWidget, str] = {}  # page → its last word
        self._page: QWidget | None = None

    def text(self) -> str:
        """What can be read."""
        return self._text.text()

    def say(self, text: str) -> None:
        """The window's own word, until a page says something."""
        self._text.setText(text)

    def hear(self, page: QWidget, text: str) -> None:
        """A page says something."""
        self._said[page] = text
        if page is self._page:
            self.say(text)

    def open_page(self, page: QWidget) -> None:
        """Show its last word; nothing, where it has said nothing yet."""
        self._page = page
        self.say(self._said.get(page, ""))

    def show_device(self, found: ListModelsResult) -> None:
        """What the network runs on, and what is wrong with that."""
        self._device.setText(f"⚠ {found.device}" if found.warning else found.device)
        self._device.setToolTip(plain_tip(found.warning or f"The network runs on {found.device}"))
