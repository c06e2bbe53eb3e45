"""What the sprites on the screen are: a draft or finished, how drawn, and what is selected."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.elided_label import ElidedLabel

HINT = "Click a sprite to work on it"


class ShownLine(QWidget):
    """A line above the sprites, with a badge while they are not finished. It is as high as ever."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge = PlainLabel("DRAFT")
        self._badge.setProperty("role", "badge")
        self._line, self._selected = ElidedLabel(), PlainLabel(HINT)
        for label in (self._line, self._selected):
            label.setProperty("role", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.SPACE)
        row.addWidget(self._badge)
        row.addWidget(self._line, 1)
        row.addWidget(self._selected)
        self.setFixedHeight(self._badge.sizeHint().height())
        self.show_finished(text)

    def text(self) -> str:
        """All that it says of the drawing."""
        return f"Draft: {self._line.text()}" if self.is_draft else self._line.text()

    @property
    def is_draft(self) -> bool:
        return not self._badge.isHidden()

    def show_draft(self, text: str) -> None:
        """Other sprites follow. Args: text: which, and when."""
        self._show(text, draft=True)

    def show_finished(self, text: str) -> None:
        """Args: text: how they were drawn."""
        self._show(text, draft=False)

    def show_selected(self, about: str) -> None:
        """Args: about: what is selected, in a few words, or ""."""
        self._selected.setText(about or HINT)

    def _show(self, text: str, draft: bool) -> None:
        self._badge.setVisible(draft)
        self._line.setText(text)
