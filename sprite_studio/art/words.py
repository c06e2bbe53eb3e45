"""What a word may be: one spelling for every name from outside, and how many words make a mix.

Folders, manifests, imports and lessons make words; mixes, prompts and recipes ask for them. Both
sides go through `spell` and `key`, so that what was accepted can be said.
"""

import re
import unicodedata

MAX_WORDS = 64
"""In a mix, a prompt or a recipe; nobody moves as many sliders."""

MAX_WORD_LENGTH = 100
"""Characters; of a longer name a word keeps the first."""

MAX_PROMPT_LENGTH = 2000
"""Characters."""

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u300c\u300d\uff02"
_APOSTROPHES = "\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u02bc\u00b4`\uff07"
_MARKS = str.maketrans(
    dict.fromkeys(_DASHES, "-") | dict.fromkeys(_QUOTES, '"') | dict.fromkeys(_APOSTROPHES, "'")
)


_PLAIN = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*(:[a-z0-9]+([-_][a-z0-9]+)*)?")


def fold(text: str) -> str:
    """Text as it is compared: without case and width, with one kind of dash and of quotation mark.

    NFKC and case folding, as Unicode has it for caseless matching of identifiers.
    """
    folded = unicodedata.normalize("NFKC", text.translate(_MARKS)).casefold()
    return unicodedata.normalize("NFKC", folded).translate(_MARKS)


def spell(name: str) -> str:
    """A name as the word that it becomes, or "" where nothing of it can be said.

    Letters, digits, points and underscores inside a word, and signs beyond ASCII stay, in lower
    case; spaces and all other marks, which mean something in a mix, a prompt or a manifest, become
    a hyphen. One colon stays, after a slot: "Style:Kenney (old)" → "style:kenney-old".
    """
    return _spelled(name)[:MAX_WORD_LENGTH].rstrip("-_.:")


def key(written: str) -> str:
    """What two ways to write one word share: "Ice cream", "ice_cream" and "ice-cream"."""
    return _spelled(written).replace("_", "-")


def unseen(text: str) -> str | None:
    """The name of the first character that cannot be seen, such as a mark that turns the direction
    of writing; tabs and line ends are spaces."""
    for character in text:
        category = unicodedata.category(character)
        if category[0] == "C" and category != "Cn" and not character.isspace():
            return unicodedata.name(character, f"U+{ord(character):04X}")
    return None


def _spelled(name: str) -> str:
    """As `spell`, at full length, unless it is ten times too long."""
    if _PLAIN.fullmatch(name):  # as nearly all are, and a vocabulary has hundreds
        return name
    folded = fold(name[: 10 * MAX_WORD_LENGTH])
    slot, value = (_joined(part) for part in folded.partition(":")[::2])
    return f"{slot}:{value}" if slot and value else slot or value


def _joined(text: str) -> str:
    """Its pieces, less what cannot be said, each with one hyphen or underscore between."""
    # What a mark kept apart may be one character now.
    plain = unicodedata.normalize("NFKC", "".join(map(_sayable, text)))
    first, *others = (piece.strip(".") for piece in re.split("([-_]+)", plain))
    pieces = zip(others[::2], others[1::2], strict=True)
    joined = first + "".join(("_" if run == "_" else "-") + piece for run, piece in pieces if piece)
    return joined.strip("-_")


def _sayable(character: str) -> str:
    """Itself, or what stands in its place."""
    if character in ".-_":
        return character
    category = unicodedata.category(character)
    if character == "'" or category == "Cf":  # neither "king's" nor a soft hyphen is two words
        return ""
    if category[0] in "LMN" or (category[0] == "S" and not character.isascii()):
        return character
    return "-"
