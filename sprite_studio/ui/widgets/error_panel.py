"""A failure, said where the user looks: the cause, a remedy, and the details to copy."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sprite_studio import paths
from sprite_studio.ui import theme
from sprite_studio.ui.work.worker import Failure


class ErrorPanel(QFrame):
    """Hidden until there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "error")
        self._details = ""
        self._message = QLabel()
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setWordWrap(True)
        self._message.setAccessibleName("Error")
        copy = QPushButton("Copy details")
        copy.clicked.connect(self._copy)
        log = QPushButton("Open log")
        log.setToolTip("What was written down about this and all before")
        log.clicked.connect(_open_log)
        dismiss = QPushButton("Dismiss")
        dismiss.clicked.connect(self.hide)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(copy)
        buttons.addWidget(log)
        buttons.addWidget(dismiss)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.SPACE)
        layout.addWidget(self._message)
        layout.addLayout(buttons)
        self.hide()

    def show_failure(self, failure: Failure) -> None:
        """Say it; a fault of ours asks for a report."""
        message = failure.message[:1].upper() + failure.message[1:]
        if not failure.expected:
            message = (
                f"Something went wrong inside Sprite Studio: {failure.message}. "
                "Copy the details and report them; what you made so far is kept."
            )
        self._message.setText(message)
        self._details = failure.details
        self.show()

    def show_reason(self, reason: str) -> None:
        """Say what the user can mend."""
        self.show_failure(Failure(reason, "", expected=True))

    def text(self) -> str:
        """What it says."""
        return self._message.text()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details or self._message.text())


def _open_log() -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.log_file())))
