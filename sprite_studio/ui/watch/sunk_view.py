"""A sprite at one level of its way into noise, and the histogram of its numbers."""

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sprite_studio.studio.jobs.watch import ForwardResult
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.watch.level_plots import HistogramPlot
from sprite_studio.ui.widgets.page_frame import titled
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid


class SunkView(QWidget):
    """Into noise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sprite = SpriteGrid("Run first, or sink a picture of yours.")
        self._sprite.setAccessibleName("Sinking sprite")
        self._histogram = HistogramPlot()
        self._story = PlainLabel()
        self._story.setWordWrap(True)
        views = QHBoxLayout()
        views.setSpacing(2 * theme.SPACE)
        views.addLayout(
            titled("xₜ = √ᾱ · x₀ + √(1-ᾱ) · ε", self._sprite, "One noise ε, more of it"), 1
        )
        views.addLayout(titled("Its numbers", self._histogram, "How often each value stands"), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addLayout(views, 1)
        column.addWidget(self._story)

    def show_step(self, sunk: ForwardResult, index: int) -> None:
        self._sprite.show_images(sunk.x_t[index][None])
        self._histogram.show_counts(sunk.histogram[index], sunk.edges)
        self._story.setText(mixture_told(sunk.log_snr[index]))


def mixture_told(log_snr: float) -> str:
    """Of what x_t is made at a level."""
    kept = 1 / (1 + np.exp(-log_snr))
    return (
        f"λ = {log_snr:z.1f}: xₜ = {np.sqrt(kept):.3f} · x₀ + {np.sqrt(1 - kept):.3f} · ε. The "
        f"squares of the two factors are ᾱ = {kept:.3f} and 1 - ᾱ = {1 - kept:.3f}."
    )
