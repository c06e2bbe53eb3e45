"""What was drawn in this sitting, to go back to and forward again; and how it is told."""

from dataclasses import dataclass

from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.drawing import SAMPLER_NAMES
from sprite_studio.studio.jobs.recipe import Painted, Recipe
from sprite_studio.studio.words.styles import name_of, told_of

MOST = 50
"""Drawings that can be gone back to; the history has them all."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """Sprites and how they came about. Attributes: images: (N, 16, 16, 4), crisp; recipe."""

    images: Images
    recipe: Recipe


class Past:
    """Attributes: now: what is shown, the last that was drawn to its end or went back to."""

    def __init__(self) -> None:
        self._done: list[Drawn] = []
        self._undone: list[Drawn] = []

    @property
    def now(self) -> Drawn | None:
        return self._done[-1] if self._done else None

    @property
    def can_undo(self) -> bool:
        return len(self._done) > 1

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def add(self, drawn: Drawn) -> None:
        """Something new. The same drawing again replaces what is there, or going back to it would
        seem to do nothing."""
        self._undone.clear()
        if self.now is not None and self.now.recipe == drawn.recipe:
            self._done.pop()
        self._done = [*self._done, drawn][-MOST:]

    def undo(self) -> None:
        """Back to the drawing before; only where `can_undo`."""
        self._undone.append(self._done.pop())

    def redo(self) -> None:
        """Forward again; only where `can_redo`."""
        self._done.append(self._undone.pop())


def told_in_a_line(recipe: Recipe) -> str:
    """How it was drawn, or that a hand painted it."""
    if isinstance(recipe.edit, Painted) and recipe.edit.recipe is None:
        return "1 sprite · painted by hand"
    how, style = recipe.drawing, told_of(recipe)
    seeds = f"seeds {how.seeds[0]} …" if how.seeds else f"seed {how.seed}"
    parts = [
        f"{how.count} sprite{'s' * (how.count > 1)}",
        *(["painted by hand"] if isinstance(recipe.edit, Painted) else []),
        seeds,
        *([f"style {style}"] if style else []),
        f"{SAMPLER_NAMES[how.sampler]}, {how.steps_taken} steps",
        f"model {how.model}",
    ]
    return " · ".join(parts)


def tips_of(recipe: Recipe) -> list[str]:
    """What each sprite was told beside the words, and its seed."""
    named = [f"style {told}"] if (told := told_of(recipe)) else []
    return [
        "\n".join([f"seed {seed}", *(map(_style_line, blend.items()) if blend else named)])
        for seed, blend in zip(recipe.drawing.sprite_seeds, recipe.styles, strict=True)
    ]


def _style_line(style: tuple[str, float]) -> str:
    word, weight = style
    share = "" if weight == 1 else f", {weight:.0%}"
    return f"style {name_of(word)}{share}"
