"""CREDITS.txt: what the sprites were made with, in words that a game's credits or a store page can
take over."""

from collections.abc import Sequence
from dataclasses import dataclass

from sprite_studio.plain_text import shown

CREDITS_NAME = "CREDITS.txt"


@dataclass(frozen=True)
class Origin:
    """Where sprites come from.

    Attributes:
        model: its name; empty for sprites that were imported or painted.
        model_hash: the fingerprint of its weights.
        packs: what it learned from, a line each.
        is_public_domain: whether all of that is known to be free of rights.
        recipe_hash: of all that draws them again.
        sprites: how many.
    """

    model: str = ""
    model_hash: str = ""
    packs: tuple[str, ...] = ()
    is_public_domain: bool = False
    recipe_hash: str = ""
    sprites: int = 1


def credits_text(name: str, version: str, origins: Sequence[Origin]) -> str:
    """The whole text. Args: name: of the collection; version: of Sprite Studio; origins: none for
    sprites that nothing is known of."""
    drawn = [origin for origin in origins if origin.model]
    others = sum(origin.sprites for origin in origins if not origin.model)
    lines = [f"{shown(name)}: where these sprites come from", ""]
    for origin in drawn:
        lines += _drawn(origin, version)
    if others or not drawn:
        lines += [
            f"{_count(others)} not drawn by a model here, or no longer saying so: "
            "what their makers say of them holds.",
            "",
        ]
    if drawn:
        lines += _for_stores(drawn, version)
    return "\n".join(lines).rstrip("\n") + "\n"


def _drawn(origin: Origin, version: str) -> list[str]:
    lines = [
        f"{_count(origin.sprites)} drawn with Sprite Studio {version} by the model "
        f"{shown(origin.model)!r} ({shown(origin.model_hash)}) on the maker's own machine.",
        f"Recipe (SHA-256): {origin.recipe_hash}",
    ]
    if origin.packs:
        rights = ", all in the public domain (CC0)" if origin.is_public_domain else ""
        lines += [f"The model learned from these and from nothing else{rights}:"]
        lines += [f"  - {shown(pack)}" for pack in origin.packs]
    return [*lines, ""]


def _for_stores(drawn: Sequence[Origin], version: str) -> list[str]:
    learned = (
        "It was trained only on artwork in the public domain (CC0) and on procedurally generated "
        "sprites."
        if all(origin.is_public_domain for origin in drawn)
        else "What it was trained on is listed above."
    )
    return [
        "For a store page that asks about content made with AI (Steam, itch.io):",
        "  Some sprites in this game were pre-generated with a small image model "
        f"(Sprite Studio {version}) that ran on the developer's own machine, and were chosen and "
        f"edited by the developer. {learned} Nothing is generated while the game runs.",
        "",
        "Thanks to the artists of the packs. CC0 asks for no credit; they deserve it.",
    ]


def _count(sprites: int) -> str:
    return "1 sprite" if sprites == 1 else f"{sprites} sprites"
