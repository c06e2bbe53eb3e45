"""The twelve frames of a character: rows of views, columns of steps."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from sprite_studio.art.sprite import SIZE
from sprite_studio.art.walk.character import STEPS, VIEWS, Frames
from sprite_studio.art.walk.finish import Given
from sprite_studio.ui import theme
from sprite_studio.ui.cast.party import At, nothing_locked
from sprite_studio.ui.cast.titles import STEP_TITLES, VIEW_TITLES, frame_title
from sprite_studio.ui.icons import icon
from sprite_studio.ui.widgets.pixmaps import draw_checkerboard, integer_zoom, to_qimage

_BESIDE, _ABOVE, _GAP, _MARK = 44, 22, 6, 14
"""Logical pixels: for the names of views and of steps, between frames, of a mark."""

_GHOST = 0.35
"""How much of the step before is seen through a frame, as an onion skin."""


class FrameGrid(QWidget):
    """Signals:
    picked(): by hand another frame is the one that is meant.
    opened(): it was clicked twice.
    dropped(Path): a picture was dropped on the frame that is meant now.
    """

    picked = Signal()
    opened = Signal()
    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: list[list[QImage]] = []
        self._empty = [[True] * len(STEPS) for _ in VIEWS]
        self._locked = nothing_locked()
        self._at: At = (0, 0)
        self._onion = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setMinimumSize(QSize(_BESIDE + 3 * (48 + _GAP), _ABOVE + 4 * (48 + _GAP)))
        self.setAccessibleName("Frames")
        self.setToolTip("Drop a sprite on a frame; double-click, or press E, to paint on it")

    @property
    def at(self) -> At:
        """The frame that is meant."""
        return self._at

    def show_frames(self, frames: Frames, locked: Given | None = None) -> None:
        """Args: locked: those with a lock; without, locks stay as they are."""
        self._images = [[to_qimage(frame) for frame in view] for view in frames]
        self._empty = [[not frame[..., 3].any() for frame in view] for view in frames]
        if locked is not None:
            self._locked = locked
        self.setAccessibleDescription(frame_title(self._at))
        self.update()

    def set_onion(self, on: bool) -> None:
        """Whether the step before shines through."""
        self._onion = on
        self.update()

    def pick(self, at: At) -> None:
        """As by hand."""
        if at != self._at:
            self._at = at
            self.setAccessibleDescription(frame_title(at))
            self.update()
            self.picked.emit()

    # -- where things lie

    def _side(self) -> float:
        """Of a frame: whole device pixels a pixel."""
        room = min(
            (self.width() - _BESIDE) / len(STEPS) - _GAP,
            (self.height() - _ABOVE) / len(VIEWS) - _GAP,
        )
        return SIZE * integer_zoom(max(room, SIZE), SIZE, self.devicePixelRatioF())

    def place_of(self, at: At) -> QRectF:
        """In logical pixels."""
        view, step = at
        side, ratio = self._side(), self.devicePixelRatioF()
        across = _BESIDE + len(STEPS) * (side + _GAP)
        left = max(0.0, (self.width() - across) / 2) + _BESIDE + step * (side + _GAP)
        top = _ABOVE + view * (side + _GAP)
        return QRectF(round(left * ratio) / ratio, round(top * ratio) / ratio, side, side)

    def at_point(self, point: QPointF) -> At | None:
        """Which frame is there."""
        for at in np.ndindex(len(VIEWS), len(STEPS)):
            if self.place_of((at[0], at[1])).contains(point):
                return (at[0], at[1])
        return None

    # -- what is seen

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._draw_names(painter)
        for view, row in enumerate(self._images):
            for step, image in enumerate(row):
                self._draw_frame(painter, (view, step), image)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        colour = theme.colours().accent if self.hasFocus() else theme.colours().quiet
        painter.setPen(QPen(QColor(colour), 2))
        painter.drawRect(self.place_of(self._at).adjusted(-2, -2, 2, 2))

    def _draw_names(self, painter: QPainter) -> None:
        painter.setPen(QColor(theme.colours().quiet))
        for step, name in enumerate(STEPS):
            place = self.place_of((0, step))
            above = QRectF(place.x(), 0, place.width(), _ABOVE - 4)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, STEP_TITLES[name])
        for view, name in enumerate(VIEWS):
            place = self.place_of((view, 0))
            beside = QRectF(place.x() - _BESIDE, place.y(), _BESIDE - 8, place.height())
            where = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(beside, where, VIEW_TITLES[name])

    def _draw_frame(self, painter: QPainter, at: At, image: QImage) -> None:
        place = self.place_of(at)
        view, step = at
        draw_checkerboard(painter, place)
        if self._onion and step:
            painter.setOpacity(_GHOST)
            painter.drawImage(place, self._images[view][step - 1])
            painter.setOpacity(1 - _GHOST / 2)
        painter.drawImage(place, image)
        painter.setOpacity(1)
        if self._empty[view][step] and at == self._at:
            painter.setPen(QColor(theme.colours().text))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "Drop\nhere")
        if self._locked[at]:
            corner = QRectF(place.right() - _MARK - 2, place.y() + 2, _MARK, _MARK)
            icon("lock").paint(painter, corner.toRect())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    # -- the hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (at := self.at_point(event.position())) is not None:
            self.pick(at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.at_point(event.position()) == self._at:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }
        move = moves.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
            return
        view, step = self._at[0] + move[0], self._at[1] + move[1]
        if 0 <= view < len(VIEWS) and 0 <= step < len(STEPS):
            self.pick((view, step))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_in(event) is not None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        at = self.at_point(event.position())
        event.setAccepted(at is not None)
        if at is not None:
            self.pick(at)

    def dropEvent(self, event: QDropEvent) -> None:
        at, path = self.at_point(event.position()), _file_in(event)
        if at is not None and path is not None:
            self.pick(at)
            event.acceptProposedAction()
            self.dropped.emit(path)


def _file_in(event: QDropEvent) -> Path | None:
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return files[0] if files else None
