"""Words by the names that people know them by, in groups to look through. No torch, no Qt."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

Group = Literal[
    "people", "monsters", "food", "items", "magic", "colours", "clothes", "styles", "others"
]
GROUPS: tuple[Group, ...] = get_args(Group)
"""In the order in which they are shown; others are a user's own words."""

STYLE_NAMES = {
    "style:forge": "Forge",
    "style:0x72-dungeon-ii": "Dungeon II",
    "style:course": "Course",
    "style:grafxkid": "GrafxKid",
    "style:henry-software": "Henry Software",
    "style:kenney-roguelike-characters": "Roguelike people",
    "style:kenney-roguelike-items": "Roguelike items",
    "style:kenney-rpg-urban": "Urban",
    "style:luanti-food": "Luanti food",
    "style:matriax-spells": "Matriax spells",
    "style:mini-world-sprites": "Mini World",
    "style:ninja-adventure": "Ninja Adventure",
    "style:ninja-adventure-full": "Ninja Adventure extended",
    "style:oga-food": "OpenGameArt food",
    "style:ph-myth-creatures": "Philippine myths",
    "style:puny-characters": "Puny Characters",
    "style:shade-weapon-icons": "Weapon icons",
    "style:tiny-creatures-dungeon": "Tiny dungeon",
}
"""Of the packs that networks were trained on, after the names that their artists gave them."""

NOT_OFFERED = frozenset(("facing:back", "recoloured"))
"""Words that do not do what they say, or say nothing to people. Of 64 heroes in the Forge's style
facing:back turns none round, and 12 at twice its weight, by a classifier that is right on every
sprite of the Forge's own; left and right turn 98 in 100 side-facing people, and walking sets 44
of 64 pairs of legs apart, where standing does 3 (front) and 10 (side) of 64."""

_KINDS: dict[Group, str] = {
    "people": """archer barbarian bard cleric king knight mage necromancer ninja peasant pirate
        princess queen ranger rogue samurai smith soldier vampire warrior wizard""",
    "monsters": """bat bear bee bird cat chicken crab cyclops demon dog dragon eye fox frog ghost
        goblin golem horse imp lizard mouse octopus ogre orc owl pig plant rat shark
        sheep skeleton slime snail snake spider troll turtle wolf zombie""",
    "food": """apple banana bottle bread burger cake carrot cheese cherry cookie corn donut
        drumstick egg eggplant fish grape grapes ice-cream lemon lime lollipop melon
        mushroom onion pear pepper pie pineapple pizza potato pumpkin soup steak
        strawberry sushi tomato watermelon""",
    "items": """arrow axe barrel boat bomb book bow broadsword cactus chest cleaver coin
        crossbow dagger flower hammer jar katana key leaf mace pickaxe rapier scimitar
        shield sickle skull spear sword trident""",
    "magic": """amulet crystal fireball flame gem heart ice lightning orb potion ring scroll
        staff star wand""",
}


def kinds_of(group: Group) -> tuple[str, ...]:
    """The kinds that people look for in a group, without "kind:"."""
    return tuple(_KINDS.get(group, "").split())


_GROUP_OF_KIND: dict[str, Group] = {
    kind: group for group, kinds in _KINDS.items() for kind in kinds.split()
}

_CATEGORIES: dict[str, Group] = {
    "hero": "people",
    "side-facing": "people",
    "non-hero": "monsters",
    "food": "food",
    "spell": "items",
}
"""They are called as the course calls them, on every page."""

_ADJECTIVES = frozenset(("feathered", "horned", "pointed", "straw", "curly", "long", "short"))
_ADJECTIVES |= {"spiky", "fur"}
"""Values that need the noun of their slot beside them."""

_NOUNS = {"hat": "hat", "hair": "hair", "clothes": "clothes"}
_NOUNS |= {"hat-colour": "hat", "shirt-colour": "shirt", "hair-colour": "hair"}
_GROUPS: dict[str, Group] = {
    "clothes": "clothes",
    "colour": "colours",
    "facing": "people",
    "hair": "clothes",
    "hair-colour": "clothes",
    "hat": "clothes",
    "hat-colour": "clothes",
    "held": "clothes",
    "offhand": "clothes",
    "pose": "people",
    "shirt-colour": "clothes",
    "style": "styles",
}
"""Of every slot but the kinds'; what is in somebody's hand goes with what they wear."""


@dataclass(frozen=True)
class WordName:
    """A word as people see it.

    Attributes:
        word: the model's.
        name: for people; as a prompt it means the word.
        group: where it is found.
        offered: whether it does what its name says.
    """

    word: str
    name: str
    group: Group
    offered: bool


def describe(word: str) -> WordName:
    """Any word of any model, a user's own too."""
    slot, colon, value = word.partition(":")
    if not colon:
        slot, value = "", word
    return WordName(word, _name(word, slot, value), _group(slot, value), word not in NOT_OFFERED)


def word_name(word: str) -> str:
    """For people, where it stands among words of all groups: “hero”, “style Forge”."""
    described = describe(word)
    return f"style {described.name}" if described.group == "styles" else described.name


def by_group(words: Iterable[str]) -> dict[Group, tuple[WordName, ...]]:
    """What is offered of a model's words, in the order of `GROUPS` and then by name."""
    offered = sorted(
        (described for described in map(describe, words) if described.offered),
        key=lambda described: (GROUPS.index(described.group), described.name.casefold()),
    )
    return {
        group: found
        for group in GROUPS
        if (found := tuple(described for described in offered if described.group == group))
    }


def _name(word: str, slot: str, value: str) -> str:
    if word in STYLE_NAMES:
        return STYLE_NAMES[word]
    if word in _CATEGORIES:
        return word
    plain = value.replace("-", " ").replace("_", " ")
    if slot in ("held", "offhand"):
        return f"holding {'an' if plain[0] in 'aeiou' else 'a'} {plain}"
    if slot == "hair" and value not in _ADJECTIVES:
        return f"hair {plain}"
    if slot == "facing":
        return f"facing {plain}"
    if slot in _NOUNS and (slot.endswith("-colour") or value in _ADJECTIVES):
        return f"{plain} {_NOUNS[slot]}"
    return plain


def _group(slot: str, value: str) -> Group:
    if slot == "kind":
        return _GROUP_OF_KIND.get(value, "others")
    if value == "recoloured":
        return "colours"
    if not slot and value in _CATEGORIES:
        return _CATEGORIES[value]
    return _GROUPS.get(slot, "others")
