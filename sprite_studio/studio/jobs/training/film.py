"""A run's film: eight sprites, drawn at many of its steps, and each time the weights that drew
them. Frozen, plain data; no torch, no Qt."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sprite_studio.studio.jobs.base import Images, Result


@dataclass(frozen=True)
class Frame:
    """What a run drew after a step, always from the same noise and for the same words.

    Attributes:
        step: after which it was drawn.
        images: (N, 16, 16, 4) as the network drew them, not finished.
        words: that each was told.
        near: (N, 16, 16, 4) the training sprite that is most like each, or none of them.
        distances: how far each is from that; see `measuring.likeness`.
        copies: whether each is nearly that.
        held_out: distances of held-out sprites to the training sprite that is most like each.
        forged: whether the training sprites are some that the Forge drew, as it draws others in
            every batch.
        size: of the frame's file, in bytes.
    """

    step: int
    images: Images
    words: tuple[tuple[str, ...], ...]
    near: Images
    distances: tuple[float, ...]
    copies: tuple[bool, ...]
    held_out: tuple[float, ...]
    forged: bool
    size: int

    droppable = False

    @property
    def distance(self) -> float | None:
        """The median of `distances`."""
        return float(np.median(self.distances)) if self.distances else None

    @property
    def held_out_distance(self) -> float | None:
        """The median of `held_out`."""
        return float(np.median(self.held_out)) if self.held_out else None


@dataclass(frozen=True)
class FilmJob:
    """Read the film of a run. Attributes: folder: of the run; step: up to which it is saved, so
    that the film of one that has gone on since is another."""

    folder: Path
    step: int


@dataclass(frozen=True)
class FilmResult(Result):
    """Attributes: folder: as asked; frames: in order; a run of earlier versions has none."""

    folder: Path
    frames: tuple[Frame, ...]


@dataclass(frozen=True)
class KeepFrameJob:
    """Make a model of a frame. Attributes: folder: of the run; step: of the frame; name: of the
    model among the user's own."""

    folder: Path
    step: int
    name: str


@dataclass(frozen=True)
class KeepFrameResult(Result):
    """Attributes: name: of the model that is there now."""

    name: str
