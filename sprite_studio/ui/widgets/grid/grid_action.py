"""What can be done with what is selected in a grid, by a key of the grid's."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from sprite_studio.ui.icons import icon


def grid_action(
    grid: QWidget, text: str, key: str, tip: str, done: Callable[..., object], picture: str = ""
) -> QAction:
    """An action of the grid; its tooltip names its key. Args: key: or ""; done: is called for it;
    picture: an icon's name, or ""."""
    made = QAction(text, grid)
    made.setToolTip(f"{tip} ({key})" if key else tip)
    made.setStatusTip(tip)
    if key:
        made.setShortcut(QKeySequence(key))
    # A letter is a key only where nothing can be typed.
    made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    if picture:
        made.setIcon(icon(picture))
    made.triggered.connect(done)
    grid.addAction(made)
    return made
