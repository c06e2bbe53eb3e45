"""Drawing loops of music: frozen, plain data. No torch, no Qt."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from sprite_studio.music.figures import EarFigures
from sprite_studio.music.plan import Plan
from sprite_studio.music.roll import Numbers
from sprite_studio.music.sound.waves import Samples
from sprite_studio.music.tune import Tune
from sprite_studio.music.words import MOODS
from sprite_studio.studio.jobs.base import JobError, Result
from sprite_studio.studio.jobs.drawing import NONE, TUNE_MODEL, Drawing
from sprite_studio.studio.jobs.prompt_reading import LeftOut
from sprite_studio.studio.jobs.report import Report

MOST_TUNES = 64
"""At once; each is some seconds of sound in memory."""

MOST_TEXT = 20_000
"""Characters of a recipe; more is none of ours."""

FORMAT = 1

TUNE_DRAWING = Drawing(
    model=TUNE_MODEL, count=1, style=NONE, varied=False, candidates=1, colours=0, steps=16
)
"""As a loop is drawn, unless something else is asked for."""


@dataclass(frozen=True)
class TuneJob:
    """Draw `drawing.count` loops.

    Attributes: drawing: how; its mix is of moods, a scale and a pace, and what is said of sprites
    alone (style, colours) does not count; prompt: free text, whose words add to the mix.
    """

    drawing: Drawing = TUNE_DRAWING
    prompt: str = ""


@dataclass(frozen=True, eq=False)
class TuneProgress(Report):
    """After a step of one loop.

    Attributes:
    step, steps: of the whole job.
    seconds: since the start.
    tune: number of the loop in work.
    form: a letter a bar, of its pictures.
    log_snr: the noise level.
    x_t, x0: (N, 4, 16, 16) its pictures as the network was shown them, and what it believes.
    """

    step: int
    steps: int
    seconds: float
    tune: int
    form: str
    log_snr: float
    x_t: Numbers
    x0: Numbers

    droppable = False


class TuneRecipe(msgspec.Struct, frozen=True, tag_field="kind", tag="tune"):
    """What made a loop: in the text of its WAV and MIDI files, one line of JSON.

    Attributes: version: of the program; model_hash: of the weights; drawing: of this loop alone,
    its words resolved.
    """

    version: Annotated[str, msgspec.Meta(max_length=100)]
    model_hash: Annotated[str, msgspec.Meta(max_length=100)]
    drawing: Drawing
    format: Literal[1] = FORMAT


@dataclass(frozen=True, eq=False)
class DrawnTune:
    """A loop. Attributes: tune; sound: its samples; figures: what an ear would say; recipe: of it
    alone."""

    tune: Tune
    sound: Samples
    figures: EarFigures
    recipe: TuneRecipe


@dataclass(frozen=True, eq=False)
class TuneResult(Result):
    """Attributes: drawn: a loop a seed; seconds; device: in words; left_out: what the prompt says
    and no tune knows; network_calls."""

    drawn: tuple[DrawnTune, ...]
    seconds: float
    device: str
    left_out: tuple[LeftOut, ...] = ()

    @property
    def note(self) -> str:
        """What should be said of the words, or ""."""
        mix = self.drawn[0].recipe.drawing.mix
        if any(mix.get(mood, 0.0) > 0 for mood in MOODS):
            return ""
        return f"no mood is named, so any may come of it; moods are {', '.join(MOODS)}"


@dataclass(frozen=True, eq=False)
class HearStepJob:
    """Write what is believed at a step as sound. Attributes: plan: of the loop; x0: (N, 4, 16, 16)
    its pictures as they are believed; path: of a WAV file, in a folder that is there."""

    plan: Plan
    x0: Numbers
    path: Path


@dataclass(frozen=True)
class HearStepResult(Result):
    """Attributes: path: of the file; seconds: for which it lasts."""

    path: Path
    seconds: float


@dataclass(frozen=True)
class ReplayTuneJob:
    """Draw a saved loop again from its recipe, and compare. Attributes: path: of a WAV or MIDI file
    with a recipe; model: a name or a file to draw with, or "" for the one that the recipe names."""

    path: Path
    model: str = ""


@dataclass(frozen=True, eq=False)
class ReplayTuneResult(Result):
    """Attributes: identical: whether the file that is drawn now is the same to the last byte;
    reasons: what is known of why not; drawn: now; device: on which, in words."""

    identical: bool
    reasons: tuple[str, ...]
    drawn: DrawnTune
    device: str


def recipe_text(recipe: TuneRecipe) -> str:
    """As files hold it."""
    return msgspec.json.encode(recipe).decode()


def recipe_in(text: str | None) -> TuneRecipe | None:
    """What a file's text says, within its bounds; None where it holds no recipe. Raises JobError
    for one that is damaged."""
    if text is None or '"kind":"tune"' not in text[:20]:
        return None
    try:
        if len(text) > MOST_TEXT:
            raise ValueError("it is too long")
        return msgspec.json.decode(text, type=TuneRecipe)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise JobError(f"the recipe of the tune cannot be read: {error}") from error
