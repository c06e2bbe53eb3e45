"""A grid of any number of kept sprites, of which only those in sight are read and painted."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from sprite_studio.art.sprite import SIZE
from sprite_studio.ui import theme
from sprite_studio.ui.icons import icon
from sprite_studio.ui.plain import plain_tip
from sprite_studio.ui.sprites.card_marks import draw_count, draw_star
from sprite_studio.ui.sprites.cards import Cards, ShownCard
from sprite_studio.ui.sprites.name_edit import NameEdit
from sprite_studio.ui.sprites.pulling import enlarged, ids_in, in_new_order
from sprite_studio.ui.widgets.grid.hand import GridHand
from sprite_studio.ui.widgets.grid.selection import Selection
from sprite_studio.ui.widgets.pixmaps import checkerboard, integer_zoom

ZOOMS = range(2, 11)
"""Logical pixels a sprite pixel, as the wheel goes with Ctrl."""

MARGIN = theme.SPACE
"""Around a sprite and its name."""

LEAST_NAME = 112
"""Logical pixels for a name, at least."""


class CardGrid(QAbstractScrollArea):
    """Attributes: cards: what is known of the sprites; may_order: whether they can be pulled to
    another place among the others.

    Signals:
        chosen_changed(): others are selected.
        renamed(str): the selected sprites are to have this name.
        opened(int): a sprite was double-clicked, by its id.
        drag_wanted(): the selected sprites are being pulled away.
        ordered(tuple): the sprites, by their ids, are to stand in another order.
    """

    chosen_changed = Signal()
    renamed = Signal(str)
    opened = Signal(int)
    drag_wanted = Signal()
    ordered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = Cards(self)
        self.may_order = False
        self._gap: int | None = None  # before which sprite the pulled ones would stand
        self.setAcceptDrops(True)
        self._empty_text = ""
        self._ids: tuple[int, ...] = ()
        self._zoom = 4
        self._ground: QPixmap | None = None
        self._star = icon("star")
        self._hand = GridHand(self, self.viewport(), many=True)
        self._hand.changed.connect(self._on_chosen)
        self._hand.drag_wanted.connect(self.drag_wanted)
        self._name = NameEdit(self.viewport())
        self._name.written.connect(self.renamed)
        self._name.closed.connect(self.setFocus)
        self.setProperty("role", "cards")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumSize(QSize(240, 160))
        self.setAccessibleName("Kept sprites")
        self.verticalScrollBar().valueChanged.connect(lambda _: self._name.give_up())

    # -- what is shown

    def show_ids(self, ids: tuple[int, ...]) -> None:
        """These and no others. What stays is still selected."""
        if ids != self._ids:
            before, self._ids = self._ids, ids
            self._name.give_up()
            if self._hand.selection != Selection():
                self._follow(before)
            self._fit_bar()
            self.setAccessibleDescription(f"{len(ids)} sprites")
        self.viewport().update()

    def show_empty_text(self, text: str) -> None:
        """What to do where there is nothing to show."""
        self._empty_text = text
        if not self._ids:
            self.viewport().update()

    def picture_of_main(self) -> QPixmap | None:
        """The one that is meant, as it is painted; None while it is not read."""
        shown = None if self.main is None else self.cards.of(self.main)
        if shown is None:
            return None
        return enlarged(shown.picture, self._side(), self.devicePixelRatioF())

    def _follow(self, before: Sequence[int]) -> None:
        now = {id_: place for place, id_ in enumerate(self._ids)}
        places = {old: now[id_] for old, id_ in enumerate(before) if id_ in now}
        followed = self._hand.selection.where(places)
        if followed.current is None and self._hand.selection.current is not None and self._ids:
            at = min(self._hand.selection.current, len(self._ids) - 1)  # keys go on from there
            followed = Selection(followed.chosen, at, at)
        self._hand.selection = followed
        self.chosen_changed.emit()

    @property
    def ids(self) -> tuple[int, ...]:
        """Of all that are shown, in order."""
        return self._ids

    @property
    def chosen(self) -> tuple[int, ...]:
        """Ids of those that are selected, in order."""
        return tuple(self._ids[i] for i in sorted(self._hand.selection.chosen))

    @property
    def main(self) -> int | None:
        """The id of the one that is meant where only one can be."""
        index = self._hand.selection.main
        return None if index is None else self._ids[index]

    def choose_all(self) -> None:
        """Select everything that is shown."""
        self._hand.choose(Selection.all_of(len(self._ids), self._hand.selection.current))

    def choose(self, *ids: int) -> None:
        """Select those that are shown and no others, and bring the first into sight."""
        places = [place for place, id_ in enumerate(self._ids) if id_ in ids]
        first = places[0] if places else None
        self._hand.choose(Selection(frozenset(places), first, first))

    def edit_name(self) -> None:
        """Write the name of the selected sprites, in place."""
        index = self._hand.selection.main
        shown = None if index is None else self.cards.of(self._ids[index])
        if index is None or shown is None:
            return
        self._bring_into_sight(index)
        place = self._cell(index)
        place.setTop(place.bottom() - self._name_height - MARGIN // 2)
        self._name.begin(place, shown.card.name)

    # -- where things are, in the viewport

    def count(self) -> int:
        return len(self._ids)

    def columns(self) -> int:
        return max(1, self.viewport().width() // self._cell_size().width())

    def rows_in_sight(self) -> int:
        return self.viewport().height() // self._cell_size().height()

    def index_at(self, point: QPoint) -> int | None:
        size = self._cell_size()
        column = (point.x() - self._left()) // size.width()
        row = (point.y() + self.verticalScrollBar().value()) // size.height()
        index = row * self.columns() + column
        there = 0 <= column < self.columns() and 0 <= index < len(self._ids)
        return index if there and self._inner(index).contains(point) else None

    def indices_in(self, place: QRect) -> list[int]:
        return [i for i in self._in_rows_of(place) if self._inner(i).intersects(place)]

    @property
    def _name_height(self) -> int:
        return self.fontMetrics().height()

    def _side(self) -> float:
        ratio = self.devicePixelRatioF()
        return integer_zoom(SIZE * self._zoom, SIZE, ratio) * SIZE

    def _cell_size(self) -> QSize:
        side = round(self._side())
        width = max(side, LEAST_NAME) + MARGIN
        return QSize(width, side + self._name_height + 2 * MARGIN + MARGIN // 2)

    def _left(self) -> int:
        size, columns = self._cell_size(), self.columns()
        return max(0, (self.viewport().width() - columns * size.width()) // 2)

    def _cell(self, index: int) -> QRect:
        size = self._cell_size()
        row, column = divmod(index, self.columns())
        top = row * size.height() - self.verticalScrollBar().value()
        return QRect(QPoint(self._left() + column * size.width(), top), size)

    def _inner(self, index: int) -> QRect:
        return self._cell(index).adjusted(2, 2, -2, -2)

    def place_of(self, id_: int) -> QRect:
        """Where a sprite is, in the viewport."""
        return self._inner(self._ids.index(id_))

    def _fit_bar(self) -> None:
        size = self._cell_size()
        rows = -(-len(self._ids) // self.columns())
        bar = self.verticalScrollBar()
        bar.setSingleStep(size.height() // 3)
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, rows * size.height() - self.viewport().height()))

    def _bring_into_sight(self, index: int) -> None:
        place, bar = self._cell(index), self.verticalScrollBar()
        if place.top() < 0:
            bar.setValue(bar.value() + place.top())
        elif place.bottom() > self.viewport().height():
            bar.setValue(bar.value() + place.bottom() - self.viewport().height() + 1)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if not self._ids:
            painter.setPen(QColor(theme.colours().quiet))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            around = self.viewport().rect().adjusted(24, 24, -24, -24)
            painter.drawText(around, flags, self._empty_text)
            return
        chosen, current = self._hand.selection.chosen, self._hand.selection.current
        for index in self._in_rows_of(event.rect()):
            self._draw(painter, index, index in chosen, self.hasFocus() and index == current)
        if self._gap is not None:
            self._draw_gap(painter, self._gap)

    def _in_rows_of(self, place: QRect) -> range:
        size, columns, top = self._cell_size(), self.columns(), self.verticalScrollBar().value()
        first = (place.top() + top) // size.height() * columns
        last = ((place.bottom() + top) // size.height() + 1) * columns
        return range(max(0, first), min(last, len(self._ids)))

    def _draw(self, painter: QPainter, index: int, is_chosen: bool, is_current: bool) -> None:
        colours, cell = theme.colours(), self._inner(index)
        if is_chosen or is_current:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(
                QPen(QColor(colours.accent if is_chosen else colours.quiet), 2 if is_chosen else 1)
            )
            painter.setBrush(QColor(colours.raised) if is_chosen else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(cell).adjusted(1, 1, -1, -1), 6, 6)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        ratio, side = self.devicePixelRatioF(), self._side()
        left = int((cell.center().x() - side / 2) * ratio) / ratio
        place = QRectF(left, cell.top() + MARGIN - 2, side, side)
        painter.drawPixmap(place.topLeft(), self._ground_now())
        shown = self.cards.of(self._ids[index])
        if shown is not None:
            painter.drawImage(place, shown.picture)
            self._draw_about(painter, cell, place, shown)

    def _draw_about(self, painter: QPainter, cell: QRect, place: QRectF, shown: ShownCard) -> None:
        card, colours = shown.card, theme.colours()
        if card.starred:
            draw_star(painter, self._star, cell, place)
        if card.frames > 1:
            draw_count(painter, card.frames, cell, place)
        name = QRect(cell.left() + 4, cell.bottom() - self._name_height - 3, cell.width() - 8, 0)
        name.setHeight(self._name_height)
        painter.setPen(QColor(colours.text))
        told = painter.fontMetrics().elidedText(
            card.name, Qt.TextElideMode.ElideMiddle, name.width()
        )
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, told)

    def _ground_now(self) -> QPixmap:
        """The checkerboard, drawn once for a size and a theme."""
        side = self._side()
        if self._ground is None or self._ground.deviceIndependentSize().width() != side:
            self._ground = checkerboard(side, self.devicePixelRatioF())
        return self._ground

    # -- events

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._ground = None
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name.give_up()
        self._fit_bar()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
        event.accept()

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller sprites; what is at the top stays there."""
        zoom = min(max(self._zoom + steps, ZOOMS[0]), ZOOMS[-1])
        if zoom != self._zoom:
            top = next(iter(self._in_rows_of(self.viewport().rect())), 0)
            self._zoom = zoom
            self._fit_bar()
            self.verticalScrollBar().setValue(top // self.columns() * self._cell_size().height())
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hand.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.index_at(event.position().toPoint())
        if index is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self._ids[index])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._hand.key(event):
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.index_at(event.pos())
            shown = None if index is None else self.cards.of(self._ids[index])
            tip = "" if shown is None else f"{shown.card.name}\n{shown.card.told}".strip()
            QToolTip.showText(event.globalPos(), plain_tip(tip), self)
            return True
        return super().viewportEvent(event)

    # -- what is pulled to another place

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.may_order and event.source() is self:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._show_gap(self._gap_at(event.position().toPoint()))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_gap(None)

    def dropEvent(self, event: QDropEvent) -> None:
        gap = self._gap_at(event.position().toPoint())
        self._show_gap(None)
        ids = in_new_order(self._ids, gap, ids_in(event.mimeData()))
        if ids != self._ids:
            self.ordered.emit(ids)
        event.acceptProposedAction()

    def _gap_at(self, point: QPoint) -> int:
        size, columns = self._cell_size(), self.columns()
        row = (point.y() + self.verticalScrollBar().value()) // size.height()
        column = round((point.x() - self._left()) / size.width())
        return max(0, min(row * columns + min(max(column, 0), columns), len(self._ids)))

    def _show_gap(self, gap: int | None) -> None:
        self._gap = gap
        self.viewport().update()

    def _draw_gap(self, painter: QPainter, gap: int) -> None:
        after = gap > 0 and (gap == len(self._ids) or gap % self.columns() == 0)
        cell = self._cell(gap - 1 if after else gap)
        x = cell.right() if after else cell.left()
        painter.fillRect(
            x - 1, cell.top() + 4, 3, cell.height() - 8, QColor(theme.colours().accent)
        )

    def _on_chosen(self) -> None:
        current = self._hand.selection.current
        if current is not None and self._hand.selection.chosen:
            self._bring_into_sight(current)
        self.viewport().update()
        self.chosen_changed.emit()
