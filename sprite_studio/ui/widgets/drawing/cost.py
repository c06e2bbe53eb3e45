"""What a drawing will cost: network calls, and seconds once one like it was drawn."""

from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.generate import GenerateResult


class DrawingCost:
    """Judges the next drawing by the last."""

    def __init__(self) -> None:
        self._pace: float | None = None  # seconds a sprite and step
        self._paced = (False, False)

    def learn(self, drawn: GenerateResult) -> None:
        """From one that was drawn."""
        how = drawn.recipe.drawing
        self._pace = drawn.seconds / (how.steps_taken * drawn.drawn)
        self._paced = _way(how)

    def told(self, drawing: Drawing, candidates: int) -> str:
        """A line. Args: candidates: that will be drawn for each sprite."""
        steps = drawing.steps_taken
        is_live, plain = _way(drawing)
        parts = [f"{steps} steps"]
        if not (plain or is_live):
            parts.append("up to 2 calls")
        if candidates > 1:
            parts.append(f"{candidates} drawn")
        line = " × ".join(parts)
        if self._pace is None or self._paced != (is_live, plain):
            return line
        return f"{line}, about {self._pace * steps * drawing.count * candidates:.1f} s"


def _way(drawing: Drawing) -> tuple[bool, bool]:
    """Whether the student draws, and whether without guidance: each has a pace of its own."""
    return drawing.sampler == "live", drawing.guidance == 1
