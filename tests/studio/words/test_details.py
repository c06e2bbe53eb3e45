import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprite_studio.art.forge import forge, vocabulary
from sprite_studio.studio.words.details import told_details

FORGE = {"style:forge": 1.0}
KNIGHT = {"hero": 1.0, "kind:knight": 1.0, **FORGE}
KNOWN = frozenset(vocabulary())


def slots(told) -> list[str]:
    return sorted(word.partition(":")[0] for word in told)


@pytest.mark.parametrize("category", ["hero", "side-facing"])
def test_a_person_is_dressed_as_the_forge_could_have_dressed_it(category):
    for seed in range(40):
        mix = {category: 1.0, "kind:knight": 1.0, **FORGE}
        told = told_details(mix, KNOWN, seed)
        assert set(told.values()) == {1.0}
        words = {category, "kind:knight", *told}
        assert words <= set(forge(seed, sorted(words)).words)


def test_a_seed_wears_the_same_whatever_the_batch_and_seeds_differ():
    assert told_details(KNIGHT, KNOWN, 3) == told_details(KNIGHT, KNOWN, 3)
    assert len({tuple(told_details(KNIGHT, KNOWN, seed)) for seed in range(40)}) > 10


def test_what_the_words_say_comes_true_and_is_not_told_twice():
    mix = {**KNIGHT, "hat:open-helmet": 1.0, "shirt-colour:blue": 1.0}
    for seed in range(20):
        told = told_details(mix, KNOWN, seed)
        assert not {"hat", "shirt-colour", "kind"} & set(slots(told))
        assert "hat-colour" in slots(told)


def test_hair_is_left_open_where_the_words_colour_the_clothes():
    plain = {"hero": 1.0, "kind:archer": 1.0, **FORGE}
    assert any("hair-colour" in slots(told_details(plain, KNOWN, seed)) for seed in range(5))
    for seed in range(20):
        told = slots(told_details({**plain, "shirt-colour:red": 1.0}, KNOWN, seed))
        assert {"hat", "clothes", "held"} <= set(told)
        assert not {"hair", "hair-colour"} & set(told)


def test_where_nobody_is_of_a_colour_from_head_to_foot_the_shirt_is():
    told = told_details({**KNIGHT, "colour:blue": 1.0}, KNOWN, 5)
    assert told["shirt-colour:blue"] == 1


def test_the_model_is_told_what_it_knows():
    assert set(told_details(KNIGHT, {"held:sword", "held:axe", "held:mace"}, 3)) <= {
        "held:sword",
        "held:axe",
        "held:mace",
    }


def test_only_people_in_the_forges_style_are_dressed():
    assert not told_details({"food": 1.0, "kind:bread": 1.0, **FORGE}, KNOWN, 1)
    assert not told_details({"hero": 1.0, "kind:knight": 1.0, "style:other": 1.0}, KNOWN, 1)
    assert not told_details({"hero": -1.0, **FORGE}, KNOWN, 1)


def test_nobody_is_dressed_whose_words_the_forge_does_not_know_or_that_contradict():
    assert not told_details({**KNIGHT, "my-hero": 1.0}, KNOWN, 1)
    assert not told_details({**KNIGHT, "kind:mage": 1.0}, KNOWN, 1)
    assert not told_details({**KNIGHT, "hat:straw": 1.0}, KNOWN, 1)


def test_clothes_fade_as_another_category_joins():
    mixed = told_details({**KNIGHT, "food": 1.0}, KNOWN, 1)
    assert set(mixed.values()) == {0.5**4}


@given(st.floats(0, 1), st.integers(0, 50))
def test_nothing_jumps_while_a_word_is_turned_up(weight, seed):
    near = min(1.0, weight + 0.01)
    one, other = (
        told_details({"hero": 1.0, "kind:knight": w, **FORGE}, KNOWN, seed) for w in (weight, near)
    )
    for word in {*one, *other}:
        assert abs(one.get(word, 0.0) - other.get(word, 0.0)) < 0.025
