"""What goes to the worker and what comes back: frozen, plain data. No torch, no Qt."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.recipe import Recipe
from sprite_studio.art.sheet import Grid
from sprite_studio.errors import UserError

Sampler = Literal["ddpm", "ddpm-no-noise", "ddim", "dpm++", "live"]
SAMPLERS: tuple[Sampler, ...] = ("ddpm", "ddpm-no-noise", "ddim", "dpm++", "live")
SAMPLER_NAMES: dict[str, str] = {
    "ddim": "DDIM",
    "dpm++": "DPM-Solver++",
    "ddpm": "DDPM",
    "ddpm-no-noise": "DDPM, no extra noise",
    "live": "Live student",
}
"""For people, in the order in which they are offered."""

DEFAULT_STEPS: dict[str, int] = {
    "ddpm": 500,
    "ddpm-no-noise": 500,
    "ddim": 20,
    "dpm++": 12,
    "live": 4,
}
Network = Literal["house", "course"]
NETWORKS: tuple[Network, ...] = ("house", "course")
DEFAULT_MODEL = "base"
MAX_COUNT = 4096
MOST_WATCHED = 4
"""Sprites whose every step is kept in memory."""


Images = NDArray[np.uint8]
"""(B, H, W, 4) uint8 straight RGBA, read-only."""


class Result:
    """What a job ends with; every other event on the way is a report of its progress."""


def new_seed() -> int:
    """One that fits a spin box, with room for a batch above it."""
    return secrets.randbelow(2**31 - MAX_COUNT)


class JobError(UserError):
    """A job cannot be done as asked; the message says why and what would work."""


@dataclass(frozen=True)
class GenerateJob:
    """Draw `count` sprites.

    Attributes:
        mix: word → weight; synonyms are allowed, an empty mix is the null context.
        seed: of the first sprite; sprite i has seed + i.
        steps: network calls a sprite, or None for the sampler's usual number.
        eta: DDIM's share of extra noise, 0 to 1.
        guidance: 1 is none.
        guidance_interval: the λ between which guidance acts.
        model: an installed model's name, or a file.
        colours: at most this many a sprite, or None to leave them as drawn.
        palette: "rrggbb" each; snapped to at the end, if there are any.
        palette_inside: whether the palette pulls at the sprites as they are drawn, too.
        frames: what each progress report shows: x_t, x0, or nothing.
        draft: a frame of a live view: quicker for a few sprites, and the last bits may differ
            from those of another batch, so it is not for keeping.
        prompt: free text, whose words add to the mix.
        symmetric: whether the right half is to mirror the left one.
        seeds: one a sprite, or empty where they follow each other.
    """

    mix: dict[str, float] = field(default_factory=dict)
    seed: int = 0
    count: int = 16
    sampler: Sampler = "ddim"
    steps: int | None = None
    eta: float = 0.0
    guidance: float = 2.0
    guidance_interval: tuple[float, float] = (-8.0, 4.0)
    model: str = DEFAULT_MODEL
    colours: int | None = 12
    palette: tuple[str, ...] = ()
    palette_inside: bool = False
    frames: Literal["x_t", "x0"] | None = None
    draft: bool = False
    prompt: str = ""
    symmetric: bool = False
    seeds: tuple[int, ...] = ()

    @property
    def sprite_seeds(self) -> tuple[int, ...]:
        """One a sprite."""
        return self.seeds or tuple(range(self.seed, self.seed + self.count))


@dataclass(frozen=True)
class GenerateProgress:
    """After one network call.

    Attributes:
        step, steps: of the whole job.
        first: index of the first sprite that `images` shows.
        images: what the job asked to see, soft alpha, or None.
        log_snr: the level λ of this step.
        seconds: since the start.
    """

    step: int
    steps: int
    first: int
    images: Images | None
    log_snr: float
    seconds: float

    droppable = True

    @property
    def seconds_left(self) -> float:
        """Judged by the steps so far."""
        return self.seconds / self.step * (self.steps - self.step)


@dataclass(frozen=True)
class GenerateResult(Result):
    """The drawn sprites.

    Attributes:
        images: crisp, palette applied.
        recipe: resolved; drawing it again gives the same pixels.
        seconds: sampling and decoding.
        network_calls: how often the network ran, for any number of sprites.
        device: on which, in words.
    """

    images: Images
    recipe: Recipe
    seconds: float
    network_calls: int
    device: str


@dataclass(frozen=True)
class FieldJob:
    """Several mixes, all drawn from one noise: a family, a field of blends.

    Attributes: mixes: word → weight each; seed; model; guidance: as in `GenerateJob`.
    """

    mixes: tuple[Mapping[str, float], ...]
    seed: int = 0
    model: str = DEFAULT_MODEL
    guidance: float = 2.0


@dataclass(frozen=True)
class FieldResult(Result):
    """Attributes: images: (N, 16, 16, 4), one a mix; no pixel is half clear."""

    images: Images


@dataclass(frozen=True)
class WatchJob:
    """Draw a few sprites and keep every step of it. Attributes: drawing: of at most
    `MOST_WATCHED`; its `frames` are shown as it goes."""

    drawing: GenerateJob


@dataclass(frozen=True)
class WatchResult(Result):
    """A whole run: T steps of B sprites.

    Attributes:
        log_snr: (T,) the level λ of each step, noisiest first.
        x_t: (T, B, 16, 16, 4) uint8 what the network was shown.
        eps: (T, B, 16, 16, 4) uint8 the noise that it saw in it.
        x0: (T, B, 16, 16, 4) uint8 soft, the sprite that it believed lay beneath.
        outline: (T, B) how much of that sprite's outline was that of the last step.
        colour: (T, B) how much of the last step's sprite had its colour already.
        drawn: what came of it in the end.
    """

    log_snr: tuple[float, ...]
    x_t: Images
    eps: Images
    x0: Images
    outline: NDArray[np.float64]
    colour: NDArray[np.float64]
    drawn: GenerateResult


@dataclass(frozen=True)
class ForwardJob:
    """Drop a sprite into noise. Attributes: tile: 16×16 RGBA, row by row; model: whose schedule;
    seed: of the noise, which is the same at every level."""

    tile: bytes
    model: str = DEFAULT_MODEL
    seed: int = 0


@dataclass(frozen=True)
class ForwardResult(Result):
    """Attributes:
    log_snr: (T,) clean first.
    x_t: (T, 16, 16, 4) uint8 q(x_t | x_0), as drawn from the one noise.
    histogram: (T, N) how many of its numbers lie in each of N bins.
    edges: (N + 1,) of the bins.
    """

    log_snr: tuple[float, ...]
    x_t: Images
    histogram: NDArray[np.int64]
    edges: NDArray[np.float64]


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


@dataclass(frozen=True)
class Source:
    """Where training sprites come from.

    Attributes:
        path: anything that `art.spriteset.load_set` opens, or "forge".
        weight: the share of every batch, or None to pool it with the others.
        grid: how a sheet is cut, or None to guess.
    """

    path: Path
    weight: float | None = None
    grid: Grid | None = None

    def __str__(self) -> str:
        name = self.path.name or str(self.path)
        return name if self.weight is None else f"{name}={self.weight:g}"


@dataclass(frozen=True)
class TrainJob:
    """Train a model.

    Attributes:
        data: at least one source.
        run: folder of the run: its state, its model, its checkpoint from before the decay.
        steps: of the whole run; or
        minutes: turned into steps once, at the start.
        start_from: name or file of a model to begin with, or "".
        resume: go on with the run in `run` to the total it began with. `steps` is another
            total; `minutes` are added to a run that is done.
        seed: of weights, batches and noise.
        name: of the model.
        network: the house's, or the course's with the course's recipe. A model that is begun
            with has its own.
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
class Importing:
    """While sprites are read. Attributes: sprites: so far."""

    sprites: int

    droppable = True


