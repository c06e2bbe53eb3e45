"""What every figure of a lesson is: a picture that answers, and one control."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sprite_studio.ui import theme
from sprite_studio.ui.learn.prose import Prose


class Figure(QWidget):
    """Shows what a job has computed.

    Attributes:
        by_model: whether the model that is chosen computes it.
        column: where its parts stand, one below the other.
        labels: the lesson's words for them.

    Signals:
        changed(): the control was moved, and with it the numbers.
    """

    changed = Signal()
    by_model = True

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__()
        self.labels = labels
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2 * theme.SPACE)

    def job(self, model: str) -> object:
        """What answers the guess. Args: model: by name."""
        raise NotImplementedError

    def show_report(self, report: Any) -> None:
        """Something on the way, which most figures do not show."""

    def show_result(self, result: Any) -> None:
        """What has come of a job."""
        raise NotImplementedError

    def answer(self) -> str | float:
        """What is held against the guess; only after a result."""
        raise NotImplementedError

    def numbers(self) -> Mapping[str, object]:
        """What stands in braces in the lesson's words, as the control stands; after a result."""
        raise NotImplementedError

    @property
    def sprite(self) -> NDArray[np.uint8] | None:
        """(16, 16, 4) that it is about, to be taken to another page."""
        return None

    @property
    def words(self) -> frozenset[str] | None:
        """Every word that the model knew, also those taught later, where the figure shows them."""
        return None

    def network(self) -> str:
        """Whose network the figure is about, "house" or "course", where that matters."""
        return ""

    def say(self, key: str) -> Prose:
        """A line of the lesson's, added to the column; see `tell`."""
        line = Prose()
        line.setProperty("key", key)
        self.column.addWidget(line)
        return line

    def tell(self, line: Prose) -> None:
        """Say it with the numbers of the moment."""
        line.say(self.labels[line.property("key")].format(**self.numbers()))


def as_large(strength: NDArray[np.float32]) -> NDArray[np.uint8]:
    """(S, S) → (16, 16, 4): dark where nothing is said and light where most is; small maps are
    enlarged by whole pixels, so that all stand in one row."""
    most = max(float(strength.max()), 1e-9)
    grey = (255 * (strength / most).clip(0, 1)).round().astype(np.uint8)
    each = 16 // len(grey)
    large = grey.repeat(each, axis=0).repeat(each, axis=1)
    return np.stack([large, large, large, np.full_like(large, 255)], axis=-1)


def solid(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Its colours only: noise in alpha would hide the noise in colours."""
    shown = picture.copy()
    shown[..., 3] = 255
    return shown
