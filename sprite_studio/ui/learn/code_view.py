"""Lines of our own code, as they are run, the ones that matter marked."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QShowEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from sprite_studio.studio.jobs.learn.source import SourceLines
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel

WIDEST = 760


class CodeView(QWidget):
    """One function."""

    def __init__(self, lines: SourceLines, marks: Sequence[str]) -> None:
        """Args: marks: parts of the lines that matter most."""
        super().__init__()
        self._marks = marks
        title = PlainLabel(f"{lines.file}, line {lines.line}")
        title.setProperty("role", "quiet")
        self._text = QPlainTextEdit(lines.text)
        self._text.setReadOnly(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(title.text())
        self._text.setProperty("role", "code")
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self._text.setFont(font)
        self._text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMaximumWidth(WIDEST)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        column.addWidget(title)
        column.addWidget(self._text)
        self._mark()

    @property
    def marked(self) -> tuple[str, ...]:
        """The lines that are marked."""
        return tuple(
            line
            for line in self._text.toPlainText().splitlines()
            if any(mark in line for mark in self._marks)
        )

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its lines in the font that the theme gives them."""
        super().showEvent(event)
        spacing = self._text.fontMetrics().lineSpacing()
        lines = self._text.document().blockCount() * spacing
        bar = self._text.horizontalScrollBar().sizeHint().height()
        self._text.setFixedHeight(lines + bar + 3 * theme.SPACE)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_text"):
            self._mark()

    def _mark(self) -> None:
        loud = QTextCharFormat()
        loud.setBackground(QColor(theme.colours().button))
        loud.setProperty(QTextFormat.Property.FullWidthSelection, True)
        found = []
        document = self._text.document()
        for number in range(document.blockCount()):
            block = document.findBlockByNumber(number)
            if any(mark in block.text() for mark in self._marks):
                selection = QTextEdit.ExtraSelection()
                selection.format = loud  # pyright: ignore[reportAttributeAccessIssue]
                selection.cursor = QTextCursor(block)  # pyright: ignore[reportAttributeAccessIssue]
                found.append(selection)
        self._text.setExtraSelections(found)
