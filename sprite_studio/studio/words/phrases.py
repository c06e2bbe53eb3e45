"""From the tokens of a prompt to phrases: what they stand for, up to the thing they are about."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.words.grammar import (
    ARTICLES,
    BREAKS,
    GRAMMAR,
    NEGATIONS,
    STOP_WORDS,
)
from sprite_studio.studio.words.known_words import slot_and_value
from sprite_studio.studio.words.lexicon import COLOUR, Lexicon
from sprite_studio.studio.words.prompt_tokens import (
    BREAK,
    UNWEIGHED,
    Factor,
    Factors,
    Token,
    product,
)

THINGS = frozenset(("", "kind", "hat", "hair", "clothes", "held", "offhand"))
"""Slots of what a phrase can be about; "" is that of the categories."""

UNKNOWN = "?"
"""The slot of what no word of the model is like."""


@dataclass(frozen=True)
class Item:
    """What some tokens stand for.

    Attributes:
        slot, value: of the word; a mere noun such as "hat" has no value.
        factors: their product is its weight.
        written: as in the prompt, without case.
        exact: written in full with its slot, and taken as it stands.
        shade: of a colour, "dark" or "light", or "".
        is_loose: the "long" of long hair, which is nothing without it.
    """

    slot: str
    value: str
    factors: Factors
    written: str
    exact: bool = False
    shade: str = ""
    is_loose: bool = False

    @property
    def is_known(self) -> bool:
        return self.slot != UNKNOWN

    @property
    def is_colour(self) -> bool:
        """In full, as "colour:red", it is one of the whole sprite and no other thing's."""
        return self.slot == COLOUR and not self.exact

    @property
    def is_adjective(self) -> bool:
        """Whether it looks for its thing."""
        return self.is_colour or self.is_loose

    @property
    def is_thing(self) -> bool:
        """Whether its phrase is about it."""
        return self.slot in THINGS and not self.is_loose

    @property
    def word(self) -> str:
        return f"{self.slot}:{self.value}" if self.slot else self.value

    @property
    def weight(self) -> float:
        return product(self.factors)


@dataclass(frozen=True)
class Phrase:
    """Attributes: items: at least one; introduced: by "with" or an article, so that it is about
    something, if perhaps about something unknown."""

    items: tuple[Item, ...]
    introduced: bool = False


def phrases_of(tokens: Sequence[Token], lexicon: Lexicon) -> list[Phrase]:
    """Items up to what they are about, or to a break; a negation is for one phrase.

    Raises JobError for a negation of nothing.
    """
    phrases: list[Phrase] = []
    items: list[Item] = []
    introduced, negation = False, UNWEIGHED
    at = 0
    while at < len(tokens):
        text = tokens[at].text
        item, length = _item(tokens[at:], lexicon)
        at += length
        follows = tokens[at].text if at < len(tokens) else ","
        if item is not None:
            if follows == "of" and _is_again(item, tokens[at + 1 :], lexicon):
                continue  # a loaf of bread is one bread
            items.append(replace(item, factors=item.factors | negation))
            # Before a word of grammar what is not known must be a thing; else it may tell of one.
            ends = item.is_thing or (not item.is_known and follows in GRAMMAR)
        else:
            ends = text not in STOP_WORDS
        if ends and items:
            phrases.append(Phrase(tuple(items), introduced))
            items, introduced, negation = [], False, UNWEIGHED
        if item is None:
            if text in ARTICLES or text in BREAKS:
                introduced = text != BREAK.text and not items
            if text in NEGATIONS:
                negation = frozenset({Factor(-1.0)})
    if items:
        phrases.append(Phrase(tuple(items), introduced))
    elif negation:
        raise JobError("the prompt ends before it says what not to draw; write: no hat")
    return phrases


def _is_again(item: Item, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the tokens begin with the same word once more."""
    if not tokens or not item.is_thing:
        return False
    other, _ = _item(tokens, lexicon)
    return other is not None and other.word == item.word


def _item(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Item | None, int]:
    """The longest item that these tokens begin with, or None for a word of grammar; and how many
    tokens it takes."""
    is_grammar = tokens[0].text in GRAMMAR
    one_phrase = takewhile(lambda token: token.text != BREAK.text, tokens[: lexicon.longest])
    for length in range(len(list(one_phrase)), 0, -1):
        taken = tokens[:length]
        keys = [token.text for token in taken]
        factors = UNWEIGHED.union(*(token.factors for token in taken))
        written = _as_written(taken)
        word = written if written in lexicon.known else lexicon.exact(keys)
        if word is not None:
            slot, value = slot_and_value(word)
            return Item(slot, value, factors, written, exact=":" in word), length
        if is_grammar and length == 1:
            break  # "The Forest" may be a style, "the" is none
        if (colour := lexicon.colour(keys)) is not None:
            shade, value = colour
            return Item(COLOUR, value, factors, written, shade=shade), length
        if (plain := lexicon.plain(keys)) is not None:
            return Item(*plain, factors, written), length
    if is_grammar:
        return None, 1
    first, written = tokens[0], _as_written(tokens[:1])
    if (loose := lexicon.loose(first.text)) is not None:
        return Item(*loose, first.factors, written, is_loose=True), 1
    return Item(UNKNOWN, first.text, first.factors, written), 1


def _as_written(tokens: Sequence[Token]) -> str:
    """Pieces of one word as they were joined, words with a space between."""
    pieces = [t.written if t.written[:1] in "-_" else f" {t.written}" for t in tokens]
    return "".join(pieces).lstrip("-_ ")
