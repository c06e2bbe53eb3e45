"""The colour names of ramps."""

from functools import cache

from sprite_studio.art.colour.words import colour_of
from sprite_studio.art.forge.ramps import RAMPS, Ramp


@cache
def colour_of_ramp(ramp: Ramp) -> str:
    """The name of a ramp's base colour."""
    base = ramp[2]
    return colour_of((base >> 16, base >> 8 & 255, base & 255))


@cache
def ramps_by_colour(names: tuple[str, ...]) -> dict[str, tuple[Ramp, ...]]:
    """Colour name → those of the named ramps whose base has that colour."""
    found: dict[str, tuple[Ramp, ...]] = {}
    for name in names:
        for ramp in RAMPS[name]:
            colour = colour_of_ramp(ramp)
            found[colour] = (*found.get(colour, ()), ramp)
    return found
