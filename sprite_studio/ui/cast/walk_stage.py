"""A small ground on which the character walks, steered by the arrow keys."""

import random
from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from sprite_studio.art.sprite import SIZE
from sprite_studio.art.walk.character import Frames
from sprite_studio.art.walk.ground import ground
from sprite_studio.art.walk.walker import Walker
from sprite_studio.ui import theme
from sprite_studio.ui.widgets.pixmaps import to_qimage

TICK_MS = 33
LONGEST_TICK = 0.1
"""Seconds of a walk at once, however long the window was held up."""

ALONE_SECONDS = 3.0
"""Without a key, after which the character goes round by itself."""

KEYS = {
    int(Qt.Key.Key_Down): "down",
    int(Qt.Key.Key_Left): "left",
    int(Qt.Key.Key_Right): "right",
    int(Qt.Key.Key_Up): "up",
}


class WalkStage(QWidget):
    """The ground is as large as the room; one pixel of it is a whole number of device pixels.

    Signals:
        chosen(int): one of the others was clicked, by its number.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zoom, self._speed = 3, 1.0
        self._hero = Walker()
        self._frames: list[list[QImage]] = []
        self._others: list[tuple[Walker, list[list[QImage]]]] = []
        self._dice = random.Random(0)
        self._held: list[str] = []
        self._alone = ALONE_SECONDS
        self._ground = QPixmap.fromImage(to_qimage(ground()))
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(220, 160))
        self.setAccessibleName("The character walks")
        self.setAccessibleDescription("The arrow keys steer it")
        self.setToolTip("Click here and steer with the arrow keys")
        self._placed = False

    @property
    def hero(self) -> Walker:
        return self._hero

    def show_hero(self, frames: Frames) -> None:
        """Who is steered."""
        self._frames = _images(frames)
        self.update()

    def show_others(self, people: Sequence[Frames]) -> None:
        """Who walks about beside it."""
        while len(self._others) > len(people):
            self._others.pop()
        for number, frames in enumerate(people):
            images = _images(frames)
            if number < len(self._others):
                self._others[number] = (self._others[number][0], images)
            else:
                self._others.append((self._newcomer(), images))
        self.update()

    def set_zoom(self, zoom: int) -> None:
        """Device-independent pixels a pixel, 1 to 8."""
        self._zoom = zoom
        self._keep_all_in()

    def set_speed(self, speed: float) -> None:
        """1 is usual."""
        self._speed = speed

    # -- time

    def advance(self, seconds: float) -> None:
        """So much time goes by."""
        walked = seconds * self._speed
        room = self._room()
        self._alone += seconds
        if self._held:
            self._alone = 0.0
            self._hero.walk(self._held[-1], walked, room)
        elif self._alone >= ALONE_SECONDS:
            self._hero.go_round(walked, room)
        else:
            self._hero.rest()
        for walker, _ in self._others:
            walker.wander(walked, room, self._dice)
        self.update()

    def _tick(self) -> None:
        self.advance(min(self._clock.restart() / 1000, LONGEST_TICK))

    def showEvent(self, event: QShowEvent) -> None:
        self._clock.start()
        self._timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        self._held.clear()
        super().hideEvent(event)

    # -- room

    def _room(self) -> tuple[float, float]:
        return self.width() / self._zoom, self.height() / self._zoom

    def _newcomer(self) -> Walker:
        width, height = self._room()
        x, y = self._dice.random() * (width - SIZE), self._dice.random() * (height - SIZE)
        return Walker(x, y)

    def _keep_all_in(self) -> None:
        room = self._room()
        for walker in (self._hero, *(walker for walker, _ in self._others)):
            walker.keep_in(room)
        self.update()

    def resizeEvent(self, event: object) -> None:
        width, height = self._room()
        if not self._placed:  # the first size that it is seen in
            self._placed = self.isVisible()
            self._hero.x, self._hero.y = (width - SIZE) / 2, (height - SIZE) / 2
            for walker, _ in self._others:
                walker.x = self._dice.random() * (width - SIZE)
                walker.y = self._dice.random() * (height - SIZE)
        self._keep_all_in()

    # -- what is seen

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        zoom = max(1, round(self._zoom * ratio)) / ratio
        painter.save()
        painter.scale(zoom, zoom)
        painter.drawTiledPixmap(
            QRectF(0, 0, self.width() / zoom + 1, self.height() / zoom + 1), self._ground
        )
        painter.restore()
        everybody = [*self._others, (self._hero, self._frames)]
        for walker, images in sorted(everybody, key=lambda one: one[0].y):
            if images:
                view, step = walker.frame
                painter.drawImage(self._place(walker, zoom), images[view][step])
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.colours().accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    @staticmethod
    def _place(walker: Walker, zoom: float) -> QRectF:
        """Whole pixels of the ground: as a game of such pixels moves."""
        return QRectF(round(walker.x) * zoom, round(walker.y) * zoom, SIZE * zoom, SIZE * zoom)

    # -- the hand

    def keyPressEvent(self, event: QKeyEvent) -> None:
        view = KEYS.get(int(event.key()))
        if view is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._held.append(view)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        view = KEYS.get(int(event.key()))
        if view is None:
            super().keyReleaseEvent(event)
        elif not event.isAutoRepeat() and view in self._held:
            self._held.remove(view)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._held.clear()
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number, (walker, _) in enumerate(self._others):
            if self._place(walker, self._zoom).contains(QPointF(event.position())):
                self.chosen.emit(number)
                return


def _images(frames: Frames) -> list[list[QImage]]:
    return [[to_qimage(frame) for frame in view] for view in frames]
