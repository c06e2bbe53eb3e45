"""People: a person is rolled once and can then be drawn from every side, standing or walking."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from sprite_studio.art.forge.canvas import Codes, economical
from sprite_studio.art.forge.dice import Dice
from sprite_studio.art.forge.drawings.hats import HATS
from sprite_studio.art.forge.drawings.heads import LOW_HAIR
from sprite_studio.art.forge.drawings.held import BLADES, LOW_THINGS, STEEL_TOOLS
from sprite_studio.art.forge.figure import FACINGS_OF, NONE, Look, one_view, view_codes
from sprite_studio.art.forge.professions import TROUSERS as TROUSER_RAMPS
from sprite_studio.art.forge.professions import Profession
from sprite_studio.art.forge.ramp_names import colour_of_ramp, ramps_by_colour
from sprite_studio.art.forge.ramps import INK, RAMPS, Ramp
from sprite_studio.art.forge.wear import HAIR as HAIR_MATERIAL
from sprite_studio.art.forge.wear import HAT, LEATHER, METAL, SHIRT, SKIN, TRIM, TROUSERS
from sprite_studio.art.forge.wishes import Wishes


@dataclass(frozen=True)
class Person:
    """One person: everything that stays the same from every side.

    Attributes:
        profession: the word, without "kind:".
        hair, clothes: names.
        hat, held, offhand: names, or "none".
        height: pixels above the usual: 0 or 1.
        lift: pixels by which the held thing is raised: 0 or 1.
        beard, cape, mask: whether they wear one.
        ramps: the ramp of each material.
    """

    profession: str
    hat: str
    hair: str
    clothes: str
    held: str
    offhand: str
    height: int
    lift: int
    beard: bool
    cape: bool
    mask: bool
    ramps: tuple[Ramp, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Slot words: kind, hat and its colour, hair and its colour, shirt colour, held."""
        words = [f"kind:{self.profession}"]
        if self.hat != NONE:
            words += [f"hat:{self.hat}", f"hat-colour:{colour_of_ramp(self.ramps[HAT])}"]
        if self.shows_hair:
            words += [
                f"hair:{self.hair}",
                f"hair-colour:{colour_of_ramp(self.ramps[HAIR_MATERIAL])}",
            ]
        words += [f"clothes:{self.clothes}", f"shirt-colour:{colour_of_ramp(self.ramps[SHIRT])}"]
        words += [f"held:{self.held}"] if self.held != NONE else []
        words += [f"offhand:{self.offhand}"] if self.offhand != NONE else []
        return tuple(words)

    @property
    def shows_hair(self) -> bool:
        """Whether any hair of the head is seen."""
        return not (self.hat in HATS and HATS[self.hat].hides_hair)

    @property
    def look(self) -> "Look":
        """What it looks like but for its colours."""
        hair = self.hair if self.shows_hair else NONE
        return Look(
            self.hat,
            hair,
            self.clothes,
            self.held,
            self.offhand,
            self.height,
            self.lift,
            self.beard,
            self.cape,
            self.mask,
        )

    def draw(self, facing: str, frame: int) -> Codes:
        """Colour codes of one view.

        Args:
            facing: one of `FACINGS`.
            frame: `STANDING`, `LEFT_FOOT` or `RIGHT_FOOT`.
        """
        return one_view(self.look, facing, frame)

    def draw_all(self, views: Sequence[tuple[str, int]]) -> list[Codes]:
        """Colour codes of several views, which share their twelve colours."""
        return economical([view_codes(self.look, *view) for view in views])


