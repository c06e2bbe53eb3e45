"""Character sheets: one person, four directions, three walking frames each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from sprite_studio.art.forge.artist import SUBJECT, TRIES
from sprite_studio.art.forge.catalogue import candidates, vocabulary
from sprite_studio.art.forge.dice import Dice
from sprite_studio.art.forge.figure import FACINGS, FACINGS_OF, LEFT_FOOT, RIGHT_FOOT, STANDING
from sprite_studio.art.forge.people import roll_person
from sprite_studio.art.forge.portrait import portrait
from sprite_studio.art.forge.professions import Profession
from sprite_studio.art.forge.wishes import STYLE, Wishes, read_wishes
from sprite_studio.art.sprite import Pixels, Sprite

T = TypeVar("T")


@dataclass(frozen=True)
class CharacterSheet:
    """One person from four sides, in three frames each: left foot, standing, right foot.

    Attributes:
        words: what is true of every frame.
        down, left, right, up: the frames seen from the front, facing left and right, from behind.
    """

    words: tuple[str, ...]
    down: tuple[Sprite, ...]
    left: tuple[Sprite, ...]
    right: tuple[Sprite, ...]
    up: tuple[Sprite, ...]

    @property
    def rows(self) -> tuple[tuple[Sprite, ...], ...]:
        """The four rows from the top: down, left, right, up."""
        return (self.down, self.left, self.right, self.up)

    @property
    def pixels(self) -> Pixels:
        """The whole sheet: (64, 48, 4) uint8 RGBA."""
        return np.concatenate(
            [np.concatenate([sprite.pixels for sprite in row], axis=1) for row in self.rows]
        )


def character_sheet(seed: int, words: Sequence[str] | None = None) -> CharacterSheet:
    """Draw the person of a seed from every side. The frames share at most 12 colours.

    Raises:
        ValueError: a word is unknown, speaks of one view only, or contradicts another.
    """

    def drawn(kind: Profession, dice: Dice, wishes: Wishes) -> CharacterSheet:
        return _sheet_of(kind, seed, dice, wishes)

    return _first_who_can(seed, words or (), drawn)


def described(seed: int, words: Sequence[str]) -> tuple[str, ...]:
    """Who has all of the words, by what they wear and hold, without being drawn.

    Raises:
        ValueError: as `character_sheet`.
    """

    def told(kind: Profession, dice: Dice, wishes: Wishes) -> tuple[str, ...]:
        return roll_person(kind, dice, wishes).words

    return _first_who_can(seed, words, told)


def _first_who_can(
    seed: int, words: Sequence[str], make: Callable[[Profession, Dice, Wishes], T]
) -> T:
    """What is made of the first profession, from one that falls to the seed on, that can have all
    that is wished for."""
    wishes = read_wishes(words, vocabulary())
    if "facing" in wishes.slots or "pose" in wishes.slots:
        raise ValueError("a character sheet shows every side and pose")
    slots = {slot: value for slot, value in wishes.slots.items() if slot != "category"}
    if wishes.slots.get("category", "hero") not in FACINGS_OF:
        raise ValueError(f"{wishes.slots['category']} has no character sheet")
    kinds = candidates(frozenset({*slots.items(), ("category", "hero")}))["hero"]
    dice = Dice(seed, SUBJECT)
    first = dice.below(len(kinds))
    reason = ""
    for kind in kinds[first:] + kinds[:first]:
        assert isinstance(kind, Profession)
        try:
            return make(kind, dice, Wishes(slots))
        except ValueError as error:
            reason = str(error)
    raise ValueError(f"nobody is {wishes} all at once: {reason}")


def _sheet_of(profession: Profession, seed: int, dice: Dice, wishes: Wishes) -> CharacterSheet:
    views = [(facing, frame) for facing in FACINGS for frame in (LEFT_FOOT, STANDING, RIGHT_FOOT)]
    colour = wishes.slots.get("colour")
    for _ in range(TRIES):
        person = roll_person(profession, dice, wishes)
        drawn = [
            portrait(person, facing, frame, codes, seed)
            for (facing, frame), codes in zip(views, person.draw_all(views), strict=True)
        ]
        front, left, right, back = (tuple(drawn[i : i + 3]) for i in range(0, 12, 3))
        if colour is None or f"colour:{colour}" in front[1].words:
            return CharacterSheet((*person.words, STYLE), front, left, right, back)
    raise ValueError(f"no {profession.name} is {colour} enough with the other words")
