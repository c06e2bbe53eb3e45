"""How every page is laid out: its controls on a panel at the left, what they make at the right."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sprite_studio.ui import theme


def lay_out(page: QWidget) -> tuple[QVBoxLayout, QVBoxLayout]:
    """Give a page its two columns: the panel's, without margins, and the right one."""
    panel = QFrame()
    panel.setProperty("role", "panel")
    panel.setFixedWidth(theme.PANEL_WIDTH)
    left = QVBoxLayout(panel)
    left.setContentsMargins(0, 0, 0, 0)
    right = QVBoxLayout()
    for column in (left, right):
        column.setSpacing(theme.SPACE)
    whole = QHBoxLayout(page)
    whole.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
    whole.setSpacing(2 * theme.SPACE)
    whole.addWidget(panel)
    whole.addLayout(right, 1)
    return left, right
