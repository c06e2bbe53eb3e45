"""CREDITS.txt: what the sprites were made with, in words that a game's credits or a store page can
take over."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from sprite_studio.art.walk.character import FRAMES
from sprite_studio.plain_text import shown

CREDITS_NAME = "CREDITS.txt"

_TITLE_END = ": where these sprites come from"
_LINE = "=" * 72
"""Between the parts of several exports into one folder."""


@dataclass(frozen=True)
class Origin:
    """Where sprites come from.

    Attributes:
        model: its name; empty for sprites that were imported or painted.
        model_hash: the fingerprint of its weights.
        packs: what it learned from, a line each.
        is_public_domain: whether all of that is known to be free of rights.
        recipes: hashes of what draws them again.
        sprites: how many; redrawn: how many of them began as pictures of the user's own.
        frames, redrawn_frames: how many of either are frames of characters that walk.
        taught: names of styles and words that the user had the model learn from other pictures, and
            in which it drew these.
    """

    model: str = ""
    model_hash: str = ""
    packs: tuple[str, ...] = ()
    is_public_domain: bool = False
    recipes: tuple[str, ...] = ()
    sprites: int = 1
    redrawn: int = 0
    frames: int = 0
    redrawn_frames: int = 0
    taught: tuple[str, ...] = ()


def credits_text(name: str, version: str, origins: Sequence[Origin]) -> str:
    """The whole text. Args: name: of the collection; version: of Sprite Studio; origins: none for
    sprites that nothing is known of."""
    drawn = [origin for origin in origins if origin.model]
    unknown = [origin for origin in origins if not origin.model]
    others = sum(origin.sprites for origin in unknown)
    count = _count(others, sum(origin.frames for origin in unknown))
    lines = [f"{shown(name)}{_TITLE_END}", ""]
    for origin in drawn:
        lines += _drawn(origin, version)
    if others or not drawn:
        lines += [
            f"{count} not drawn by a model here, or no longer saying so: "
            "what their makers say of them holds.",
            "",
        ]
    if drawn:
        lines += _for_stores(drawn, version)
    return "\n".join(lines).rstrip("\n") + "\n"


def _drawn(origin: Origin, version: str) -> list[str]:
    new, again = origin.sprites - origin.redrawn, origin.redrawn
    new_frames = origin.frames - origin.redrawn_frames
    made = [f"{_count(new, new_frames)} drawn"] * (new > 0)
    made += [f"{_count(again, origin.redrawn_frames)} redrawn from your own art"] * (again > 0)
    lines = [
        f"{' and '.join(made)} with Sprite Studio {version} by the model "
        f"{shown(origin.model)!r} ({shown(origin.model_hash)}) on the maker's own machine.",
        *wrap(f"Recipes (SHA-256, 16 digits): {', '.join(origin.recipes)}", 100),
    ]
    if origin.packs:
        rights = ", all in the public domain (CC0)" if origin.is_public_domain else ""
        lines += [f"The model as it came learned from these and from nothing else{rights}:"]
        lines += [f"  - {shown(pack)}" for pack in origin.packs]
    if again:
        lines.append("What was redrawn began as imported art, whose rights hold, too.")
    if origin.taught:
        lines += wrap(
            f"These sprites are drawn with what it was taught besides: {_taught(origin)}. "
            "The pictures for that were chosen by whoever taught it; their rights hold, too.",
            100,
        )
    return [*lines, ""]


def _taught(origin: Origin) -> str:
    return ", ".join(map(shown, origin.taught))


def _for_stores(drawn: Sequence[Origin], version: str) -> list[str]:
    taught = sorted({name for origin in drawn for name in origin.taught})
    if taught:
        learned = (
            f"Beside what it came with, it was taught {', '.join(map(shown, taught))} from "
            "pictures that the developer chose."
        )
    elif all(origin.is_public_domain for origin in drawn):
        learned = (
            "It was trained only on artwork in the public domain (CC0) and on procedurally "
            "generated sprites."
        )
    elif all(origin.packs for origin in drawn):
        learned = "What it was trained on is listed above."
    else:
        learned = "What it was trained on is not recorded here."
    lines = [
        "For a store page that asks about content made with AI (Steam, itch.io):",
        "  Some sprites in this game were pre-generated with a small image model "
        f"(Sprite Studio {version}) that ran on the developer's own machine, and were chosen by "
        f"the developer. {learned} Nothing is generated while the game runs.",
        "",
    ]
    if any(origin.is_public_domain for origin in drawn):
        lines.append("Thanks to the artists of the packs. CC0 asks for no credit; they deserve it.")
    return lines


def _count(sprites: int, frames: int) -> str:
    """Of so many sprites so many are frames of characters."""
    characters = frames // FRAMES
    alone = sprites - characters * FRAMES
    told = []
    if characters:
        many = f"{characters} characters of {FRAMES} frames each"
        told.append(f"1 character of {FRAMES} frames" if characters == 1 else many)
    if alone or not characters:
        told.append("1 sprite" if alone == 1 else f"{alone} sprites")
    return " and ".join(told)


def with_credits(before: str, added: str) -> str | None:
    """The file's text with the part of one more export in it; a part of the same name is replaced.
    None where the file that is there is somebody else's."""
    if not before.strip():
        return added
    title = added.partition("\n")[0]
    parts = before.split(f"{_LINE}\n")
    if not all(part.partition("\n")[0].endswith(_TITLE_END) for part in parts):
        return None
    kept = [part for part in parts if part.partition("\n")[0] != title]
    return f"{_LINE}\n".join([*kept, added])
