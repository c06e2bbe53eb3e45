"""Drawing characters that walk: frozen, plain data. No torch, no Qt."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.sprite import SIZE
from sprite_studio.art.walk.character import STEPS, VIEWS
from sprite_studio.art.walk.finish import MOST_COLOURS, Given
from sprite_studio.art.walk.follow import Change, guessed_before
from sprite_studio.art.walk.meters import Meters
from sprite_studio.art.walk.sheet import sheet_tiles
from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.drawing import CAST_MODEL, Drawing, Mix
from sprite_studio.studio.jobs.prompt_reading import LeftOut
from sprite_studio.studio.jobs.recipes.recipe import Cast, Recipe
from sprite_studio.studio.jobs.report import Report

Characters = NDArray[np.uint8]
"""(N, 4, 3, 16, 16, 4): characters, views, steps, and a sprite each."""

FOLLOW_STRENGTH = 0.7
"""How far from what frames were the network looks for what follows from a changed one. On Forge
characters with another hat .5 finds three tenths of what is to be changed, .7 seven tenths, and 1
as much with twice as much beside."""

DRAFT_STEPS = 3
"""Of a character for a moving hand, by a network that has no live student."""

CAST_TEMPERATURE = 0.8
"""Of the noise that characters from words begin with, unless another is asked for."""

GIVEN_TEMPERATURE = 0.5
"""The same where frames are given: what belongs to them is less a matter of luck. Of 19 real
characters whose front is given the rest is 19 % nearer than the better baseline, 17 % with 0.8, and
as many walk. Frames that keep something of what they were begin with more."""

WALKING, STILL = ("hero", "non-hero", "side-facing"), ("food", "spell")
"""Categories of those who walk, and of what does not."""

FROM_WORDS = Cast(temperature=CAST_TEMPERATURE)
"""Nothing is there of a character but its words."""

GIVEN_CANDIDATES = 3
"""Characters that are drawn around given frames for each that is kept. From words one is enough:
eyes would ship 81 to 92 of a hundred first ones, as many as of the Forge's."""

CAST_STEPS = 7
"""Of DPM-Solver++: of twelve characters the RMS to 24 steps is 0.06 then, and 0.03 with the usual
twelve; the time goes into candidates."""

CAST_COLOURS = 12
"""Of a character from words, as of the Forge's people. With sixteen a network has two of a shade
where it meant one, and they change places from step to step: of the pixels of a view 16.5 are of
another colour in a step, 13.7 with twelve, 8.9 of the Forge's."""

CAST_DRAWING = Drawing(
    model=CAST_MODEL,
    count=1,
    steps=CAST_STEPS,
    colours=CAST_COLOURS,
    candidates=1,
)


def colours_for(asked: int | None, cast: Cast) -> int:
    """Those asked for; or those of characters from words, and as many as there may be where some
    frames are there and have theirs."""
    if asked is not None:
        return asked
    return MOST_COLOURS if given_in(cast).any() else CAST_COLOURS


def candidates_for(asked: int | None, cast: Cast) -> int:
    """Those asked for; or several where some frames are there, and one of what words make."""
    if asked is not None:
        return asked
    return GIVEN_CANDIDATES if given_in(cast).any() else CAST_DRAWING.candidates


def colours_asked(colours: int, cast: Cast) -> int:
    """What was asked for where so many came of it; left alone it is as many as words make."""
    return CAST_COLOURS if colours == colours_for(None, cast) else colours


def steps_for(sampler: str, asked: int | None) -> int | None:
    """Those asked for, or those of characters; None for another sampler's usual number."""
    if asked is None and sampler == CAST_DRAWING.sampler:
        return CAST_STEPS
    return asked


@dataclass(frozen=True)
class CastJob:
    """Draw `drawing.count` characters.

    Attributes:
        drawing: how; its colours are those of all frames of a character together.
        prompt: free text, whose words add to the mix.
        cast: what of them is there already.
        styles: one a character, what they were told beside their words when they were drawn before;
            empty where they are told by lot.
    """

    drawing: Drawing = CAST_DRAWING
    prompt: str = ""
    cast: Cast = FROM_WORDS
    styles: tuple[Mix, ...] = ()


@dataclass(frozen=True, eq=False)
class CastProgress(Report):
    """After one step. Attributes: step, steps: of the whole job; seconds: since the start; frames:
    the characters in work so far, with soft alpha; first: number of the first of them."""

    step: int
    steps: int
    seconds: float
    frames: Characters
    first: int


