"""Paint a sprite by hand: its pixels in, other pixels out. What becomes of them is for others."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.art.sprite import Pixels
from sprite_studio.studio.jobs.library.changes import MOST_NAME
from sprite_studio.ui import theme
from sprite_studio.ui.canvas.canvas_panel import CanvasPanel
from sprite_studio.ui.canvas.colour_box import ColourBox
from sprite_studio.ui.canvas.hue_dialog import HueDialog
from sprite_studio.ui.canvas.preview import Preview
from sprite_studio.ui.canvas.tools import PENCIL
from sprite_studio.ui.icons import icon
from sprite_studio.ui.plain import PlainLabel, ask
from sprite_studio.ui.widgets.forms import describe, quiet_label

NOTHING_PAINTED = "Nothing has been painted yet"


class PixelEditor(QDialog):
    """The canvas with all of its tools."""

    def __init__(
        self,
        pixels: Pixels,
        title: str,
        accept: str,
        name: str | None = None,
        palette: Sequence[str] = (),
        may_stay: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Args:
        pixels: (H, W, 4) straight RGBA, left as they are.
        accept: what the button that ends it says.
        name: of the sprite, to be edited; None where it has none.
        palette: "rrggbb" each, offered beside the sprite's own colours.
        may_stay: whether it may be accepted as it was, with nothing painted.
        """
        super().__init__(parent)
        self.setWindowTitle(title)
        self._begun, self._may_stay = pixels, may_stay
        self._panel = CanvasPanel(pixels)
        self._canvas = self._panel.canvas
        self._colours = ColourBox(self._panel, palette)
        self._preview = Preview()
        self._name = QLineEdit(name or "")
        self._hint = quiet_label()
        self._build(accept, name is not None)
        self._connect()
        self._show()
        self._colours.use_first()
        self._panel.actions_.choose(PENCIL)
        self.resize(920, 680)
        self._canvas.setFocus()

    def pixels(self) -> Pixels:
        """(H, W, 4) what is painted."""
        return self._canvas.painting.pixels.copy()

    def name(self) -> str:
        """As it was edited; the one before where nothing is left of it."""
        return self._name.text().strip() or self._name.placeholderText()

    def reject(self) -> None:
        """What was painted is not thrown away unasked."""
        if not self._is_changed() or ask(self, "Close", "Throw away what was painted?", loses=True):
            super().reject()

    # -- building

    def _build(self, accept: str, named: bool) -> None:
        panel = self._panel
        self._tiled = QAction("Tiled", panel)
        self._tiled.setCheckable(True)
        self._tiled.setShortcut(QKeySequence("T"))
        self._hue = QAction("Hues …", panel)
        self._hue.setShortcut(QKeySequence("U"))
        for action in (self._tiled, self._hue):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            panel.addAction(action)
        self._name.setMaxLength(MOST_NAME)
        self._name.setPlaceholderText(self._name.text())
        describe(self._name, "Name", "What the new version is called")
        side = QVBoxLayout()
        side.setSpacing(theme.SPACE)
        side.addWidget(self._preview)
        side.addLayout(self._below_preview())
        side.addSpacing(theme.SPACE)
        side.addWidget(self._colours)
        side.addStretch()
        whole = QHBoxLayout()
        whole.setSpacing(2 * theme.SPACE)
        whole.addWidget(panel, 1)
        whole.addLayout(side)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._accept = buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        self._accept.setProperty("role", "primary")
        self._accept.setAutoDefault(False)  # Enter in the name is no end of it
        cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        below = QHBoxLayout()
        below.setSpacing(theme.SPACE)
        label = PlainLabel("&Name")
        label.setBuddy(self._name)
        for part in (label, self._name):
            part.setVisible(named)
            below.addWidget(part)
        below.addWidget(self._hint, 1)
        below.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(*([2 * theme.SPACE] * 4))
        column.setSpacing(2 * theme.SPACE)
        column.addLayout(whole, 1)
        column.addLayout(below)

    def _below_preview(self) -> QHBoxLayout:
        tiles = QPushButton(icon("paint/tiles"), "Tiled")
        tiles.setCheckable(True)
        tiles.setToolTip("Show it as a tile among its like (T)")
        tiles.toggled.connect(self._tiled.setChecked)
        self._tiled.toggled.connect(tiles.setChecked)
        hues = QPushButton(icon("paint/hue"), "Hues …")
        hues.setToolTip("Turn the hues of what is selected, or of all (U)")
        hues.clicked.connect(self._hue.trigger)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        for button in (tiles, hues):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch()
        return row

    def _connect(self) -> None:
        canvas = self._canvas
        canvas.shown.connect(lambda: self._preview.show_pixels(canvas.seen.pixels))
        canvas.changed.connect(self._show)
        canvas.colour_taken.connect(self._take)
        self._panel.actions_.told.connect(self._hint.setText)
        self._colours.chosen.connect(self._use)
        self._tiled.toggled.connect(self._preview.set_tiled)
        self._hue.triggered.connect(self._turn_hues)

    def _turn_hues(self) -> None:
        dialog = HueDialog(self._canvas, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        corner = self._accept.mapToGlobal(self._accept.rect().topRight())
        dialog.move(
            corner.x() - dialog.width(), corner.y() - dialog.height()
        )  # clear of the canvas

    def _use(self, colour: tuple[int, int, int, int]) -> None:
        self._canvas.brush = replace(self._canvas.brush, colour=colour)

    def _take(self, colour: tuple[int, int, int, int]) -> None:
        """A colour was taken to paint with; it is the pencil that paints."""
        self._colours.use(colour)
        if self._canvas.tool.stroke is None:
            self._panel.actions_.choose(PENCIL)

    def _show(self) -> None:
        pixels = self._canvas.painting.pixels
        self._preview.show_pixels(pixels)
        self._colours.show_pixels(pixels)
        may_end = self._may_stay or self._is_changed()
        self._accept.setEnabled(may_end)
        self._accept.setToolTip("" if may_end else NOTHING_PAINTED)

    def _is_changed(self) -> bool:
        return not np.array_equal(self._canvas.painting.pixels, self._begun)
