"""The time machine: scrub through what a run drew, and draw with any of its moments."""

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sprite_studio.studio.jobs.training.film import Frame
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.train.film.told import (
    DRAWN_TIP,
    FIGURES_TIP,
    NEAR_TIP,
    SIZE_TIP,
    film_told,
    frame_told,
    near_told,
    sprite_tip,
)
from sprite_studio.ui.widgets.forms import quiet_label
from sprite_studio.ui.widgets.page_frame import titled
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid
from sprite_studio.ui.widgets.timeline import Timeline

NOTHING = np.zeros((0, 16, 16, 4), np.uint8)
EMPTY = "While a run trains it is filmed: what it draws from the same noise appears here."
NO_FILM = "This run has no film: it is of an earlier version, or not of single sprites."


class FilmView(QWidget):
    """Signals:
    use_wanted(int): draw with the frame of this step.
    keep_wanted(int): make a model of it.
    """

    use_wanted = Signal(int)
    keep_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frames: list[Frame] = []
        self._figures = PlainLabel()
        self._figures.setWordWrap(True)
        self._drawn, self._near = SpriteGrid(EMPTY), SpriteGrid("")
        self._drawn.setAccessibleName("Drawn")
        self._near.setAccessibleName("Nearest training sprites")
        self._timeline = Timeline()
        self._timeline.moved.connect(self._show_frame)
        self._timeline.add_keys(self)
        self._use = QPushButton("Draw with this frame")
        self._use.setToolTip("Its weights become a model, and Create draws with it")
        self._use.clicked.connect(lambda: self._tell(self.use_wanted))
        self._keep = QPushButton("Keep as a model …")
        self._keep.setToolTip("Its weights become a model under a name of yours")
        self._keep.clicked.connect(lambda: self._tell(self.keep_wanted))
        self._figures.setToolTip(FIGURES_TIP)
        self._near_title = PlainLabel()
        self._near_title.setProperty("role", "quiet")
        self._size = quiet_label()
        self._size.setToolTip(SIZE_TIP)
        below = QHBoxLayout()
        below.setSpacing(theme.SPACE)
        below.addWidget(self._size, 1)
        below.addWidget(self._use)
        below.addWidget(self._keep)
        near = QVBoxLayout()
        near.setSpacing(theme.SPACE // 2)
        self._near_title.setToolTip(NEAR_TIP)
        near.addWidget(self._near_title)
        near.addWidget(self._near, 1)
        grids = QHBoxLayout()
        grids.setSpacing(2 * theme.SPACE)
        grids.addLayout(titled("Drawn", self._drawn, DRAWN_TIP), 1)
        grids.addLayout(near, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self._figures)
        column.addLayout(grids, 1)
        column.addWidget(self._timeline)
        column.addLayout(below)
        self.restart((), EMPTY)

    @property
    def latest(self) -> Frame | None:
        """The last frame there is."""
        return self._frames[-1] if self._frames else None

    def restart(self, frames: Sequence[Frame], empty: str = NO_FILM) -> None:
        """The film of another run. Args: empty: what is said where it has none."""
        self._timeline.pause()
        self._frames = list(frames)
        self._drawn.empty_text = empty
        self._timeline.set_count(len(self._frames))
        self._show_frame(self._timeline.index)

    def go_back(self, step: int) -> None:
        """Frames of later steps are taken anew."""
        if self._frames and self._frames[-1].step > step:
            self.restart(self._frames[: bisect_right([f.step for f in self._frames], step)], EMPTY)

    def add(self, frame: Frame) -> None:
        """One more, which is shown unless an earlier one is looked at."""
        self.go_back(frame.step - 1)
        at, follows = self._timeline.index, self._timeline.index >= len(self._frames) - 1
        self._frames.append(frame)
        self._timeline.set_count(len(self._frames))
        if follows:
            self._show_frame(self._timeline.index)
        else:
            self._timeline.set_index(at)

    def _show_frame(self, index: int) -> None:
        there = 0 <= index < len(self._frames)
        for button in (self._use, self._keep):
            button.setEnabled(there)
        if not there:
            for grid in (self._drawn, self._near):
                grid.show_images(NOTHING)
            self._figures.clear()
            self._size.clear()
            self._near_title.setText(near_told(None))
            return
        frame = self._frames[index]
        tips = [sprite_tip(frame, i) for i in range(len(frame.images))]
        self._drawn.show_images(frame.images, tips)
        self._near.show_images(frame.near, tips)
        self._figures.setText(frame_told(frame))
        self._near_title.setText(near_told(frame))
        self._size.setText(film_told(self._frames))

    def _tell(self, wanted: SignalInstance) -> None:
        wanted.emit(self._frames[self._timeline.index].step)
