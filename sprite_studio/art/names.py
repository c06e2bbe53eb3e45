"""Words that file names and manifest columns give away: facing, kind."""

import re

FACINGS = {
    "left": "facing:left",
    "right": "facing:right",
    "up": "facing:back",
    "back": "facing:back",
    "down": "facing:front",
    "front": "facing:front",
}

# One spelling for each; plurals are taken back to the singular before they are looked up, and what
# packs call them otherwise stands in ALIASES.
KINDS = frozenset(
    word
    for line in """
    amulet apple archer arrow axe banana barrel bat bear bee bird boat book bottle bow bread
    broadsword cactus cake carrot cat cheese cherry chest chicken cleaver coin cookie corn crab
    crossbow crystal cyclops dagger demon dog dragon drumstick egg eye fireball fish flame flower
    fox frog gem ghost goblin golem grapes hammer heart horse imp jar katana key knight leaf lizard
    mace mage melon mouse mushroom necromancer ninja octopus ogre onion orb orc owl pear pepper pie
    pickaxe pig pirate pizza potato potion princess pumpkin rapier rat ring rogue samurai scimitar
    scroll shark sheep shield sickle skeleton skull slime snake soldier soup spear spider staff star
    steak strawberry sushi sword tomato trident troll vampire wand warrior wizard wolf zombie
    """.splitlines()
    for word in line.split()
)

ALIASES = {
    "flask": "potion",
    "vial": "potion",
    "pot": "potion",
    "knife": "dagger",
    "lance": "spear",
    "letter": "scroll",
    "note": "scroll",
    "loaf": "bread",
    "grape": "grapes",
}
"""What packs call a kind otherwise."""

MIRRORED = {"facing:left": "facing:right", "facing:right": "facing:left"}
"""What a word becomes when its sprite is shown mirrored."""


def words_from_name(*names: str) -> tuple[str, ...]:
    """Facing and kind words in file stems or manifest subtypes, first found first."""
    words: dict[str, None] = {}
    for token in re.findall(r"[a-z]+", " ".join(names).lower()):
        if token in FACINGS:
            words[FACINGS[token]] = None
        singular = token if token in KINDS else token.removesuffix("s")
        singular = ALIASES.get(singular, singular)
        if singular in KINDS:
            words[f"kind:{singular}"] = None
    return tuple(words)
