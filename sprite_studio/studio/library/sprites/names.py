"""Names of sprites: made of their words, numbered so that none is given twice, or their owner's."""

import re
import sqlite3
from collections.abc import Sequence

from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.art.words import unseen
from sprite_studio.errors import UserError
from sprite_studio.plain_text import shortened
from sprite_studio.studio.jobs.library.changes import MOST_NAME
from sprite_studio.studio.words.names import describe

_KIND = "kind:"

_CALLED = {"side-facing": "side view", "non-hero": "creature", "spell": "item"}
"""What a category's sprite is called, where that is another word than the category's."""

_DIGITS = 9
"""Of a number that counts: what an owner wrote may be longer."""


def base_of(words: Sequence[str]) -> str:
    """What the name of a sprite begins with: "hero_knight", or "sprite" where nothing is known."""
    category = next((word for word in words if word in CATEGORIES), None)
    kind = next((word for word in words if word.startswith(_KIND)), None)
    known = [word for word in (category, kind) if word is not None] or [
        word for word in words[:1] if not word.startswith("style:")
    ]
    told = "_".join(_CALLED.get(word) or describe(word).name for word in known)
    return re.sub(r"[^\w]+", "_", told.lower()).strip("_")[: MOST_NAME - 8] or "sprite"


def checked(name: str, of: str = "a name") -> str:
    """As it was written, less spaces around it. Raises UserError for none, one that is too long, or
    one with characters that cannot be seen."""
    plain = " ".join(name.split())
    if not plain:
        raise UserError(f"{of} needs at least one letter; write one, or leave it as it was")
    if len(plain) > MOST_NAME:
        raise UserError(
            f"{shortened(plain)!r} is too long; {of} has at most {MOST_NAME} characters"
        )
    if (hidden := unseen(plain)) is not None:
        raise UserError(f"{of} cannot hold {hidden}, which is not seen; leave it out")
    return plain


def unnumbered(name: str) -> str:
    """Without a number that a `Namer` gave: "Mira" of "Mira_01"."""
    return re.sub(r"_\d\d+$", "", name) or name


class Namer:
    """Gives numbered names within one transaction that writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._last: dict[str, int] = {}  # base → the highest number

    def next(self, base: str) -> str:
        """As "hero_01", after all there are: a number that was given is not given again soon."""
        if base not in self._last:
            self._last[base] = self._highest(base)
        self._last[base] += 1
        return f"{base}_{self._last[base]:02}"

    def _highest(self, base: str) -> int:
        """Names that begin so lie side by side in the index."""
        begins = f"{base}_"
        names = self._connection.execute(
            "SELECT name FROM sprites WHERE name >= ? AND name < ?", (begins, f"{base}`")
        )
        numbers = (name[len(begins) :][:_DIGITS] for (name,) in names)
        return max((int(n) for n in numbers if n.isascii() and n.isdigit()), default=0)
