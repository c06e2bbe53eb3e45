"""Figures: face, back, hands and feet are seen whatever is worn and held."""

from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest

from sprite_studio.art.forge.dice import Dice
from sprite_studio.art.forge.figure import (
    FACINGS,
    LEFT_FOOT,
    NONE,
    RIGHT_FOOT,
    STANDING,
    view_codes,
)
from sprite_studio.art.forge.people import roll_person
from sprite_studio.art.forge.professions import PROFESSIONS
from sprite_studio.art.forge.template import FIRST, INK, TONES, WHITE
from sprite_studio.art.forge.wear import LEATHER, SHIRT, SKIN
from sprite_studio.art.forge.wishes import Wishes

BY_NAME = {profession.name: profession for profession in PROFESSIONS}
HEAD_ROWS = slice(0, 9)
LOWER_THIRD = slice(11, 16)
LEAST_MOVED = 4
SEEDS = range(30)


def looks_of(name, **changes):
    people = (roll_person(BY_NAME[name], Dice(seed), Wishes()) for seed in SEEDS)
    return {replace(person.look, **changes) for person in people}


def of_material(codes, material):
    """Where the material is seen, its lines left out."""
    tone = (codes - FIRST) % TONES
    return (codes >= FIRST) & ((codes - FIRST) // TONES == material) & (tone > 0)


@pytest.mark.parametrize("name", BY_NAME)
def test_from_either_side_an_eye_is_seen_beside_skin_or_in_a_visor(name):
    for look, beard, facing in product(looks_of(name, height=0), (False, True), ("left", "right")):
        look = replace(look, beard=beard and not look.mask)
        face = view_codes(look, facing, STANDING)[6:9]
        if look.hat == "helmet":
            assert (face == WHITE).any()
            continue
        skin = of_material(face, SKIN)
        beside = np.zeros_like(skin)
        beside[:, 1:-1] = skin[:, :-2] & skin[:, 2:]
        assert np.count_nonzero((face == INK) & beside) >= 2, (look, facing)


@pytest.mark.parametrize("name", BY_NAME)
def test_no_face_is_seen_from_behind(name):
    for look in looks_of(name, height=0, held=NONE):
        head = view_codes(look, "back", STANDING)[HEAD_ROWS]
        assert not of_material(head, SKIN).any(), look
        assert not (head == WHITE).any()


@pytest.mark.parametrize("hat", ["hood", "helmet", "open-helmet"])
def test_a_covered_head_is_even_from_behind_and_a_line_parts_it_from_the_shoulders(hat):
    name = "knight" if "helmet" in hat else "ranger"
    for look in looks_of(name, height=0, hat=hat, hair=NONE, held=NONE, offhand=NONE):
        back = view_codes(look, "back", STANDING)
        head = back[HEAD_ROWS] > 0
        assert np.array_equal(head, head[:, ::-1])
        neck = back[9, 5:11]
        assert ((neck > 0) & ((neck - FIRST) % TONES == 0)).all()
        # Both hands are beside the body, also beside a cape.
        assert of_material(back[10:14], SKIN)[:, [3, 12]].any(axis=0).all()


def test_a_helm_is_whole_and_even():
    for look in looks_of("knight", height=0, hat="helmet", held=NONE, offhand=NONE, cape=False):
        front = view_codes(look, "front", STANDING)[HEAD_ROWS]
        assert np.array_equal(front > 0, front[:, ::-1] > 0)
        for facing in FACINGS:
            assert not of_material(view_codes(look, facing, STANDING)[HEAD_ROWS], SKIN).any()


@pytest.mark.parametrize("name", BY_NAME)
def test_a_step_moves_the_lower_third_whatever_is_held(name):
    for look, facing in product(looks_of(name), FACINGS):
        frames = [
            view_codes(look, facing, frame)[LOWER_THIRD]
            for frame in (STANDING, LEFT_FOOT, RIGHT_FOOT)
        ]
        for one, other in combinations(frames, 2):
            assert np.count_nonzero(one != other) >= LEAST_MOVED, (look, facing)


@pytest.mark.parametrize("name", ["bard", "knight", "peasant"])
def test_what_is_held_leaves_chest_and_boots_to_be_seen_from_the_side(name):
    for look, facing in product(looks_of(name, height=0), ("left", "right")):
        codes = view_codes(look, facing, STANDING)
        assert np.count_nonzero(of_material(codes[9:14], SHIRT)) >= 5, look
        assert np.count_nonzero(of_material(codes[13:15], LEATHER)) >= 4, look
        assert of_material(codes[10:14], SKIN).any(), look


def test_a_quiver_and_its_arrows_are_seen_on_the_back():
    for look in looks_of("ranger", height=0):
        without = view_codes(replace(look, offhand=NONE), "back", STANDING)
        changed = view_codes(look, "back", STANDING) != without
        assert np.count_nonzero(changed[9:14, 5:12]) >= 12