@cache
def slots_of(profession: Profession, category: str) -> dict[str, tuple[str, ...]]:
    """Slot → the values that some person of the profession can have in the category."""
    hats = tuple(dict.fromkeys(hat for hat in profession.hats if hat != NONE))
    hair = tuple(
        dict.fromkeys(
            style
            for style in profession.hair
            for hat in profession.hats
            if _goes_with(hat, style) and not _hides_hair(hat)
        )
    )
    slots: dict[str, tuple[str, ...]] = {
        "category": (category,),
        "kind": (profession.name,),
        "hat": hats,
        "hat-colour": tuple(ramps_by_colour(profession.hat_ramps)),
        "hair": hair,
        "hair-colour": tuple(ramps_by_colour(profession.hair_ramps)) if hair else (),
        "clothes": tuple(dict.fromkeys(profession.clothes)),
        "shirt-colour": tuple(ramps_by_colour(profession.shirt_ramps)),
        "held": tuple(dict.fromkeys(held for held in profession.held if held != NONE)),
        "offhand": tuple(dict.fromkeys(held for held in profession.offhand if held != NONE)),
        "facing": FACINGS_OF[category],
        "pose": ("standing", "walking"),
        "colour": _whole_colours(profession),
    }
    return {slot: values for slot, values in slots.items() if values}


def _whole_colours(profession: Profession) -> tuple[str, ...]:
    """The colours it can wear from head to foot; a crown does not count."""
    shirts = ramps_by_colour(profession.shirt_ramps)
    if NONE in profession.hats or "crown" in profession.hats:
        return tuple(shirts)
    hats = ramps_by_colour(profession.hat_ramps)
    return tuple(colour for colour in shirts if colour in hats)


def roll_person(profession: Profession, dice: Dice, wishes: Wishes) -> Person:
    """A person of the profession with everything that is wished for.

    Raises:
        ValueError: the wishes cannot all come true.
    """
    asked = wishes.slots
    whole = asked.get("colour")
    hats = profession.hats
    if "hat" in asked or "hat-colour" in asked:
        hats = tuple(hat for hat in hats if hat != NONE)
    hair = profession.hair
    if "hair" in asked or "hair-colour" in asked:
        hats = tuple(hat for hat in hats if not _hides_hair(hat))
        if "hair" in asked:
            hats = tuple(hat for hat in hats if _goes_with(hat, asked["hair"]))
    hat = _picked(wishes, dice, "hat", hats)
    hair = tuple(style for style in hair if _goes_with(hat, style))
    style = _picked(wishes, dice, "hair", hair)
    clothes = _picked(wishes, dice, "clothes", profession.clothes)
    held = _picked(wishes, dice, "held", profession.held)
    offhand = _picked(wishes, dice, "offhand", profession.offhand)
    mask = dice.percent(profession.mask)
    hat_ramp = _ramp(dice, profession.hat_ramps, asked.get("hat-colour"), whole)
    shirt_wish = asked.get("shirt-colour")
    if whole in ramps_by_colour(profession.shirt_ramps):
        shirt_wish = shirt_wish or whole
    # Cloth and hair give way to what is always of steel, and hair to blades; what may be of gold
    # or, pale as glass, of a brighter metal, gives way to them: between a helm of gold and armour
    # of steel it is seen.
    steel = RAMPS["glass"] if held in STEEL_TOOLS else ()
    shirt = _clear_ramp(dice, profession.shirt_ramps, shirt_wish, hat_ramp, *steel)
    avoided = [hat_ramp, shirt, *steel]
    blade = None
    if held in BLADES:
        blade = _clear_ramp(dice, ("steel", "glass"), None, hat_ramp, shirt)
        avoided.append(blade)
    # Hair as dark as the lines is one lump with them: who asks for it has it, and who is of one
    # colour, from which it takes nothing.
    if not whole:
        avoided.insert(0, _LINES)
    hair_ramp = _clear_ramp(dice, profession.hair_ramps, asked.get("hair-colour"), *avoided)
    metals = ("glass",) if held in STEEL_TOOLS else ("steel", "gold", "glass")
    trims = (whole,) if whole else profession.trim_ramps
    ramps: dict[int, Ramp] = {
        HAT: hat_ramp,
        SHIRT: shirt,
        HAIR_MATERIAL: hair_ramp,
        TRIM: _clear_ramp(dice, trims, None, hair_ramp, shirt, hat_ramp),
        TROUSERS: _clear_ramp(dice, (whole,) if whole else TROUSER_RAMPS, None, shirt),
        METAL: blade or _clear_ramp(dice, metals, None, hair_ramp, shirt, hat_ramp),
    }
    if held == "torch":
        ramps[TRIM] = dice.one_of(RAMPS["fire"])
    framing = HAT if hat == "hood" else HAIR_MATERIAL
    skins = _clear_skins(ramps[framing], hat_ramp, shirt, ramps[TRIM])
    woods = _DARK_WOODS if held == "lute" else _WOODS
    ramps[SKIN] = dice.one_of([skin for skin in skins if _woods(woods, skin, shirt)] or skins)
    ramps[LEATHER] = _wood(dice, woods, ramps[SKIN], shirt, hair_ramp, hat_ramp)
    if held == "lute":
        ramps[METAL] = _soundboard(dice, shirt, hair_ramp, ramps[SKIN])
    return Person(
        profession.name,
        hat,
        style,
        clothes,
        held,
        offhand,
        height=dice.below(3) // 2,
        # What is raised would touch a horn.
        lift=dice.below(2) * (held not in LOW_THINGS and hat != "horned"),
        beard=dice.percent(profession.beard)
        and not mask
        and hat != "helmet"
        and clothes != "dress"
        and _lighter(ramps[SKIN], hair_ramp) >= _BEARD_LIGHTER
        and _apart(hair_ramp[2], INK) >= _CLEARLY_APART,
        # From the side a shield would hang before it, and leave flecks.
        cape=dice.percent(profession.cape) and offhand != "shield",
        mask=mask,
        ramps=tuple(ramps[material] for material in range(len(ramps))),
    )


