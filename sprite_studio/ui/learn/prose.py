"""Paragraphs of a lesson, with links to the glossary, not wider than is easily read."""

import re
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QWidget

from sprite_studio.ui import theme
from sprite_studio.ui.plain import RichLabel

WIDEST = 560
"""Logical pixels: about seventy letters of `theme`'s prose."""

_MARKED = re.compile(r"\*([^*]+)\*|\[([^\]|]+)\|([a-z_0-9]+)\]")
"""*loud*, and [a term|its key in the glossary]."""


class Prose(RichLabel):
    """Text in which a term can be clicked; `linkActivated` names its key."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._words = ""
        self.setProperty("role", "prose")
        self.setWordWrap(True)
        self.setMaximumWidth(WIDEST)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.say(text)

    def say(self, text: str) -> None:
        """Paragraphs, with an empty line between two."""
        self._words = text
        self._render()

    def heightForWidth(self, width: int) -> int:
        """A layout asks for more than the widest, and would give too few lines."""
        return super().heightForWidth(min(width, WIDEST))

    def minimumSizeHint(self) -> QSize:
        """One line: a label asks for the height that it would have if it were as narrow as can be,
        and what scrolls would end in so much nothing."""
        return QSize(super().minimumSizeHint().width(), self.fontMetrics().lineSpacing())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._render()

    def _render(self) -> None:
        paragraphs = [part.strip() for part in self._words.strip().split("\n\n") if part.strip()]
        style = "line-height:140%; margin-top:0; margin-bottom:8px"
        made = "".join(f"<p style='{style}'>{marked(part)}</p>" for part in paragraphs)
        self.setText(made)
        self.setVisible(bool(made))


def marked(text: str) -> str:
    """Markup of one paragraph; everything that is not marked is shown as it is written."""
    text = text.replace(" %", "\N{NO-BREAK SPACE}%")  # a line does not begin with a sign
    made, end = "", 0
    for found in _MARKED.finditer(text):
        made += escape(text[end : found.start()])
        loud, term, key = found.groups()
        if loud:
            made += f"<b>{escape(loud)}</b>"
        else:
            style = f"color:{theme.colours().accent}; text-decoration:none"
            made += f"<a href='{key}' style='{style}'>{escape(term)}</a>"
        end = found.end()
    return made + escape(text[end:])
