from itertools import combinations, product

import numpy as np
import pytest

from sprite_studio.art.forge.characters import character_sheet
from sprite_studio.art.forge.drawings.clothes import CLOTHES
from sprite_studio.art.forge.professions import PROFESSIONS
from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.walk.meters import differing, measure


def test_a_character_is_the_sheet_of_its_seed_standing_first():
    sheet, one = character_sheet(5), walking_character(5)
    assert np.array_equal(one.frames[0, 0], sheet.down[1].pixels)
    assert np.array_equal(one.frames[2, 1], sheet.right[0].pixels)
    assert np.array_equal(one.frames[3, 2], sheet.up[2].pixels)
    assert {"hero", "style:forge", *sheet.words} <= set(one.words)
    assert one.subject == "forge/5"


def test_words_are_obeyed_or_refused():
    assert "hat-colour:red" in walking_character(1, ["hat-colour:red"]).words
    with pytest.raises(ValueError, match="every side"):
        walking_character(1, ["facing:left"])


def test_their_steps_are_seen_and_their_heads_hold_still():
    found = [measure(walking_character(seed).frames) for seed in range(150)]
    assert all(one.walks for one in found)
    assert all(one.holds_still for one in found)


LONG = [
    (person.name, clothes)
    for person in PROFESSIONS
    for clothes in sorted(set(person.clothes))
    if not CLOTHES[clothes].shows_legs
]


@pytest.mark.parametrize(("kind", "clothes"), LONG)
def test_who_wears_a_long_hem_is_seen_to_step_from_every_side(kind, clothes):
    """By colours that clearly differ below the hands."""
    for seed in range(20):
        frames = walking_character(seed, [f"kind:{kind}", f"clothes:{clothes}"]).frames
        for view, (one, other) in product(frames, combinations(range(3), 2)):
            assert differing(view[one, 12:], view[other, 12:], 0.12).sum() >= 10, seed