@dataclass(frozen=True, eq=False)
class CastResult(Result):
    """Attributes: frames: (N, 4, 3, 16, 16, 4), fit for a game; recipe: resolved; seconds; device:
    in words; left_out: what the prompt says and the model does not know."""

    frames: Characters
    recipe: Recipe
    seconds: float
    device: str
    left_out: tuple[LeftOut, ...] = ()

    @property
    def images(self) -> Images:
        """(12 N, 16, 16, 4) as they lie on a sheet."""
        assert isinstance(self.recipe.edit, Cast)
        return sheet_tiles(self.frames, self.recipe.edit.order)


@dataclass(frozen=True)
class NeighboursJob:
    """A few of the Forge's characters, to compare with. Attributes: count."""

    count: int


@dataclass(frozen=True, eq=False)
class NeighboursResult(Result):
    """Attributes: frames: (N, 4, 3, 16, 16, 4)."""

    frames: Characters


@dataclass(frozen=True)
class ReadCharacterJob:
    """Frames out of a picture. Attributes: path: of a sheet of one character, or of one sprite; at:
    for which frame that is, view and step."""

    path: Path
    at: tuple[int, int]


@dataclass(frozen=True, eq=False)
class ReadCharacterResult(Result):
    """Attributes: frames: (4, 3, 16, 16, 4); there: (4, 3) those that were in the picture."""

    frames: Characters
    there: Given


@dataclass(frozen=True, eq=False)
class MeasureJob:
    """Attributes: frames: (4, 3, 16, 16, 4) of a character, of which all are there."""

    frames: Characters


@dataclass(frozen=True)
class MeasureResult(Result):
    """Attributes: meters."""

    meters: Meters


def may_walk(words: Iterable[str]) -> bool:
    """Whether these are the words of somebody, or say of nothing that it is a thing."""
    told = set(words)
    return not told.isdisjoint(WALKING) or told.isdisjoint(STILL)


def cast_of(
    frames: Characters,
    given: Given,
    strength: float = 1.0,
    mirror: bool | None = None,
    before: Characters | None = None,
) -> Cast:
    """What is there of a character. Args: frames: (4, 3, 16, 16, 4); given: (4, 3); before: as of
    `Cast`, as frames."""
    return Cast(
        frames.tobytes(),
        given.astype(np.uint8).tobytes(),
        strength,
        mirror,
        temperature=GIVEN_TEMPERATURE if given.any() and strength == 1 else CAST_TEMPERATURE,
        before=None if before is None else before.tobytes(),
    )


def who_it_was(frames: Characters, given: Given, kept: Characters | None) -> Characters:
    """The character before given frames were changed; guessed where nobody kept it, or what was
    kept is no other. It is to be asked before colours are merged: a guess knows a head again by
    its colours."""
    if kept is None or not Change(kept, frames, given).changed.any():
        return guessed_before(frames, given)
    return kept


def following(frames: Characters, given: Given, before: Characters | None, strength: float) -> Cast:
    """Others follow what was changed in given frames. Args: before: as `kept` of `who_it_was`.
    Where frames are blank, there is nothing that could stay, and all are drawn around the given
    ones."""
    before = who_it_was(frames, given, before)
    was = np.where(given[..., None, None, None], before, frames)
    whole = (given | frames[..., 3].any(axis=(-2, -1))).all()
    known = whole and Change(was, frames, given).changed.any()
    return cast_of(frames, given, strength, before=was if known else None)


def change_in(cast: Cast) -> Change | None:
    """What was changed, or None."""
    if cast.before is None:
        return None
    before = np.frombuffer(cast.before, np.uint8).reshape(len(VIEWS), len(STEPS), SIZE, SIZE, 4)
    given = given_in(cast)
    after = np.where(given[..., None, None, None], frames_in(cast), before)
    return Change(before, after, given)


def frames_in(cast: Cast) -> Characters:
    """(4, 3, 16, 16, 4) of what is there; blank where nothing is."""
    shape = (len(VIEWS), len(STEPS), SIZE, SIZE, 4)
    if cast.frames is None:
        return np.zeros(shape, np.uint8)
    return np.frombuffer(cast.frames, np.uint8).reshape(shape)


def given_in(cast: Cast) -> Given:
    """(4, 3) which of the frames stay."""
    return np.frombuffer(cast.given, np.uint8).reshape(len(VIEWS), len(STEPS)) > 0
