"""What a prompt was taken for, and what of it was not: frozen, plain data. No torch, no Qt."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class LeftOut:
    """Something in a prompt that is not drawn, or not quite as it is written.

    Attributes:
        text: as it was written, shortened.
        nearest: known words that look like it, the nearest first.
        why: what the model knows of it.
        instead: what is drawn in its place, or "".
    """

    text: str
    nearest: tuple[str, ...] = ()
    why: str = "it is not known to the model"
    instead: str = ""

    @property
    def line(self) -> str:
        """For people, as plain text."""
        if self.instead:
            return f"“{self.text}” is drawn as {self.instead}, the nearest that is known"
        near = f"; nearest: {', '.join(self.nearest)}" if self.nearest else ""
        return f"“{self.text}” is left out: {self.why}{near}"


@dataclass(frozen=True)
class PromptReading:
    """Attributes: mix: word of the model → weight; left_out: the rest, in the prompt's order."""

    mix: Mapping[str, float]
    left_out: tuple[LeftOut, ...] = ()
