"""What a drawing says and no box can show, in words."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox

from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.ui.widgets.forms import shows

SEEDS_TOLD = 3
"""Of a drawing whose sprites have seeds of their own, that are named."""


class Shown(NamedTuple):
    """A number, the box that should show it, and what it is called."""

    name: str
    box: QSpinBox | QDoubleSpinBox
    value: float


def kept_values(drawing: Drawing, numbers: Iterable[Shown]) -> list[str]:
    """One phrase each."""
    told = []
    if drawing.seeds:
        some = ", ".join(map(str, drawing.seeds[:SEEDS_TOLD]))
        told.append(f"seeds {some}{' …' if len(drawing.seeds) > SEEDS_TOLD else ''}")
    told += [f"{name} {value:.10g}" for name, box, value in numbers if not shows(box, value)]
    return told
