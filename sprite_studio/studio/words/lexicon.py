"""A model's words by what people write for them in a prompt: plurals, spellings, synonyms, nouns.

What is written comes here as keys (`art.words.key`), one for each token.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from sprite_studio.art.sprite import category_word
from sprite_studio.art.words import key
from sprite_studio.studio.words.known_words import (
    KnownWords,
    first_of,
    known_words,
    slot_and_value,
)
from sprite_studio.studio.words.names import STYLE_NAMES
from sprite_studio.studio.words.synonyms import (
    COLOUR_NAMES,
    SHADES,
    SINGULARS,
    SPELLINGS,
    SYNONYMS,
)

ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ves", "f"))
"""Of plurals and possessives, and what stands there in the singular."""

PLURALS = (("", "s"), ("", "es"), ("y", "ies"))
"""The other way: "grape", where "grapes" is known."""

WORN = {
    "hat": "hat",
    "hair": "hair",
    "haired": "hair",
    "shirt": "clothes",
    "clothes": "clothes",
    "clothing": "clothes",
    "outfit": "clothes",
}
"""Nouns for whatever fills a slot."""

COLOUR = "colour"
"""The slot of a colour, until it is known of what."""

COLOUR_SLOTS = {"": COLOUR, "kind": COLOUR, "clothes": "shirt-colour"}
"""Where the colour of a thing is, if not in its slot's name and "-colour"."""

SlotValue = tuple[str, str]
""" "kind:ghost" in two; the slot of a word without one is "", the value of a mere noun is ""."""

ShadeColour = tuple[str, str]
""" "dark" and "red"; the shade of plain red is ""."""


class Lexicon:
    """What the words of a model can be called.

    Attributes:
        known: all of them.
        slots: slot → its values, in the model's order.
        longest: how many written words one of them can take.
    """

    def __init__(self, known: KnownWords) -> None:
        self.known = known
        self.slots: dict[str, list[str]] = {}
        for word in known.all:
            slot, value = slot_and_value(word)
            self.slots.setdefault(slot, []).append(value)
        self._values = {
            slot: first_of((value, value) for value in values)
            for slot, values in self.slots.items()
        }
        self._colours: dict[str, str] = {}
        # A sword may be a kind and may be held: on its own it is the kind. Hair alone does not
        # count, or a short sword would come with short hair.
        self._plain: dict[str, SlotValue] = {}
        for slot in ("", "kind", *self.slots):
            values = self._values.get(slot, {})
            if slot.endswith(COLOUR):
                self._colours = {**values, **self._colours}
            elif slot != "hair":
                plain = {written: (slot, value) for written, value in values.items()}
                self._plain = {**plain, **self._plain}
        for word in known.all:
            if word in STYLE_NAMES:
                self._plain.setdefault(key(STYLE_NAMES[word]), slot_and_value(word))
        names = (*map(key, known.all), *SYNONYMS, *COLOUR_NAMES, *self._plain)
        # The noun of "open helmet hat", or the shade of "dark forest green", is one more.
        self.longest = 2 + max(name.count("-") for name in names)

    def exact(self, written: Sequence[str]) -> str | None:
        """The word that is written in full, slot and all, or None."""
        ways = ["-".join(written)]
        if COLOUR in (british := [_british(one) for one in written])[1:-1]:  # "hat colour red"
            ways.append(f"{'-'.join(british[:-1])}:{british[-1]}")
        words = (self.known.of_key(form) for way in ways for form in _spellings(way))
        return next((word for word in words if word is not None), None)

    def colour(self, written: Sequence[str]) -> ShadeColour | None:
        """ "red", "dark red", "navy"; None for what is no colour of anything."""
        if len(written) > 1 and written[0] in SHADES:
            inner = self.colour(written[1:])
            return (written[0], inner[1]) if inner is not None else None
        for form in _spellings("-".join(written)):
            if form in self._colours:
                return "", self._colours[form]
            for name in COLOUR_NAMES.get(form, ()):
                shade, _, colour = name.rpartition(" ")
                if colour in self._colours:
                    return shade, self._colours[colour]
        return None

    def plain(self, written: Sequence[str]) -> SlotValue | None:
        """Slot and value of "wizard hat", of "ghost" or of "hat"; or None."""
        *others, last = written
        noun = next((WORN[form] for form in forms(last) if form in WORN), None)
        if noun in self.slots and not others:
            return noun, ""
        if noun is not None and (value := self._value(noun, others)) is not None:
            return noun, value
        slot = WORN.get(written[0])
        if others and slot is not None and (value := self._value(slot, written[1:])) is not None:
            return slot, value  # "hair bun"
        for reading in _readings("-".join(written)):
            for name in (reading, category_word(reading)):
                if name in self._plain:
                    return self._plain[name]
        if noun is not None and not others and colour_slot(noun) in self.slots:
            return noun, ""  # no model's word, but a red one has a colour that it knows
        return None

    def loose(self, written: str) -> SlotValue | None:
        """Slot and value of what says nothing by itself, as the "long" of long hair; or None."""
        value = self._value("hair", [written])
        return ("hair", value) if value is not None else None

    def _value(self, slot: str, written: Sequence[str]) -> str | None:
        values = self._values.get(slot, {})
        readings = _readings("-".join(written))
        return next((values[reading] for reading in readings if reading in values), None)


def colour_slot(thing: str) -> str:
    """Where the colour of a thing is that stands in a slot: "hat" → "hat-colour"."""
    return COLOUR_SLOTS.get(thing, f"{thing}-colour")


@lru_cache(maxsize=8)
def lexicon_of(words: tuple[str, ...]) -> Lexicon:
    """Made once for a vocabulary."""
    return Lexicon(known_words(words))


def _british(written: str) -> str:
    for american, british in SPELLINGS:
        written = written.replace(american, british)
    return written


def _spellings(written: str) -> Iterator[str]:
    """As written, in British spelling, in American."""
    yield written
    yield _british(written)
    american = written
    for spelled, british in SPELLINGS:
        american = american.replace(british, spelled)
    yield american


def forms(written: str) -> Iterator[str]:
    """Every spelling, in the singular, in the plural."""
    spellings = tuple(dict.fromkeys(_spellings(written)))
    yield from spellings
    for spelled in spellings:
        for plural, singular in ENDINGS:
            if spelled.endswith(plural):
                yield spelled.removesuffix(plural) + singular
        *others, last = spelled.split("-")
        if last in SINGULARS:
            yield "-".join((*others, SINGULARS[last]))
    for spelled in spellings:
        for singular, plural in PLURALS:
            if spelled.endswith(singular):
                yield spelled.removesuffix(singular) + plural


def _readings(written: str) -> Iterator[str]:
    """Every form, and then its synonyms."""
    found = tuple(forms(written))
    yield from found
    for form in found:
        yield from map(key, SYNONYMS.get(form, ()))
