"""What was just saved, and a button that shows it where it lies."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel

SHOWN_MS = 20_000
"""Long enough to click; then it covers no more of the page."""

WIDEST = 620
"""Logical pixels; longer lines are wrapped."""


class SavedNotice(QFrame):
    """Hidden until something was saved; the next one takes its place. It lies over the lower right
    corner of a page, which it moves nothing of."""

    def __init__(self, page: QWidget) -> None:
        """Args: page: over which it lies."""
        super().__init__(page)
        self._page = page
        self.setProperty("role", "notice")
        self._folder = Path()
        self._told = PlainLabel()
        self._told.setWordWrap(True)
        self._told.setAccessibleName("Saved")
        show = QPushButton("Show in folder")
        show.setToolTip("Open the folder in the system's file manager")
        show.clicked.connect(self._show_folder)
        dismiss = QPushButton("Dismiss")
        dismiss.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setSpacing(theme.SPACE)
        row.addWidget(self._told, 1)
        row.addWidget(show)
        row.addWidget(dismiss)
        self._until = QTimer(self)
        self._until.setSingleShot(True)
        self._until.setInterval(SHOWN_MS)
        self._until.timeout.connect(self.hide)
        self.hide()
        page.installEventFilter(self)

    def tell(self, text: str, file: Path) -> None:
        """Args: text: in a line; file: the first that was written."""
        self._told.setText(text)
        self._folder = file.parent
        self._place()
        self.show()
        self.raise_()
        self._until.start()

    def text(self) -> str:
        """What it says."""
        return self._told.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._page:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        page, gap = self._page, 2 * theme.SPACE
        width = min(page.width() - 2 * gap, WIDEST)
        height = self.heightForWidth(width)
        self.setGeometry(page.width() - gap - width, page.height() - gap - height, width, height)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
