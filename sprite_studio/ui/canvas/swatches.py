"""Colours to choose from: small squares, by the pointer or by arrows."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from sprite_studio.art.paint.painting import Colour
from sprite_studio.ui import theme

SIDE, GAP = 22, 4
"""Logical pixels of a square, and between two."""

COLUMNS = 8


class Swatches(QWidget):
    """One stop of Tab for any number of colours.

    Signals:
        chosen(Colour): by hand.
    """

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours: tuple[Colour, ...] = ()
        self._current: Colour | None = None
        self._at = 0
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def colours(self) -> tuple[Colour, ...]:
        return self._colours

    def show_colours(self, colours: Sequence[Colour]) -> None:
        """Offer these."""
        self._colours = tuple(colours)
        self._at = min(self._at, max(0, len(self._colours) - 1))
        self.setVisible(bool(self._colours))
        self.updateGeometry()
        self.update()

    def mark(self, colour: Colour) -> None:
        """Which one is painted with, if it is here."""
        self._current = colour
        if colour in self._colours:
            self._at = self._colours.index(colour)
        self.update()

    def sizeHint(self) -> QSize:
        rows = -(-len(self._colours) // COLUMNS)
        return QSize(COLUMNS * (SIDE + GAP) - GAP, max(1, rows) * (SIDE + GAP) - GAP)

    def place(self, number: int) -> QRectF:
        """Of a colour, in logical pixels."""
        row, column = divmod(number, COLUMNS)
        return QRectF(column * (SIDE + GAP), row * (SIDE + GAP), SIDE, SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        c = theme.colours()
        for number, colour in enumerate(self._colours):
            place = self.place(number)
            painter.fillRect(place, QColor(*colour[:3]))
            painter.setPen(QPen(QColor(c.line), 1))
            painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
            if colour == self._current:
                painter.setPen(QPen(QColor(c.ground), 2))
                painter.drawRect(place.adjusted(3, 3, -3, -3))
                painter.setPen(QPen(QColor(c.accent), 2))
                painter.drawRect(place.adjusted(1, 1, -1, -1))
            elif self.hasFocus() and number == self._at:
                painter.setPen(QPen(QColor(c.accent), 2, Qt.PenStyle.DotLine))
                painter.drawRect(place.adjusted(1, 1, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position().toPoint())
        if number is not None:
            self._choose(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        strides = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -COLUMNS,
            Qt.Key.Key_Down: COLUMNS,
        }
        stride = strides.get(Qt.Key(event.key()))
        if stride is None:
            super().keyPressEvent(event)
        elif 0 <= self._at + stride < len(self._colours):
            self._choose(self._at + stride)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._number_at(event.pos())
            tip = "" if number is None else QColor(*self._colours[number][:3]).name()
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    def _number_at(self, point: QPoint) -> int | None:
        places = range(len(self._colours))
        return next((n for n in places if self.place(n).contains(point.toPointF())), None)

    def _choose(self, number: int) -> None:
        self._at = number
        self.mark(self._colours[number])
        self.chosen.emit(self._colours[number])
