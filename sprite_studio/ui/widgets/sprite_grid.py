"""A grid of sprites, as large as whole pixels allow, on a checkerboard."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QIcon,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from sprite_studio.art.sprite import SIZE
from sprite_studio.studio.jobs.base import Images
from sprite_studio.ui import theme
from sprite_studio.ui.plain import plain_tip
from sprite_studio.ui.widgets.grid.hand import GridHand
from sprite_studio.ui.widgets.grid.selection import Selection
from sprite_studio.ui.widgets.pixmaps import draw_checkerboard, integer_zoom, to_qimage

_GAP = 1
"""Sprite pixels between two sprites."""

_NAMED_GAP = 8
"""The same where names stand below them, which may be wider than a sprite."""

_MARK = 14
"""Logical pixels a mark is wide."""


_FOR_WHOLE_ROWS = 0.7
"""Of the largest size that there is room for, what sprites keep so that no row is half empty."""


class _Layout(NamedTuple):
    """Attributes: columns; zoom: logical pixels a sprite pixel; left, top: of the first cell;
    across, down: from a cell to the next."""

    columns: int
    zoom: float
    left: float
    top: float
    across: float
    down: float


class SpriteGrid(QWidget):
    """Shows sprites; says `empty_text` while there are none. They are selected by clicks, by a
    rubber band, and by keys.

    Attributes:
        empty_text: what to do to fill it.

    Signals:
        picked(int): by hand another sprite is the one that is meant, or where there is only ever
            one, the same again.
        chosen_changed(): by hand others are selected.
    """

    picked = Signal(int)
    chosen_changed = Signal()

    def __init__(
        self,
        empty_text: str,
        named: bool = False,
        many: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Args: named: whether the tooltips are to be read below the sprites, as their names; many:
        whether more than one can be selected."""
        super().__init__(parent)
        self.empty_text = empty_text
        self._gap = _NAMED_GAP if named else _GAP
        self._name_height = self.fontMetrics().height() if named else 0
        self._images: list[QImage] = []
        self._tips: list[str] = []
        self._shows_selection = True
        self._many = many
        self._hand = GridHand(self, self, many)
        self._hand.changed.connect(self._on_chosen)
        self._picked: int | None = None
        self._marks: Mapping[int, Sequence[QIcon]] = {}
        self._laid_out: tuple[tuple[int, int, int, float], _Layout] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(160, 120))
        self.setAccessibleName("Sprites")

    def show_images(self, images: Images, tips: list[str] | None = None) -> None:
        """Replace all. Args: images: (N, 16, 16, 4); tips: one tooltip a sprite."""
        self._images = [to_qimage(pixels) for pixels in images]
        self._tips = tips or []
        self.setAccessibleDescription(f"{len(self._images)} sprites")
        self.update()

    def patch_images(self, first: int, images: Images, count: int) -> None:
        """Replace some of `count` in all, from index `first` on; the others stay."""
        if len(self._images) != count:
            blank = QImage(SIZE, SIZE, QImage.Format.Format_RGBA8888)
            blank.fill(0)
            self._images = [blank] * count
            self._tips = []
        self._images[first : first + len(images)] = [to_qimage(pixels) for pixels in images]
        self.update()

    def set_marks(self, marks: Mapping[int, Sequence[QIcon]]) -> None:
        """Small icons in the corner of some sprites, by their numbers."""
        self._marks = marks
        self.update()

    @property
    def selected(self) -> int | None:
        """Which sprite is meant where only one can be."""
        return self._hand.selection.main

    @property
    def chosen(self) -> tuple[int, ...]:
        """All that are selected, in order."""
        return tuple(sorted(i for i in self._hand.selection.chosen if i < len(self._images)))

    def select(self, index: int | None) -> None:
        """Mark a sprite, or none."""
        self._hand.selection = Selection.of(index)
        self._picked = index
        self.update()

    def show_selection(self, on: bool) -> None:
        """Off while what is shown is not what was selected."""
        self._shows_selection = on
        self.update()

    def count(self) -> int:
        """How many sprites there are."""
        return len(self._images)

    def rows_in_sight(self) -> int:
        """All."""
        return -(-len(self._images) // self.columns())

    def indices_in(self, place: QRect) -> list[int]:
        """The sprites that a place touches."""
        around = QRectF(place)
        return [i for i in range(len(self._images)) if self.cell(i).intersects(around)]

    def columns(self) -> int:
        """That fill the room best."""
        return self._layout_now().columns

    def cell(self, index: int) -> QRectF:
        """Where the sprite `index` is drawn, in logical pixels."""
        at = self._layout_now()
        row, column = divmod(index, at.columns)
        side = SIZE * at.zoom
        return QRectF(at.left + column * at.across, at.top + row * at.down, side, side)

    def _layout_now(self) -> "_Layout":
        """Reckoned once for a number of sprites in a room."""
        fits = len(self._images), self.width(), self.height(), self.devicePixelRatioF()
        if self._laid_out is None or self._laid_out[0] != fits:
            self._laid_out = fits, self._laid(*fits)
        return self._laid_out[1]

    def _laid(self, count: int, width: int, height: int, ratio: float) -> "_Layout":
        def zoom_of(columns: int) -> float:
            rows = -(-max(1, count) // columns)
            return min(
                integer_zoom(width, columns * (SIZE + self._gap) - self._gap, ratio),
                integer_zoom(
                    height - rows * self._name_height, rows * (SIZE + self._gap) - self._gap, ratio
                ),
            )

        def fits(columns: int) -> bool:
            """Also where a pixel of each sprite is one of the screen's, which is the least."""
            rows = -(-max(1, count) // columns)
            least = (SIZE + self._gap) / ratio
            inside = rows * (least + self._name_height) <= height + self._gap
            return inside and columns * least <= width + self._gap

        zooms = {columns: zoom_of(columns) for columns in range(1, max(1, count) + 1)}
        least = _FOR_WHOLE_ROWS * max(zooms.values())

        def in_whole_rows(columns: int) -> bool:
            return count % columns == 0 and zooms[columns] >= least

        columns = max(zooms, key=lambda n: (in_whole_rows(n), zooms[n], fits(n), -n))
        rows, zoom = -(-count // columns), zooms[columns]
        across = (SIZE + self._gap) * zoom
        down = across + self._name_height
        gap = self._gap * zoom
        # The origin too lies on a whole device pixel.
        left = math.floor(max(0.0, width - columns * across + gap) / 2 * ratio) / ratio
        top = math.floor(max(0.0, height - rows * down + gap) / 2 * ratio) / ratio
        return _Layout(columns, zoom, left, top, across, down)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._images:
            painter.setPen(QColor(theme.colours().quiet))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), flags, self.empty_text)
            return
        for i, image in enumerate(self._images):
            place = self.cell(i)
            draw_checkerboard(painter, place)
            painter.drawImage(place, image)
            self._draw_marks(painter, place, self._marks.get(i, ()))
            if self._name_height and i < len(self._tips):
                self._draw_name(painter, place, self._tips[i])
        if self._shows_selection:
            self._draw_selection(painter)

    def _draw_selection(self, painter: QPainter) -> None:
        if len(self._images) < 2:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.colours().accent), 2))
        for index in self.chosen:
            painter.drawRect(self.cell(index).adjusted(-2, -2, 2, 2))
        current = self._hand.selection.current
        if self.hasFocus() and current is not None and current < len(self._images):
            painter.setPen(QPen(QColor(theme.colours().text), 1, Qt.PenStyle.DotLine))
            painter.drawRect(self.cell(current).adjusted(-4, -4, 4, 4))

    def _draw_marks(self, painter: QPainter, place: QRectF, marks: Sequence[QIcon]) -> None:
        for number, icon in enumerate(marks):
            corner = QRect(0, 0, _MARK, _MARK)
            corner.moveTopRight(place.topRight().toPoint() + QPoint(-2 - number * (_MARK + 4), 2))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.colours().raised))
            painter.drawRoundedRect(corner.adjusted(-2, -2, 2, 2), 4, 4)
            icon.paint(painter, corner)

    def _draw_name(self, painter: QPainter, place: QRectF, name: str) -> None:
        side = self._gap / SIZE * place.width() / 2
        below = QRectF(
            place.left() - side, place.bottom(), place.width() + 2 * side, self._name_height
        )
        painter.setPen(QColor(theme.colours().quiet))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, name)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.index_at(event.pos())
            tip = self._tips[index] if index is not None and index < len(self._tips) else ""
            QToolTip.showText(event.globalPos(), plain_tip(tip), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hand.release(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._hand.key(event):
            super().keyPressEvent(event)

    def pick(self, index: int) -> None:
        """Select by hand."""
        self._hand.choose(Selection.of(index))

    def _on_chosen(self) -> None:
        self.update()
        main = self.selected
        if main is not None and (main != self._picked or not self._many):
            self.picked.emit(main)
        self._picked = main
        self.chosen_changed.emit()

    def index_at(self, point: QPoint) -> int | None:
        """The sprite under a point."""
        at = self._layout_now()
        row, column = (point.y() - at.top) // at.down, (point.x() - at.left) // at.across
        if not 0 <= column < at.columns:
            return None
        index = int(row * at.columns + column)
        there = 0 <= index < len(self._images) and self.cell(index).contains(point.toPointF())
        return index if there else None
