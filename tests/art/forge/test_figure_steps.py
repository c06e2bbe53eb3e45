"""Figures: whole within their cell, feet below the cloth, hair below the hat."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from sprite_studio.art.forge.canvas import Codes
from sprite_studio.art.forge.dice import Dice
from sprite_studio.art.forge.drawings.clothes import CLOTHES
from sprite_studio.art.forge.drawings.hats import HATS
from sprite_studio.art.forge.drawings.heads import LOW_HAIR
from sprite_studio.art.forge.drawings.held import HELD
from sprite_studio.art.forge.figure import FACINGS, NONE, STANDING, Look, view_codes
from sprite_studio.art.forge.people import roll_person
from sprite_studio.art.forge.professions import PROFESSIONS
from sprite_studio.art.forge.template import FIRST, TONES
from sprite_studio.art.forge.wear import HAIR as HAIR_MATERIAL
from sprite_studio.art.forge.wear import LEATHER, SKIN
from sprite_studio.art.forge.wishes import Wishes

VIEWS = tuple(product(FACINGS, range(3)))

PLAIN = Look(
    NONE, "short", "tunic", NONE, NONE, height=0, lift=0, beard=False, cape=False, mask=False
)


def materials(codes: Codes) -> Codes:
    """(16, 16) codes → the material of each pixel; -1 for lines, ink, white and nothing."""
    filled = (codes >= FIRST) & ((codes - FIRST) % TONES > 0)
    return np.where(filled, (codes - FIRST) // TONES, -1)


@pytest.mark.parametrize("profession", PROFESSIONS, ids=lambda profession: profession.name)
def test_nothing_is_cut_by_the_edge_of_the_cell(profession):
    for seed in range(20):
        look = roll_person(profession, Dice(seed), Wishes()).look
        for height, view in product((-1, 0, 1), VIEWS):
            found = materials(view_codes(replace(look, height=height), *view))
            # What reaches the edge has lost its line there, or more.
            edge = np.concatenate([found[0], found[-1], found[:, 0], found[:, -1]])
            assert (edge == -1).all(), (look, height, view)


@pytest.mark.parametrize("clothes", CLOTHES)
def test_feet_stand_below_all_cloth(clothes):
    for height, cape, view in product((-1, 0, 1), (False, True), VIEWS):
        look = replace(PLAIN, clothes=clothes, height=height, cape=cape)
        found = materials(view_codes(look, *view))
        assert set(found[14]) == {-1, LEATHER}, (height, cape, view)
        assert set(found[15]) == {-1}


@pytest.mark.parametrize("hat", [name for name, hat in HATS.items() if not hat.hides_hair])
def test_hair_begins_below_the_brim(hat):
    for hair, facing in product(LOW_HAIR, FACINGS):
        found = materials(view_codes(replace(PLAIN, hat=hat, hair=hair), facing, STANDING))
        rows = np.flatnonzero((found == HAIR_MATERIAL).any(axis=1))
        assert len(rows), (hair, facing)
        assert rows[0] > HATS[hat].brim, (hair, facing)


@pytest.mark.parametrize("held", ["hoe", "pitchfork", "axe", "staff", "sword", "sceptre"])
def test_a_hand_holds_the_handle(held):
    handle = HELD[held]
    for facing, height in product(("front", "right"), (-1, 0, 1)):
        look = replace(PLAIN, held=held, height=height)
        skin = materials(view_codes(look, facing, STANDING)) == SKIN
        assert skin[9:14, handle.left :].any(), (facing, height)
