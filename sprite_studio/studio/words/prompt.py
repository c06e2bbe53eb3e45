"""Prompts: from "a blue ghost with a red hat" to the mix of words that a model knows.

Text becomes tokens, each with the weights written around it (`prompt_tokens`). Tokens become items,
the words they stand for, in phrases that end with the thing they are about (`phrases`). Here the
colours of a phrase go to its thing, and items become words and weights. What is not known is left
out and named.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from sprite_studio.art.forge.catalogue import candidates
from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.art.words import key, spell
from sprite_studio.plain_text import shortened
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.prompt_reading import LeftOut, PromptReading
from sprite_studio.studio.words.contexts import resolve_mix
from sprite_studio.studio.words.grammar import HOLDING
from sprite_studio.studio.words.lexicon import Lexicon, colour_slot, forms, lexicon_of
from sprite_studio.studio.words.names import NOT_OFFERED, describe
from sprite_studio.studio.words.phrases import Item, Phrase, phrases_of
from sprite_studio.studio.words.prompt_tokens import UNWEIGHED, product, tokenize
from sprite_studio.studio.words.synonyms import INEXACT, SHADES, WOMEN

PEOPLE = frozenset(("hero", "non-hero", "side-facing"))
"""Categories of those who can hold a thing."""

WORN_OR_DONE = frozenset(("hat", "hair", "clothes", "facing", "pose"))
"""Slots that tell of somebody as well."""

CATEGORIES_OF = {
    "people": "hero",
    "monsters": "non-hero",
    "food": "food",
    "items": "spell",
    "magic": "spell",
}
"""Group → category, for kinds that the Forge cannot draw."""

MOST_EXPLAINED = 8
"""Unknown words whose nearest are looked up, at a millisecond or two each."""

NAMED = 5
"""Words in an error, at most."""

HAIR, LONG_HAIR = "hair:", "hair:long"
HERO, SIDE_FACING = "hero", "side-facing"
SIDES = ("left", "right")

Said = tuple[str, float]
"""A word of the model and its weight."""


def read_prompt(text: str, known: Sequence[str]) -> PromptReading:
    """The mix that a prompt means, word → weight; without words it is empty.

    "red hat, blue shirt" gives each thing its colour; "-hat", "no hat" and "(hat:-0.5)" turn
    away; "(red:1.3)" weighs, ((red)) by 1.1 for each bracket, [red] the other way;
    "hat-colour:red:0.5" is one of the model's words and its weight. What is said twice adds up.
    Kinds in plain words bring their category, if the prompt names none.

    Args: known: the model's words.

    Raises:
        JobError: nothing in it is known (with the nearest that is), a weight is not between
            -MAX_WEIGHT and MAX_WEIGHT, brackets do not pair, or it is too long.
    """
    lexicon = lexicon_of(tuple(known))
    tokens = tokenize(text, lexicon.known)
    phrases = phrases_of(tokens, lexicon)
    if any(token.text in HOLDING for token in tokens) or _names_somebody(phrases, lexicon):
        phrases = [_in_hand(phrase, lexicon) for phrase in phrases]
    phrases = _turned(phrases, lexicon)
    has_thing = any(item.is_thing for phrase in phrases for item in phrase.items)
    mix: dict[str, float] = defaultdict(float)
    unsaid: list[LeftOut] = []
    for phrase in phrases:
        for said in _said(phrase, lexicon, has_thing):
            if isinstance(said, LeftOut):
                unsaid.append(said)
            else:
                mix[said[0]] += said[1]
    left_out = _explained(unsaid, lexicon)
    if left_out and not mix:
        raise JobError(_nothing_known(left_out, lexicon))
    for category, weight in _implied(phrases).items():
        if category in lexicon.known:
            mix[category] += weight
    nearly = tuple(_nearly(phrases, mix, lexicon))
    return PromptReading(resolve_mix(mix, known), (*left_out, *nearly))


def prompt_of(mix: Mapping[str, float], known: Sequence[str] = ()) -> str:
    """The prompt that means exactly this mix of a model's words.

    Args: known: the model's words, if slots are to be left out ("red" for "colour:red") where the
    prompt means the same without them.
    """
    whole = _listed(mix)
    if not known:
        return whole
    plain = _listed({word.partition(":")[2] or word: weight for word, weight in mix.items()})
    try:
        return plain if read_prompt(plain, known) == PromptReading(dict(mix)) else whole
    except JobError:
        return whole


def spoken(mix: Mapping[str, float], known: Sequence[str]) -> str:
    """The mix as people say it: "golem" for "kind:golem". Read again it is the same mix, but that a
    kind may bring its category with it.

    Args: known: the model's words.
    """
    exact = prompt_of(mix, known)
    if not known or ":" not in exact:
        return exact
    told = _weighed((_form(word, tuple(known)), weight) for word, weight in mix.items())
    try:
        read = read_prompt(told, known).mix
    except JobError:
        return exact
    wanted = {word: weight for word, weight in mix.items() if weight}
    is_more = read.items() >= wanted.items() and read.keys() - wanted.keys() <= set(CATEGORIES)
    return told if is_more else exact


@lru_cache(maxsize=1024)
def _form(word: str, known: tuple[str, ...]) -> str:
    """The shortest that is understood as this word, alone or with its category."""
    for said in (word.partition(":")[2] or word, describe(word).name):
        try:
            read = read_prompt(said, known)
        except JobError:
            continue
        if read.mix.get(word) == 1 and read.mix.keys() <= {word, *CATEGORIES} and not read.left_out:
            return said
    return word


def _listed(mix: Mapping[str, float]) -> str:
    # An older model may have a word that a prompt would read otherwise: "style:Kenney (old)".
    return _weighed((word if spell(word) == word else key(word), v) for word, v in mix.items())


def _weighed(said: Iterable[Said]) -> str:
    return ", ".join(
        word if weight == 1 else f"({word}:{weight:g})" for word, weight in said if weight
    )


def asked_mix(mix: Mapping[str, float], prompt: str, known: Sequence[str]) -> dict[str, float]:
    """A mix and a prompt together; weights of the same word add up. Raises JobError."""
    added = resolve_mix(mix, known)
    for word, weight in read_prompt(prompt, known).mix.items():
        added[word] = added.get(word, 0.0) + weight
    return resolve_mix(added, known)


def _nearly(
    phrases: Sequence[Phrase], mix: dict[str, float], lexicon: Lexicon
) -> Iterator[LeftOut]:
    """What is drawn as something less exact; women get long hair, unless hair is spoken of."""
    said_of_hair = any(word.startswith(HAIR) for word in mix)
    for item in (item for phrase in phrases for item in phrase.items):
        written = next((form for form in forms(key(item.written)) if form in INEXACT), "")
        if item.weight <= 0 or not written or item.value == written:
            continue
        if not item.is_known:
            continue
        instead = describe(item.word).name
        if written in WOMEN and not said_of_hair and LONG_HAIR in lexicon.known:
            mix[LONG_HAIR] = mix.get(LONG_HAIR, 0.0) + item.weight
            instead += f" with {describe(LONG_HAIR).name}"
        yield LeftOut(shortened(item.written), instead=instead)


# From items to words and weights.


def _said(phrase: Phrase, lexicon: Lexicon, has_thing: bool) -> Iterator[Said | LeftOut]:
    """The words of a phrase, its colours on what it is about, and what cannot be said.

    Args: has_thing: whether any phrase is about something.
    """
    items = phrase.items
    last = items[-1]
    if not last.is_known and phrase.introduced and has_thing:
        # The red cape of a knight makes no red knight.
        first = len(items) - 1
        while first and items[first - 1].is_colour:
            first -= 1
        last = replace(last, written=" ".join(item.written for item in items[first:]))
        items = (*items[:first], last)
    for item in items:
        if item.is_colour:
            yield from _coloured(item, last, lexicon)
        elif item.is_loose and item.slot == last.slot:
            yield item.word, _weight(item, last)
        elif item.is_loose:
            noun = f"{item.value} {item.slot}"
            yield LeftOut(item.written, (noun,), f"it is known only of {item.slot}")
        elif item.value in SHADES and not item.is_known:
            yield LeftOut(item.written, why="it says something of a colour only")
        elif not item.is_known:
            yield LeftOut(item.written)
        elif _does_nothing(item):
            yield LeftOut(item.written, why="it is known, but hardly ever drawn")
        elif item.value:
            yield item.word, item.weight
    if not last.value and not any(item.is_adjective for item in items):
        # Any hat is the mean of all hats, and "no hat" points away from it. With -1 for each, the
        # sum of eleven rows is eleven times as long as their mean, and the network, which never
        # met the like, draws noise.
        values = lexicon.slots.get(last.slot, ())
        for value in values:
            yield f"{last.slot}:{value}", last.weight / len(values)
        if not values:
            yield LeftOut(last.written, why="it is known only by its colours")


def _weight(adjective: Item, last: Item) -> float:
    """A mere noun is no word itself; its weight is that of its adjectives."""
    return product(adjective.factors | (UNWEIGHED if last.value else last.factors))


def _coloured(colour: Item, last: Item, lexicon: Lexicon) -> Iterator[Said | LeftOut]:
    """A colour on what its phrase is about, and black or white where it is dark or light."""
    slot = colour_slot(last.slot if last.is_thing else "")
    weight = _weight(colour, last)
    if f"{slot}:{colour.value}" not in lexicon.known:
        of = f"of “{last.written}”" if last.is_thing else "by itself"
        yield LeftOut(colour.written, why=f"it is not known {of}")
        return
    yield f"{slot}:{colour.value}", weight
    if colour.shade:
        mixed_in, share = SHADES[colour.shade]
        if f"{slot}:{mixed_in}" in lexicon.known:
            yield f"{slot}:{mixed_in}", share * weight
        else:
            yield LeftOut(colour.shade)


def _does_nothing(item: Item) -> bool:
    """Whether a word in plain text would not do what it says; in full it is taken as it stands."""
    return bool(item.slot) and not item.exact and item.word in NOT_OFFERED


def _explained(unsaid: Sequence[LeftOut], lexicon: Lexicon) -> tuple[LeftOut, ...]:
    """Each once, shortened, with the nearest known words."""
    found: list[LeftOut] = []
    for left in dict.fromkeys(unsaid):
        nearest = left.nearest
        if left.why == LeftOut.why and len(found) < MOST_EXPLAINED:
            nearest = lexicon.known.nearest(left.text.split(" ")[-1])
        found.append(LeftOut(shortened(left.text), nearest, left.why))
    return tuple(found)


def _nothing_known(left_out: Sequence[LeftOut], lexicon: Lexicon) -> str:
    """Why a prompt of which nothing is left is an error."""
    if any(left.why != LeftOut.why for left in left_out):
        return "nothing is left to draw: " + ", ".join(left.line for left in left_out[:NAMED])
    names = ", ".join(repr(left.text) for left in left_out[:NAMED])
    more = f" and {len(left_out) - NAMED} more" if len(left_out) > NAMED else ""
    near = dict.fromkeys(word for left in left_out for word in left.nearest)
    offer = ", ".join(list(near)[:NAMED] or lexicon.known.all[:NAMED])
    word = "word" if len(left_out) == 1 else "words"
    return f"the model does not know the {word} {names}{more}; did you mean {offer}?"


# Whom and what it shows.


def _names_somebody(phrases: Sequence[Phrase], lexicon: Lexicon) -> bool:
    """Whether there is somebody who can hold a thing."""
    for item in (item for phrase in phrases for item in phrase.items if item.weight > 0):
        if item.is_loose:
            continue
        if item.slot in WORN_OR_DONE or (item.slot == "" and item.value in PEOPLE):
            return True
        is_kind = item.slot == "kind" and not _held_slot(item, lexicon)
        # One that nobody has heard of may well be somebody.
        if is_kind and PEOPLE.issuperset(_categories(item.value)):
            return True
    return False


def _held_slot(thing: Item, lexicon: Lexicon) -> str:
    """In which hand the model knows it, or ""."""
    hands = ("held", "offhand")
    return next((hand for hand in hands if thing.value in lexicon.slots.get(hand, ())), "")


def _in_hand(phrase: Phrase, lexicon: Lexicon) -> Phrase:
    """With the thing held that it is about, where the model knows it held."""
    *others, thing = phrase.items
    hand = _held_slot(thing, lexicon)
    if thing.slot == "kind" and hand and not thing.exact:
        return replace(phrase, items=(*others, replace(thing, slot=hand)))
    return phrase


def _turned(phrases: Sequence[Phrase], lexicon: Lexicon) -> list[Phrase]:
    """With a hero who looks to the left or right as one seen from the side.

    As a hero half of them go on looking at the viewer; side-facing, 98 in 100 turn.
    """
    items = [item for phrase in phrases for item in phrase.items if item.weight > 0]
    is_turned = any(
        item.slot == "facing" and item.value in SIDES and not item.exact for item in items
    )
    if not is_turned or SIDE_FACING not in lexicon.known:
        return list(phrases)
    if any(item.word == SIDE_FACING for item in items):
        return list(phrases)
    return [
        replace(
            phrase,
            items=tuple(
                replace(item, value=SIDE_FACING) if item.word == HERO else item
                for item in phrase.items
            ),
        )
        for phrase in phrases
    ]


def _implied(phrases: Sequence[Phrase]) -> dict[str, float]:
    """The categories of kinds in plain words, as the Forge draws them; none if one is named.

    A user who writes "kind:ghost" gets nothing but that.
    """
    items = [item for phrase in phrases for item in phrase.items]
    if any(item.slot == "" and item.value in CATEGORIES for item in items):
        return {}
    facing = next((i.value for i in items if i.slot == "facing" and i.weight > 0), "")
    implied: dict[str, float] = defaultdict(float)
    for item in items:
        if item.slot == "kind" and not item.exact and item.weight > 0:
            found = _categories(item.value, facing)
            # People who are not told to turn face the viewer; a mushroom is food or a creature.
            if len(found) == 1 or "hero" in found:
                implied[found[0]] = min(1.0, implied[found[0]] + item.weight)
    # What a ghost has with it makes it no item.
    return {name: weight for name, weight in implied.items() if name in PEOPLE} or implied


def _categories(kind: str, facing: str = "") -> tuple[str, ...]:
    """What the Forge draws the kind as, heroes first, or else what its group is."""
    for wishes in ({("kind", kind), ("facing", facing)}, {("kind", kind)}):
        try:
            return tuple(candidates(frozenset(wishes)))
        except ValueError:
            continue  # a ghost faces nowhere
    category = CATEGORIES_OF.get(describe(f"kind:{kind}").group)
    return () if category is None else (category,)
