"""Prompts: from "a blue ghost with a red hat" to the mix of words that a model knows.

Text becomes tokens, each with the weights written around it. Tokens become items, the words they
stand for, in phrases that end with the thing they are about. Then the colours of a phrase go to
its thing, and items become words and weights.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sprite_studio.art.forge.catalogue import candidates
from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.words.contexts import resolve_mix, resolve_word
from sprite_studio.studio.words.lexicon import Lexicon, slot_and_value
from sprite_studio.studio.words.prompt_tokens import (
    UNWEIGHED,
    Factor,
    Factors,
    Token,
    product,
    tokenize,
)

STOP_WORDS = frozenset(
    ("a", "an", "and", "but", "colored", "coloured", "facing", "from", "of", "some", "style", "the")
)
NEGATIONS = frozenset(("no", "not", "without"))
HOLDING = frozenset(("carrying", "holding", "wielding"))
BREAKS = HOLDING | {",", "in", "wearing", "with"}
"""They end a phrase, as a thing does."""

GRAMMAR = STOP_WORDS | NEGATIONS | BREAKS

PEOPLE = frozenset(("hero", "non-hero", "side-facing"))
"""Categories of those who can hold a thing."""

WORN_OR_DONE = frozenset(("hat", "hair", "clothes", "facing", "pose"))
"""Slots that tell of somebody as well."""

THINGS = frozenset(("", "kind", "hat", "hair", "clothes", "held", "offhand"))
"""Slots of what a phrase can be about; "" is that of the categories."""

COLOUR_SLOTS = {"": "colour", "kind": "colour", "clothes": "shirt-colour"}
"""Where the colour of a thing is, if not in its slot's name and "-colour"."""


@dataclass(frozen=True)
class Item:
    """What some tokens stand for.

    Attributes:
        slot, value: of the word; a mere noun such as "hat" has no value.
        factors: their product is its weight.
        exact: written in full with its slot, and taken as it stands.
        is_adjective: a colour, or the "long" of long hair, that looks for its thing.
    """

    slot: str
    value: str
    factors: Factors
    exact: bool = False
    is_adjective: bool = False

    @property
    def is_thing(self) -> bool:
        """Whether its phrase is about it."""
        return self.slot in THINGS and not self.is_adjective

    @property
    def word(self) -> str:
        return f"{self.slot}:{self.value}" if self.slot else self.value

    @property
    def weight(self) -> float:
        return product(self.factors)


Phrase = tuple[Item, ...]


def parse_prompt(text: str, known: Sequence[str]) -> dict[str, float]:
    """The mix that a prompt means, word → weight; without words it is empty.

    "red hat, blue shirt" gives each thing its colour; "-hat", "no hat" and "(hat:-0.5)" turn
    away; "(red:1.3)" weighs; "hat-colour:red:0.5" is one of the model's words and its weight. What
    is said twice adds up. Kinds in plain words bring their category, if the prompt names none.

    Args: known: the model's words.

    Raises:
        JobError: a word is not known (with the nearest that are), a weight is not between
            -MAX_WEIGHT and MAX_WEIGHT, or parentheses do not pair.
    """
    lexicon = Lexicon(known)
    tokens = list(tokenize(text.lower(), lexicon.words))
    phrases = _phrases(tokens, lexicon)
    if any(token.text in HOLDING for token in tokens) or _names_somebody(phrases, lexicon):
        phrases = [_in_hand(phrase, lexicon) for phrase in phrases]
    mix: dict[str, float] = defaultdict(float)
    for phrase in phrases:
        for word, weight in _said(phrase, lexicon):
            mix[word] += weight
    for category, weight in _implied(phrases).items():
        if category in lexicon.words:
            mix[category] += weight
    return resolve_mix(mix, known)


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
        return plain if parse_prompt(plain, known) == dict(mix) else whole
    except JobError:
        return whole


def _listed(mix: Mapping[str, float]) -> str:
    return ", ".join(
        word if weight == 1 else f"({word}:{weight:g})" for word, weight in mix.items() if weight
    )


def asked_mix(mix: Mapping[str, float], prompt: str, known: Sequence[str]) -> dict[str, float]:
    """A mix and a prompt together; weights of the same word add up. Raises JobError."""
    added = dict(resolve_mix(mix, known))
    for word, weight in parse_prompt(prompt, known).items():
        added[word] = added.get(word, 0.0) + weight
    return resolve_mix(added, known)


# From tokens to items.


