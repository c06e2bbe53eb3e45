"""The artist: seed and words → sprite."""

from collections.abc import Sequence

from sprite_studio.art.colour.words import colour_words
from sprite_studio.art.forge.canvas import paint
from sprite_studio.art.forge.catalogue import candidates, vocabulary
from sprite_studio.art.forge.dice import Dice
from sprite_studio.art.forge.figure import FACINGS_OF, LEFT_FOOT, RIGHT_FOOT, STANDING
from sprite_studio.art.forge.people import roll_person
from sprite_studio.art.forge.portrait import portrait
from sprite_studio.art.forge.professions import Profession
from sprite_studio.art.forge.thing import Thing
from sprite_studio.art.forge.wishes import STYLE, Wishes, read_wishes
from sprite_studio.art.sprite import Sprite

SUBJECT, VIEW = 0, 1
"""Streams of the dice: separate, so that one seed is one person from every side."""

TRIES = 150
"""A drawing in the wished colour may show too little of it; so often another is thrown."""


def forge(seed: int, words: Sequence[str] | None = None) -> Sprite:
    """Draw the sprite of a seed.

    Args:
        seed: any whole number; the same seed and words give the same sprite for ever.
        words: what it must be, of `vocabulary()`: "food", "kind:potion", "hat-colour:blue". What
            they leave open is up to the seed.

    Returns:
        A 16×16 sprite of at most 12 colours, alpha 0 or 255, with its category, its slot words,
        its measured colour words and "style:forge".

    Raises:
        ValueError: a word is unknown, or nothing that can be drawn has all of them.
    """
    wishes = read_wishes(words or (), vocabulary())
    subject, view = Dice(seed, SUBJECT), Dice(seed, VIEW)
    by_category = candidates(frozenset(wishes.slots.items()))
    categories = tuple(by_category)
    start = view.below(len(categories))
    reason = ""
    for category in categories[start:] + categories[:start]:
        kinds = by_category[category]
        first = subject.below(len(kinds))
        # Another kind may do what the first one cannot.
        for kind in kinds[first:] + kinds[:first]:
            try:
                if isinstance(kind, Thing):
                    return _draw_thing(kind, seed, subject, wishes)
                return _draw_person(kind, category, seed, subject, view, wishes)
            except ValueError as error:
                reason = str(error)
    raise ValueError(f"nothing is {wishes} all at once: {reason}")


def _draw_thing(thing: Thing, seed: int, dice: Dice, wishes: Wishes) -> Sprite:
    colour = wishes.slots.get("colour")
    for _ in range(TRIES):
        pixels = paint(*thing.draw(dice, colour))
        words = (thing.category, f"kind:{thing.name}", *colour_words(pixels), STYLE)
        if colour is None or f"colour:{colour}" in words:
            return Sprite(pixels, words, subject=f"forge/{seed}", origin=f"forge {seed}")
    raise ValueError(f"no {thing.name} is {colour} enough")


def _draw_person(
    profession: Profession, category: str, seed: int, dice: Dice, view: Dice, wishes: Wishes
) -> Sprite:
    facings = FACINGS_OF[category]
    # Heroes face the viewer unless told to turn round.
    facing = wishes.pick(view, "facing", facings) if category != "hero" else "front"
    facing = wishes.slots.get("facing", facing)
    frames = {"standing": (STANDING,), "walking": (LEFT_FOOT, RIGHT_FOOT)}
    pose = wishes.pick(view, "pose", ("standing", "walking"))
    frame = view.one_of(frames[pose])
    colour = wishes.slots.get("colour")
    for _ in range(TRIES):
        person = roll_person(profession, dice, wishes)
        sprite = portrait(person, facing, frame, person.draw(facing, frame), seed)
        if colour is None or f"colour:{colour}" in sprite.words:
            return sprite
    raise ValueError(f"no {profession.name} is {colour} enough with the other words")
