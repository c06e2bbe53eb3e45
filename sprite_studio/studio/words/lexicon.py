"""A model's words by what people write for them: plurals, spellings, synonyms, nouns."""

from collections.abc import Iterator, Sequence

from sprite_studio.art.sprite import category_word

SYNONYMS = {
    "aubergine": ("eggplant",),
    "blacksmith": ("smith",),
    "blond": ("yellow",),
    "blonde": ("yellow",),
    "cyan": ("teal",),
    "doughnut": ("donut",),
    "farmer": ("peasant",),
    "gold": ("yellow",),
    "golden": ("yellow",),
    "hamburger": ("burger",),
    "jewel": ("gem",),
    "mice": ("mouse",),
    "priest": ("cleric",),
    "silver": ("grey",),
    "thief": ("rogue",),
    "turquoise": ("teal",),
    "viking": ("barbarian", "horned"),
    "violet": ("purple",),
    "witch": ("mage", "pointed"),
    "wizard": ("mage", "pointed"),
}
"""What is looked for where a model does not know a word: a kind first, then a hat."""

SPELLINGS = (("color", "colour"), ("gray", "grey"), ("armor", "armour"), ("scepter", "sceptre"))
"""American and British."""

ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ves", "f"), ("'s", ""))
"""Of plurals and possessives, and what stands there in the singular."""

WORN = {"hat": "hat", "hair": "hair", "haired": "hair", "shirt": "clothes", "clothes": "clothes"}
"""Nouns for whatever fills a slot."""

SlotValue = tuple[str, str]
""" "kind:ghost" in two; the slot of a word without one is "", the value of a mere noun is ""."""


class Lexicon:
    """What the words of a model can be called.

    Attributes:
        known: all of them, in the model's order.
        words: the same, to look up.
        slots: slot → its values.
        longest: how many written words one of them can take.
    """

    def __init__(self, known: Sequence[str]) -> None:
        self.known = known
        self.words = frozenset(known)
        self.slots: dict[str, list[str]] = {}
        for word in known:
            slot, value = slot_and_value(word)
            self.slots.setdefault(slot, []).append(value)
        spaces = (word.count("-") + word.count(" ") for word in known)
        self.longest = 2 + max(spaces, default=0)  # the noun of "open helmet hat" is one more
        of_colour = [slot for slot in self.slots if slot.endswith("colour")]
        self._colours = {value for slot in of_colour for value in self.slots[slot]}
        # A sword may be a kind and may be held: on its own it is the kind. Hair alone does not
        # count, or a short sword would come with short hair.
        self._plain: dict[str, SlotValue] = {}
        for slot in ("", "kind", *self.slots):
            if slot not in ("hair", *of_colour):
                for value in self.slots.get(slot, ()):
                    self._plain.setdefault(value, (slot, value))

    def exact(self, written: Sequence[str]) -> str | None:
        """The word that is written in full, slot and all, or None."""
        for joined in _joined(written):
            for reading in _readings(joined):
                if reading in self.words:
                    return reading
        return None

    def plain(self, written: Sequence[str]) -> SlotValue | None:
        """Slot and value of a colour, of "wizard hat", of "ghost" or of "hat"; or None."""
        noun = next((WORN[reading] for reading in _readings(written[-1]) if reading in WORN), None)
        if noun is not None and len(written) > 1:
            for joined in _joined(written[:-1]):
                for reading in _readings(joined):
                    if reading in self.slots.get(noun, ()):
                        return noun, reading
        if noun in self.slots and len(written) == 1:
            return noun, ""
        for joined in _joined(written):
            for reading in _readings(joined):
                if reading in self._colours:
                    return "colour", reading
                for name in (reading, category_word(reading)):
                    if name in self._plain:
                        return self._plain[name]
        # No model's word, but a red one may have a colour that it knows.
        return (noun, "") if noun is not None and len(written) == 1 else None


def slot_and_value(word: str) -> SlotValue:
    """ "kind:ghost" → "kind" and "ghost"; "hero" → "" and "hero"."""
    slot, colon, value = word.partition(":")
    return (slot, value) if colon else ("", word)


def _joined(written: Sequence[str]) -> Iterator[str]:
    """ "ice cream" as people join it: "ice-cream", "ice cream", "icecream"."""
    for mark in ("-", " ", "")[: 3 if len(written) > 1 else 1]:
        yield mark.join(written)


def _readings(written: str) -> Iterator[str]:
    """As written, in British spelling, in the singular, in the plural; then the synonyms."""
    british = written
    for american, spelling in SPELLINGS:
        british = british.replace(american, spelling)
    forms = [written, british]
    for plural, singular in ENDINGS:
        if british.endswith(plural):
            forms.append(british.removesuffix(plural) + singular)
    forms.append(british + "s")  # "grape", where "grapes" is known
    yield from forms
    for form in forms:
        yield from SYNONYMS.get(form, ())
