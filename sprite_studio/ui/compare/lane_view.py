"""One way to draw, among others: what it is, its figures, its sprites, where they differ."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sprite_studio.studio.jobs.compare import LaneResult
from sprite_studio.studio.words.styles import name_of
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid

MOST_DIVERGENCE = 1.0
"""Root mean square difference, in [-1, 1], that is shown in full colour."""


class LaneView(QWidget):
    """One lane: what it is, its figures, its sprites, where it differs."""

    def __init__(self) -> None:
        super().__init__()
        self._title = PlainLabel()
        self._title.setWordWrap(True)
        self._figures = PlainLabel()
        self._figures.setProperty("role", "quiet")
        self._figures.setWordWrap(True)
        self._figures.setToolTip(
            "calls: of the network, a sprite; with guidance two a step where it acts\n"
            "difference: root mean square to the first lane's sprites, of the numbers from -1 to 1 "
            "that it draws in; 0 is the same\n"
            "other noise: the same between this lane's own sprites, which begin with other noise: "
            "how different another sprite of the words is\n"
            "spread: how unlike each other the lane's sprites are\n"
            "different: how many there are if near copies count as one\n"
            "guidance: of a live student, which knows it from 1 to 4; others have what is set"
        )
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(self._title)
        told.addWidget(self._figures)
        told.addStretch()
        self.grid = SpriteGrid("")
        self.grid.setMinimumHeight(72)
        self._map = SpriteGrid("")
        self._map.setAccessibleName("Divergence")
        self._map.setToolTip(
            "Where its sprites differ from the first lane's: from 0, the ground, to "
            f"{MOST_DIVERGENCE:g} and more, orange"
        )
        self._map.setFixedWidth(80)
        self._map.setMinimumHeight(72)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.SPACE)
        words = QWidget()
        words.setFixedWidth(216)
        words.setLayout(told)
        told.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words)
        row.addWidget(self.grid, 1)
        row.addWidget(self._map)

    def show_lane(self, lane: LaneResult, is_reference: bool) -> None:
        self._title.setText(lane.lane.title)
        self.grid.setAccessibleName(lane.lane.title)
        apart = "the reference" if is_reference else f"difference {lane.difference:.3f}"
        if lane.other_noise is not None:
            apart += f" (other noise {lane.other_noise:.3f})"
        guided = f" · guidance {lane.guidance:g}" if lane.lane.sampler == "live" else ""
        style = "" if lane.style is None else f" · style {name_of(lane.style)}"
        self._figures.setText(
            f"{lane.seconds:.2f} s · {lane.calls} calls · "
            f"{lane.sprites_per_second:.1f} sprites/s\n{apart}\nspread {lane.spread:.3f} · "
            f"{lane.different} of {len(lane.images)} different{style}{guided}"
        )
        if is_reference:  # it differs from itself nowhere; its place names the others'
            self._map.empty_text = "where the\nothers\ndiffer"
            self._map.update()
        else:
            self._map.show_images(heat(lane.divergence)[None])


def heat(divergence: NDArray[np.float64]) -> NDArray[np.uint8]:
    """(16, 16) → (16, 16, 4) uint8: from the ground to the accent colour."""
    share = np.clip(divergence / MOST_DIVERGENCE, 0, 1)[..., None]
    c = theme.colours()
    low, high = (
        np.array(list(bytes.fromhex(colour[1:])), float) for colour in (c.sunken, c.accent)
    )
    colour = low + (high - low) * share
    return np.concatenate([colour, np.full_like(share, 255)], axis=-1).astype(np.uint8)
