"""What is on the disk of earlier runs, for the window. No torch."""

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from sprite_studio.regular_file import open_regular
from sprite_studio.studio.jobs.base import JobError, Result
from sprite_studio.studio.jobs.training.train import LevelLoss
from sprite_studio.studio.train.runs.files import STATE, STATE_KEY, RunSummary, SavedRun, list_runs


@dataclass(frozen=True)
class RunsJob:
    """Which runs there are."""


@dataclass(frozen=True)
class RunsResult(Result):
    """Attributes: runs: the last one used first."""

    runs: tuple[RunSummary, ...]


@dataclass(frozen=True)
class CurveJob:
    """How the loss of a run has fallen so far. Attributes: folder: of the run; step: up to which it
    is saved, so that the curve of one that has gone on since is another."""

    folder: Path
    step: int


@dataclass(frozen=True)
class CurveResult(Result):
    """Attributes: folder: as asked; losses: (N,) one a step; levels: what was measured; weighting:
    of the noise levels in all of them."""

    folder: Path
    losses: NDArray[np.float32]
    levels: tuple[LevelLoss, ...]
    weighting: str = "v"


def runs(_: RunsJob, folder: Path) -> Generator[RunsResult, None, None]:
    """Yields one RunsResult. Args: folder: of all runs."""
    yield RunsResult(tuple(list_runs(folder)))


def curve(job: CurveJob) -> Generator[CurveResult, None, None]:
    """Yields one CurveResult. Raises JobError, or OSError where the state cannot be read."""
    path = job.folder / STATE
    if path.exists():  # the library would wait for a pipe
        open_regular(path, JobError).close()
    try:
        with safe_open(path, framework="numpy") as file:
            losses = np.asarray(file.get_tensor("losses"))
            told = msgspec.json.decode((file.metadata() or {})[STATE_KEY], type=SavedRun)
        levels = _as_followed(told) if told.is_old else told.levels
    except (SafetensorError, msgspec.DecodeError, KeyError, ValueError, TypeError) as error:
        raise JobError(f"{path} does not say how its loss fell: {error}") from error
    if losses.ndim != 1 or not np.issubdtype(losses.dtype, np.floating):
        raise JobError(f"{path} does not say how its loss fell; it is damaged")
    shown = losses[:0] if told.is_old or told.weighted_steps else losses  # they are another figure
    yield CurveResult(job.folder, shown, levels, told.weighting)


def _as_followed(told: SavedRun) -> tuple[LevelLoss, ...]:
    """What was measured, as the run will keep it when it goes on."""
    from sprite_studio.studio.train.runs.state import as_followed  # which loads torch

    return tuple(as_followed(one, told.weighting) for one in told.levels)
