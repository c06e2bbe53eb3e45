"""A canvas with its tools at its left."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sprite_studio.art.sprite import Pixels
from sprite_studio.ui import theme
from sprite_studio.ui.canvas.canvas_actions import CanvasActions
from sprite_studio.ui.canvas.canvas_view import CanvasView
from sprite_studio.ui.canvas.commands import SELECTING, STEPPING, TURNING
from sprite_studio.ui.canvas.pixel_canvas import PixelCanvas
from sprite_studio.ui.canvas.tool_box import ToolBox
from sprite_studio.ui.canvas.tools import MASKING, PAINTING

COLUMNS = 2
"""Of buttons."""


class CanvasPanel(QWidget):
    """Attributes: canvas; view: its room; actions_: what can be done."""

    def __init__(self, pixels: Pixels, masks: bool = False, parent: QWidget | None = None) -> None:
        """Args: masks: whether pixels are only chosen, and none is painted."""
        super().__init__(parent)
        tools = MASKING if masks else PAINTING
        self.canvas = PixelCanvas(pixels, tools[0], tinted=masks)
        self.view = CanvasView(self.canvas)
        commands = SELECTING if masks else (*SELECTING, *TURNING, *STEPPING)
        self.actions_ = CanvasActions(self, self.canvas, self.view, tools, commands)
        self.setFocusProxy(self.canvas)
        boxes = QVBoxLayout()
        boxes.setSpacing(2 * theme.SPACE)
        for box in self._boxes(masks):
            boxes.addWidget(ToolBox(box, COLUMNS))
        boxes.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE)
        row.addLayout(boxes)
        row.addWidget(self.view, 1)

    def _boxes(self, masks: bool) -> Sequence[Sequence[QAction]]:
        done = self.actions_
        pictured = [action for action in done.commands if not action.icon().isNull()]
        switches = (done.grid,) if masks else (done.mirror, done.grid)
        return done.tools, pictured, (done.undo, done.redo, *switches)
