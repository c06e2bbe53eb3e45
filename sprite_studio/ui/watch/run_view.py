"""A run at one of its steps: what the network was shown, what it saw in it, what it believed, and
what became of other ways from there."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sprite_studio.art.number_pictures import Reach, number_pictures
from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.watch import WatchedStep, WatchResult
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel, plain_tip
from sprite_studio.ui.watch.level_plots import KnownPlot, NoisePlot
from sprite_studio.ui.watch.run_story import (
    HOW_KNOWN,
    finished_told,
    landmarks,
    said_at,
    told,
    told_tip,
)
from sprite_studio.ui.widgets.page_frame import titled
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid

MOST_FORKED = 16
"""Sprites of forks that are shown; the oldest give way."""

NOTHING = np.zeros((0, 16, 16, 4), np.uint8)

FINISHED_TIP = "The sprite as it is kept: edges snapped, and at most as many colours as are asked"


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
        self._told = _quiet()
        self._x_t = SpriteGrid("Press Run: every step of the way will be kept here.")
        self._eps = SpriteGrid("")
        self._x0 = SpriteGrid("")
        self._finished = SpriteGrid("")
        self._grids = (self._x_t, self._eps, self._x0, self._finished)
        names = ("x_t", "noise seen", "x0", "finished")
        for grid, name in zip(self._grids, names, strict=True):
            grid.setAccessibleName(name)
            grid.picked.connect(self.picked)
        self._finished_title = PlainLabel("Finished")
        self._finished_title.setProperty("role", "quiet")
        self._finished_title.setToolTip(FINISHED_TIP)
        self._finished_title.setMinimumWidth(1)  # the four columns are of one width
        pictures = QHBoxLayout()
        pictures.setSpacing(2 * theme.SPACE)
        for grid, title, tip in (
            (self._x_t, "xₜ · what it is shown", "The noisy sprites at this step"),
            (self._eps, "ε · the noise it sees", "What it takes to be noise; on xₜ's scale"),
            (self._x0, "x₀ · what it believes", "The sprite that it takes to lie beneath"),
        ):
            pictures.addLayout(titled(title, grid, tip), 1)
        finished = QVBoxLayout()
        finished.setSpacing(theme.SPACE // 2)
        finished.addWidget(self._finished_title)
        finished.addWidget(self._finished, 1)
        pictures.addLayout(finished, 1)
        self._story = PlainLabel()
        self._story.setWordWrap(True)
        self._landmarks = _quiet()
        self._landmarks.setToolTip(HOW_KNOWN)
        self._known, self._noise = KnownPlot(), NoisePlot()
        self._forks = SpriteGrid("Forks will stand here side by side.")
        self._forks.setAccessibleName("Forks")
        below = QHBoxLayout()
        below.setSpacing(2 * theme.SPACE)
        below.addLayout(titled("Known by then", self._known, HOW_KNOWN), 3)
        below.addLayout(titled("Noise, by level λ", self._noise, NOISE_TIP), 3)
        below.addLayout(titled("Forks", self._forks, "What became of other ways from here"), 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self._told)
        column.addLayout(pictures, 3)
        column.addWidget(self._story)
        column.addWidget(self._landmarks)
        column.addLayout(below, 3)

    def show_sprite(self, run: WatchResult, selected: int) -> None:
        """The curves and the words are about one sprite of the run."""
        for grid in self._grids:
            grid.select(selected)
        self._known.show_run(run, selected)
        self._noise.show_run(run, selected)
        self._landmarks.setText(landmarks(run, selected))
        self._told.setText(told(run.recipe, selected))
        self._told.setToolTip(plain_tip(told_tip(run.recipe, selected)))
        self._finished.show_images(NOTHING if run.drawn is None else run.drawn.images)
        end = number_pictures(run.taken[-1].x0[selected])
        solid = end[end[..., 3] >= 128][:, :3]
        self._finished_title.setText(finished_told(run, selected, len(np.unique(solid, axis=0))))

    def show_step(self, run: WatchResult, index: int, selected: int, reach: Reach) -> None:
        self._show_pictures(run.taken[index], reach)
        self._known.mark(index)
        self._noise.mark(run.taken[index].log_snr)
        self._story.setText(said_at(run, index, selected))

    def show_draft(self, taken: WatchedStep, reach: Reach) -> None:
        """The latest step of a run under way; what it is measured by is not known yet."""
        if not self.is_draft:
            self._show_nothing()
            self.is_draft = True
        self._show_pictures(taken, reach)

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

    def _show_pictures(self, taken: WatchedStep, reach: Reach) -> None:
        for grid, numbers in ((self._x_t, taken.x_t), (self._eps, taken.eps), (self._x0, taken.x0)):
            grid.show_images(number_pictures(numbers, reach))

    def _show_forks(self) -> None:
        images: Sequence[np.ndarray] | np.ndarray = NOTHING
        if self._forked:
            images = np.stack(self._forked)
        self._forks.show_images(np.asarray(images), self._fork_tips)

    def _show_nothing(self) -> None:
        for grid in (*self._grids, self._forks):
            grid.show_images(NOTHING)
        for plot in (self._known, self._noise):
            plot.clear()
        for label in (self._story, self._landmarks, self._told):
            label.clear()
        self._told.setToolTip("")
        self._finished_title.setText("Finished")


NOISE_TIP = (
    "Promised: σ = √(1 - ᾱ), what the network is told. Measured: the root mean square of xₜ - √ᾱ · "
    "x₀, with the x₀ that came of the run. Fresh: the σ of the noise that is put in anew after a "
    "step. Small dots: the 500 levels of DDPM; this run leaves out those between its own"
)


def _quiet() -> PlainLabel:
    label = PlainLabel()
    label.setWordWrap(True)
    label.setProperty("role", "quiet")
    return label
