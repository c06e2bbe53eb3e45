"""A pentagon with the categories at its corners and a puck: drag it, and the mix follows."""

import math
from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from sprite_studio.art.sprite import CATEGORIES, SIZE
from sprite_studio.studio.jobs.base import Images
from sprite_studio.ui import theme
from sprite_studio.ui.widgets.pixmaps import integer_zoom, to_qimage

Point = tuple[float, float]

CORNERS: tuple[Point, ...] = tuple(
    (math.sin(2 * math.pi * i / 5), -math.cos(2 * math.pi * i / 5)) for i in range(5)
)
"""On the unit circle, y downwards, the first at the top; in the order of the categories."""

NUDGE = 0.06


def weights_at(point: Point) -> tuple[float, ...]:
    """The five corners' shares of a point inside: Wachspress's coordinates (A Rational Finite
    Element Basis, 1975). They are smooth, add up to one, are one at a corner, and on an edge are
    those of its two corners alone."""
    x, y = point
    shares = []
    for i, (cx, cy) in enumerate(CORNERS):
        product = 1.0
        for j in range(5):  # the distance to every edge that does not touch the corner
            if j not in (i, (i - 1) % 5):
                (ax, ay), (bx, by) = CORNERS[j], CORNERS[(j + 1) % 5]
                side = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
                at_corner = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
                product *= max(0.0, side / at_corner)
        shares.append(product)
    total = sum(shares)
    return tuple(share / total for share in shares)


def point_of(weights: Mapping[str, float]) -> Point:
    """Where a mix of categories lies: the mean of its corners, or the middle for none."""
    shares = [max(0.0, weights.get(category, 0.0)) for category in CATEGORIES]
    total = sum(shares)
    if total == 0:
        return (0.0, 0.0)
    x = sum(s * corner[0] for s, corner in zip(shares, CORNERS, strict=True))
    y = sum(s * corner[1] for s, corner in zip(shares, CORNERS, strict=True))
    return (x / total, y / total)


def field_points() -> tuple[Point, ...]:
    """Where small sprites stand: the corners, the middles of the edges, a ring, the middle."""
    middles = [
        ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        for a, b in zip(CORNERS, (*CORNERS[1:], CORNERS[0]), strict=True)
    ]
    ring = [(x / 2, y / 2) for x, y in CORNERS]
    return (*CORNERS, *middles, *ring, (0.0, 0.0))


def inside(point: Point) -> Point:
    """The point, or the nearest to it on the way to the middle that is in the pentagon."""
    x, y = point
    out = 1.0
    for i in range(5):
        (ax, ay), (bx, by) = CORNERS[i], CORNERS[(i + 1) % 5]
        normal = (by - ay, ax - bx)
        reach = (x * normal[0] + y * normal[1]) / (ax * normal[0] + ay * normal[1])
        out = max(out, reach)
    return (x / out, y / out)


class BlendPad(QWidget):
    """The puck is dragged by hand, or nudged by the arrow keys.

    Signals:
        moved(dict): by hand; category → weight, without zeros.
    """

    moved = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._puck: Point = CORNERS[0]
        self._field: list[QImage] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Blend pad")
        self.setToolTip("Drag between the categories, or use the arrow keys")
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(232)

    def sizeHint(self) -> QSize:
        return QSize(300, 232)

    def mix(self) -> dict[str, float]:
        """Category → weight in hundredths, without zeros."""
        weights = {c: round(w, 2) for c, w in zip(CATEGORIES, weights_at(self._puck), strict=True)}
        return {category: weight for category, weight in weights.items() if weight}

    def show_mix(self, mix: Mapping[str, float]) -> None:
        """Put the puck where a mix lies; says nothing of it."""
        self._puck = point_of(mix)
        self.update()

    def field_mixes(self, others: Mapping[str, float]) -> tuple[dict[str, float], ...]:
        """What the small sprites show: the categories at each place, with the other words."""
        return tuple(
            {**dict(zip(CATEGORIES, weights_at(point), strict=True)), **others}
            for point in field_points()
        )

    def show_field(self, images: Images) -> None:
        """The small sprites, in the order of `field_points`."""
        self._field = [to_qimage(pixels) for pixels in images]
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._move_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move_to(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        nudges = {
            Qt.Key.Key_Left: (-NUDGE, 0.0),
            Qt.Key.Key_Right: (NUDGE, 0.0),
            Qt.Key.Key_Up: (0.0, -NUDGE),
            Qt.Key.Key_Down: (0.0, NUDGE),
        }
        nudge = nudges.get(Qt.Key(event.key()))
        if nudge is None:
            super().keyPressEvent(event)
            return
        self._set_puck((self._puck[0] + nudge[0], self._puck[1] + nudge[1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corners = [self._on_screen(corner) for corner in CORNERS]
        painter.setPen(QPen(QColor(theme.colours().line), 1.5))
        painter.setBrush(QColor(theme.colours().sunken))
        painter.drawPolygon(QPolygonF(corners))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._paint_field(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.colours().quiet))
        for category, corner in zip(CATEGORIES, CORNERS, strict=True):
            painter.drawText(self._label_place(corner), Qt.AlignmentFlag.AlignCenter, category)
        puck = self._on_screen(self._puck)
        painter.setPen(QPen(QColor(theme.colours().on_accent), 2))
        painter.setBrush(QColor(theme.colours().accent))
        painter.drawEllipse(puck, 7, 7)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.colours().text), 1))
            painter.drawEllipse(puck, 10, 10)

    def _paint_field(self, painter: QPainter) -> None:
        ratio = self.devicePixelRatioF()
        side = integer_zoom(self._radius() * 0.36, SIZE, ratio) * SIZE
        for image, point in zip(self._field, field_points(), strict=False):
            # Drawn a little inwards, so that none hangs over the edge.
            middle = self._on_screen((point[0] * 0.8, point[1] * 0.8))
            left = math.floor((middle.x() - side / 2) * ratio) / ratio
            top = math.floor((middle.y() - side / 2) * ratio) / ratio
            painter.drawImage(QRectF(left, top, side, side), image)

    def _label_place(self, corner: Point) -> QRectF:
        """Above or below its corner, on the side that is not in the pentagon."""
        width, height = 72.0, 16.0
        place = self._on_screen(corner)
        outwards = -1 if corner[1] < 0 else 1
        aside = corner[0] * width / 4
        left = min(max(0.0, place.x() + aside - width / 2), self.width() - width)
        return QRectF(left, place.y() + outwards * 14 - height / 2, width, height)

    def _radius(self) -> float:
        return min(self.width() / 2.2, self.height() / 2.3)

    def _middle(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2 + self._radius() * 0.06)

    def _on_screen(self, point: Point) -> QPointF:
        middle, radius = self._middle(), self._radius()
        return QPointF(middle.x() + point[0] * radius, middle.y() + point[1] * radius)

    def _move_to(self, place: QPointF) -> None:
        middle, radius = self._middle(), self._radius()
        self._set_puck(((place.x() - middle.x()) / radius, (place.y() - middle.y()) / radius))

    def _set_puck(self, point: Point) -> None:
        self._puck = inside(point)
        self.update()
        self.moved.emit(self.mix())
