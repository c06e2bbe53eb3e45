"""What training is asked for and what it tells: frozen, plain data. No torch, no Qt."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from sprite_studio.art.sheet import Grid
from sprite_studio.studio.jobs.base import Images, Result

Network = Literal["house", "course", "cast", "tune"]
NETWORKS: tuple[Network, ...] = ("house", "course", "cast", "tune")


@dataclass(frozen=True)
class Source:
    """Where training sprites come from.

    Attributes:
        path: anything that `art.spriteset.load_set` opens, or "forge".
        weight: the share of every batch, or None to pool it with the others.
        grid: how a sheet is cut, or None to guess.
        keep_background: whether a flat colour behind opaque sprites is a part of them.
    """

    path: Path
    weight: float | None = None
    grid: Grid | None = None
    keep_background: bool = False

    def __str__(self) -> str:
        name = self.path.name or str(self.path)
        return name if self.weight is None else f"{name}={self.weight:g}"


@dataclass(frozen=True)
class TrainJob:
    """Train a model.

    Attributes:
        data: at least one source; none to resume on what the run was begun with.
        run: folder of the run: its state, its model, its checkpoint from before the decay.
        steps: of the whole run; or
        minutes: turned into steps once, at the start.
        start_from: name or file of a model to begin with, or "".
        resume: go on with the run in `run` to the total it began with. `steps` is another
            total; `minutes` are added to a run that is done.
        seed: of weights, batches and noise.
        name: of the model.
        network: the house's, the course's with the course's recipe, that of walking characters, or
            that of tunes, whose only data is the Forge.
            A model that is begun with has its own; from a model of the house's network one of
            characters takes what fits.
    """

    data: tuple[Source, ...]
    run: Path
    steps: int | None = None
    minutes: float | None = None
    start_from: str = ""
    resume: bool = False
    seed: int = 0
    name: str = ""
    network: Network = "house"


@dataclass(frozen=True)
class DistillJob:
    """Make a model's live student.

    Attributes:
        model: the teacher's name, or its file.
        data: sources whose words the student practises.
        out: where it is saved, or None for beside the teacher, where it is found.
        steps, minutes: one of the two.
        seed: of every random choice.
    """

    model: str
    data: tuple[Source, ...]
    out: Path | None = None
    steps: int | None = None
    minutes: float | None = None
    seed: int = 0


@dataclass(frozen=True)
class CriticJob:
    """Make a model's critic.

    Attributes:
        model: an installed model's name, or a file.
        data: sources of real sprites, and of words to draw for.
        out: where it is saved, or None for beside the model, where it is found.
        sprites: drawn to learn from.
        steps: of learning.
        seed: of every random choice.
    """

    model: str
    data: tuple[Source, ...]
    out: Path | None = None
    sprites: int = 12_800
    steps: int = 3000
    seed: int = 0


@dataclass(frozen=True)
class Importing:
    """While sprites are read. Attributes: sprites: so far."""

    sprites: int

    droppable = True


@dataclass(frozen=True)
class Preparing:
    """Before the first step. Attributes: what: is done, in words; seconds_left: of that."""

    what: str
    seconds_left: float

    droppable = True


class LevelLoss(msgspec.Struct, frozen=True):
    """Squared error in v of the averaged weights, at levels evenly in the schedule's time, weighted
    as it counts in the run's loss.

    Attributes:
        step: after which it was measured.
        log_snr: the λ, noisiest first.
        held_out: at each of them, on sprites that are not trained on.
        trained: the same on some that are; empty where none comes twice.
    """

    step: int
    log_snr: tuple[float, ...]
    held_out: tuple[float, ...]
    trained: tuple[float, ...] = ()

    @property
    def validation(self) -> float:
        """The mean over the levels, which is what a step's loss is on average."""
        return sum(self.held_out) / len(self.held_out)

    @property
    def training(self) -> float | None:
        """The same of the trained ones."""
        return sum(self.trained) / len(self.trained) if self.trained else None


@dataclass(frozen=True)
class TrainStarted:
    """Said once, before the first step.

    Attributes:
        sprites: training sprites.
        held_out: validation sprites.
        forge_share: of every batch, drawn fresh by the Forge.
        left_out: how many were blank, repeated, in no manifest or unusable, in words, or "".
        categories: category → training sprites.
        words: that the model learns.
        step, steps: done, and in all.
        losses: of the steps that are done already, so that the curve goes on.
        levels: of earlier validations.
        device: in words.
        changed: how many are not as they were in their files, in words, or "".
        rejected: "file: reason" of the first that are left out.
        weighting: of the noise levels in the loss, as of `TrainConfig`.
    """

    sprites: int
    held_out: int
    forge_share: float
    left_out: str
    categories: dict[str, int]
    words: tuple[str, ...]
    step: int
    steps: int
    losses: tuple[float, ...]
    levels: tuple[LevelLoss, ...]
    device: str
    changed: str = ""
    rejected: tuple[str, ...] = ()
    weighting: str = "v"

    droppable = False


@dataclass(frozen=True)
class TrainProgress:
    """After one step.

    Attributes:
        loss: of this step's batch, as it is followed and as validation's is weighted.
        levels: of the averaged weights, at the steps that measure it.
        images_per_second: since the start of this sitting.
        seconds_left: at that speed.
        unsaved: why the last save failed and what is kept all the same, or "".
    """

    step: int
    steps: int
    loss: float
    learning_rate: float
    levels: LevelLoss | None
    images_per_second: float
    seconds_left: float
    unsaved: str = ""

    @property
    def validation(self) -> float | None:
        """The mean over the levels."""
        return None if self.levels is None else self.levels.validation

    @property
    def droppable(self) -> bool:
        """A report that carries a validation must arrive."""
        return self.levels is None


@dataclass(frozen=True)
class TrainResult(Result):
    """A run that is done, or was stopped.

    Attributes:
        model: the file that draws.
        finished: whether the last step was reached.
        step: the last one taken.
        loss: averaged over the last 200 steps.
        validation: the last one measured, or None.
    """

    model: Path
    finished: bool
    step: int
    loss: float
    validation: float | None


@dataclass(frozen=True)
class ScanJob:
    """What a folder holds, before anything is trained on it. Attributes: path."""

    path: Path


@dataclass(frozen=True)
class ScanResult(Result):
    """Attributes:
    path: as asked.
    endless: whether it is the Forge, which has as many as anybody wants.
    categories: category → sprites, "" for those without one.
    samples: (N, 16, 16, 4), a few of each category.
    left_out: how many were blank, repeated, in no manifest or unusable, in words, or "".
    rejected: "file: reason" of the first that are left out.
    changed: how many are not as they were in their files, in words, or "".
    """

    path: Path
    endless: bool
    categories: dict[str, int]
    samples: Images
    left_out: str
    rejected: tuple[str, ...]
    changed: str = ""
