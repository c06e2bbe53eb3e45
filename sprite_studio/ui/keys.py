"""F1: every key, of the window and of every page, those of pages that were never opened too."""

from collections.abc import Iterable, Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel

_TIMELINE = {
    "Space": "Play or pause",
    ", .": "A step back, a step on",
    "Home End": "The first step, the last one",
}

OF_PAGES: dict[str, dict[str, str]] = {
    "Create: the sprites, once one was clicked": {
        "arrows, Shift, Ctrl+A": "Select one, several, all",
        "K": "Keep the selected sprites, on the Sprites page",
        "S": "Keep them with a star",
        "P": "On the history: pin the whole drawing",
        "L": "Lock: they stay when the others are drawn anew",
        "M": "More like this one",
        "V": "Vary its pixels",
        "E": "Edit its pixels by hand",
        "D": "Redraw a part of it, from words",
        "T": "Teach a word by the selected sprites",
        "W": "Watch it being drawn",
        "C": "Compare samplers on it",
        "F": "Its family: the same noise under every category",
        "Ctrl+C": "Copy its picture",
        "Del": "On the history: into the bin",
    },
    "Sprites": {
        "Ctrl+F": "Search",
        "Ctrl+A": "Select all that are shown",
        "S": "A star, or none",
        "F2": "Rename sprites, or the set",
        "T": "Tags",
        "P": "A palette for them",
        "E": "Edit pixels by hand",
        "D": "Redraw a part, from words",
        "Return": "Draw it again on Create",
        "Ctrl+I": "Import pictures",
        "Ctrl+V": "Paste a picture",
        "Ctrl+C": "Copy the picture",
        "Del": "Delete sprites, or the set",
        "R": "Restore, under Deleted",
        "Ctrl+Del": "Take out of the set",
        "Alt+Up Alt+Down": "Move the set",
    },
    "Cast: the frames, once one was clicked": {
        "arrows": "From frame to frame",
        "L": "Lock: it stays when the others are drawn",
        "E": "Edit its pixels by hand",
        "D": "Draw it again, alone",
        "F": "Others follow what was painted",
        "R": "Recolour all frames",
        "O": "The step before shines through",
        "Ctrl+I": "Open a picture for it, or a sheet for all",
        "Ctrl+V": "Paste a picture",
        "Ctrl+C": "Copy its picture",
        "Del": "Clear it",
    },
    "Watch, Compare, Network, and the film on Train": _TIMELINE,
    "Train: the runs": {
        "F2": "Another name",
        "Del": "Delete for good",
        "Space": "Its curve over the one that is shown",
    },
    "Network: the drawing of it, once it was clicked": {
        "arrows": "From part to part",
        "Return": "All channels of the part",
    },
    "Learn": {"Left PgUp": "The lesson before", "Right PgDown": "The next lesson"},
    "Learn: music": {
        "P": "Play the loop, or stop",
        "Ctrl+S": "Save its sound",
        "Ctrl+E": "Save its notes",
    },
    "On the canvas": {
        "P E F L": "Pencil, eraser, fill, line",
        "R S W M": "Rectangle, select, select a colour, move",
        "C X": "Take a colour, replace a colour",
        "H V Q": "Flip across, flip down, turn",
        "Y G": "Mirror drawing, grid",
        "1 to 9, O": "The first colours, any colour",
        "+ - 0": "Nearer, further, all of it",
        "Ctrl+Z Ctrl+Shift+Z": "Undo, redo, without bound",
        "arrows, Space": "The pointer and its button",
    },
}
"""Heading → key → what it does."""


class KeysDialog(QDialog):
    """Stays beside the window, to be read while the keys are tried."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget | None = None) -> None:
        """Args: actions: of the window."""
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.resize(560, 640)
        everywhere = {
            " ".join(key.toString() for key in action.shortcuts()): action.statusTip()
            for action in actions
            if action.shortcuts()
        }
        table = QWidget()
        grid = QGridLayout(table)
        grid.setHorizontalSpacing(3 * theme.SPACE)
        grid.setVerticalSpacing(theme.SPACE // 2)
        grid.setColumnStretch(1, 1)
        for heading, keys in {"Everywhere": everywhere, **OF_PAGES}.items():
            _add_section(grid, heading, keys)
        area = QScrollArea()
        area.setWidget(table)
        area.setWidgetResizable(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(area)
        column.addWidget(buttons)


def _add_section(grid: QGridLayout, heading: str, keys: Mapping[str, str]) -> None:
    label = PlainLabel(heading)
    label.setProperty("role", "section")
    grid.addWidget(label, grid.rowCount(), 0, 1, 2)
    for key, told in keys.items():
        row = grid.rowCount()
        name = PlainLabel(key)
        name.setProperty("role", "key")
        grid.addWidget(name, row, 0)
        what = PlainLabel(told)
        what.setWordWrap(True)
        grid.addWidget(what, row, 1)
