"""What a drawing says and no box can show, in words."""

from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox

from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.ui.widgets.forms import shows

SEEDS_TOLD = 3
"""Of a drawing whose sprites have seeds of their own, that are named."""


def kept_values(
    drawing: Drawing, *numbers: tuple[str, QSpinBox | QDoubleSpinBox, float]
) -> list[str]:
    """One phrase each. Args: numbers: a name, its box, and what the box should show."""
    told = []
    if drawing.seeds:
        some = ", ".join(map(str, drawing.seeds[:SEEDS_TOLD]))
        told.append(f"seeds {some}{' …' if len(drawing.seeds) > SEEDS_TOLD else ''}")
    told += [f"{name} {value:.10g}" for name, box, value in numbers if not shows(box, value)]
    if drawing.guidance_interval != Drawing().guidance_interval:
        low, high = drawing.guidance_interval
        told.append(f"guidance between λ {low:g} and {high:g}")
    return told
