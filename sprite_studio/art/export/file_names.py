"""Names that every system takes, from names that people and models write."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST_NAME, MOST_BYTES = 64, 180
"""Characters, and bytes in UTF-8: systems take 255 of those, and suffixes are to come."""

NAMELESS = "sprite"
"""What is called so has nothing in its name that a file could be called."""

WINDOWS_DEVICES = frozenset(
    {
        *("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"),
        *(f"{port}{digit}" for port in ("COM", "LPT") for digit in "123456789¹²³"),
    }
)
"""Names that Windows keeps for itself, whatever follows after a full stop."""

_UNSAFE = re.compile(r"[^\w. -]+")


def safe_name(name: str) -> str:
    """Letters and digits of any script, "-", "_", "." and blanks; the rest becomes "_"."""
    composed = unicodedata.normalize("NFC", name)
    short = _UNSAFE.sub("_", composed)[:LONGEST_NAME].encode()[:MOST_BYTES].decode(errors="ignore")
    short = short.strip(" .").rstrip("_ .")
    if not short:
        return NAMELESS
    if short.split(".")[0].rstrip(" ").upper() in WINDOWS_DEVICES:
        return f"_{short}"
    return short


def safe_names(names: Iterable[str]) -> tuple[str, ...]:
    """A safe name for each, no two of them one: most systems take "Hero" and "hero" for one file.

    The first of a name keeps it; later ones are "hero_2", "hero_3" and so on.
    """
    return _apart([safe_name(name) for name in names])


def identifiers(names: Iterable[str]) -> tuple[str, ...]:
    """The same, as names that program code takes: ASCII letters, digits and "_"."""
    return _apart([_identifier(name) for name in names])


def _identifier(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    code = re.sub(r"\W+", "_", plain)[:LONGEST_NAME].rstrip("_")
    if not code:
        return NAMELESS
    return f"_{code}" if code[0].isdigit() else code


def _apart(names: list[str]) -> tuple[str, ...]:
    wanted = {name.casefold() for name in names}
    taken: set[str] = set()
    last: dict[str, int] = {}
    apart = []
    for name in names:
        own = name
        if name.casefold() in taken:
            number = last.get(name.casefold(), 1)
            while own.casefold() in taken or own.casefold() in wanted:
                number += 1
                own = f"{name}_{number}"
            last[name.casefold()] = number
        taken.add(own.casefold())
        apart.append(own)
    return tuple(apart)
