"""One value that says how sprites are drawn: in jobs, in recipes, in the settings, in the controls.

Its defaults are the product's, and its bounds are everybody's: what a stranger's file says is
converted to it, so that nothing beyond them comes in.
"""

import math
import secrets
from collections.abc import Collection, Mapping
from typing import Annotated, Literal, TypeAlias

import msgspec

from sprite_studio.art.palette import MAX_PALETTE, is_colour
from sprite_studio.art.words import MAX_WORD_LENGTH, MAX_WORDS
from sprite_studio.plain_text import shortened
from sprite_studio.studio.jobs.base import JobError

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
CAST_MODEL = "cast"
"""Of characters that walk."""
TUNE_MODEL = "tune"
"""Of bars of music."""

BEST, MIXED, NONE = "best", "mixed", "none"
"""Styles that are no words of a model: the one in which it draws best, one of its own for every
sprite, and none, which is an average of all and soft."""

MAX_SEED = 2**63 - 1
MAX_COUNT = 4096
MAX_CANDIDATES = 8
MAX_STEPS = 1000
MAX_GUIDANCE = 30.0
LIVE_GUIDANCE = (1.0, 4.0)
"""What a live student has learned; beyond it draws as at the nearer end."""
MAX_COLOURS = 256
MAX_LOG_SNR = 20.0
MAX_WEIGHT = 10.0

Word: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_WORD_LENGTH)]
Weight: TypeAlias = Annotated[float, msgspec.Meta(ge=-MAX_WEIGHT, le=MAX_WEIGHT)]
Style: TypeAlias = Word
"""`BEST`, `MIXED`, `NONE`, or a word for a style."""
Mix: TypeAlias = Annotated[dict[Word, Weight], msgspec.Meta(max_length=MAX_WORDS)]
Seed: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=MAX_SEED)]
Count: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=MAX_COUNT)]
Candidates: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=MAX_CANDIDATES)]
Steps: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=MAX_STEPS)]
Eta: TypeAlias = Annotated[float, msgspec.Meta(ge=0, le=1)]
LogSnr: TypeAlias = Annotated[float, msgspec.Meta(ge=-MAX_LOG_SNR, le=MAX_LOG_SNR)]
Colour: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-fA-F]{6}\Z")]
Colours: TypeAlias = Annotated[tuple[Colour, ...], msgspec.Meta(max_length=MAX_PALETTE)]
Name: TypeAlias = Annotated[str, msgspec.Meta(max_length=200)]


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """How to draw `count` sprites.

    Attributes:
        mix: word → weight; an empty mix is the null context. Styles in it are mixed on purpose, and
            take the place of
        style: of the whole drawing.
        varied: whether each sprite shows one kind (bread, a sword): of those that the mix names
            in turn, or by lot where it names none. If not, those that are named are blended.
        seed: of the first sprite; sprite i has seed + i, unless
        seeds: names one a sprite; empty where they follow each other.
        count: how many.
        candidates: how many are drawn for each that is kept, by a model that has a critic; where
            `seeds` are named, those are kept.
        sampler: one of `SAMPLERS`.
        steps: network calls a sprite, or None for the sampler's usual number.
        eta: DDIM's share of extra noise, 0 to 1 (arXiv 2010.02502, equation 16).
        guidance: the guidance scale; 1 is none.
        guidance_interval: the λ between which guidance acts (arXiv 2404.07724).
        model: an installed model's name, or a file.
        colours: at most this many a sprite; 0 leaves them as drawn.
        palette: "rrggbb" each; snapped to at the end, if there are any.
        palette_inside: whether the palette pulls at the sprites as they are drawn, too.
        symmetric: whether the right half is to mirror the left one.
    """

    mix: Mix = {}
    style: Style = BEST
    varied: bool = True
    seed: Seed = 0
    seeds: Annotated[tuple[Seed, ...], msgspec.Meta(max_length=MAX_COUNT)] = ()
    count: Count = 16
    candidates: Candidates = 3
    sampler: Sampler = "dpm++"
    steps: Steps | None = None
    eta: Eta = 0.0
    guidance: Annotated[float, msgspec.Meta(ge=0, le=MAX_GUIDANCE)] = 2.0
    guidance_interval: tuple[LogSnr, LogSnr] = (-8.0, 4.0)
    model: Name = DEFAULT_MODEL
    colours: Annotated[int, msgspec.Meta(ge=0, le=MAX_COLOURS)] = 12
    palette: Colours = ()
    palette_inside: bool = False
    symmetric: bool = False

    @property
    def steps_taken(self) -> int:
        """The number of steps, said or usual."""
        return DEFAULT_STEPS[self.sampler] if self.steps is None else self.steps

    @property
    def sprite_seeds(self) -> tuple[int, ...]:
        """One a sprite."""
        return self.seeds or tuple(range(self.seed, self.seed + self.count))


