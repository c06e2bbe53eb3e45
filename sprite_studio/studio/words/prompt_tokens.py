"""From the text of a prompt to tokens, each with the weights that are written around it."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sprite_studio.art.words import MAX_PROMPT_LENGTH, MAX_WORDS, fold, key, unseen
from sprite_studio.plain_text import shortened
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import check_weight
from sprite_studio.studio.words.grammar import GRAMMAR
from sprite_studio.studio.words.known_words import KnownWords

MOST_PIECES = 4 * MAX_WORDS
"""What hyphens join counts as one word, within reason."""

_JOINTS = ("-", "_")

QUOTE = '"'
BRACKETS = {"(": (")", 1.1), "[": ("]", 1 / 1.1), "{": ("}", 1.05), QUOTE: (QUOTE, 1.0)}
"""Opening → closing, and what a pair of them weighs where no number says so, as elsewhere."""

_REWRITES = (
    (r"\\(?=[()\[\]{}])", ""),  # brackets escaped, as elsewhere
    (r"\s*=\s*(?=\S)|\s*:\s*(?=[-+]?\.?\d)", ":"),  # "red = 1.3", "red : 1.3"
    (r"(:[-+]?\d*),(\d+)(?=[\s)\]},;.!?]|$)", r"\1.\2"),  # a decimal comma
    (r"[.!?]+(?=[\s)\]}\"']|$)|(?:(?<=\s)|^)-+(?=\s|$)|--+|\n", ","),
    (r"(?<![:e\d])\+|[&/|]", " and "),
    (r"[^\w\s.,;:=+'\"()\[\]{}\-\u0080-\U0010ffff]|(?<!\S)[:'+]+(?!\S)", " "),
)
"""What is written in several ways, in one of them."""

_TOKEN = re.compile(r"""(-?)([(\[{"])|([)\]}])|([,;])|([^\s,;()\[\]{}"]+)""")
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|[-+]?(?:nan|inf(?:inity)?)"
_WEIGHED = re.compile(rf"(.*):({_NUMBER})")


@dataclass(frozen=True, eq=False)
class Factor:
    """A weight as written, or a negation; equal only to itself, so that the one of "(red hat:1.3)"
    counts once where both words make one."""

    weight: float


Factors = frozenset[Factor]
UNWEIGHED: Factors = frozenset()


@dataclass(frozen=True)
class Token:
    """A piece of text without spaces or hyphens.

    Attributes:
        text: its key, by which it is looked up; "," for all that ends a phrase.
        written: itself, after what joins it to the piece before.
        factors: around it.
    """

    text: str
    written: str
    factors: Factors = UNWEIGHED


BREAK = Token(",", ",")
"""What ends a phrase."""


@dataclass
class _Group:
    """What stands between brackets or quotation marks.

    Attributes: closing: what ends it; factors: of its tokens; tokens: so far.
    """

    closing: str
    factors: Factors
    tokens: list[Token] = field(default_factory=list)


def tokenize(text: str, known: KnownWords) -> list[Token]:
    """Cut a prompt at spaces and hyphens.

    Args: known: the model's words, which may look like a word and its weight.

    Raises: JobError: it is too long, holds what cannot be seen, a weight is impossible, or
        brackets do not pair.
    """
    if len(text) > MAX_PROMPT_LENGTH:
        raise JobError(
            f"a prompt has at most {MAX_PROMPT_LENGTH} characters, not {len(text)}; shorten it"
        )
    if (name := unseen(text)) is not None:
        raise JobError(f"the prompt holds {name}, which cannot be seen; take it out")
    plain = fold(text)
    for pattern, instead in _REWRITES:
        plain = re.sub(pattern, instead, plain)
    if plain.count(QUOTE) % 2:
        plain = plain.replace(QUOTE, " ")
    tokens = _grouped(plain, known)
    pieces = [token for token in tokens if token.text not in GRAMMAR]
    words = sum(token.written[:1] not in _JOINTS for token in pieces)
    if words > MAX_WORDS or len(pieces) > MOST_PIECES:
        raise JobError(f"a prompt has at most {MAX_WORDS} words, not {words}; shorten it")
    return tokens


def _grouped(text: str, known: KnownWords) -> list[Token]:
    """Its tokens, each with the factors of all groups around it."""
    groups = [_Group("", UNWEIGHED)]
    for match in _TOKEN.finditer(text):
        minus, mark, closing, comma, word = match.groups()
        group = groups[-1]
        if closing or mark == group.closing:
            if (closing or mark) != group.closing:
                raise _unpaired()
            groups.pop()
            if not group.tokens and closing:
                raise JobError(
                    "nothing stands in brackets of the prompt; write them as in (red:1.3)"
                )
            groups[-1].tokens += [
                replace(token, factors=token.factors | group.factors) for token in group.tokens
            ]
        elif mark:
            closes, weight = BRACKETS[mark]
            factors = UNWEIGHED if weight == 1 else frozenset({Factor(weight)})
            groups.append(_Group(closes, factors | _negation(minus)))
            group.tokens += [BREAK] * bool(minus)  # "blue -(hat)" is not about a blue hat
        elif comma:
            group.tokens.append(BREAK)
        else:
            follows = text[match.end() :].lstrip()[:1]
            is_last = group.closing not in ("", QUOTE) and follows == group.closing
            name, factors = _weighed(word, known)
            if is_last and factors:  # "(red hat:1.3)" weighs both
                negation = {factor for factor in group.factors if factor.weight == -1}
                group.factors, factors = factors | negation, UNWEIGHED
            elif name.startswith((":", "=")) or (factors and name[-1:] in ("", ":")):
                raise _no_word(word)
            group.tokens += _tokens_of(name, factors)
    if len(groups) > 1:
        raise _unpaired()
    return groups[0].tokens


def _tokens_of(name: str, factors: Factors) -> Iterator[Token]:
    """The pieces of a word; "-" before it turns away."""
    if name.startswith("-"):
        factors |= _negation("-")
        yield BREAK
    name = name.strip("-:'+")
    pieces = ["", name] if ":" in name else ["", *re.split("([-_])", name)]
    for joint, piece in zip(pieces[::2], pieces[1::2], strict=True):
        if piece_key := key(piece):
            yield Token(piece_key, joint + piece, factors)


def _weighed(word: str, known: KnownWords) -> tuple[str, Factors]:
    """ "red:1.3" → "red" and its weight; other text as it is. Raises JobError."""
    match = None if known.in_full(word) is not None else _WEIGHED.fullmatch(word)
    if match is None:
        return word, UNWEIGHED
    weight = float(match[2])
    check_weight(match[1] or word, weight)
    return match[1], frozenset({Factor(weight)})


def _negation(minus: str) -> Factors:
    return frozenset({Factor(-1.0)}) if minus else UNWEIGHED


def _no_word(text: str) -> JobError:
    return JobError(f"{shortened(text)!r} is not a word and a weight; write -red or (red:1.3)")


def _unpaired() -> JobError:
    return JobError("the brackets of the prompt do not pair; write them as in (red:1.3)")


def product(factors: Factors) -> float:
    """1 for none; the same in any order, and 1.21 for 1.1 twice."""
    weights = sorted(factor.weight for factor in factors)
    return math.prod(weights) if len(weights) < 2 else round(math.prod(weights), 9)
