"""How every page is laid out: its controls on a panel at the left, what they make at the right."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.wheel import scroll_past


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


def control_panel(
    page: QWidget,
    start: QPushButton,
    cancel: QPushButton,
    sections: Sequence[tuple[str, Sequence[QWidget | QLayout]]],
    beside: Mapping[str, QWidget] | None = None,
) -> QVBoxLayout:
    """Give a drawing page its two columns; the right one, still empty, is returned.

    Args: start, cancel: stay in sight below the controls; sections: headings, and what stands
    below each; beside: heading → what stands at its right.
    """
    controls = QWidget()
    column = QVBoxLayout(controls)
    column.setContentsMargins(2 * theme.SPACE, 2 * theme.SPACE, 2 * theme.SPACE, theme.SPACE)
    column.setSpacing(theme.SPACE)
    for number, (name, parts) in enumerate(sections):
        if number:
            column.addSpacing(theme.SPACE)
        heading = PlainLabel(name)
        heading.setProperty("role", "section")
        row = QHBoxLayout()
        row.addWidget(heading, 1)
        if beside and name in beside:
            row.addWidget(beside[name])
        column.addLayout(row)
        for part in parts:
            if isinstance(part, QWidget):
                column.addWidget(part)
            else:
                column.addLayout(part)
    column.addStretch()
    scroll_past(controls)
    start.setProperty("role", "primary")
    cancel.setToolTip("Stop within one step (Esc)")
    cancel.setEnabled(False)
    buttons = QHBoxLayout()
    buttons.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, 2 * theme.SPACE)
    buttons.addWidget(start, 1)
    buttons.addWidget(cancel)
    left, right = lay_out(page)
    left.addWidget(scrolled(controls), 1)
    left.addLayout(buttons)
    return right


def scrolled(controls: QWidget) -> QScrollArea:
    """Controls that may be higher than their panel."""
    area = QScrollArea()
    area.setWidget(controls)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def tab_row(owner: QWidget, entries: Sequence[tuple[str, str]]) -> tuple[QHBoxLayout, QButtonGroup]:
    """Tabs in a row, and the group that says which is chosen, by its number; the first at once.

    Args: entries: name and tip of each.
    """
    group = QButtonGroup(owner)
    row = QHBoxLayout()
    row.setSpacing(theme.SPACE // 2)
    for number, (name, tip) in enumerate(entries):
        tab = QPushButton(name)
        tab.setCheckable(True)
        tab.setProperty("role", "tab")
        tab.setToolTip(tip)
        group.addButton(tab, number)
        row.addWidget(tab)
    row.addStretch()
    group.button(0).setChecked(True)
    return row, group


def titled(title: str, content: QWidget, tip: str) -> QVBoxLayout:
    """A quiet line above what it names."""
    label = PlainLabel(title)
    label.setProperty("role", "quiet")
    label.setToolTip(tip)
    column = QVBoxLayout()
    column.setSpacing(theme.SPACE // 2)
    column.addWidget(label)
    column.addWidget(content, 1)
    return column
