"""Several mixes from one noise: frozen, plain data. No torch, no Qt."""

from collections.abc import Mapping
from dataclasses import dataclass

from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.drawing import Drawing


@dataclass(frozen=True)
class FieldJob:
    """A family, a field of blends: each is one sprite of the same seed.

    Attributes: mixes: word → weight each; drawing: its seed, style, model and
    guidance count.
    """

    mixes: tuple[Mapping[str, float], ...]
    drawing: Drawing


@dataclass(frozen=True)
class FieldResult(Result):
    """Attributes: images: (N, 16, 16, 4), one a mix; no pixel is half clear."""

    images: Images
