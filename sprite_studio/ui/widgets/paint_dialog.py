"""A small canvas: pencil, eraser, colours, undo."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QColorDialog,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.art.palette import colours_of
from sprite_studio.art.sprite import SIZE, Pixels
from sprite_studio.ui import theme
from sprite_studio.ui.icons import icon
from sprite_studio.ui.widgets.pixmaps import draw_checkerboard, integer_zoom, to_qimage

SWATCHES = 16


class PixelCanvas(QWidget):
    """One sprite, as large as whole pixels allow.

    Signals:
        edited(): a stroke has ended.

    Attributes:
        colour: straight RGBA of the pencil; alpha 0 erases.
    """

    edited = Signal()

    def __init__(self, pixels: Pixels, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour: tuple[int, int, int, int] = (255, 255, 255, 255)
        self._pixels = pixels.copy()
        self._before: list[Pixels] = []
        self._last: tuple[int, int] | None = None
        self.setMinimumSize(QSize(20 * SIZE, 20 * SIZE))
        self.setAccessibleName("Canvas")
        self.setCursor(Qt.CursorShape.CrossCursor)

    def pixels(self) -> Pixels:
        """(16, 16, 4) uint8 what is painted."""
        return self._pixels.copy()

    def undo(self) -> None:
        """Take the last stroke back."""
        if self._before:
            self._pixels = self._before.pop()
            self.update()
            self.edited.emit()

    def can_undo(self) -> bool:
        """Whether there is a stroke to take back."""
        return bool(self._before)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._before.append(self._pixels.copy())
            self._last = None
            self._stroke(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._stroke(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.edited.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        place = self._place()
        draw_checkerboard(painter, place)
        painter.drawImage(place, to_qimage(self._pixels))

    def _place(self) -> QRectF:
        room, ratio = min(self.width(), self.height()), self.devicePixelRatioF()
        side = integer_zoom(room, SIZE, ratio) * SIZE
        return QRectF(0, 0, side, side)

    def _stroke(self, position: QPointF) -> None:
        """A line from where the pointer was: fast strokes leave no gaps."""
        zoom = self._place().width() / SIZE
        here = int(position.y() // zoom), int(position.x() // zoom)
        there = self._last or here
        steps = max(abs(here[0] - there[0]), abs(here[1] - there[1]), 1)
        for part in np.linspace(0, 1, steps + 1):
            row = round(there[0] + (here[0] - there[0]) * part)
            column = round(there[1] + (here[1] - there[1]) * part)
            if 0 <= row < SIZE and 0 <= column < SIZE:
                self._pixels[row, column] = self.colour if self.colour[3] else 0
        self._last = here
        self.update()


class PaintDialog(QDialog):
    """The canvas with its tools."""

    def __init__(self, pixels: Pixels, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Paint here")
        self._canvas = PixelCanvas(pixels)
        self._tools = QButtonGroup(self)
        swatches = QGridLayout()
        swatches.setSpacing(theme.SPACE // 2)
        for number, colour in enumerate(_offered(pixels)):
            swatches.addWidget(self._swatch(colour), number // 2, number % 2)
        more = QPushButton("More …")
        more.setToolTip("Any other colour")
        more.clicked.connect(self._choose)
        eraser = QPushButton(icon("eraser"), "Eraser")
        eraser.setCheckable(True)
        eraser.setToolTip("Paint clear pixels")
        eraser.clicked.connect(lambda: self._use((0, 0, 0, 0)))
        self._tools.addButton(eraser)
        self._undo = QPushButton(icon("undo"), "Undo")
        self._undo.setToolTip("Take the last stroke back (Ctrl+Z)")
        self._undo.setEnabled(False)
        self._undo.clicked.connect(self._canvas.undo)
        QShortcut(QKeySequence.StandardKey.Undo, self).activated.connect(self._canvas.undo)
        self._canvas.edited.connect(lambda: self._undo.setEnabled(self._canvas.can_undo()))
        tools = QVBoxLayout()
        tools.setSpacing(theme.SPACE)
        tools.addLayout(swatches)
        for tool in (more, eraser, self._undo):
            tools.addWidget(tool)
        tools.addStretch()
        whole = QHBoxLayout()
        whole.setSpacing(2 * theme.SPACE)
        whole.addWidget(self._canvas, 1)
        whole.addLayout(tools)
        buttons = QDialogButtonBox()
        go = buttons.addButton("Go on from this", QDialogButtonBox.ButtonRole.AcceptRole)
        go.setProperty("role", "primary")
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(2 * theme.SPACE)
        column.addLayout(whole, 1)
        column.addWidget(buttons)
        self._tools.buttons()[0].click()

    def pixels(self) -> Pixels:
        """(16, 16, 4) uint8 what is painted."""
        return self._canvas.pixels()

    def _swatch(self, colour: tuple[int, int, int, int]) -> QPushButton:
        name = QColor(*colour).name()
        button = QPushButton()
        button.setCheckable(True)
        button.setFixedSize(36, 28)
        button.setAccessibleName(name)
        button.setToolTip(f"Paint with {name}")
        button.setStyleSheet(
            f"QPushButton {{ background: {name}; border: 2px solid transparent; }}"
            f"QPushButton:checked, QPushButton:focus {{ border-color: {theme.colours().accent}; }}"
        )
        button.clicked.connect(lambda: self._use(colour))
        self._tools.addButton(button)
        return button

    def _choose(self) -> None:
        chosen = QColorDialog.getColor(QColor(*self._canvas.colour), self, "Paint with")
        if chosen.isValid():
            self._use((chosen.red(), chosen.green(), chosen.blue(), 255))

    def _use(self, colour: tuple[int, int, int, int]) -> None:
        self._canvas.colour = colour


def _offered(pixels: Pixels) -> list[tuple[int, int, int, int]]:
    """The sprite's own colours, the most used first, then black and white."""
    own = [tuple(int(v) for v in colour) for colour in colours_of(pixels)[: SWATCHES - 2]]
    return [(r, g, b, 255) for r, g, b in dict.fromkeys([*own, (0, 0, 0), (255, 255, 255)])]
