"""A run at one of its steps: what the network was shown, what it saw in it, what it believed, and
what became of other ways from there."""

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.watch import WatchResult
from sprite_studio.ui import theme
from sprite_studio.ui.watch.run_story import landmarks, said_at
from sprite_studio.ui.widgets.level_plot import LevelPlot
from sprite_studio.ui.widgets.page_frame import titled
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid

MOST_FORKED = 16
"""Sprites of forks that are shown; the oldest give way."""

NOTHING = np.zeros((0, 16, 16, 4), np.uint8)


class RunView(QWidget):
    """Out of noise. It shows one run, or what one under way has come to, and never both.

    Attributes:
        is_draft: whether it shows a run under way.

    Signals:
        picked(int): a sprite was selected by hand.
    """

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_draft = False
        self._forked: list[np.ndarray] = []
        self._fork_tips: list[str] = []
        self._x_t = SpriteGrid("Press Run: every step of the way will be kept here.")
        self._eps = SpriteGrid("")
        self._x0 = SpriteGrid("")
        self._grids = (self._x_t, self._eps, self._x0)
        for grid, name in zip(self._grids, ("x_t", "noise seen", "x0"), strict=True):
            grid.setAccessibleName(name)
            grid.picked.connect(self.picked)
        pictures = QHBoxLayout()
        pictures.setSpacing(2 * theme.SPACE)
        for grid, title, tip in (
            (self._x_t, "xₜ · what it is shown", "The noisy sprites at this step"),
            (self._eps, "ε · the noise it sees", "Grey is none; what it predicts to be noise"),
            (self._x0, "x₀ · what it believes", "The sprite that it takes to lie beneath"),
        ):
            pictures.addLayout(titled(title, grid, tip), 1)
        self._story = QLabel()
        self._story.setWordWrap(True)
        self._landmarks = QLabel()
        self._landmarks.setWordWrap(True)
        self._landmarks.setProperty("role", "quiet")
        self._levels = LevelPlot()
        self._forks = SpriteGrid("Forks will stand here side by side.")
        self._forks.setAccessibleName("Forks")
        below = QHBoxLayout()
        below.setSpacing(2 * theme.SPACE)
        below.addWidget(self._levels, 1)
        below.addLayout(titled("Forks", self._forks, "What became of other ways from here"), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addLayout(pictures, 3)
        column.addWidget(self._story)
        column.addWidget(self._landmarks)
        column.addLayout(below, 2)

    def show_sprite(self, run: WatchResult, selected: int) -> None:
        """The curves and the words are about one sprite of the run."""
        for grid in self._grids:
            grid.select(selected)
        self._levels.show_run(run.log_snr, run.outline[:, selected], run.colour[:, selected])
        self._landmarks.setText(landmarks(run, selected))

    def show_step(self, run: WatchResult, index: int, selected: int) -> None:
        self._x_t.show_images(run.x_t[index])
        self._eps.show_images(run.eps[index])
        self._x0.show_images(run.x0[index])
        self._levels.mark(index)
        self._story.setText(said_at(run, index, selected))

    def show_draft(self, x0: Images) -> None:
        """What the network believes in a run under way; the rest of it is not known yet."""
        if not self.is_draft:
            self._show_nothing()
            self.is_draft = True
        self._x0.show_images(x0)

    def clear_draft(self) -> None:
        """The run under way was given up; another is shown next, or there is none."""
        self._show_nothing()
        self.is_draft = False
        self._show_forks()

    def clear(self) -> None:
        """Another run is shown next, and the forks were of the one before."""
        self._forked, self._fork_tips = [], []
        self.clear_draft()

    def add_forks(self, images: Images, told: str) -> None:
        """Args: told: how they came about."""
        self._forked = [*self._forked, *images][-MOST_FORKED:]
        self._fork_tips = [*self._fork_tips, *([told] * len(images))][-MOST_FORKED:]
        self._show_forks()

    def _show_forks(self) -> None:
        images = np.stack(self._forked) if self._forked else NOTHING
        self._forks.show_images(images, self._fork_tips)

    def _show_nothing(self) -> None:
        for grid in (*self._grids, self._forks):
            grid.show_images(NOTHING)
        self._levels.clear()
        self._story.clear()
        self._landmarks.clear()
