"""Drawing a saved picture again: frozen, plain data. No torch, no Qt."""

from dataclasses import dataclass
from pathlib import Path

from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.recipes.recipe import Recipe


@dataclass(frozen=True)
class RecallJob:
    """How a saved picture was drawn. Attributes: path: of a PNG with a recipe."""

    path: Path


@dataclass(frozen=True)
class RecallResult(Result):
    """Attributes: recipe: as it stands in the picture, within its bounds."""

    recipe: Recipe


@dataclass(frozen=True)
class ReplayJob:
    """Draw a saved picture again from its recipe, and compare.

    Attributes:
        path: a PNG with a recipe.
        model: a name or a file to draw with, or "" for the installed one that the recipe names.
    """

    path: Path
    model: str = ""


@dataclass(frozen=True)
class ReplayResult(Result):
    """What came out the second time.

    Attributes:
        images: as drawn now.
        recipe: of this drawing, laid out as the picture is.
        differing: for each sprite, how many of its pixels are not those of the picture.
        between: the same of the pixels that belong to no sprite.
        reasons: what is known of why they differ; empty if none do.
        device: on which it was drawn now, in words.
    """

    images: Images
    recipe: Recipe
    differing: tuple[int, ...]
    between: int
    reasons: tuple[str, ...]
    device: str

    @property
    def identical(self) -> bool:
        """Whether no pixel that can be seen differs."""
        return not self.between and not any(self.differing)
