"""Which models are installed: frozen, plain data. No torch, no Qt."""

from dataclasses import dataclass, replace
from pathlib import Path

from sprite_studio.studio.jobs.base import Result
from sprite_studio.studio.jobs.drawing import NONE


@dataclass(frozen=True)
class ModelSummary:
    """Attributes: name; path; megabytes; words; minutes of training; credits; problem or "";
    has_live, has_critic: whether a live student stands beside it, and a critic; taught: words that
    it learned later, or None: which are its is known only while it is loaded; best_style: in which
    it draws best, or `NONE`; walks: whether it draws characters that walk, and no sprites by
    themselves; plays: whether it draws bars of music."""

    name: str
    path: Path
    megabytes: float
    words: tuple[str, ...]
    minutes: float
    credits: tuple[str, ...]
    problem: str = ""
    has_live: bool = False
    has_critic: bool = False
    taught: tuple[str, ...] | None = None
    best_style: str = NONE
    walks: bool = False
    plays: bool = False

    @property
    def known(self) -> tuple[str, ...]:
        """All words, as far as they are known here."""
        return (*self.words, *(self.taught or ()))

    @property
    def untaught(self) -> "ModelSummary":
        """As its file says, whatever was taught to it later."""
        return replace(self, taught=None)

    def differs(self, before: "ModelSummary") -> bool:
        """Whether it is another than before, or may know other words. That it was let go of is no
        difference, and that it was loaded is one only if it was taught words."""
        if self.untaught != before.untaught:
            return True
        return self.taught is not None and self.taught != (before.taught or ())


@dataclass(frozen=True)
class ListModelsJob:
    """Which models are installed."""


@dataclass(frozen=True)
class ListModelsResult(Result):
    """Attributes: models; device: in words; warning: about a GPU that cannot be used, or ""."""

    models: tuple[ModelSummary, ...]
    device: str
    warning: str
