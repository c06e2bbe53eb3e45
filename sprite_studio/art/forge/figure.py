"""How a person's look becomes a view: heads, hair, hats and clothes laid over one another."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from sprite_studio.art.forge.canvas import Codes, Layer, compose, economical
from sprite_studio.art.forge.drawings.clothes import (
    ARM_SIDE,
    CAPE,
    CLOTHES,
    FEET_FRONT,
    FEET_SIDE,
    HOLDING_ARM,
    LEGS_FRONT,
    LEGS_SIDE,
    LIFTED_HAND,
)
from sprite_studio.art.forge.drawings.hats import HATS
from sprite_studio.art.forge.drawings.heads import BEARD, HAIR, HEAD, MASK
from sprite_studio.art.forge.drawings.held import (
    BEFORE_THE_BODY,
    BOW_GRIP,
    HELD,
    OFFHAND,
    ON_THE_BACK,
    SEEN_FROM_BEHIND,
)
from sprite_studio.art.forge.template import INK
from sprite_studio.art.forge.wear import HAIR as HAIR_MATERIAL
from sprite_studio.art.forge.wear import (
    HAT,
    LEATHER,
    METAL,
    SHIRT,
    SKIN,
    TRIM,
    TROUSERS,
    Piece,
    Wear,
)

NONE = "none"
"""The option to leave a thing out."""

FACINGS_OF = {"hero": ("front", "back"), "side-facing": ("left", "right")}
"""The ways people of each category may face."""

FACINGS = ("front", "left", "right", "back")
"""Rows of a character sheet."""

STANDING, LEFT_FOOT, RIGHT_FOOT = range(3)
"""The three frames of a walk."""


# The last row of the head, and the first of the legs.
_NECK, _LEGS = 8, 13

# By how many pixels a hem swings to the right, frame by frame, with the foot that steps. From the
# side the shoe itself reaches past it.
_SWINGS = {"front": (0, -1, 1), "back": (0, -1, 1)}


@dataclass(frozen=True)
class Look:
    """The part of a person that decides its shape: `Person` says what each is."""

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


@lru_cache(maxsize=16384)
def one_view(look: Look, facing: str, frame: int) -> Codes:
    """A view by itself; remembered, since people who differ in colour share it."""
    return economical([view_codes(look, facing, frame)])[0]


def view_codes(look: Look, facing: str, frame: int) -> Codes:
    """Colour codes of a look from one side: facing left is facing right, turned.

    Args:
        look: what is worn and held.
        facing: one of `FACINGS`.
        frame: `STANDING`, `LEFT_FOOT` or `RIGHT_FOOT`.
    """
    from_side = facing in ("left", "right")
    rise = look.height if _has_headroom(look) else 0
    # A step sinks a pixel; the feet stay on the ground.
    drop = int(frame != STANDING) - rise
    # Under a hem or a cape only feet peep out, and nothing hides them.
    covered = not CLOTHES[look.clothes].shows_legs or (look.cape and facing == "back")
    legs = _feet(from_side, frame) if covered else _legs(from_side, frame, rise)
    body, head = _body(look, facing, frame, drop), _head(look, facing)
    things = _held_things(look, facing, frame)
    room = _room(look, facing)
    left = room if facing == "back" else -room
    legs, body, head = (_moved(layers, left=left) for layers in (legs, body, head))
    head, things = (_moved(layers, top=drop) for layers in (head, things))
    whole = [*body, *legs, *head] if covered else [*legs, *body, *head]
    if facing == "back":
        # The body hides what is held before it, and a line parts them.
        before = things[:1] if look.held in BEFORE_THE_BODY else []
        lines = [replace(layer, edged=True) for layer in (*body, *head)] if before else []
        layers = [*before, *lines, *whole, *things[len(before) :]]
    else:
        layers = [*whole, *things]
    return _without_holes(compose(layers, mirrored=facing == "left"), _NECK + drop)


def _without_holes(codes: Codes, first: int) -> Codes:
    """From a row on, one or two clear pixels with something all around, as between an arm and the
    body, are a line, and no hole to see through."""
    empty = np.pad(codes == 0, 1, constant_values=True)
    beside = sum(np.roll(empty, *way).astype(int) for way in _WAYS)
    one_of_two = empty & (beside == 1)
    holes = empty & (beside == 0)
    for way in _WAYS:
        holes |= one_of_two & np.roll(one_of_two, *way)
    codes[first:][holes[1:-1, 1:-1][first:]] = INK
    return codes


_WAYS = ((1, 0), (-1, 0), (1, 1), (-1, 1))
"""By how much and along which axis a canvas is rolled to bring each neighbour."""


def _has_headroom(look: Look) -> bool:
    """Whether a taller figure would still fit on the canvas."""
    hat = look.hat == NONE or HATS[look.hat].front.top >= 2
    return hat and (look.hat != NONE or look.hair == NONE or HAIR[look.hair].front.top >= 2)


def _view(wear: Wear, facing: str) -> Piece:
    return wear.front if facing == "front" else wear.back if facing == "back" else wear.side


def _moved(layers: list[Layer], top: int = 0, left: int = 0) -> list[Layer]:
    return [replace(layer, top=layer.top + top, left=layer.left + left) for layer in layers]


def _legs(from_side: bool, frame: int, rise: int) -> list[Layer]:
    """Legs and boots; a tall person's are a pixel longer."""
    legs = (LEGS_SIDE if from_side else LEGS_FRONT)[frame].layer((TROUSERS, LEATHER))
    if rise > 0:
        legs = replace(legs, top=legs.top - 1, bend=((0,), ()))
    return [legs]