def _phrases(tokens: Sequence[Token], lexicon: Lexicon) -> list[Phrase]:
    """Items up to what they are about, or to a break; a negation is for one phrase."""
    phrases: list[Phrase] = []
    phrase: list[Item] = []
    negation = UNWEIGHED
    at = 0
    while at < len(tokens):
        text = tokens[at].text
        item, length = _item(tokens[at : at + lexicon.longest], lexicon)
        at += length
        if item is not None:
            phrase.append(replace(item, factors=item.factors | negation))
            ends = item.is_thing
        else:
            ends = text not in STOP_WORDS
        if ends and phrase:
            phrases.append(tuple(phrase))
            phrase, negation = [], UNWEIGHED
        if item is None and text in NEGATIONS:
            negation = frozenset({Factor(-1.0)})
    if phrase:
        phrases.append(tuple(phrase))
    elif negation:
        raise JobError("the prompt ends before it says what not to draw; write: no hat")
    return phrases


def _item(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Item | None, int]:
    """The longest item that these tokens begin with, or None for a word of grammar; and how many
    tokens it takes. Raises JobError, with the nearest known words."""
    first = tokens[0].text
    is_grammar = first in GRAMMAR
    for length in range(len(tokens), 0, -1):
        written = [token.text for token in tokens[:length]]
        factors = UNWEIGHED.union(*(token.factors for token in tokens[:length]))
        word = lexicon.exact(written)
        if word is not None:
            return Item(*slot_and_value(word), factors, exact=":" in word), length
        plain = None if is_grammar else lexicon.plain(written)
        if plain is not None:
            return Item(*plain, factors, is_adjective=plain[0] == "colour"), length
    if is_grammar:
        return None, 1
    word = resolve_word(first, lexicon.known)  # raises, except for a word that is of hair
    return Item(*slot_and_value(word), tokens[0].factors, is_adjective=True), 1


# From items to words and weights.


def _said(phrase: Phrase, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """The words of a phrase, its adjectives on what it is about. Raises JobError."""
    last = phrase[-1]
    about = last.slot if last.is_thing else ""
    # A mere noun is no word itself; its weight is that of its adjectives.
    noun_factors = UNWEIGHED if last.value else last.factors
    adjectives = [item for item in phrase if item.is_adjective]
    for item in phrase:
        if not item.is_adjective and item.value:
            yield item.word, item.weight
    for item in adjectives:
        word = item.word
        if item.slot == "colour":
            slot = COLOUR_SLOTS.get(about, f"{about}-colour")
            word = resolve_word(f"{slot}:{item.value}", lexicon.known)
        elif item.slot != about:
            raise JobError(
                f"the model knows {item.value!r} only of {item.slot}; "
                f"write '{item.value} {item.slot}'"
            )
        yield word, product(item.factors | noun_factors)
    if not last.value and not adjectives:
        # Any hat is the mean of all hats, and "no hat" points away from it. With -1 for each, the
        # sum of eleven rows is eleven times as long as their mean, and the network, which never
        # met the like, draws noise.
        values = lexicon.slots.get(about) or [resolve_word(about, lexicon.known)]
        for value in values:
            yield f"{about}:{value}", last.weight / len(values)


def _names_somebody(phrases: Sequence[Phrase], lexicon: Lexicon) -> bool:
    """Whether there is somebody who can hold a thing."""
    for item in (item for phrase in phrases for item in phrase if item.weight > 0):
        if item.slot in WORN_OR_DONE or (item.slot == "" and item.value in PEOPLE):
            return True
        is_kind = item.slot == "kind" and not _held_slot(item, lexicon)
        # One that the Forge cannot draw may well be somebody.
        if is_kind and PEOPLE.issuperset(_categories(item.value)):
            return True
    return False


def _held_slot(thing: Item, lexicon: Lexicon) -> str:
    """In which hand the model knows it, or ""."""
    hands = ("held", "offhand")
    return next((hand for hand in hands if thing.value in lexicon.slots.get(hand, ())), "")


def _in_hand(phrase: Phrase, lexicon: Lexicon) -> Phrase:
    """With the thing held that it is about, where the model knows it held."""
    *others, thing = phrase
    hand = _held_slot(thing, lexicon)
    if thing.slot == "kind" and hand and not thing.exact:
        return (*others, replace(thing, slot=hand))
    return phrase


def _implied(phrases: Sequence[Phrase]) -> dict[str, float]:
    """The categories of kinds in plain words, as the Forge draws them; none if one is named.

    Who writes "kind:ghost" gets nothing but that.
    """
    items = [item for phrase in phrases for item in phrase]
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
    """What the Forge draws the kind as, heroes first; nothing for a kind that it cannot draw."""
    for wishes in ({("kind", kind), ("facing", facing)}, {("kind", kind)}):
        try:
            return tuple(candidates(frozenset(wishes)))
        except ValueError:
            continue  # a ghost faces nowhere
    return ()
