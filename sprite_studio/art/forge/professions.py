"""Who the people are: what each profession wears and carries."""

from dataclasses import dataclass

from sprite_studio.art.forge.drawings.heads import LOW_HAIR

CLOTH = ("red", "blue", "green", "purple", "orange", "teal", "brown", "white", "yellow", "pink")
DARK = ("black", "grey", "purple", "brown", "blue", "red", "green")
PLAIN = ("brown", "grey", "green", "blue", "white", "orange", "red")
TROUSERS = ("brown", "grey", "blue", "leather")
HAIR_COLOURS = ("brown", "black", "yellow", "orange", "red", "grey", "white")
ROYAL_HAIR = ("brown", "grey", "white")
"""Hair that a crown of gold stands out from."""
FANCY_HAIR = (*ROYAL_HAIR, "black", "red", "blue", "green", "purple", "pink")
BRIGHT_HAIR = ("brown", "yellow", "orange", "red", "blue", "green", "purple", "pink")
ARMOUR = ("steel", "steel", "gold", "blue")


@dataclass(frozen=True)
class Profession:
    """One way to dress a person. "none" among the options leaves the thing out.

    Attributes:
        name: its word, without "kind:".
        hats, hair, clothes, held, offhand: options, by name; repeated ones are likelier.
        hat_ramps, shirt_ramps, trim_ramps: what these may be made of.
        hair_ramps: the colours its hair may have.
        beard, cape, mask: chances in a hundred.
    """

    name: str
    hats: tuple[str, ...]
    hair: tuple[str, ...]
    clothes: tuple[str, ...]
    held: tuple[str, ...]
    offhand: tuple[str, ...] = ("none",)
    hat_ramps: tuple[str, ...] = CLOTH
    shirt_ramps: tuple[str, ...] = CLOTH
    trim_ramps: tuple[str, ...] = ("gold",)
    hair_ramps: tuple[str, ...] = HAIR_COLOURS
    beard: int = 0
    cape: int = 0
    mask: int = 0


MEN = ("short", "spiky", "curly")

PROFESSIONS = (
    Profession(
        "knight",
        ("open-helmet",) * 5 + ("helmet",),
        ("short", "long"),
        ("armour",),
        ("sword", "sword", "mace", "axe"),
        ("shield", "shield", "shield", "none"),
        hat_ramps=("steel",) * 5 + ("gold",),
        shirt_ramps=ARMOUR,
        trim_ramps=("red", "blue", "green", "purple"),
        cape=15,
    ),
    Profession(
        "mage",
        ("pointed",),
        ("long", "short"),
        ("robe",),
        ("staff", "staff", "wand", "book"),
        hat_ramps=("blue", "purple", "red", "green", "teal", "black", "grey", "pink"),
        shirt_ramps=("blue", "purple", "red", "green", "teal", "grey", "white", "pink"),
        trim_ramps=("gold", "white", "teal", "yellow"),
        hair_ramps=("white", "grey", "brown", "orange", "black"),
        beard=30,
        cape=15,
    ),
    Profession(
        "archer",
        ("feathered", "feathered", "cap", "bandana"),
        LOW_HAIR,
        ("tunic",),
        ("bow",),
        hat_ramps=("green", "brown", "red", "teal", "orange", "blue"),
        shirt_ramps=("green", "brown", "red", "teal", "orange", "yellow", "blue"),
        trim_ramps=("red", "white", "yellow"),
        cape=20,
    ),
    Profession(
        "rogue",
        ("hood",) * 3 + ("bandana",) * 2 + ("none",),
        ("short", "spiky", "long"),
        ("tunic",),
        ("dagger",),
        hat_ramps=DARK,
        shirt_ramps=DARK,
        trim_ramps=("leather", "red"),
        mask=100,
        cape=15,
    ),
    Profession(
        "cleric",
        ("mitre",),
        ("short", "long"),
        ("robe",),
        ("mace", "book", "staff"),
        hat_ramps=("white", "yellow", "red", "blue", "purple"),
        shirt_ramps=("white", "yellow", "red", "blue", "teal"),
        trim_ramps=("gold", "red", "blue"),
        beard=15,
        cape=15,
    ),
    Profession(
        "smith",
        ("bandana", "none"),
        MEN,
        ("apron",),
        ("hammer",),
        hat_ramps=("red", "blue", "brown", "white", "green", "yellow"),
        shirt_ramps=("white", "blue", "red", "grey", "green", "yellow"),
        trim_ramps=("leather", "wood"),
        beard=25,
    ),
    Profession(
        "ranger",
        ("hood",),
        ("short",),
        ("tunic",),
        ("bow",),
        ("quiver",),
        hat_ramps=("green", "green", "brown", "leaf"),
        shirt_ramps=("green", "brown", "leaf", "white", "yellow"),
        trim_ramps=("red", "yellow", "orange"),
    ),
    Profession(
        "king",
        ("crown",),
        ("short", "long"),
        ("robe", "tunic"),
        ("sceptre", "sceptre", "sword"),
        hat_ramps=("gold",),
        shirt_ramps=("red", "purple", "blue", "green", "white"),
        trim_ramps=("gold", "red", "white"),
        hair_ramps=ROYAL_HAIR,
        beard=35,
        cape=35,
    ),
    Profession(
        "queen",
        ("crown",),
        ("long", "braid", "long"),
        ("dress",),
        ("sceptre", "none", "book"),
        hat_ramps=("gold",),
        shirt_ramps=("red", "purple", "blue", "pink", "white", "teal"),
        trim_ramps=("gold", "white", "red"),
        hair_ramps=FANCY_HAIR,
        cape=20,
    ),
    Profession(
        "peasant",
        ("straw", "straw", "straw", "straw", "cap", "none"),
        ("short", "long", "bun", "braid"),
        ("tunic", "tunic", "dress", "apron"),
        ("pitchfork", "pitchfork", "hoe", "hoe", "torch", "basket"),
        hat_ramps=("cheese",) * 5 + ("white",),
        shirt_ramps=PLAIN,
        trim_ramps=("red", "green", "white"),
        beard=15,
    ),
    Profession(
        "bard",
        ("feathered",),
        LOW_HAIR,
        ("tunic",),
        ("lute",),
        hat_ramps=("red", "purple", "teal", "pink", "blue", "orange"),
        shirt_ramps=("purple", "pink", "orange", "teal", "red", "blue"),
        trim_ramps=("white", "yellow", "gold"),
        hair_ramps=BRIGHT_HAIR,
        cape=20,
    ),
    Profession(
        "barbarian",
        ("horned", "horned", "none"),
        ("long", "braid", "spiky"),
        ("fur",),
        ("axe", "axe", "sword"),
        ("none", "none", "shield"),
        hat_ramps=("steel", "steel", "grey"),
        shirt_ramps=("brown", "grey", "red"),
        trim_ramps=("bone",),
        hair_ramps=("orange", "yellow", "brown", "red"),
        beard=35,
    ),
)
"""Every profession."""
