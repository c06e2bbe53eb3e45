"""What is drawn to show what a word does: a few mixes and seeds for each."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.studio.jobs.drawing import MIXED, NONE
from sprite_studio.studio.words.names import Group, describe
from sprite_studio.studio.words.styles import SLOT, Counts, draw_styles

Example: TypeAlias = tuple[dict[str, float], int]
"""A mix of the model's words, and a seed."""

OF_STYLE = 3
"""Sprites that show a style."""

SEED = 7
"""Of the first one."""

_CATEGORIES: dict[Group, str] = {
    "people": "hero",
    "clothes": "hero",
    "monsters": "non-hero",
    "colours": "non-hero",
    "food": "food",
    "items": "spell",
    "magic": "spell",
}
_SHOWN_ON = {"colour": "kind:slime", "hat-colour": "hat:pointed", "hair-colour": "hair:long"}
"""Slot of a colour → what has most of it."""

_SIDES = ("facing:left", "facing:right")


def examples(word: str, known: Sequence[str], best: str, counts: Counts) -> tuple[Example, ...]:
    """One of a word, in the best style; `OF_STYLE` of a style, of `MIXED` or of `NONE`, in the
    categories that it has most of.

    Args: known: the model's words; best: as `best_style` finds it; counts: as of `draw_styles`.
    """
    if word == MIXED:
        mixes = [{category: 1.0} for category in _of_most(known, {})]
        return tuple(
            ({**mix, **draw_styles(mix, counts, [SEED + i])[0]}, SEED + i)
            for i, mix in enumerate(mixes)
        )
    if word == NONE or word.startswith(SLOT):
        if counts.get(word) == {}:  # its sprites were of no category that is known
            return tuple(({word: 1.0}, SEED + i) for i in range(OF_STYLE))
        told = {} if word == NONE else {word: 1.0}
        categories = _of_most(known, counts.get(word, {}))
        return tuple(({of: 1.0, **told}, SEED + i) for i, of in enumerate(categories))
    return (({**_mix(word, known), **({} if best == NONE else {best: 1.0})}, SEED),)


def _of_most(known: Sequence[str], counts: Mapping[str, int]) -> list[str]:
    """As many as are shown, in the categories' own order; the same again where there are fewer."""
    having = [category for category in CATEGORIES if category in known]
    most = sorted(having, key=lambda category: -counts.get(category, 0))
    there = [category for category in most if counts.get(category)] or most
    if not there:
        return []
    chosen = [there[i % len(there)] for i in range(OF_STYLE)]
    return sorted(chosen, key=CATEGORIES.index)


def _mix(word: str, known: Sequence[str]) -> dict[str, float]:
    slot = word.partition(":")[0]
    category = "side-facing" if word in _SIDES else _CATEGORIES.get(describe(word).group)
    beside = [] if word in CATEGORIES else [category, _SHOWN_ON.get(slot)]
    return dict.fromkeys([word, *(other for other in beside if other and other in known)], 1.0)
