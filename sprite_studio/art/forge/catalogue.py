"""The catalogue: everything that can be drawn, and the words for it."""

from functools import cache, lru_cache

from sprite_studio.art.colour.words import COLOURS
from sprite_studio.art.forge.drawings import (
    bakery,
    beasts,
    fiends,
    fruit,
    magic,
    meals,
    monsters,
    potions,
    treasure,
    vegetables,
    vermin,
    weapons,
)
from sprite_studio.art.forge.figure import FACINGS_OF
from sprite_studio.art.forge.people import slots_of
from sprite_studio.art.forge.professions import PROFESSIONS, Profession
from sprite_studio.art.forge.thing import Thing
from sprite_studio.art.forge.wishes import STYLE, word_of
from sprite_studio.art.sprite import CATEGORIES

THINGS: tuple[Thing, ...] = (
    *beasts.THINGS,
    *vermin.THINGS,
    *monsters.THINGS,
    *fiends.THINGS,
    *fruit.THINGS,
    *vegetables.THINGS,
    *meals.THINGS,
    *bakery.THINGS,
    *potions.THINGS,
    *weapons.THINGS,
    *magic.THINGS,
    *treasure.THINGS,
)
"""Every kind that is not a person."""

Entry = tuple[str, Thing | Profession, dict[str, tuple[str, ...]]]
"""Category, kind, and slot → the values it can have."""


@cache
def catalogue() -> tuple[Entry, ...]:
    """Everything that can be drawn; people are in it once for each category they appear in."""
    people = [
        (category, profession, slots_of(profession, category))
        for category in FACINGS_OF
        for profession in PROFESSIONS
    ]
    return (*people, *((thing.category, thing, thing.slots) for thing in THINGS))


@cache
def vocabulary() -> tuple[str, ...]:
    """Every word that a forged sprite can have: categories, then slots, then the style."""
    found: dict[str, None] = dict.fromkeys(CATEGORIES)
    for _, _, slots in catalogue():
        found.update(
            (word_of(slot, value), None)
            for slot, values in slots.items()
            for value in values
            if slot not in ("category", "colour")
        )
    found.update((word_of("colour", name), None) for name in COLOURS)
    found[STYLE] = None
    return tuple(found)


@lru_cache(maxsize=4096)
def candidates(wishes: frozenset[tuple[str, str]]) -> dict[str, tuple[Thing | Profession, ...]]:
    """Category → the kinds that can have each of the wished (slot, value) pairs.

    Raises:
        ValueError: there are none.
    """
    found: dict[str, tuple[Thing | Profession, ...]] = {}
    for category, kind, slots in catalogue():
        if all(value in slots.get(slot, ()) for slot, value in wishes):
            found[category] = (*found.get(category, ()), kind)
    if not found:
        words = ", ".join(sorted(word_of(*wish) for wish in wishes))
        raise ValueError(f"nothing is all of these at once: {words}")
    return found
