"""The glossary: every term, what it does for the picture first and its sign after it."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.studio.learn.texts import Term
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel, RichLabel


class GlossaryView(QScrollArea):
    """Terms one below the other; those of the moment stand first."""

    def __init__(self, terms: Sequence[Term], heading: str = "", rest: str = "") -> None:
        """Args: heading: above the terms of the moment; rest: above all others."""
        super().__init__()
        self._cards = {term.key: _card(term) for term in terms}
        self._heading, self._rest = _section(heading), _section(rest)
        whole = QWidget()
        self._column = QVBoxLayout(whole)
        self._column.setContentsMargins(0, 0, theme.SPACE, 0)
        self._column.setSpacing(theme.SPACE)
        self.setWidget(whole)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Glossary")
        self.show_first(())

    def show_first(self, keys: Sequence[str]) -> None:
        """The terms of the moment, in this order; the others follow as they are in the file."""
        while self._column.count():
            self._column.takeAt(0)
        first = [self._cards[key] for key in keys if key in self._cards]
        others = [card for card in self._cards.values() if card not in first]
        self._heading.setVisible(bool(first) and bool(self._heading.text()))
        self._rest.setVisible(bool(first) and bool(self._rest.text()))
        for part in (self._heading, *first, self._rest, *others):
            self._column.addWidget(part)
        self._column.addStretch()
        self.verticalScrollBar().setValue(0)

    def go_to(self, key: str) -> None:
        """Bring a term into sight."""
        card = self._cards.get(key)
        if card is not None:  # once it is laid out
            QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(card, 0, 5 * theme.SPACE))


class GlossaryDialog(QDialog):
    """Stays beside the window, to be read while a page is looked at."""

    def __init__(self, terms: Sequence[Term], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Glossary")
        self.resize(480, 640)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(GlossaryView(terms))
        column.addWidget(buttons)


def _section(text: str) -> PlainLabel:
    label = PlainLabel(text)
    label.setProperty("role", "section")
    return label


def _card(term: Term) -> QWidget:
    sign = f"<p style='margin-top:4px'><i>{escape(term.sign)}</i></p>" if term.sign else ""
    label = RichLabel(f"<b>{escape(term.name)}</b><br>{escape(term.does)}{sign}")
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
