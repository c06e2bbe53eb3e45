"""Figures: whole within their cell, feet below the cloth, hair below the hat."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from sprite_studio.art.forge.canvas import Codes
from sprite_studio.art.forge.dice import Dice
from sprite_studio.art.forge.drawings.clothes import CLOTHES
from sprite_studio.art.forge.drawings.hats import HATS
from sprite_studio.art.forge.drawings.heads import HAIR, LOW_HAIR
from sprite_studio.art.forge.drawings.held import BEFORE_THE_BODY, HELD, LOW_THINGS
from sprite_studio.art.forge.figure import (
    FACINGS,
    LEFT_FOOT,
    NONE,
    RIGHT_FOOT,
    STANDING,
    Look,
    _without_holes,
    view_codes,
)
from sprite_studio.art.forge.people import roll_person
from sprite_studio.art.forge.professions import PROFESSIONS
from sprite_studio.art.forge.template import FIRST, INK, TONES, template
from sprite_studio.art.forge.wear import HAIR as HAIR_MATERIAL
from sprite_studio.art.forge.wear import HAT, LEATHER, METAL, SKIN, TRIM, TROUSERS
from sprite_studio.art.forge.wishes import Wishes

STEPS = (LEFT_FOOT, RIGHT_FOOT)
FRAMES = (STANDING, *STEPS)
VIEWS = tuple(product(FACINGS, FRAMES))

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
        for height, view in product((0, 1), VIEWS):
            found = materials(view_codes(replace(look, height=height), *view))
            # What reaches the edge has lost its line there, or more.
            edge = np.concatenate([found[0], found[-1], found[:, 0], found[:, -1]])
            assert (edge == -1).all(), (look, height, view)


@pytest.mark.parametrize("clothes", CLOTHES)
def test_feet_stand_below_all_cloth(clothes):
    for height, cape, view in product((0, 1), (False, True), VIEWS):
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


@pytest.mark.parametrize("held", [name for name in HELD if name not in BEFORE_THE_BODY])
def test_a_hand_holds_the_handle(held):
    thing = HELD[held]
    for facing, height, lift in product(("front", "right"), (0, 1), (0, 1)):
        lift *= held not in LOW_THINGS
        look = replace(PLAIN, held=held, height=height, lift=lift)
        skin = materials(view_codes(look, facing, STANDING)) == SKIN
        top = thing.top - lift - height
        rows = thing.grid.strip("\n").count("\n") + 1
        assert skin[top : top + rows, thing.left :].any(), (facing, height, lift)


@pytest.mark.parametrize("profession", PROFESSIONS, ids=lambda profession: profession.name)
def test_all_above_the_hem_sinks_by_a_pixel_in_every_step(profession):
    for seed, facing in product(range(8), FACINGS):
        look = roll_person(profession, Dice(seed), Wishes()).look
        heads = [view_codes(look, facing, frame)[:9] for frame in FRAMES]
        for head in heads[1:]:
            assert np.array_equal(head[1:8] > 0, heads[0][:7] > 0), (look, facing)


@pytest.mark.parametrize("clothes", CLOTHES)
def test_trousers_do_not_come_and_go_in_a_walk(clothes):
    for height, facing in product((0, 1), FACINGS):
        look = replace(PLAIN, clothes=clothes, height=height)
        found = [materials(view_codes(look, facing, frame)) for frame in FRAMES]
        assert len({(view == TROUSERS).any() for view in found}) == 1, (height, facing)


@pytest.mark.parametrize("held", [name for name in HELD if name not in BEFORE_THE_BODY])
def test_from_behind_what_is_held_is_whole(held):
    handle = HELD[held]
    shown = np.count_nonzero(template(handle.grid).codes)
    for frame, hair in product(FRAMES, ("long", "curly")):
        view = view_codes(replace(PLAIN, held=held, hair=hair), "back", frame)
        without = view_codes(replace(PLAIN, held=NONE, hair=hair), "back", frame)
        left = view[:, : 16 - handle.left]
        assert np.count_nonzero(materials(left) >= 0) >= shown - 1, (frame, hair)
        assert not np.array_equal(view, without)


@pytest.mark.parametrize("held", sorted(BEFORE_THE_BODY))
def test_a_hand_lies_on_what_is_held_before_the_chest(held):
    thing = HELD[held]
    for facing, height in product(("front", "right"), (0, 1)):
        look = replace(PLAIN, held=held, height=height)
        found = materials(view_codes(look, facing, STANDING))
        rows = slice(thing.top - height, 15)
        assert (found[rows, thing.left : thing.left + 2] == SKIN).sum() >= 2, (facing, height)


@pytest.mark.parametrize("hair", HAIR)
def test_from_behind_hair_is_no_broader_than_the_head(hair):
    columns = np.flatnonzero(
        (materials(view_codes(replace(PLAIN, hair=hair), "back", STANDING)) == HAIR_MATERIAL).any(
            axis=0
        )
    )
    spikes = hair == "spiky"
    assert columns[0] >= 3 - spikes
    assert columns[-1] <= 12 + spikes


@pytest.mark.parametrize("clothes", [name for name, worn in CLOTHES.items() if not worn.shows_legs])
@pytest.mark.parametrize("facing", ["front", "back"])
def test_a_long_hem_swings_with_the_foot(clothes, facing):
    hems = [materials(view_codes(replace(PLAIN, clothes=clothes), facing, f))[13] for f in FRAMES]
    spans = [(np.flatnonzero(hem >= 0)[0], np.flatnonzero(hem >= 0)[-1]) for hem in hems]
    (left, right), *steps = spans
    assert {(a - left, b - right) for a, b in steps} == {(-1, 0), (0, 1)}


@pytest.mark.parametrize("clothes", [name for name, worn in CLOTHES.items() if not worn.shows_legs])
@pytest.mark.parametrize("facing", FACINGS)
def test_a_shoe_steps_from_under_a_hem_at_either_side(clothes, facing):
    """A line parts it from the cloth, so that it is seen in whatever colour."""
    at = []
    for frame in STEPS:
        view = view_codes(replace(PLAIN, clothes=clothes), facing, frame)
        shoe = np.flatnonzero(materials(view)[13] == LEATHER)
        beside = view[13, [shoe[0] - 1, shoe[-1] + 1]]
        assert ((beside < FIRST) | ((beside - FIRST) % TONES == 0)).all()
        at.append(shoe.mean())
    assert abs(at[0] - at[1]) >= 4


@pytest.mark.parametrize("clothes", [name for name, worn in CLOTHES.items() if not worn.shows_legs])
@pytest.mark.parametrize("facing", FACINGS)
def test_a_boot_that_steps_from_under_a_hem_parts_it(clothes, facing):
    look = replace(PLAIN, clothes=clothes)
    hem = [np.count_nonzero(materials(view_codes(look, facing, f))[13] == LEATHER) for f in FRAMES]
    assert hem == [0, 2, 2]


@pytest.mark.parametrize("hair", HAIR)
def test_from_behind_hair_has_strands_at_the_nape(hair):
    """Pale and of one shade it would be a face without eyes."""
    nape = view_codes(replace(PLAIN, hair=hair), "back", STANDING)[7:9]
    left, here, right = nape[:, :-2], nape[:, 1:-1], nape[:, 2:]
    hair_on_both_sides = (materials(nape) == HAIR_MATERIAL)[:, :-2] & (
        materials(nape) == HAIR_MATERIAL
    )[:, 2:]
    strands = hair_on_both_sides & (here != left) & (here != right)
    assert np.count_nonzero(strands) >= 2


def test_one_or_two_closed_pixels_are_filled_and_no_more():
    codes = np.full((16, 16), 9, np.int8)
    codes[2, 5] = codes[10, 3] = codes[12, 7] = codes[12, 8] = codes[10, 10:13] = 0
    codes[14:, 2] = codes[12, 15] = 0  # open at the edge
    filled = _without_holes(codes.copy(), 8)
    assert {tuple(at) for at in np.argwhere(filled != codes)} == {(10, 3), (12, 7), (12, 8)}


def test_the_ground_between_the_feet_is_clear():
    codes = view_codes(PLAIN, "front", STANDING)
    assert codes[15].any()
    assert not codes[15, 7:9].any()


@pytest.mark.parametrize("profession", PROFESSIONS, ids=lambda profession: profession.name)
def test_no_pixel_between_an_arm_and_the_body_is_seen_through(profession):
    for seed in range(20):
        look = roll_person(profession, Dice(seed), Wishes()).look
        for view in VIEWS:
            empty = np.pad(view_codes(look, *view) == 0, 1, constant_values=True)
            inner = empty[9 + 1 : -1, 1:-1]
            beside = (empty[9:-2, 1:-1], empty[11:, 1:-1], empty[10:-1, :-2], empty[10:-1, 2:])
            assert not (inner & ~np.any(beside, axis=0)).any(), (look, view)


def test_a_closed_helm_has_slit_and_crest_from_the_side_as_from_the_front():
    for facing in ("front", "left", "right"):
        view = view_codes(replace(PLAIN, hat="helmet", hair=NONE), facing, STANDING)
        assert (view[6:8, 3:13] == INK).sum() >= 5, facing
        assert (materials(view)[:5] == TRIM).sum() >= 5, facing


def test_a_beard_is_of_two_rows_and_leaves_the_mouth():
    bald = replace(PLAIN, hair=NONE, beard=True)
    beard = materials(view_codes(bald, "front", STANDING)) == HAIR_MATERIAL
    assert np.flatnonzero(beard.any(axis=1)).tolist() == [8, 9]
    mouth = view_codes(bald, "front", STANDING)[8, 7:9]
    assert (mouth == INK).all()


def test_who_wears_a_cape_shows_its_collar_in_front():
    for clothes in CLOTHES:
        found = materials(view_codes(replace(PLAIN, clothes=clothes, cape=True), "front", STANDING))
        assert (found[10, 3:7] == HAT).sum() >= 3, clothes
        assert (found[10, 9:13] == HAT).sum() >= 3, clothes


def test_a_lute_has_a_pale_face_with_a_hole_and_only_its_neck_is_seen_from_behind():
    for facing in ("front", "left", "right"):
        view = view_codes(replace(PLAIN, held="lute"), facing, STANDING)
        face = np.argwhere(materials(view) == METAL)
        (top, left), (bottom, right) = face.min(axis=0), face.max(axis=0)
        assert (view[top + 1 : bottom + 1, left + 1 : right] == INK).sum() >= 1, facing
        assert len(face) >= 8, facing
    found = materials(view_codes(replace(PLAIN, held="lute"), "back", STANDING))
    assert not (found == METAL).any()
    assert (found[5:10, :3] == LEATHER).sum() >= 3


def test_an_axe_has_a_blade_on_either_side_of_its_handle():
    found = materials(view_codes(replace(PLAIN, held="axe"), "front", STANDING))
    blade = (found[4:7, 12:15] == METAL).sum(axis=0)
    assert blade.tolist() == [3, 1, 3]
