"""The whole network at a step: the drawing of it, and in words what its maps show."""

import numpy as np
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sprite_studio.art.number_pictures import number_pictures
from sprite_studio.studio.jobs.network import (
    ANSWER,
    Maps,
    NetworkPart,
    NetworkResult,
    StepResult,
    X,
)
from sprite_studio.studio.words.told import words_of
from sprite_studio.ui import theme
from sprite_studio.ui.network.net_view import NetView, Shown
from sprite_studio.ui.network.told import (
    LEGEND,
    changes_told,
    mode_told,
    network_told,
    percent,
)
from sprite_studio.ui.widgets.forms import quiet_label
from sprite_studio.ui.widgets.numbers.shades import signed_picture, strength_picture
from sprite_studio.ui.widgets.page_frame import scrolled


class WholeView(QWidget):
    """Signals: picked(str): a part is to be opened, by its name."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: dict[str, NetworkPart] = {}
        self._step: StepResult | None = None
        self._changed = False
        self._coloured = theme.colours()
        self._net = NetView()
        self._net.picked.connect(self.picked)
        self._told, self._mode_told = quiet_label(), quiet_label()
        area = scrolled(self._net)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # of many blocks
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        column.addWidget(self._told)
        column.addWidget(area, 1)
        column.addWidget(self._mode_told)

    def show_network(self, result: NetworkResult) -> None:
        """Another one, of which nothing is known yet."""
        self._step = None
        self._parts = {part.name: part for part in result.parts}
        self._net.show_network(result.parts)
        self._told.setText(f"{network_told(result)}. {LEGEND}")

    def show_step(self, step: StepResult | None, changed: bool) -> None:
        """Args: step: of this network, or None while none is open; changed: whether what a word
        changes is shown."""
        self._step, self._changed = step, changed
        self._coloured = theme.colours()
        told = mode_told(step, changed)
        if step is not None and changed and words_of(step.job.recipe):
            told = f"{told} {changes_told(step, self._parts)}"
        self._mode_told.setText(told)
        shown = {}
        if step is not None:
            shown[X] = Shown(number_pictures(x_of(step)), "xₜ", sprite=True)
            shown |= {name: self._shown(step, name, changed) for name in step.said}
        self._net.show_parts(shown)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._coloured is not theme.colours():
            self.show_step(self._step, self._changed)

    def _shown(self, step: StepResult, name: str, changed: bool) -> Shown:
        part, maps = self._parts[name], step.said[name]
        if part.is_embedding:
            return Shown(signed_picture(maps[:, 0, 0][None]), "")
        if changed:
            strength = strength_of(step.changed[name])
            return Shown(strength_picture(strength), percent(step.changes[name]))
        if name == ANSWER:
            return Shown(number_pictures(maps), "x₀", sprite=True)
        return Shown(strength_picture(strength_of(maps)), str(part.channels))


def x_of(step: StepResult) -> Maps:
    """(C, 16, 16) what the network is shown there."""
    return np.frombuffer(step.job.x_t, np.float32).reshape(-1, 16, 16)


def strength_of(maps: Maps) -> Maps:
    """(C, H, W) → (H, W): the root mean square over the channels."""
    return np.sqrt(np.square(maps).mean(axis=0))
