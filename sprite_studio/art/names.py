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

# One spelling for each; plurals are taken back to the singular before they are looked up.
KINDS = frozenset(
    word
    for line in """
    amulet apple archer axe banana bat bear bee bird boat book bottle bow bread broadsword cactus
    cake carrot cat cheese cherry chest chicken cleaver cookie corn crab crossbow crystal cyclops
    dagger demon dog dragon drumstick egg eye fireball fish flame flower fox frog gem ghost goblin
    golem grape hammer heart horse imp katana key knight leaf lizard mace mage melon mouse mushroom
    necromancer ninja octopus ogre onion orb orc owl pear pepper pie pickaxe pig pirate pizza potato
    potion princess pumpkin rapier rat ring rogue samurai scimitar scroll shark sheep shield sickle
    skeleton skull slime snake soldier soup spear spider staff star steak strawberry sushi sword
    tomato trident troll vampire wand warrior wizard wolf zombie
    """.splitlines()
    for word in line.split()
)

MIRRORED = {"facing:left": "facing:right", "facing:right": "facing:left"}
"""What a word becomes when its sprite is shown mirrored."""


def words_from_name(*names: str) -> tuple[str, ...]:
    """Facing and kind words in file stems or manifest subtypes, first found first."""
    words: dict[str, None] = {}
    for token in re.findall(r"[a-z]+", " ".join(names).lower()):
        if token in FACINGS:
            words[FACINGS[token]] = None
        singular = token if token in KINDS else token.removesuffix("s")
        if singular in KINDS:
            words[f"kind:{singular}"] = None
    return tuple(words)