def _feet(from_side: bool, frame: int) -> list[Layer]:
    """Shoes below a hem; one that steps lifts it, and a line parts the two."""
    shoes = (FEET_SIDE if from_side else FEET_FRONT)[frame]
    return [shoes.layer((TROUSERS, LEATHER), edged=frame != STANDING)]


def _body(look: Look, facing: str, frame: int, drop: int) -> list[Layer]:
    """Garment, hands and cape."""
    garment = CLOTHES[look.clothes]
    materials = (SHIRT, LEATHER if look.clothes == "tunic" else TRIM, SKIN)
    layers = [_hanging(garment, facing, materials, drop)]
    # Beside a cape that hides the rest only a speck of the hem would be seen.
    hidden = look.cape and facing == "back"
    if not garment.shows_legs and not hidden and (swing := _SWINGS.get(facing, (0, 0, 0))[frame]):
        layers.append(_swinging_hem(layers[0], swing))
    if facing not in ("left", "right") and frame != STANDING:
        left = 3 if frame == LEFT_FOOT else 12
        layers.append(Layer(LIFTED_HAND, 11, left, (SKIN, SKIN, SKIN)))
    if look.cape:
        cape = _hanging(CAPE, facing, (_cape_material(look.hat),), drop)
        # From the side it hangs behind; from the front its collar lies on the shoulders.
        cape = replace(cape, edged=facing == "back")
        layers.insert(0 if facing in ("left", "right") else 1, cape)
    return layers


def _hanging(garment: Wear, facing: str, materials: tuple[int, ...], drop: int) -> Layer:
    """A garment that sinks by `drop`, and whose hem stays, so that what is below it is always seen;
    where it rises, only a hem that covers the legs does."""
    layer = _view(garment, facing).layer(materials)
    last = layer.grid.strip("\n").count("\n")
    covers_legs = layer.top + last >= _LEGS
    layer = replace(layer, top=layer.top + drop)
    if drop > 0:
        return replace(layer, bend=((~garment.gives,), ()))
    return replace(layer, bend=((last,), ())) if drop < 0 and covers_legs else layer


def _swinging_hem(garment: Layer, swing: int) -> Layer:
    """The last row of a long garment, moved aside, beneath the garment itself."""
    last = garment.grid.strip("\n").split("\n")[-1]
    left = garment.left + swing
    return replace(garment, grid=last, top=_LEGS, left=left, bend=((), ()), behind=True)


def _cape_material(hat: str) -> int:
    """A cape is of the hat's cloth, and of the trim's below a hat of metal."""
    return TRIM if hat in ("helmet", "open-helmet", "crown") else HAT


