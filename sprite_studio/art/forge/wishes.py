"""Wishes: the words a caller asks for, and which choices they leave open."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from sprite_studio.art.forge.dice import Dice
from sprite_studio.art.sprite import category_word

STYLE = "style:forge"
"""The word that every forged sprite has."""


class Wishes:
    """What is asked of one sprite, by slot: {"kind": "potion", "colour": "red"}."""

    def __init__(self, slots: Mapping[str, str] | None = None) -> None:
        self.slots = dict(slots or {})

    def pick(self, dice: Dice, slot: str, options: Sequence[str]) -> str:
        """The wished option where there is one, else one of `options` by chance.

        Raises:
            ValueError: what is wished for is none of the options.
        """
        wish = self.slots.get(slot)
        if wish is None:
            return dice.one_of(options)
        if wish not in options:
            raise ValueError(f"{slot}:{wish} does not go with the other words")
        return wish

    def __str__(self) -> str:
        return ", ".join(word_of(slot, value) for slot, value in self.slots.items())


def word_of(slot: str, value: str) -> str:
    """The word for a slot's value: a category stands for itself."""
    return value if slot == "category" else f"{slot}:{value}"


def read_wishes(words: Iterable[str], vocabulary: Sequence[str]) -> Wishes:
    """Words → wishes.

    Raises:
        ValueError: a word is not in the vocabulary, or two words fill the same slot.
    """
    slots: dict[str, str] = {}
    for given in words:
        word = category_word(given) or given.strip().lower()
        if word not in vocabulary:
            near = get_close_matches(word, vocabulary, n=3, cutoff=0.5)
            hint = f"; nearest: {', '.join(near)}" if near else ""
            raise ValueError(f"unknown word {given!r}{hint}")
        if word == STYLE:
            continue
        slot, _, value = word.rpartition(":")
        slot = slot or "category"
        if slots.get(slot, value) != value:
            raise ValueError(f"{word_of(slot, slots[slot])} and {word} contradict each other")
        slots[slot] = value
    return Wishes(slots)
