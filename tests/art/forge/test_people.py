"""People: dressed by profession, recognisable from every side."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from sprite_studio.art.forge.canvas import MOST_COLOURS, paint
from sprite_studio.art.forge.dice import Dice
from sprite_studio.art.forge.drawings.clothes import CLOTHES
from sprite_studio.art.forge.drawings.hats import HATS
from sprite_studio.art.forge.drawings.heads import HAIR
from sprite_studio.art.forge.drawings.held import BLADES, HELD, OFFHAND, STEEL_TOOLS
from sprite_studio.art.forge.figure import (
    FACINGS,
    LEFT_FOOT,
    NONE,
    RIGHT_FOOT,
    STANDING,
    view_codes,
)
from sprite_studio.art.forge.people import (
    _APART,
    _CLEARLY_APART,
    _LIGHTER,
    _apart,
    _clear_skins,
    _light,
    roll_person,
    slots_of,
)
from sprite_studio.art.forge.professions import PROFESSIONS
from sprite_studio.art.forge.ramp_names import colour_of_ramp
from sprite_studio.art.forge.ramps import INK as INK_COLOUR
from sprite_studio.art.forge.ramps import RAMPS
from sprite_studio.art.forge.template import FIRST, INK, TONES
from sprite_studio.art.forge.wear import HAIR as HAIR_MATERIAL
from sprite_studio.art.forge.wear import HAT, LEATHER, METAL, SHIRT, SKIN
from sprite_studio.art.forge.wishes import Wishes

BY_NAME = {profession.name: profession for profession in PROFESSIONS}


def test_there_are_at_least_ten_professions():
    assert len(BY_NAME) == len(PROFESSIONS) >= 10


@pytest.mark.parametrize("name", BY_NAME)
def test_a_profession_names_only_what_can_be_drawn(name):
    profession = BY_NAME[name]
    assert set(profession.hats) <= {*HATS, NONE}
    assert set(profession.hair) <= set(HAIR)
    assert set(profession.clothes) <= set(CLOTHES)
    assert set(profession.held) <= {*HELD, NONE}
    assert set(profession.offhand) <= {*OFFHAND, NONE}
    ramps = (
        profession.hat_ramps
        + profession.shirt_ramps
        + profession.trim_ramps
        + profession.hair_ramps
    )
    assert set(ramps) <= set(RAMPS)


def test_everything_that_can_be_worn_is_worn_by_somebody():
    assert {hat for p in PROFESSIONS for hat in p.hats} >= set(HATS)
    assert {hair for p in PROFESSIONS for hair in p.hair} >= set(HAIR)
    assert {held for p in PROFESSIONS for held in p.held} >= set(HELD)
    assert {clothes for p in PROFESSIONS for clothes in p.clothes} >= set(CLOTHES)


@pytest.mark.parametrize("name", BY_NAME)
def test_every_slot_value_can_be_had(name):
    profession = BY_NAME[name]
    for slot, values in slots_of(profession, "hero").items():
        if slot in ("category", "kind", "facing", "pose", "colour"):
            continue
        for value in values:
            person = roll_person(profession, Dice(3), Wishes({slot: value}))
            assert f"{slot}:{value}" in person.words


@pytest.mark.parametrize("name", BY_NAME)
def test_views_and_frames_differ(name):
    for seed in range(3):
        person = roll_person(BY_NAME[name], Dice(seed), Wishes())
        for facing in FACINGS:
            frames = [person.draw(facing, frame) for frame in (STANDING, LEFT_FOOT, RIGHT_FOOT)]
            assert len({frame.tobytes() for frame in frames}) == 3
        assert len({person.draw(facing, STANDING).tobytes() for facing in FACINGS}) == 4


@pytest.mark.parametrize("name", BY_NAME)
def test_facing_left_is_facing_right_turned(name):
    person = roll_person(BY_NAME[name], Dice(8), Wishes())
    left, right = person.draw("left", LEFT_FOOT), person.draw("right", LEFT_FOOT)
    assert ((left > 0) == (right > 0)[:, ::-1]).all()


def test_all_views_together_keep_to_twelve_colours():
    views = [(facing, frame) for facing in FACINGS for frame in range(3)]
    for seed in range(20):
        person = roll_person(PROFESSIONS[seed % len(PROFESSIONS)], Dice(seed), Wishes())
        codes = np.stack(person.draw_all(views))
        assert len(np.unique(codes[codes > 0])) <= MOST_COLOURS


def test_the_face_stands_out_from_the_hair():
    for seed in range(60):
        person = roll_person(BY_NAME["bard"], Dice(seed), Wishes())
        skin, hair = person.ramps[SKIN][2], person.ramps[HAIR_MATERIAL][2]
        assert _apart(skin, hair) >= 110
        assert abs(_light(skin) - _light(hair)) >= _LIGHTER


@pytest.mark.parametrize("name", BY_NAME)
def test_for_every_hair_and_hood_there_is_a_skin_that_stands_out(name):
    profession = BY_NAME[name]
    for colour in {*profession.hair_ramps, *profession.hat_ramps}:
        for frame, shirt in product(RAMPS[colour], (RAMPS["white"][0], RAMPS["brown"][0])):
            assert _clear_skins(frame, shirt)


def test_a_crown_stands_out_from_the_hair():
    for name, seed in product(("king", "queen"), range(40)):
        ramps = roll_person(BY_NAME[name], Dice(seed), Wishes()).ramps
        assert _apart(ramps[HAT][2], ramps[HAIR_MATERIAL][2]) >= 110


@pytest.mark.parametrize("name", BY_NAME)
def test_from_the_side_a_nose_stands_out_before_the_face(name):
    for held in BY_NAME[name].held:
        person = roll_person(BY_NAME[name], Dice(4), Wishes())
        hat = NONE if person.hat == "helmet" else person.hat
        look = replace(person.look, height=0, hat=hat, held=held)
        codes = view_codes(look, "right", STANDING)
        skin = (codes - FIRST) // TONES == SKIN
        lit = skin & (codes >= FIRST) & ((codes - FIRST) % TONES > 0)
        nose = np.flatnonzero(lit[7]).max()
        assert lit[6, nose - 1]
        assert not lit[[5, 6, 8], nose].any()
        # A line or nothing lies before it, and only then what is held.
        assert codes[7, nose + 1] < FIRST or (codes[7, nose + 1] - FIRST) % TONES == 0


def test_a_line_parts_the_head_from_the_body():
    for name, facing in product(BY_NAME, ("front", "right")):
        person = roll_person(BY_NAME[name], Dice(1), Wishes())
        look = replace(
            person.look, height=0, hat=NONE, hair=NONE, beard=False, mask=False, held=NONE
        )
        below = view_codes(look, facing, STANDING)[9, 6:9]
        assert ((below - FIRST) % TONES == 0).all()


@pytest.mark.parametrize("name", ["bard", "peasant", "ranger", "smith"])
def test_what_is_held_stands_out_from_what_is_behind_it(name):
    for seed in range(60):
        ramps = roll_person(BY_NAME[name], Dice(seed), Wishes()).ramps
        assert _apart(ramps[LEATHER][2], ramps[SKIN][2]) >= _APART
        assert _apart(ramps[LEATHER][2], ramps[SHIRT][2]) >= _APART


def test_a_lute_is_paler_than_the_shirt_and_its_own_rim():
    for seed in range(200):
        ramps = roll_person(BY_NAME["bard"], Dice(seed), Wishes()).ramps
        face = _light(ramps[METAL][2])
        assert face - _light(ramps[SHIRT][2]) >= _LIGHTER
        assert face - _light(ramps[LEATHER][2]) >= _LIGHTER


def test_tools_are_of_light_steel():
    for name in ("peasant", "smith"):
        for seed in range(80):
            person = roll_person(BY_NAME[name], Dice(seed), Wishes())
            if person.held in STEEL_TOOLS:
                assert _light(person.ramps[METAL][2]) >= 190


@pytest.mark.parametrize("name", BY_NAME)
def test_the_torso_has_one_colour_from_the_front_and_behind(name):
    for seed in range(40):
        person = roll_person(BY_NAME[name], Dice(seed), Wishes())
        look = replace(
            person.look, height=0, held=NONE, offhand=NONE, hair=NONE, beard=False, cape=False
        )
        means = []
        for facing in ("front", "back"):
            codes = view_codes(look, facing, STANDING)
            filled = (codes >= FIRST) & ((codes - FIRST) % TONES > 0)
            filled[:10] = filled[13:] = filled[:, :4] = filled[:, 12:] = False
            pixels = paint(codes, dict(enumerate(person.ramps)))
            means.append(pixels[filled].mean(axis=0)[:3])
        assert np.abs(means[0] - means[1]).sum() <= 100, (seed, means)


def test_a_ranger_has_bow_and_quiver_and_a_knight_a_helm_of_metal():
    for seed in range(40):
        ranger = roll_person(BY_NAME["ranger"], Dice(seed), Wishes())
        assert (ranger.hat, ranger.held, ranger.offhand) == ("hood", "bow", "quiver")
        knight = roll_person(BY_NAME["knight"], Dice(seed), Wishes())
        assert knight.ramps[HAT] in (*RAMPS["steel"], *RAMPS["gold"])
        assert not knight.shows_hair


def test_a_held_thing_leaves_the_eyes_free():
    for name in BY_NAME:
        for held in (held for held in BY_NAME[name].held if held != NONE):
            person = roll_person(BY_NAME[name], Dice(2), Wishes({"held": held}))
            for facing, lift in product(("front", "right"), (0, 1)):
                # A visor's slit is ink as well.
                hat = NONE if person.hat == "helmet" else person.hat
                look = replace(person.look, height=0, lift=lift, hat=hat)
                with_it = view_codes(look, facing, STANDING)[6:8]
                without = view_codes(replace(look, held=NONE), facing, STANDING)[6:8]
                assert np.sum(with_it == INK) >= np.sum(without == INK), (name, held, facing)


def test_eyes_are_seen_from_the_front_and_not_from_behind():
    for seed in range(5):
        queen = roll_person(BY_NAME["queen"], Dice(seed), Wishes())
        look = replace(queen.look, height=0, held=NONE)
        eyes = (slice(6, 8), [5, 10])
        assert (view_codes(look, "front", STANDING)[eyes] == INK).all()
        assert (view_codes(look, "back", STANDING)[eyes] != INK).all()


def test_shirt_colour_is_on_the_body():
    for seed in range(10):
        person = roll_person(BY_NAME["bard"], Dice(seed), Wishes({"shirt-colour": "teal"}))
        pixels = paint(person.draw("front", STANDING), dict(enumerate(person.ramps)))
        base = person.ramps[SHIRT][2]
        rgb = [base >> 16, base >> 8 & 255, base & 255]
        assert (pixels[9:, :, :3] == rgb).all(axis=-1).any()


def test_wishes_that_exclude_each_other_are_refused():
    with pytest.raises(ValueError, match="contradict"):
        roll_person(BY_NAME["ranger"], Dice(1), Wishes({"hat": "hood", "hair": "short"}))
    with pytest.raises(ValueError, match="hat:crown does not go"):
        roll_person(BY_NAME["knight"], Dice(1), Wishes({"hat": "crown"}))
    with pytest.raises(ValueError, match="pink"):
        roll_person(BY_NAME["knight"], Dice(1), Wishes({"hat-colour": "pink"}))


@pytest.mark.parametrize("name", BY_NAME)
def test_hair_stands_out_from_cloth_and_from_what_is_held(name):
    for seed in range(60):
        person = roll_person(BY_NAME[name], Dice(seed), Wishes())
        ramps = person.ramps
        hair = ramps[HAIR_MATERIAL][2]
        if not (person.shows_hair or person.beard):
            continue
        assert _apart(hair, ramps[SHIRT][2]) >= _CLEARLY_APART
        assert _apart(hair, ramps[METAL][2]) >= _CLEARLY_APART
        assert person.hat == NONE or _apart(hair, ramps[HAT][2]) >= _CLEARLY_APART


@pytest.mark.parametrize("name", BY_NAME)
def test_nobody_is_of_one_colour_from_hat_to_feet_unasked(name):
    for seed in range(60):
        person = roll_person(BY_NAME[name], Dice(seed), Wishes())
        hat, shirt = person.ramps[HAT][2], person.ramps[SHIRT][2]
        assert person.hat == NONE or _apart(hat, shirt) >= _CLEARLY_APART


def test_eyes_stand_out_from_every_skin():
    assert all(_light(skin[2]) - _light(INK_COLOUR) >= _LIGHTER for skin in RAMPS["skin"])


@pytest.mark.parametrize("name", BY_NAME)
def test_hair_and_hats_are_as_dark_as_the_lines_only_where_it_is_asked_for(name):
    profession = BY_NAME[name]
    slots = slots_of(profession, "hero")
    for slot, material in (("hair-colour", HAIR_MATERIAL), ("hat-colour", HAT)):
        found = [roll_person(profession, Dice(seed), Wishes()) for seed in range(60)]
        assert not [one for one in found if colour_of_ramp(one.ramps[material]) == "black"]
        if "black" in slots.get(slot, ()):
            asked = roll_person(profession, Dice(0), Wishes({slot: "black"}))
            assert colour_of_ramp(asked.ramps[material]) == "black"


@pytest.mark.parametrize("name", BY_NAME)
def test_a_blade_is_never_of_gold_and_a_shield_never_hangs_before_a_cape(name):
    for seed in range(80):
        one = roll_person(BY_NAME[name], Dice(seed), Wishes())
        assert one.held not in BLADES or one.ramps[METAL] in (*RAMPS["steel"], *RAMPS["glass"])
        assert not (one.cape and one.offhand == "shield")