def _picked(wishes: Wishes, dice: Dice, slot: str, options: tuple[str, ...]) -> str:
    # A wish for the thing rules out going without it.
    if not options:
        raise ValueError(f"the words {wishes} contradict each other")
    return wishes.pick(dice, slot, options)


def _ramp(dice: Dice, names: tuple[str, ...], wish: str | None, hope: str | None = None) -> Ramp:
    """A ramp of the wished colour; of the hoped-for one where there is such a ramp. One as dark as
    the lines is of those that are wished for only."""
    by_colour = ramps_by_colour(names)
    if wish is not None and wish not in by_colour:
        raise ValueError(f"no ramp of the colour {wish} goes with the other words")
    colour = wish if wish is not None else hope
    if colour in by_colour:
        return dice.one_of(by_colour[colour])
    return dice.one_of(RAMPS[dice.one_of(tuple(name for name in names if name != "black"))])


def _clear_ramp(dice: Dice, names: tuple[str, ...], wish: str | None, *others: Ramp) -> Ramp:
    """A ramp of the wished colour that stands out from the others, the first ones first."""
    if wish is not None and wish not in ramps_by_colour(names):
        raise ValueError(f"no ramp of the colour {wish} goes with the other words")
    return dice.one_of(_clear_ramps(names, wish, others))


@cache
def _clear_ramps(
    names: tuple[str, ...], wish: str | None, others: tuple[Ramp, ...]
) -> tuple[Ramp, ...]:
    clear = tuple(
        ramp
        for colour, ramps in ramps_by_colour(names).items()
        for ramp in ramps
        if wish in (None, colour)
    )
    for other in others:
        clear = tuple(r for r in clear if _apart(r[2], other[2]) >= _CLEARLY_APART) or clear
    return clear


