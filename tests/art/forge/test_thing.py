"""Things: shapes, parts and bends of what is no person."""

import re
from collections import Counter

import pytest

from sprite_studio.art import forge as forge_package
from sprite_studio.art.forge.canvas import MATERIALS
from sprite_studio.art.forge.catalogue import THINGS
from sprite_studio.art.forge.dice import Dice
from sprite_studio.art.forge.ramps import RAMPS
from sprite_studio.art.forge.template import FIRST, TONES, template
from sprite_studio.art.forge.thing import NO_PART, Part, Shape, Thing, _bends, _moved

BY_NAME = {(thing.category, thing.name): thing for thing in THINGS}


def material_count(grid: str) -> int:
    """How many materials a template speaks of."""
    highest = int(template(grid).codes.max())
    return max(0, highest - FIRST) // TONES + 1


def test_there_are_enough_kinds():
    per_category = Counter(thing.category for thing in THINGS)
    assert per_category["non-hero"] >= 14
    assert per_category["food"] >= 18
    assert per_category["spell"] >= 18
    assert len(BY_NAME) == len(THINGS)


@pytest.mark.parametrize("key", BY_NAME)
def test_every_material_of_every_template_has_a_ramp(key):
    thing = BY_NAME[key]
    assert len(thing.materials) <= MATERIALS
    assert all(name in RAMPS for names in thing.materials for name in names)
    for shape in thing.shapes:
        assert material_count(shape.grid) <= len(thing.materials)
        for part in (part for group in shape.parts for part in group if part is not NO_PART):
            used = part.materials[: material_count(part.grid)]
            assert max(used) < len(thing.materials)


@pytest.mark.parametrize("key", BY_NAME)
def test_every_shape_leaves_room_for_its_outline(key):
    for shape in BY_NAME[key].shapes:
        for rows, columns in _bends(shape.grid):
            height, width = template(shape.grid).codes.shape
            height += sum(1 if index >= 0 else -1 for index in rows)
            width += sum(1 if index >= 0 else -1 for index in columns)
            assert 4 <= height <= 15
            assert 4 <= width <= 14


def test_slanted_marks_are_left_out_in_pairs():
    grid = "\n..b\n.b. /\nb..\n~/~\n"
    assert _bends(grid) == (((), ()), ((~1,), (~1,)))


def test_parts_move_with_the_lines_before_them():
    assert _moved(4, (2,)) == 5
    assert _moved(4, (~2,)) == 3
    assert _moved(2, (2,)) == 2
    assert _moved(4, (5, 1, ~0)) == 4


def test_a_part_changes_the_figure():
    bare = Thing("a", "food", (Shape("\nbbb\nbbb\nbbb\n"),), (("red",),))
    cut = Shape("\nbbb\nbbb\nbbb\n", ((Part("\nx\n", 0, 0),),))
    bitten = Thing("b", "food", (cut,), (("red",),))
    whole, ramps = bare.draw(Dice(1))
    part, same_ramps = bitten.draw(Dice(1))
    assert ramps == same_ramps
    assert (whole != part).any()


def test_the_guide_to_adding_a_kind_can_be_followed():
    guide = forge_package.__doc__ or ""
    grid = re.search(r'PLUM = """(.*?)"""', guide, flags=re.DOTALL)
    declared = re.search(r"Thing\((.*)\),\n", guide)
    assert grid is not None
    assert declared is not None
    plum = Shape(grid[1].rstrip(" "))
    thing = Thing("plum", "food", (plum,), (("purple", "red"), ("leaf",), ("wood",)))
    assert (
        declared[1] == '"plum", "food", (Shape(PLUM),), (("purple", "red"), ("leaf",), ("wood",))'
    )
    assert {"purple", "red"} <= set(thing.slots["colour"])
    codes, _ = thing.draw(Dice(1))
    assert (codes > 0).sum() > 40


def test_the_wished_colour_chooses_the_main_ramp():
    thing = BY_NAME["spell", "potion"]
    assert {"red", "blue", "green"} <= set(thing.slots["colour"])
    for seed in range(10):
        _, ramps = thing.draw(Dice(seed), "teal")
        assert ramps[0] in RAMPS["teal"]
