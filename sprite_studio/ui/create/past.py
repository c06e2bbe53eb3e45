"""What was drawn in this sitting, to go back to and forward again."""

from dataclasses import dataclass

from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.cast import may_walk
from sprite_studio.studio.jobs.recipes.recipe import Recipe

MOST = 50
"""Drawings that can be gone back to; the history has them all."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """Sprites and how they came about. Attributes: images: (N, 16, 16, 4), crisp; recipe."""

    images: Images
    recipe: Recipe

    def is_again(self, before: "Drawn | None", number: int | None) -> bool:
        """Whether the sprite of a number is one of those before, drawn once more: of the same seed
        and the same words."""
        if before is None or number is None:
            return False
        was, now = (
            (one.recipe.drawing.mix, one.recipe.edit, one.recipe.drawing.sprite_seeds[number:][:1])
            for one in (before, self)
        )
        return was == now and bool(now[2])


def told_to(drawn: Drawn) -> dict[str, float]:
    """The words of a single sprite, and their weights."""
    told = drawn.recipe.styles[0] if drawn.recipe.styles else {}
    return {**drawn.recipe.drawing.mix, **told}


def walks(drawn: Drawn) -> bool:
    """Whether a single sprite may be somebody, and no thing."""
    return may_walk(word for word, weight in told_to(drawn).items() if weight > 0)


def choices_of(
    count: int, starred: tuple[int, ...], selected: tuple[int, ...]
) -> dict[str, tuple[int, ...]]:
    """What of a drawing may be wanted by itself, in words → numbers of sprites; the likeliest is
    the first. Args: count: of all of them."""
    whole = {f"All {count} sprites": tuple(range(count))}
    if count == 1:
        return whole
    chosen = whole | ({"Only the starred ones": starred} if starred else {})
    if len(selected) == 1:
        return chosen | {"Only the selected one": selected}
    if 1 < len(selected) < count:  # who selected several means them
        return {f"Only the {len(selected)} selected ones": selected, **chosen}
    return chosen


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
