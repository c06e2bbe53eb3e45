"""Things: kinds that are drawn from one template, optional parts and a few materials."""

from dataclasses import dataclass, field
from functools import cache, lru_cache

from sprite_studio.art.forge.canvas import Codes, Layer, compose, economical
from sprite_studio.art.forge.dice import Dice
from sprite_studio.art.forge.ramp_names import ramps_by_colour
from sprite_studio.art.forge.ramps import RAMPS, Ramp
from sprite_studio.art.forge.template import template
from sprite_studio.art.sprite import SIZE

# The largest figure that still has room for its outline.
_ROOM = SIZE - 2


@dataclass(frozen=True)
class Part:
    """A piece laid over a shape.

    Attributes:
        grid: its template, or "" to leave the shape bare.
        top, left: where it lies in the shape's own grid.
        materials: which of the thing's materials its first, second and third are.
        edged: whether it draws its line on the shape.
        behind: whether it lies below the shape.
    """

    grid: str = ""
    top: int = 0
    left: int = 0
    materials: tuple[int, ...] = (0, 1, 2)
    edged: bool = False
    behind: bool = False


NO_PART = Part()
"""The choice to leave a part out."""


@dataclass(frozen=True)
class Shape:
    """One hand-drawn variant of a thing.

    Attributes:
        grid: its template.
        parts: groups of parts; one of each group is drawn.
    """

    grid: str
    parts: tuple[tuple[Part, ...], ...] = ()


@dataclass(frozen=True)
class Thing:
    """A kind of food, item or creature.

    Attributes:
        name: its word, without "kind:".
        category: one of the five.
        shapes: its variants, each as likely.
        materials: for each material the names of the ramps it may have. The first is what the
            thing's colour is measured by, so it covers most of it.
        mirrors: whether it may be turned left to right.
        grounded: whether it stands at the bottom instead of floating in the middle.
        slots: slot → the values it can have.
    """

    name: str
    category: str
    shapes: tuple[Shape, ...]
    materials: tuple[tuple[str, ...], ...]
    mirrors: bool = False
    grounded: bool = False
    slots: dict[str, tuple[str, ...]] = field(init=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        colours = tuple(ramps_by_colour(self.materials[0]))
        slots = {"category": (self.category,), "kind": (self.name,), "colour": colours}
        object.__setattr__(self, "slots", slots)

    def draw(self, dice: Dice, colour: str | None = None) -> tuple[Codes, dict[int, Ramp]]:
        """One drawing of it, of a given colour: colour codes, and the ramp of each material."""
        main = self.materials[0]
        ramps = ramps_by_colour(main)[colour] if colour else RAMPS[dice.one_of(main)]
        chosen = {0: dice.one_of(ramps)}
        for material, names in enumerate(self.materials[1:], start=1):
            chosen[material] = dice.one_of(RAMPS[dice.one_of(names)])
        shape = dice.one_of(self.shapes)
        bend = _bends(shape.grid)
        bent = dice.one_of(bend)
        height, width = template(shape.grid).codes.shape
        height += _growth(bent[0])
        width += _growth(bent[1])
        top, left = self._place(dice, height, width)
        layers = [Layer(shape.grid, top, left, bend=bent)]
        for group in shape.parts:
            part = dice.one_of(group)
            if not part.grid:
                continue
            layer = Layer(
                part.grid,
                top + _moved(part.top, bent[0]),
                left + _moved(part.left, bent[1]),
                part.materials,
                edged=part.edged,
                behind=part.behind,
            )
            layers.append(layer)
        mirrored = self.mirrors and dice.percent(50)
        return _drawn(tuple(layers), mirrored), chosen

    def _place(self, dice: Dice, height: int, width: int) -> tuple[int, int]:
        """Row and column of the figure's corner: near the middle, a pixel off now and then."""
        spare = max(0, SIZE - width)
        left = spare // 2 + (dice.below(2) if spare % 2 else 0)
        if spare >= 4:
            left += dice.below(3) - 1
        if self.grounded:
            return SIZE - 1 - height, left
        spare = max(0, SIZE - height)
        top = spare // 2 + (dice.below(2) if spare % 2 else 0)
        if spare >= 4:
            top += dice.below(3) - 1
        return top, left


@lru_cache(maxsize=8192)
def _drawn(layers: tuple[Layer, ...], mirrored: bool) -> Codes:
    """The layers' colour codes; remembered, since most drawings differ only in colour."""
    return economical([compose(layers, mirrored)])[0]


Bend = tuple[tuple[int, ...], tuple[int, ...]]


@cache
def _bends(grid: str) -> tuple[Bend, ...]:
    """Every way to stretch or shrink a grid at its marks that leaves room for the outline."""
    read = template(grid)
    rows = _axis_bends(read.rows, read.codes.shape[0])
    columns = _axis_bends(read.columns, read.codes.shape[1])
    slanted = [index for index, mark in enumerate(read.rows) if mark == "/"]
    across = [index for index, mark in enumerate(read.columns) if mark == "/"][::-1]
    shorter = [
        (tuple(~index for index in slanted[:n][::-1]), tuple(~index for index in across[:n]))
        for n in range(1, len(slanted) + 1)
    ]
    return (*((row, column) for row in rows for column in columns), *shorter)


def _axis_bends(marks: tuple[str, ...], length: int) -> list[tuple[int, ...]]:
    """Every choice of lines to double or leave out, the last line first."""
    bends: list[tuple[int, ...]] = [()]
    for index, mark in enumerate(marks):
        here = []
        if mark in ("+", "*"):
            here.append(index)
        if mark in ("-", "*"):
            here.append(~index)
        bends += [(bend, *others) for others in bends for bend in here]
    return [bend for bend in bends if length + _growth(bend) <= max(_ROOM, length)]


def _growth(bends: tuple[int, ...]) -> int:
    """By how many lines a grid grows."""
    return sum(1 if index >= 0 else -1 for index in bends)


def _moved(place: int, bends: tuple[int, ...]) -> int:
    """Where a row or column of the unbent shape comes to lie."""
    start = place
    for index in bends:
        if index >= 0 and start > index:
            place += 1
        elif index < 0 and start > ~index:
            place -= 1
    return place
