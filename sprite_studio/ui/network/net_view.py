"""The network as a drawing: every part where it stands, with what it says as a small map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from sprite_studio.art.sprite import Pixels
from sprite_studio.studio.jobs.network import ANSWER, CONTEXT, LOG_SNR, NetworkPart, X
from sprite_studio.ui import theme
from sprite_studio.ui.network.layout import Layout, laid_out
from sprite_studio.ui.network.told import (
    X_TOLD,
    embeddings,
    enters,
    name_of,
    part_told,
)
from sprite_studio.ui.plain import plain_tip
from sprite_studio.ui.widgets.pixmaps import draw_checkerboard, integer_zoom, to_qimage

EMPTY = "The network is being looked into …"

LEAST_PITCH = 34
"""Logical pixels from a part to the next, in which a map of 16×16 and its figure can be read."""

_MOST_BOX = 96
_STRIPE = 10
_DOT = 3.5
_GUTTER = 44
"""At the left of the rows, where their sizes stand."""

_ARC, _ARC_STEP = 24.0, 7.0
"""The height above a row, and how far lines that go over parts lie from each other there."""


@dataclass(frozen=True)
class Shown:
    """Of one part. Attributes: picture: (H, W, 4), or None where nothing is known yet; figure: that
    stands below it; sprite: whether it may have clear pixels."""

    picture: Pixels | None
    figure: str
    sprite: bool = False


class NetView(QWidget):
    """Parts are picked by clicks, or by arrows and Return.

    Signals:
        picked(str): a part is to be opened, by its name.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: dict[str, NetworkPart] = {}
        self._vectors: tuple[str, ...] = ()
        self._layout: Layout | None = None
        self._shown: dict[str, Shown] = {}
        self._images: dict[str, QImage] = {}
        self._lit: str | None = None  # under the pointer, or where the keys stand
        self._dots: dict[str, tuple[str, ...]] = {}
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(180)
        self.setAccessibleName("Network")

    def show_network(self, parts: Sequence[NetworkPart]) -> None:
        """Draw another one, of which nothing is known yet."""
        self._parts = {part.name: part for part in parts}
        self._vectors = tuple(embeddings(parts))
        self._layout = laid_out(parts)
        self._lit = None
        level, words = enters(parts, LOG_SNR), enters(parts, CONTEXT)
        self._dots = {
            name: tuple(
                token for token, here in (("good", level), ("accent", words)) if name in here
            )
            for name in self._layout.places
        }
        self.setMinimumWidth(_GUTTER + self._layout.columns * LEAST_PITCH)
        self.setAccessibleDescription(f"{len(parts)} parts in {len(self._layout.sizes)} rows")
        self.show_parts({})

    def show_parts(self, shown: Mapping[str, Shown]) -> None:
        """What each says."""
        self._shown = dict(shown)
        self._images = {
            name: to_qimage(one.picture) for name, one in shown.items() if one.picture is not None
        }
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, 320)

    # -- where things are

    def place(self, name: str) -> QRectF:
        """Of a part's map, in logical pixels; of an embedding its stripe."""
        if name in self._vectors:
            width = self.width() / len(self._vectors)
            number = self._vectors.index(name)
            return QRectF(number * width + 4, self._head() - 2 * _STRIPE, width - 8, _STRIPE)
        assert self._layout is not None
        row, column = self._layout.places[name]
        pitch, drop, box = self._pitch()
        x = _GUTTER + (column + 0.5) * pitch - box / 2
        y = self._head() + row * drop + _ARC
        ratio = self.devicePixelRatioF()
        return QRectF(round(x * ratio) / ratio, round(y * ratio) / ratio, box, box)

    def _head(self) -> float:
        """The height of the row of embeddings."""
        return self.fontMetrics().height() + 2 * _STRIPE + 4.0

    def _pitch(self) -> tuple[float, float, float]:
        """From a part to the next, from a row to the next, and the side of a map."""
        assert self._layout is not None
        pitch = (self.width() - _GUTTER) / self._layout.columns
        drop = (self.height() - self._head()) / len(self._layout.sizes)
        room = min(pitch - 10, drop - _ARC - self.fontMetrics().height() - 4, _MOST_BOX)
        ratio = self.devicePixelRatioF()
        return pitch, drop, 16 * integer_zoom(max(room, 16), 16, ratio)

    def part_at(self, point: QPointF) -> str | None:
        """The one under a point, its figure included."""
        if self._layout is None:
            return None
        below = self.fontMetrics().height()
        for name in (*self._layout.places, *self._vectors):
            if self.place(name).adjusted(-3, -3, 3, below).contains(point):
                return name
        return None

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._layout is None:
            painter.setPen(QColor(theme.colours().quiet))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, EMPTY)
            return
        over = sorted({self._layout.over(line) for line in self._layout.lines})
        for line in self._layout.lines:
            height = 6 + _ARC_STEP * over.index(self._layout.over(line))
            self._draw_line(painter, line, height)
        for row, size in enumerate(self._layout.sizes):
            self._draw_size(painter, row, size)
        for name in self._vectors:
            self._draw_stripe(painter, name)
        for name in self._layout.places:
            self._draw_part(painter, name)

    def _draw_size(self, painter: QPainter, row: int, size: int) -> None:
        _, drop, box = self._pitch()
        place = QRectF(0, self._head() + row * drop + _ARC, _GUTTER, box)
        painter.setPen(QColor(theme.colours().quiet))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, flags, f"{size}×{size}")

    def _draw_line(self, painter: QPainter, line: tuple[str, str], height: float) -> None:
        """Args: height: above the row, of one that goes over parts."""
        assert self._layout is not None
        one, other = (self.place(name) for name in line)
        skips = self._layout.is_skip(line)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self._lit in line
        colour = theme.colours().text if lit else theme.colours().sky if skips else None
        pen = QPen(QColor(colour or theme.colours().quiet), 2 if lit else 1.4)
        if self._layout.is_reckoned(line):
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_path(one, other, height if self._layout.over(line) else 0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _draw_stripe(self, painter: QPainter, name: str) -> None:
        place, part = self.place(name), self._parts[name]
        c = theme.colours()
        token = c.good if LOG_SNR in part.sources else c.accent
        painter.setPen(QColor(c.text if name == self._lit else c.quiet))
        above = QRectF(place.x() + 10, 0, place.width() - 10, self.fontMetrics().height())
        told = self.fontMetrics().elidedText(
            f"{name}, {part.channels} numbers", Qt.TextElideMode.ElideRight, int(above.width())
        )
        painter.drawText(above, Qt.AlignmentFlag.AlignLeft, told)
        self._draw_dot(painter, QPointF(place.x() + _DOT, above.center().y()), token)
        painter.fillRect(place, QColor(c.sunken))
        if name in self._images:
            painter.drawImage(place, self._images[name])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(c.text if name == self._lit else c.line), 1))
        painter.drawRect(place)

    def _draw_part(self, painter: QPainter, name: str) -> None:
        place, c = self.place(name), theme.colours()
        painter.fillRect(place, QColor(c.sunken))
        shown = self._shown.get(name)
        if shown is not None and shown.sprite:
            draw_checkerboard(painter, place)
        if name in self._images:
            painter.drawImage(place, self._images[name])
        edge = place.adjusted(-1, -1, 0, 0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(c.line), 1))
        if name == self._lit:
            painter.setPen(QPen(QColor(c.text), 2))
        painter.drawRect(edge)
        for number, token in enumerate(self._dots[name]):
            at = QPointF(place.left() + _DOT + number * 3 * _DOT, place.top() - _DOT - 2)
            self._draw_dot(painter, at, getattr(c, token))
        figure = shown.figure if shown is not None else self._still(name)
        pitch = self._pitch()[0]
        below = QRectF(
            place.center().x() - pitch / 2, place.bottom() + 1, pitch, self.fontMetrics().height()
        )
        wide = self.fontMetrics().horizontalAdvance(figure) + 4
        ground = QRectF(below.center().x() - wide / 2, below.y(), wide, below.height())
        painter.fillRect(ground, QColor(c.ground))  # a line to the next row may pass behind
        painter.setPen(QColor(c.text if name == self._lit else c.quiet))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, figure)

    def _still(self, name: str) -> str:
        """Below a part of which nothing is known yet."""
        return name_of(name) if name in (X, ANSWER) else str(self._parts[name].channels)

    def _draw_dot(self, painter: QPainter, at: QPointF, colour: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(at, _DOT, _DOT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    # -- by hand

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._light(self.part_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._light(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        name = self.part_at(event.position())
        if name is not None and event.button() == Qt.MouseButton.LeftButton:
            self._light(name)
            self.picked.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps and self._parts:
            names = [X, *self._parts]
            at = names.index(self._lit) if self._lit in names else -1
            self._light(names[(at + steps[key]) % len(names)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._lit is not None:
            self.picked.emit(self._lit)
        else:
            super().keyPressEvent(event)

    def _light(self, name: str | None) -> None:
        if name != self._lit:
            self._lit = name
            self.setCursor(
                Qt.CursorShape.ArrowCursor if name is None else Qt.CursorShape.PointingHandCursor
            )
            self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            name = self.part_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(self._tip(name)), self)
            return True
        return super().event(event)

    def _tip(self, name: str | None) -> str:
        if name is None:
            return ""
        told = X_TOLD if name == X else part_told(self._parts[name])
        return f"{told}\nClick: all of its channels"


def _path(one: QRectF, other: QRectF, height: float) -> QPainterPath:
    """From a map to another: across a row, over what stands between if `height` is not 0, or down
    or up to another row."""
    path = QPainterPath()
    if one.top() == other.top() and height:
        top, start, end = one.top() - height, one.center().x(), other.center().x()
        path.moveTo(start, one.top())
        path.quadTo(start, top, start + 6, top)
        path.lineTo(end - 6, top)
        path.quadTo(end, top, end, other.top())
    elif one.top() == other.top():
        path.moveTo(one.right(), one.center().y())
        path.lineTo(other.left(), other.center().y())
    else:
        down = one.top() < other.top()
        start = QPointF(one.center().x(), one.bottom() if down else one.top())
        end = QPointF(other.center().x(), other.top() if down else other.bottom())
        middle = (start.y() + end.y()) / 2
        path.moveTo(start)
        path.cubicTo(QPointF(start.x(), middle), QPointF(end.x(), middle), end)
    return path
