"""What the edit dialog is asked for, as a job; or what is missing, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from sprite_studio.art.paint.painting import Mask
from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Mix
from sprite_studio.studio.jobs.edit import (
    EditJob,
    Origin,
    in_style,
    more_like,
    redraw,
    redress,
    turn_into,
    vary,
)
from sprite_studio.studio.words.prompt import read_prompt

PROPOSALS = 16


class Kind(IntEnum):
    """What is to become of the sprite, in the order of the tabs."""

    REDRAW = 0
    VARY = 1
    REDRESS = 2
    MORE = 3
    TURN = 4


NAMES = {
    Kind.REDRAW: ("Redraw a part", "Brush over a part, say what it is to be; the rest stays"),
    Kind.VARY: ("Vary", "Its own pixels, noised and drawn again"),
    Kind.REDRESS: ("Re-dress", "Its pose stays, and it is drawn as what you say, in many styles"),
    Kind.MORE: ("More like this", "Siblings: the same words, noise near its own"),
    Kind.TURN: ("Turn into", "Sixteen frames from it to another category, from the same noise"),
}
"""For people: a tab, and its tip."""

WORDED = (Kind.REDRAW, Kind.VARY, Kind.REDRESS)
STRONG = (Kind.VARY, Kind.MORE)
LIVE = (Kind.VARY, Kind.MORE)
"""Quick enough to be followed by the hand."""


@dataclass(frozen=True)
class Wish:
    """Attributes: kind; words: free text; style: of `Drawing`; strength: of `STRONG`, above 0 and
    up to 1; category: what it turns into."""

    kind: Kind
    words: str
    style: str
    strength: float
    category: str


def missing(wish: Wish, mask: Mask) -> str:
    """What has to be done before it can be drawn, or ""."""
    if wish.kind is Kind.REDRAW and not mask.any():
        return "Brush over what is to be drawn anew"
    if wish.kind is Kind.REDRESS and not wish.words.strip():
        return "Say what it becomes"
    return ""


def job_of(wish: Wish, origin: Origin, mask: Mask, known: Sequence[str]) -> EditJob:
    """Only where nothing is missing. Args: known: the words of the model."""
    words = wish.words.strip()
    match wish.kind:
        case Kind.REDRAW:
            chosen = mask.astype(np.uint8).tobytes()
            job = redraw(origin, chosen, beside(origin, words, known), words, PROPOSALS)
        case Kind.VARY:
            job = vary(origin, wish.strength, PROPOSALS, words)
        case Kind.REDRESS:
            job = redress(origin, beside(origin, words, known), words, PROPOSALS)
        case Kind.MORE:
            job = more_like(origin, wish.strength, PROPOSALS)
        case Kind.TURN:
            job = turn_into(origin, wish.category, PROPOSALS)
    return in_style(job, wish.style) if wish.kind in WORDED else job


def beside(origin: Origin, words: str, known: Sequence[str]) -> Mix:
    """What is told beside the words: all that the sprite was drawn with where there are none, or
    else its category, unless they name another."""
    if not words:
        return origin.told
    try:
        named = read_prompt(words, known).mix
    except JobError:  # which the job, too, will say
        named = {}
    if any(category in named for category in CATEGORIES):
        return {}
    return {word: weight for word, weight in origin.told.items() if word in CATEGORIES}
