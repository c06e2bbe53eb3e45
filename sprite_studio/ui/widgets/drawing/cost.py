"""What a drawing will cost: network calls, and seconds once one was drawn."""

from typing import NamedTuple

from sprite_studio.studio.jobs.drawing import Drawing, free_places
from sprite_studio.studio.jobs.generate import GenerateResult
from sprite_studio.studio.jobs.models import ModelSummary

TAUGHT_COST = 1.5
"""Times as long as without one a step takes with a style that was taught, for what that changes in
every layer: 20 seconds against 13.5 for 48 sprites, one after the other."""


class Way(NamedTuple):
    """What has a pace of its own: whether the student draws, whether without guidance, and whether
    with a word that was taught."""

    is_live: bool
    is_plain: bool
    is_taught: bool

    def relative(self, other: "Way") -> float | None:
        """How long a step takes, over one of another way; None where nobody knows."""
        if self[:2] != other[:2]:
            return None
        return TAUGHT_COST ** (self.is_taught - other.is_taught)


class DrawingCost:
    """Judges the next drawing by the last of its kind, or else by the last whose pace tells it."""

    def __init__(self) -> None:
        self._paces: dict[Way, float] = {}  # seconds a sprite and step, the last learned last

    def learn(self, drawn: GenerateResult, model: ModelSummary | None) -> None:
        """From one that was drawn. Args: model: by which, as far as it is known."""
        how = drawn.recipe.drawing
        way = _way(how, model)
        self._paces.pop(way, None)
        self._paces[way] = drawn.seconds / (how.steps_taken * drawn.drawn)

    def told(self, drawing: Drawing, model: ModelSummary | None, picks: bool) -> str:
        """A line. Args: model: that will draw; picks: whether the best of several may be kept."""
        steps, way = drawing.steps_taken, _way(drawing, model)
        picked = picks and model is not None and model.has_critic and free_places(drawing)
        candidates = drawing.candidates if picked else 1
        parts = [f"{steps} steps"]
        if not (way.is_plain or way.is_live):
            parts.append("up to 2 calls")
        if candidates > 1:
            parts.append(f"{candidates} drawn")
        line = " × ".join(parts)
        if (pace := self._pace(way)) is None:
            return line
        first = ", the first time longer" if way.is_taught and way not in self._paces else ""
        return f"{line}, about {pace * steps * drawing.count * candidates:.1f} s{first}"

    def _pace(self, way: Way) -> float | None:
        if way in self._paces:
            return self._paces[way]
        judged = [
            pace * times
            for known, pace in self._paces.items()
            if (times := way.relative(known)) is not None
        ]
        return judged[-1] if judged else None


def _way(drawing: Drawing, model: ModelSummary | None) -> Way:
    taught = () if model is None else model.taught or ()
    is_taught = any(word in taught for word in (drawing.style, *drawing.mix))
    return Way(drawing.sampler == "live", drawing.guidance == 1, is_taught)
