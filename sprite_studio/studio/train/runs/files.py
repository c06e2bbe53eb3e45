"""The files of training runs, read without torch: which there are, how far they came.

A run's folder holds `run.json` (what was asked for, from the moment it starts),
`state.safetensors` (enough to go on), `before-decay.safetensors` (the same, from the moment before
the learning rate began to fall), `model.safetensors` (what draws) and the folder `film` (what drew
on the way). While a process trains it, `.lock` is locked.
"""

import os
import re
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import msgspec

from sprite_studio.atomic_write import atomic_write_bytes
from sprite_studio.diffusion.training.weighting import Weighting
from sprite_studio.errors import UserError, plain
from sprite_studio.file_lock import is_held
from sprite_studio.regular_file import open_regular, read_regular
from sprite_studio.studio.jobs.training.train import LevelLoss, TrainJob

ORDER = "run.json"
STATE = "state.safetensors"
BEFORE_DECAY = "before-decay.safetensors"
MODEL = "model.safetensors"
LOCK = ".lock"
FILM = "film"

STATE_KEY = "training_run"
"""Under which the metadata of a state hold what is told of the run."""

NO_CAP = 1e5
"""A larger `most_weight` caps nothing: SNR + 1 is at most e^11 on any schedule of that version."""

MAX_HEADER = 100_000_000
"""Bytes; safetensors reads no longer one either."""

MAX_ORDER = 2**20
"""Bytes; ours take some 500."""

FORGOTTEN_SECONDS = 600.0
"""An empty folder of that age was reserved by a process that has died since."""

RunState = Literal["running", "stopped", "finished", "damaged"]


class RunFileError(UserError):
    """A file of a run cannot be understood; the message names it."""


@dataclass(frozen=True)
class RunSummary:
    """A run on disk.

    Attributes:
        folder: of the run; its name is the run's.
        state: "running" in a living process; "stopped", by hand or by a kill; "finished"; or
            "damaged".
        step: the last one that is saved, 0 before the first save.
        steps: in all, or 0 while that is not known.
        saved: when it was last saved, in seconds since 1970, or None.
        job: what goes on with it, or None where only the user can say from which data.
        has_model: whether there is a model to draw with.
        problem: of a damaged run, in words, or "".
        held_out: the loss on held-out sprites that was measured last, or None; also of a run that
            keeps another figure, until it goes on.
        size: of its files, in bytes.
    """

    folder: Path
    state: RunState
    step: int
    steps: int
    saved: float | None
    job: TrainJob | None
    has_model: bool
    problem: str = ""
    held_out: float | None = None
    size: int = 0

    @property
    def name(self) -> str:
        return self.folder.name


class _Config(msgspec.Struct):
    """Version 0.1.0 told the weight of noise levels by a number, `most_weight`."""

    steps: int
    weighting: Weighting = "v"
    most_weight: float | msgspec.UnsetType | None = msgspec.UNSET


class SavedRun(msgspec.Struct):
    """What a state says of its run, as far as no torch is needed to read it.

    Attributes: config: with the total of steps; step: how many are done; data_fingerprint: of the
    training sprites; levels, weighted_steps, followed: as of `RunInfo`.
    """

    config: _Config
    step: int
    data_fingerprint: str
    levels: tuple[LevelLoss, ...] = ()
    weighted_steps: int = 0
    followed: bool = False

    @property
    def weighting(self) -> Weighting:
        """Of the noise levels in its loss."""
        most = self.config.most_weight
        if most is msgspec.UNSET:
            return self.config.weighting
        if most is None:
            return "snr"
        return "min-snr" if most < NO_CAP else "v"

    @property
    def is_old(self) -> bool:
        """Whether its losses and levels are weighted otherwise than they are followed. Up to
        version 0.2 a loss was weighted, then none was, and now each is as it is followed."""
        return self.weighting != "v" and not self.followed


class _Extent(msgspec.Struct):
    data_offsets: tuple[int, int]


def is_reserved(folder: Path) -> bool:
    """Whether `new_run_folder` made it, by its name."""
    return re.fullmatch(r"run-\d+", folder.name) is not None


def new_run_folder(runs: Path) -> Path:
    """Make the first of run-1, run-2, … that does not exist; no other process gets the same.

    Raises OSError where it cannot be made.
    """
    runs.mkdir(parents=True, exist_ok=True)
    number = 0
    while True:
        number += 1
        folder = runs / f"run-{number}"
        with suppress(OSError):  # it is not there, or not empty
            if time.time() - folder.stat().st_mtime > FORGOTTEN_SECONDS:
                folder.rmdir()
        with suppress(FileExistsError):
            folder.mkdir()
            return folder


