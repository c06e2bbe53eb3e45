"""Text on the screen that nobody else can turn into markup.

Qt takes any label, tooltip or message that looks like HTML for HTML: a stranger's file could be
called `<img src="…">`, and showing its name would open that picture. So labels are plain, unless
they are made of our own markup, in which what comes from elsewhere is escaped.
"""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget


class PlainLabel(QLabel):
    """Shows its text as it is written."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)


class RichLabel(QLabel):
    """Shows markup of our own; names and words from elsewhere are escaped in it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.RichText)


def plain_tip(text: str) -> str:
    """The same words as a tooltip, whatever they look like."""
    if "<" not in text:  # Qt takes nothing else for markup
        return text
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>'


def ask(owner: QWidget, title: str, question: str, loses: bool = False) -> bool:
    """Whether the answer is yes. Args: loses: whether yes loses something; then Enter says no."""
    box = QMessageBox(QMessageBox.Icon.Question, title, question, parent=owner)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
    if loses:
        box.setDefaultButton(QMessageBox.StandardButton.No)
    answer = box.exec()
    box.deleteLater()
    return answer == QMessageBox.StandardButton.Yes
