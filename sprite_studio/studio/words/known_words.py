"""The words of a model, found by what people write for one."""

import difflib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

from sprite_studio.art.sprite import category_word
from sprite_studio.art.words import key
from sprite_studio.studio.words.names import STYLE_NAMES
from sprite_studio.studio.words.synonyms import SYNONYMS

T = TypeVar("T")

FIRST_SLOTS = ("", "kind", "colour")
"""A sword may be a kind and may be held: on its own it is the kind."""


class KnownWords:
    """Attributes: all: in the model's order."""

    def __init__(self, words: Sequence[str]) -> None:
        self.all = tuple(words)
        self._exact = frozenset(words)
        named = [(f"style:{STYLE_NAMES[word]}", word) for word in words if word in STYLE_NAMES]
        in_full = [*((word, word) for word in words), *named]
        by_value = [(slot_and_value(word)[1], word) for word in sorted(words, key=_rank)]
        by_name = [(STYLE_NAMES[word], word) for word in words if word in STYLE_NAMES]
        self._by_key = first_of(in_full)
        self._by_value = first_of([*by_value, *by_name])
        self._short = {value: slot_and_value(word)[1] for value, word in self._by_value.items()}

    def __contains__(self, word: str) -> bool:
        return word in self._exact

    def in_full(self, written: str) -> str | None:
        """The word that is written whole, in any of the ways to write it."""
        return written if written in self._exact else self.of_key(key(written))

    def of_key(self, written_key: str) -> str | None:
        """The word that is written whole, by its key."""
        return self._by_key.get(written_key)

    def find(self, written: str) -> str | None:
        """The word that is meant: whole, as a category, or without its slot, if that is enough."""
        word = self.in_full(written)
        if word is None and (category := category_word(written)) in self._exact:
            word = category
        return word or self._by_value.get(key(written))

    def nearest(self, written: str) -> tuple[str, ...]:
        """What it is a synonym of, and at most three that look like it, with their slots if that
        has one."""
        wanted = key(written)
        slot, colon, _ = wanted.partition(":")
        offers = self._by_key if colon else self._short
        near = difflib.get_close_matches(wanted, offers, n=3)
        if colon and not near:
            return self.nearest(slot)
        meant = (value for value in SYNONYMS.get(wanted, ()) if value in self._short)
        return tuple(dict.fromkeys((*meant, *(offers[offer] for offer in near))))


def slot_and_value(word: str) -> tuple[str, str]:
    """ "kind:ghost" → "kind" and "ghost"; "hero" → "" and "hero"."""
    slot, colon, value = word.partition(":")
    return (slot, value) if colon else ("", word)


def first_of(ways: Iterable[tuple[str, T]]) -> dict[str, T]:
    """Key of what is written → the first that is written so; "icecream" is "ice-cream", too."""
    keyed = [(found, what) for written, what in ways if (found := key(written))]
    first: dict[str, T] = {}
    for found, what in (*keyed, *((found.replace("-", ""), what) for found, what in keyed)):
        first.setdefault(found, what)
    return first


def _rank(word: str) -> int:
    """Sorting by it is stable: after the first slots the model's order counts."""
    slot, _ = slot_and_value(word)
    return FIRST_SLOTS.index(slot) if slot in FIRST_SLOTS else len(FIRST_SLOTS)


@lru_cache(maxsize=8)
def known_words(words: tuple[str, ...]) -> KnownWords:
    """Made once for a vocabulary; a live frame asks again and again."""
    return KnownWords(words)