def _head(look: Look, facing: str) -> list[Layer]:
    """Head, mask, hair, beard and hat; a line parts the beard from the clothes."""
    worn: list[tuple[Wear, tuple[int, ...]]] = [(HEAD, (SKIN,))]
    if look.mask:
        worn.append((MASK, (TRIM if look.hat == "hood" else HAT,)))
    if look.hair != NONE:
        worn.append((HAIR[look.hair], (HAIR_MATERIAL,)))
    if look.beard:
        worn.append((BEARD, (HAIR_MATERIAL,)))
        # Laid below the face first, its line falls on the clothes alone.
        worn.insert(0, (BEARD, (HAIR_MATERIAL,)))
    if look.hat != NONE:
        worn.append((HATS[look.hat], (HAT, TRIM)))
    layers = [
        _view(wear, facing).layer(materials, edged=index == 0 and look.beard)
        for index, (wear, materials) in enumerate(worn)
    ]
    if look.hat == NONE:
        return layers
    brim = HATS[look.hat].brim
    below = [
        _from_row(brim if layer.materials == (SKIN,) else brim + 1, layer) for layer in layers[:-1]
    ]
    return [*below, layers[-1]]


def _from_row(row: int, layer: Layer) -> Layer:
    """The layer without what lies above the row."""
    above = max(0, row - layer.top)
    return replace(layer, top=layer.top + above, bend=((~0,) * above, ()))


def _held_things(look: Look, facing: str, frame: int) -> list[Layer]:
    """What both hands hold, what hangs on the back, and the near arm of one seen from the side."""
    layers = []
    from_side = facing in ("left", "right")
    mirrored = facing == "back"
    if look.held != NONE:
        piece = HELD[look.held]
        piece = SEEN_FROM_BEHIND.get(look.held, piece) if mirrored else piece
        held = piece.layer((METAL, TRIM, LEATHER), mirrored=mirrored, edged=True)
        layers.append(replace(held, top=held.top - look.lift))
    if from_side:
        arm = ARM_SIDE[frame] if look.held == NONE else HOLDING_ARM
        layers.append(arm.layer((SHIRT, TRIM, SKIN), shift=-_room(look, facing)))
    if look.held != NONE and not mirrored:
        row, left = (11, 10) if from_side else (12, 12)
        layers += _gripping_hand(layers[0], row, left)
    if look.offhand != NONE:
        # From the front a strap across the chest is all that is seen of what hangs on the back.
        strap = look.offhand in ON_THE_BACK and facing == "front"
        shift = -_room(look, facing) if strap else 0
        offhand = _view(OFFHAND[look.offhand], facing)
        # From behind lines around it would leave but specks of the back.
        edged = from_side or look.offhand not in ON_THE_BACK
        layers.append(offhand.layer((TRIM, METAL, LEATHER), shift=shift, edged=edged))
    return layers


def _gripping_hand(held: Layer, row: int, left: int) -> list[Layer]:
    """A hand that closes round what is held, and the arm that reaches for it from a column.

    A handle is a row of one pixel, and below a guard it is a row lower; a bow's grip lies behind
    its string. On what has neither the hand lies on the lower corner.
    """
    rows = held.grid.strip("\n").split("\n")
    if BOW_GRIP in rows:
        return [_arm(held, rows.index(BOW_GRIP) + 2, left, len(BOW_GRIP))]
    for index in (min(at - held.top, len(rows) - 1) for at in (row, row + 1)):
        handle = rows[index]
        if len(handle.replace(".", "")) == 1:
            return [_arm(held, index, left, len(handle.rstrip(".")))]
    return [Layer("33", held.top + len(rows) - 1, held.left, (SHIRT, TRIM, SKIN))]


def _arm(held: Layer, index: int, left: int, columns: int) -> Layer:
    """An arm from a column to the last of so many columns of what is held, in its row."""
    reach = held.left + columns - left
    return Layer("l" * (reach - 2) + "33"[:reach], held.top + index, left, (SHIRT, TRIM, SKIN))


def _room(look: Look, facing: str) -> int:
    """By how many pixels the body steps aside to show what is held.

    From the side the nose stays clear of it. From the front and behind a shield leaves no room.
    """
    if look.held == NONE:
        return 0
    if facing in ("left", "right"):
        return 2 if look.held in BEFORE_THE_BODY else 1
    if facing == "back" and look.held in BEFORE_THE_BODY:
        return 0
    return int(look.offhand != "shield")