def free_places(drawing: Drawing, locked: Collection[int] = ()) -> int:
    """How many sprites are picked among candidates, by a model that has a critic.

    Args: locked: numbers of sprites that keep their seeds; where none does and seeds are named, all
    keep theirs.
    """
    if drawing.candidates == 1 or (drawing.seeds and not locked):
        return 0
    return max(0, drawing.count - len(set(locked)))


def check_drawing(drawing: Drawing) -> None:
    """Raises JobError, in plain words, for a drawing beyond its bounds."""
    if drawing.sampler not in SAMPLERS:
        raise JobError(
            f"there is no sampler {drawing.sampler!r}; choose one of {', '.join(SAMPLERS)}"
        )
    _check_seeds(drawing)
    if not 1 <= drawing.candidates <= MAX_CANDIDATES:
        raise JobError(
            f"1 to {MAX_CANDIDATES} can be drawn for each that is kept, not {drawing.candidates}"
        )
    if drawing.steps is not None and not 1 <= drawing.steps <= MAX_STEPS:
        raise JobError(f"a sampler takes 1 to {MAX_STEPS} steps, not {drawing.steps}")
    if not 0 <= drawing.eta <= 1:
        raise JobError(f"eta must be between 0 and 1, not {drawing.eta:g}")
    if not 0 <= drawing.guidance <= MAX_GUIDANCE:
        raise JobError(f"guidance must be between 0 and {MAX_GUIDANCE:g}, not {drawing.guidance:g}")
    low, high = drawing.guidance_interval
    if not -MAX_LOG_SNR <= low <= high <= MAX_LOG_SNR:
        raise JobError(
            f"guidance acts between two λ from -{MAX_LOG_SNR:g} to {MAX_LOG_SNR:g}, "
            f"not {low:g} and {high:g}"
        )
    if not 0 <= drawing.colours <= MAX_COLOURS:
        raise JobError(
            f"a sprite can have 1 to {MAX_COLOURS} colours, or 0 for as it is drawn, "
            f"not {drawing.colours}"
        )
    if len(drawing.palette) > MAX_PALETTE or not all(map(is_colour, drawing.palette)):
        raise JobError(f"a palette is at most {MAX_PALETTE} colours, written rrggbb each")
    if drawing.palette_inside and not drawing.palette:
        raise JobError("there is no palette to draw with; choose one")
    check_mix(drawing.mix)
    if not 1 <= len(drawing.style) <= MAX_WORD_LENGTH:
        raise JobError(
            f"a style is {BEST}, {MIXED}, {NONE} or a name of at most {MAX_WORD_LENGTH} "
            f"characters, not {shortened(drawing.style)!r}"
        )


def check_mix(mix: Mapping[str, float]) -> None:
    """Raises JobError for too many words, an empty or endless one, or an impossible weight."""
    if len(mix) > MAX_WORDS:
        raise JobError(f"a mix has at most {MAX_WORDS} words, not {len(mix)}")
    for word, weight in mix.items():
        check_word(word)
        check_weight(word, weight)


def check_word(word: str) -> None:
    """Raises JobError for one that is empty or too long."""
    if not word.strip():
        raise JobError("a mix names a word before each weight; one of its words is empty")
    if len(word) > MAX_WORD_LENGTH:
        raise JobError(
            f"{shortened(word)!r} is too long; a word has at most {MAX_WORD_LENGTH} characters"
        )


def check_weight(word: str, weight: float) -> None:
    """Raises JobError for one that is not a number, or too large."""
    if not math.isfinite(weight) or abs(weight) > MAX_WEIGHT:
        raise JobError(
            f"the weight of {shortened(word)!r} must lie between -{MAX_WEIGHT:g} and {MAX_WEIGHT:g}"
        )


def _check_seeds(drawing: Drawing) -> None:
    if not 1 <= drawing.count <= MAX_COUNT:
        raise JobError(f"the count must be between 1 and {MAX_COUNT}, not {drawing.count}")
    if not 0 <= drawing.seed <= MAX_SEED - drawing.count:
        raise JobError(f"the seed must be between 0 and {MAX_SEED - drawing.count}")
    if drawing.seeds and len(drawing.seeds) != drawing.count:
        raise JobError(f"{drawing.count} sprites need as many seeds, not {len(drawing.seeds)}")
    if not all(0 <= seed <= MAX_SEED for seed in drawing.seeds):
        raise JobError(f"every seed must be between 0 and {MAX_SEED}")


def new_seed() -> int:
    """One that is short enough to be read aloud, with room for a batch above it."""
    return secrets.randbelow(2**31 - MAX_COUNT)
