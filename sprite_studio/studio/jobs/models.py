"""Which models are installed: frozen, plain data. No torch, no Qt."""

from dataclasses import dataclass
from pathlib import Path

from sprite_studio.studio.jobs.base import Result
from sprite_studio.studio.jobs.drawing import NONE


@dataclass(frozen=True)
class ModelSummary:
    """Attributes: name; path; megabytes; words; minutes of training; credits; problem or "";
    has_live, has_critic: whether a live student stands beside it, and a critic; taught: words that
    it learned later; best_style: in which it draws best, or `NONE`; walks: whether it draws
    characters that walk, and no sprites by themselves; plays: whether it draws bars of music."""

    name: str
    path: Path
    megabytes: float
    words: tuple[str, ...]
    minutes: float
    credits: tuple[str, ...]
    problem: str = ""
    has_live: bool = False
    has_critic: bool = False
    taught: tuple[str, ...] = ()
    best_style: str = NONE
    walks: bool = False
    plays: bool = False

    @property
    def known(self) -> tuple[str, ...]:
        """All words, as far as they are known here."""
        return (*self.words, *self.taught)


@dataclass(frozen=True)
class ListModelsJob:
    """Which models are installed."""


@dataclass(frozen=True)
class ListModelsResult(Result):
    """Attributes: models; device: in words; warning: about a GPU that cannot be used, or ""."""

    models: tuple[ModelSummary, ...]
    device: str
    warning: str
