from random import Random

import pytest

from sprite_studio.music.moods import MOOD_RULES
from sprite_studio.music.plan import BEATS_A_MINUTE, FORMS, LETTERS, make_plan
from sprite_studio.music.words import MOODS, VOCABULARY

PLANS = [make_plan({mood: 1.0}, Random(seed)) for mood in MOODS for seed in range(40)]


def test_every_mood_has_rules():
    assert tuple(MOOD_RULES) == MOODS


@pytest.mark.parametrize("scale", FORMS)
def test_a_letter_has_one_chord_and_every_form_eight_bars(scale):
    for letters, degrees in FORMS[scale]:
        assert len(letters) == len(degrees) == 8
        pairs = set(zip(letters, degrees, strict=True))
        assert len(pairs) == len(set(letters))
        assert letters[0] == "A"


def test_pictures_are_lettered_in_order_and_told_known_words():
    for plan in PLANS:
        assert sorted(set(plan.form)) == list(LETTERS[: len(plan.degrees)])
        told = plan.bar_words()
        assert {word for words in told for word in words} <= set(VOCABULARY)
        assert [words[3] for words in told].count("place:open") == 1
        assert [words[3] for words in told].count("place:close") == 1
        half = LETTERS.index(plan.form[3])
        assert told[half][3] == "place:half"
        assert plan.form[-1] == LETTERS[len(told) - 1], "the last picture closes the loop"


def test_tempo_is_that_of_the_pace():
    for plan in PLANS:
        slowest, fastest = BEATS_A_MINUTE[plan.pace]
        assert slowest <= plan.bpm <= fastest


def test_what_is_said_is_done_and_the_rest_goes_with_the_mood():
    said = [make_plan({"battle": 1.0, "major": 1.0, "slow": 1.0}, Random(i)) for i in range(20)]
    assert {(plan.scale, plan.pace) for plan in said} == {("major", "slow")}
    minor = [make_plan({"battle": 1.0}, Random(i)).scale for i in range(200)].count("minor")
    assert 0.75 < minor / 200 < 0.95
    louder = {"battle": 0.4, "victory": 0.6}
    assert [make_plan(louder, Random(i)).scale for i in range(50)].count("minor") < 10


def test_what_is_turned_away_from_does_not_come():
    away = [make_plan({"battle": 1.0, "minor": -1.0, "fast": -1.0}, Random(i)) for i in range(50)]
    assert {plan.scale for plan in away} == {"major"}
    assert "fast" not in {plan.pace for plan in away}


def test_the_same_seed_plans_the_same():
    assert make_plan({"night": 1.0}, Random(5)) == make_plan({"night": 1.0}, Random(5))
