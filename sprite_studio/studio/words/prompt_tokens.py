"""From the text of a prompt to tokens, each with the weights that are written around it."""

import math
import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import MAX_WEIGHT

_TOKEN = re.compile(r"(-?)\(([^()]*)\)|([()])|([,;])|([^\s,;()]+)")


@dataclass(frozen=True, eq=False)
class Factor:
    """A weight as written, or a negation; equal only to itself, so that the one of "(red hat:1.3)"
    counts once where both words make one."""

    weight: float


Factors = frozenset[Factor]
UNWEIGHED: Factors = frozenset()


@dataclass(frozen=True)
class Token:
    """A piece of text without spaces or hyphens, and the factors around it."""

    text: str
    factors: Factors = UNWEIGHED


def tokenize(text: str, words: Set[str]) -> Iterator[Token]:
    """Cut lower-case text at spaces and hyphens, with "," for all that ends a phrase.

    Args: words: the model's own, which may look like a word and its weight.

    Raises: JobError: a weight is impossible, or parentheses do not pair.
    """
    for match in _TOKEN.finditer(re.sub(r"[.!?]+(?=\s|$)", ",", text)):
        minus, inside, stray, mark, word = match.groups()
        if stray:
            raise JobError(
                "the parentheses of the prompt do not pair, or stand in one another; "
                "write them as in (red:1.3)"
            )
        if mark:
            yield Token(",")
            continue
        if word is not None:
            minus, name = ("-", word[1:]) if word.startswith("-") else ("", word)
            name, factors = (name, UNWEIGHED) if name in words else _weighed(name)
            parts = [name] if ":" in name else filter(None, name.split("-"))
            pieces = [Token(part) for part in parts]
        else:
            name, factors = _weighed(inside)
            pieces = list(tokenize(name, words)) if factors else []
        if not pieces:
            raise JobError(f"{match[0]!r} is not a word and a weight; write -red or (red:1.3)")
        if minus:
            factors |= {Factor(-1.0)}
            yield Token(",")  # "blue -hat" is not about a blue hat
        for piece in pieces:
            yield Token(piece.text, piece.factors | factors)


def _weighed(text: str) -> tuple[str, Factors]:
    """ "red:1.3" → "red" and its weight; other text as it is. Raises JobError."""
    name, _, number = text.rpartition(":")
    try:
        weight = float(number)
    except ValueError:
        return text, UNWEIGHED
    if not name.strip():
        return text, UNWEIGHED
    if not abs(weight) <= MAX_WEIGHT:  # true of "nan" as well
        raise JobError(
            f"the weight of {name!r} must lie between -{MAX_WEIGHT:g} and {MAX_WEIGHT:g}"
        )
    return name, frozenset({Factor(weight)})


def product(factors: Factors) -> float:
    """1 for none; the same to the last bit in any order."""
    return math.prod(sorted(factor.weight for factor in factors))