@dataclass(frozen=True)
class TrainStarted:
    """Said once, before the first step.

    Attributes:
        sprites: training sprites.
        held_out: validation sprites.
        forge_share: of every batch, drawn fresh by the Forge.
        left_out: how many were blank, repeated or unusable, in words, or "".
        categories: category → training sprites.
        words: that the model learns.
        step, steps: done, and in all.
        losses: of the steps that are done already, so that the curve goes on.
        validation: (step, loss) of earlier validations.
        device: in words.
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
    validation: tuple[tuple[int, float], ...]
    device: str

    droppable = False


@dataclass(frozen=True)
class TrainProgress:
    """After one step.

    Attributes:
        loss: of this step's batch.
        validation: of the averaged weights, at the steps that measure it.
        images_per_second: since the start of this sitting.
        seconds_left: at that speed.
    """

    step: int
    steps: int
    loss: float
    learning_rate: float
    validation: float | None
    images_per_second: float
    seconds_left: float

    @property
    def droppable(self) -> bool:
        """A report that carries a validation must arrive."""
        return self.validation is None


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
class ModelSummary:
    """Attributes: name; path; megabytes; words; minutes of training; credits; problem or "";
    has_live: whether a live student stands beside it; taught: words that it learned later."""

    name: str
    path: Path
    megabytes: float
    words: tuple[str, ...]
    minutes: float
    credits: tuple[str, ...]
    problem: str = ""
    has_live: bool = False
    taught: tuple[str, ...] = ()


@dataclass(frozen=True)
class ListModelsJob:
    """Which models are installed."""


@dataclass(frozen=True)
class ListModelsResult(Result):
    """Attributes: models; device: in words; warning: about a GPU that cannot be used, or ""."""

    models: tuple[ModelSummary, ...]
    device: str
    warning: str


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
    blanks, duplicates: how many were left out.
    rejected: "file: reason" each.
    """

    path: Path
    endless: bool
    categories: dict[str, int]
    samples: Images
    blanks: int
    duplicates: int
    rejected: tuple[str, ...]
