"""What goes to the worker and what comes back: frozen, plain data. No torch, no Qt."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.recipe import Recipe
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
DEFAULT_MODEL = "base"
MAX_COUNT = 4096


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