def list_runs(runs: Path) -> list[RunSummary]:
    """Every run in a folder of runs, the last one used first; none if there is no such folder."""
    try:
        folders = sorted(runs.iterdir())
    except OSError:
        return []
    found = [(_last_used(folder), summary) for folder in folders if (summary := read_run(folder))]
    return [summary for _, summary in sorted(found, key=lambda pair: pair[0], reverse=True)]


def read_run(folder: Path) -> RunSummary | None:
    """The run in a folder, or None if it holds none."""
    saved: SavedRun | None = None
    order: TrainJob | None = None
    problem = ""
    try:
        saved = read_saved(folder)
        order = read_order(folder)
    except (RunFileError, OSError) as error:
        problem = plain(error)
    if saved is None and order is None and not problem:
        return None
    step, steps = (saved.step, saved.config.steps) if saved else (0, 0)
    state: RunState = "finished" if saved and step >= steps else "stopped"
    if problem:
        state = "damaged"
    if is_held(folder / LOCK):
        state = "running"
    return RunSummary(
        folder=folder,
        state=state,
        step=step,
        steps=steps or (order.steps if order and order.steps else 0),
        saved=_modified(folder / STATE),
        job=replace(order, run=folder, resume=True, steps=None, minutes=None) if order else None,
        has_model=(folder / MODEL).is_file(),
        problem=problem,
        held_out=saved.levels[-1].validation
        if saved and saved.levels and not saved.is_old
        else None,
        size=_size(folder),
    )


def lasting(job: TrainJob) -> TrainJob:
    """The same order wherever the program is started next time, and the run is moved to."""
    data = tuple(replace(source, path=_lasting(source.path)) for source in job.data)
    start = Path(job.start_from)
    start_from = str(_lasting(start)) if start.suffix else job.start_from
    return replace(job, data=data, run=Path(), resume=False, start_from=start_from)


def write_order(folder: Path, job: TrainJob) -> None:
    """Record what was asked for. Raises OSError."""
    atomic_write_bytes(folder / ORDER, msgspec.json.encode(lasting(job), enc_hook=str))


def read_order(folder: Path) -> TrainJob | None:
    """What was asked for, or None if that is not recorded. Raises RunFileError, OSError."""
    path = folder / ORDER
    if not path.exists():
        return None
    data = read_regular(path, MAX_ORDER, RunFileError)
    try:
        return msgspec.json.decode(data, type=TrainJob, dec_hook=_built)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise RunFileError(f"{path} is damaged: {error}") from error


def read_saved(folder: Path) -> SavedRun | None:
    """How far a run was saved, or None if it never was. Raises RunFileError, OSError."""
    path = folder / STATE
    if not path.exists():
        return None
    with open_regular(path, RunFileError) as file:
        size = os.fstat(file.fileno()).st_size
        length = int.from_bytes(file.read(8), "little")
        header = file.read(length) if length <= MAX_HEADER else b""
    try:
        entries = msgspec.json.decode(header, type=dict[str, msgspec.Raw])
        metadata = msgspec.json.decode(entries.pop("__metadata__"), type=dict[str, str])
        ends = [msgspec.json.decode(e, type=_Extent).data_offsets[1] for e in entries.values()]
        if max(ends, default=0) != size - 8 - length:
            raise ValueError("it is cut short")
        return msgspec.json.decode(metadata[STATE_KEY], type=SavedRun)
    except (msgspec.DecodeError, ValueError, KeyError, RecursionError) as error:
        raise RunFileError(f"{path} is damaged: {error}") from error


def _lasting(path: Path) -> Path:
    """The same from any folder. A name that is no path, as the Forge's, stays."""
    return path.absolute() if path.exists() else path


def _built(kind: type, value: Any) -> Any:
    """What JSON has no word for: paths."""
    return kind(value)


def _size(folder: Path) -> int:
    """Of its own files and its film's."""
    total = 0
    for part in (folder, folder / FILM):
        with suppress(OSError), os.scandir(part) as entries:
            for entry in entries:
                with suppress(OSError):
                    total += entry.stat(follow_symlinks=False).st_size if entry.is_file() else 0
    return total


def _last_used(folder: Path) -> float:
    return max(_modified(folder / name) or 0.0 for name in (ORDER, STATE))


def _modified(path: Path) -> float | None:
    try:
        return path.stat().st_mtime
    except OSError:
        return None