@cache
def _clear_skins(frame: Ramp, *others: Ramp) -> tuple[Ramp, ...]:
    """Skins that stand out from what frames the face by their light as well as by their colour.

    Where they can, eyes stand out from them as well, they do so by more, and stand out from the
    others, the first ones first.
    """
    clear = [
        skin
        for skin in RAMPS["skin"]
        if _apart(skin[2], frame[2]) >= _CLEARLY_APART and _lighter(skin, frame) >= _LIGHTER
    ]
    clear = [skin for skin in clear if _apart(skin[2], INK) >= _EYES_APART] or clear
    clear = [skin for skin in clear if _lighter(skin, frame) >= _FAR_LIGHTER] or clear
    for other in others:
        clear = [skin for skin in clear if _apart(skin[2], other[2]) >= _CLEARLY_APART] or clear
    return tuple(clear)


_LINES: Ramp = (INK, INK, INK, INK, INK)
"""What is drawn as a line, as if it were a material."""

_DARK_WOODS = ("wood", "leather")
_WOODS = ("cork", "crust", "dough", *_DARK_WOODS)
_SOUNDBOARDS = ("cream", "cheese")


@cache
def _woods(names: tuple[str, ...], skin: Ramp, shirt: Ramp) -> tuple[Ramp, ...]:
    """Woods that stand out from the skin, and from the shirt by their light as well: shoes and
    books are seen against a robe."""
    return tuple(
        wood
        for name in names
        for wood in RAMPS[name]
        if all(_apart(wood[2], other[2]) >= _APART for other in (skin, shirt))
        and _lighter(wood, shirt) >= _LIGHTER
    )


def _wood(
    dice: Dice, names: tuple[str, ...], skin: Ramp, shirt: Ramp, hair: Ramp, hat: Ramp
) -> Ramp:
    """A wood that stands out from what it is held before; boots are of its shade.

    Skin and shirt come first: whatever is held lies before them.
    """
    woods = [wood for name in names for wood in RAMPS[name]]
    clear = [w for w in woods if all(_apart(w[2], o[2]) >= _APART for o in (skin, shirt))]
    clear = _woods(names, skin, shirt) or clear
    for other in (skin, shirt, hair, hat):
        clear = [w for w in clear if _apart(w[2], other[2]) >= _CLEARLY_APART] or clear
    return dice.one_of(clear or woods)


def _soundboard(dice: Dice, *behind: Ramp) -> Ramp:
    """The pale face of a lute, lighter than the shirt, apart from the others where it can be."""
    shirt, *others = behind
    clear = [board for name in _SOUNDBOARDS for board in RAMPS[name]]
    clear = [b for b in clear if _lighter(b, shirt) >= _LIGHTER]
    for other in others:
        clear = [b for b in clear if _apart(b[2], other[2]) >= _CLEARLY_APART] or clear
    return dice.one_of(clear)


# The sum of the three channels' differences at which two colours are told apart at a glance.
_CLEARLY_APART = 110
# The same where a line lies between them.
_APART = 60
# The same of a face and its eyes, which are two pixels.
_EYES_APART = 240


# The step of light, of 255, that keeps face and hair apart without a line between them.
_LIGHTER = 50
# The same where it can be had.
_FAR_LIGHTER = 60
# The same where hair is on both sides of the face.
_BEARD_LIGHTER = 70


def _lighter(one: Ramp, other: Ramp) -> int:
    """How far they are apart in light, 0 to 255."""
    return abs(_light(one[2]) - _light(other[2]))


def _light(colour: int) -> int:
    """Luma (Rec. 601) in [0, 255]."""
    return (299 * (colour >> 16) + 587 * (colour >> 8 & 255) + 114 * (colour & 255)) // 1000


def _apart(one: int, other: int) -> int:
    return sum(abs((one >> shift & 255) - (other >> shift & 255)) for shift in (16, 8, 0))


def _hides_hair(hat: str) -> bool:
    return hat != NONE and HATS[hat].hides_hair


def _goes_with(hat: str, hair: str) -> bool:
    """Whether the hairdo fits under the hat."""
    return hat == NONE or hair in LOW_HAIR or _hides_hair(hat)
