"""What can be done on a canvas, as actions: buttons and keys share them.

Keys are single letters; they work while the canvas, or anything in its panel, has the focus, so
that no text is ever typed into a picture.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from sprite_studio.ui.canvas.canvas_view import CanvasView
from sprite_studio.ui.canvas.commands import Command
from sprite_studio.ui.canvas.pixel_canvas import PixelCanvas
from sprite_studio.ui.canvas.tools import Tool
from sprite_studio.ui.icons import icon


class CanvasActions(QObject):
    """Attributes: tools, commands: one each, in order; undo, redo; mirror, grid: on or off;
    nearer, further, fit: the zoom.

    Signals:
        told(str): a tool was chosen, and does this.
    """

    told = Signal(str)

    def __init__(
        self,
        panel: QWidget,
        canvas: PixelCanvas,
        view: CanvasView,
        tools: Sequence[Tool],
        commands: Sequence[Command],
    ) -> None:
        """Args: panel: where the keys work."""
        super().__init__(panel)
        self._panel, self._canvas = panel, canvas
        self._tools = QActionGroup(self)
        self.tools = tuple(self._tool(tool) for tool in tools)
        self.commands = tuple(self._command(command) for command in commands)
        self.undo = self._action("Undo", "Ctrl+Z", "undo", "The last change", canvas.undo)
        self.redo = self._action(
            "Redo", "Ctrl+Shift+Z", "redo", "What was undone last (also Ctrl+Y)", canvas.redo
        )
        self.redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.mirror = self._switch(
            "Mirror", "Y", "paint/mirror", "Paint on the other side, too", self._set_mirror, False
        )
        self.grid = self._switch(
            "Grid", "G", "paint/grid", "Lines between the pixels", canvas.show_grid, True
        )
        self.nearer = self._action("Nearer", "+", "", "Zoom in", lambda: view.zoom_by(1))
        self.nearer.setShortcuts([QKeySequence("+"), QKeySequence("=")])
        self.further = self._action("Further", "-", "", "Zoom out", lambda: view.zoom_by(-1))
        self.fit = self._action("Fit", "0", "", "See all of it", view.fit)
        canvas.changed.connect(self._fit)
        self.tools[0].trigger()
        self._fit()

    def choose(self, tool: Tool) -> None:
        """As by hand."""
        next(action for action in self.tools if action.data() == tool).trigger()

    def _tool(self, tool: Tool) -> QAction:
        def use() -> None:
            self._canvas.tool = tool
            self.told.emit(made.toolTip())

        made = self._action(tool.name, tool.key, tool.picture, tool.tip, use)
        made.setCheckable(True)
        made.setData(tool)
        self._tools.addAction(made)
        return made

    def _command(self, command: Command) -> QAction:
        return self._action(
            command.name,
            command.key,
            command.picture,
            command.tip,
            lambda: self._canvas.apply(command.act),
        )

    def _switch(
        self, name: str, key: str, picture: str, tip: str, set_: Callable[[bool], None], on: bool
    ) -> QAction:
        made = self._action(name, key, picture, tip, lambda: set_(made.isChecked()))
        made.setCheckable(True)
        made.setChecked(on)
        return made

    def _action(
        self, name: str, key: str, picture: str, tip: str, done: Callable[[], None]
    ) -> QAction:
        made = QAction(name, self._panel)
        made.setShortcut(QKeySequence(key))
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.setToolTip(f"{name}: {tip[0].lower()}{tip[1:]} ({key})")
        made.setStatusTip(f"{name}: {tip[0].lower()}{tip[1:]}")
        if picture:
            made.setIcon(icon(picture))
        made.triggered.connect(lambda: done())
        self._panel.addAction(made)
        return made

    def _set_mirror(self, on: bool) -> None:
        self._canvas.brush = replace(self._canvas.brush, mirrored=on)

    def _fit(self) -> None:
        self.undo.setEnabled(self._canvas.can_undo)
        self.redo.setEnabled(self._canvas.can_redo)
