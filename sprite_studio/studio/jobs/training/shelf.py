"""What is done with runs on the disk: frozen, plain data. No torch, no Qt."""

from dataclasses import dataclass
from pathlib import Path

from sprite_studio.studio.jobs.base import Result


@dataclass(frozen=True)
class RenameRunJob:
    """Give a run, and so its model, another name. Attributes: folder: of the run; name."""

    folder: Path
    name: str


@dataclass(frozen=True)
class RenameRunResult(Result):
    """Attributes: folder: where the run is now."""

    folder: Path


@dataclass(frozen=True)
class DeleteRunJob:
    """Remove a run for good: its state, its model and its film. Attributes: folder: of the run."""

    folder: Path


@dataclass(frozen=True)
class DeleteRunResult(Result):
    """Attributes: left: names of what else lay in its folder, and lies there still."""

    left: tuple[str, ...]
