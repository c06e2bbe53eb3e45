"""Files of the course "How Diffusion Models Work": frozen, plain data. No torch, no Qt."""

from dataclasses import dataclass
from pathlib import Path

from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.studio.jobs.base import Result

WEIGHTS, PICTURES = ".pth", ".npy"
"""What the course's notebooks save: a network's weights, and arrays of sprites."""

COURSE_WORDS = ", ".join(CATEGORIES)
"""Of the course's own five context classes, in their order."""


def is_course_file(path: Path) -> bool:
    """By its name."""
    return path.suffix.lower() in (WEIGHTS, PICTURES)


@dataclass(frozen=True)
class ImportWeightsJob:
    """Make a model of weights of the course.

    Attributes: path: of a `.pth`; name: of the model among the user's own; words: for its context
    classes, in their order, between commas.
    """

    path: Path
    name: str
    words: str = COURSE_WORDS


@dataclass(frozen=True)
class ImportWeightsResult(Result):
    """Attributes: name: of the model; words: that it knows; taken: from where in the file its
    weights are, or "" if it holds no others."""

    name: str
    words: tuple[str, ...]
    taken: str
