import numpy as np

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.walk.meters import Meters, view_likeness
from sprite_studio.ui.cast.meter_lines import LIKE, lines_of


def test_what_an_eye_would_object_to_is_said_in_words_and_figures():
    bad = Meters(2, 2, 0.25, ("left stand-a",), 18, "up", 0.1)
    lines = lines_of(bad, 18)
    assert not any(line.is_well for line in lines)
    assert [line.text for line in lines] == [
        "Feet 2 pixels apart",
        "Head moves 2 pixels, 25% of the upper half changes: it flickers",
        "Nothing moves: Left from Stand to Step a",
        "18 colours of 16",
        "Least alike: Back, 10%",
    ]


def test_a_good_character_has_nothing_to_mend():
    lines = lines_of(Meters(0, 1, 0.05, (), 12, "left", 0.6), 12)
    assert all(line.is_well for line in lines)
    assert lines[0].text == "Feet on one line"
    assert lines_of(Meters(1, 1, 0.05, (), 12, "left", 0.6), 12)[0].is_well, "a bob"
    assert lines[1].text == "Head moves 1 pixel, 5% of the upper half changes"


def test_beside_more_colours_stand_those_that_are_asked_for():
    lines = lines_of(Meters(0, 1, 0.05, (), 14, "left", 0.6), 12)
    assert lines[3].is_well
    assert lines[3].text == "14 colours of 16; 12 are asked for"


def test_a_view_of_somebody_else_is_told_from_one_s_own():
    people = [walking_character(seed).frames for seed in range(60)]
    rng = np.random.default_rng(0)
    mixed = [one.copy() for one in people]
    for one, other in zip(mixed, people[1:] + people[:1], strict=True):
        view = rng.integers(4)
        one[view] = other[view]
    well = [sum(min(view_likeness(one)) >= LIKE for one in some) for some in (people, mixed)]
    assert well[0] >= 57
    assert well[1] <= 12


def test_where_nothing_moves_two_changes_are_named_and_the_rest_counted():
    still = ("left stand-a", "left a-b", "up stand-a", "up a-b")
    text = lines_of(Meters(0, 1, 0.05, still, 12, "left", 0.6), 12)[2].text
    assert text == (
        "Nothing moves: Left from Stand to Step a, Left from Step a to Step b and 2 more"
    )
