from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprite_studio.art.forge import forge, vocabulary
from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.studio.words.kinds import told_kinds
from sprite_studio.studio.words.names import describe, kinds_of

FORGE = {"style:forge": 1.0}
FOOD = sorted(f"kind:{kind}" for kind in kinds_of("food"))[:9]
COUNTS = {
    "style:forge": dict.fromkeys(vocabulary(), 50),
    "style:swords": {"spell": 4, "kind:sword": 4},
    "style:food": {"food": 40, **dict.fromkeys(FOOD, 4)},
    "style:plain": {"hero": 9},
}
SEEDS = range(40)


def kinds(mix, style=FORGE, seeds: Iterable[int] = SEEDS) -> list[dict[str, float]]:
    return [told_kinds(mix, style, COUNTS, seed) for seed in seeds]


def shown(mix: dict[str, float], told: dict[str, float]) -> set[str]:
    return {word for word, weight in {**mix, **told}.items() if weight}


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_sprite_is_told_a_kind_that_the_forge_draws_in_its_category(category):
    told = kinds({category: 1.0})
    assert len({next(iter(one)) for one in told}) > 5
    for seed, one in zip(SEEDS, told, strict=True):
        ((kind, weight),) = one.items()
        assert weight == 1
        assert forge(seed, [category, kind]).category == category


def test_a_seed_is_told_the_same_kind_whatever_the_batch():
    assert kinds({"food": 1.0}) == kinds({"food": 1.0})
    assert kinds({"food": 1.0}, seeds=[7]) == kinds({"food": 1.0})[7:8]


def test_nothing_is_told_where_the_words_say_it_or_nothing():
    assert not any(kinds({"food": 1.0, "kind:bread": 1.0}))
    assert not any(kinds({}))
    assert not any(kinds({"colour:red": 1.0}))
    assert not any(kinds({"hero": -1.0}))
    assert not any(kinds({"food": 1.0}, style={}))


def test_other_words_leave_only_the_kinds_that_can_have_them():
    red = {next(iter(one)) for one in kinds({"food": 1.0, "colour:red": 1.0})}
    assert "kind:banana" not in red
    assert len(red) > 2
    dressed = kinds({"hero": 1.0, "hat-colour:purple": 1.0, "shirt-colour:grey": 1.0})
    for seed, one in zip(SEEDS, dressed, strict=True):
        words = ["hero", next(iter(one)), "hat-colour:purple", "shirt-colour:grey"]
        assert set(words) <= set(forge(seed, words).words)


def test_words_that_no_kind_has_leave_it_open():
    assert not any(kinds({"food": 1.0, "facing:left": 1.0}))
    assert not any(kinds({"food": 1.0, "mine": 1.0}))


def test_a_kind_that_is_turned_away_from_is_not_told():
    assert "kind:bread" in {next(iter(one)) for one in kinds({"food": 1.0}, seeds=range(200))}
    told = kinds({"food": 1.0, "kind:bread": -1.0}, seeds=range(200))
    assert "kind:bread" not in {next(iter(one)) for one in told}


def test_a_style_has_its_own_kinds_and_one_that_has_none_is_told_none():
    told = {next(iter(one)) for one in kinds({"food": 1.0}, {"style:food": 1.0}, range(200))}
    assert told == set(FOOD)
    assert not any(kinds({"hero": 1.0}, {"style:plain": 1.0}))


def test_a_style_with_few_kinds_borrows_the_forge_s():
    told = kinds({"spell": 1.0}, {"style:swords": 1.0})
    assert told == kinds({"spell": 1.0})
    assert len({next(iter(one)) for one in told}) > 5


def test_a_style_that_copies_is_lent_the_forge_s_kinds_that_it_was_not_shown():
    mix, style = {"food": 1.0}, {"style:food": 1.0}
    lent = [told_kinds(mix, style, COUNTS, s, {}, {"style:food": ("food",)}) for s in range(200)]
    told = {next(iter(one)) for one in lent}
    assert len(told) > 5
    assert not told & set(FOOD)
    other = [told_kinds(mix, style, COUNTS, s, {}, {"style:food": ("spell",)}) for s in range(200)]
    assert other == kinds(mix, style, range(200))


def test_a_user_s_own_style_may_have_any_kind():
    assert kinds({"food": 1.0}, {"style:mine": 1.0}) == kinds({"food": 1.0})


def test_a_style_in_the_mix_counts():
    told = kinds({"food": 1.0, "style:food": 1.0}, {})
    assert {next(iter(one)) for one in told} <= set(FOOD)


@given(st.floats(0, 1.5), st.floats(0, 1.5), st.floats(0, 1.5), st.integers(0, 100))
def test_nothing_jumps_when_a_slider_moves(hero, food, red, seed):
    """A step of a hundredth of a slider moves no weight by more than six times as much."""
    here = told_kinds({"hero": hero, "food": food, "colour:red": red}, FORGE, COUNTS, seed)
    for moved in ((0.01, 0, 0), (0, 0.01, 0), (0, 0, 0.01)):
        mix = {"hero": hero + moved[0], "food": food + moved[1], "colour:red": red + moved[2]}
        there = told_kinds(mix, FORGE, COUNTS, seed)
        apart = [abs(here.get(k, 0.0) - there.get(k, 0.0)) for k in {**here, **there}]
        assert max(apart, default=0.0) <= 0.06


def test_a_named_kind_of_some_weight_leaves_the_rest():
    (told,) = kinds({"food": 1.0, "kind:bread": 0.4}, seeds=[3])
    assert sum(told.values()) == pytest.approx(0.6)
    assert all(describe(word).group == "food" for word in told)


def test_what_the_model_draws_better_is_told_more_often():
    chances = {"spell": {"kind:sword": 0.25, "kind:bow": 0.0}, "food": {"kind:axe": 0.0}}
    told = [
        next(iter(told_kinds({"spell": 1.0}, FORGE, COUNTS, seed, chances))) for seed in range(2000)
    ]
    assert told.count("kind:sword") / told.count("kind:axe") == pytest.approx(0.25, abs=0.1)
    assert "kind:bow" not in told
    own = [told_kinds({"spell": 1.0}, {"style:mine": 1.0}, COUNTS, i, chances) for i in range(300)]
    assert "kind:bow" not in {next(iter(one)) for one in own}


def test_a_kind_fades_as_another_category_joins_its_own():
    alone, joined, half = (kinds({"food": 1.0, "hero": hero})[3] for hero in (0.0, 0.25, 1.0))
    (kind,) = alone
    assert alone[kind] == 1
    assert joined[kind] == pytest.approx(0.8**4)
    assert half[kind] == pytest.approx(0.5**4)


def test_of_several_kinds_the_sprites_take_one_each_in_turn():
    mix = {"hero": 1.0, "kind:knight": 1.0, "kind:wizard": 1.0, "kind:archer": 1.0}
    for seed, told in zip(SEEDS, kinds(mix), strict=True):
        turn = ("kind:knight", "kind:wizard", "kind:archer")[seed % 3]
        assert shown(mix, told) == {"hero", turn}


def test_a_kind_whose_turn_it_is_leaves_its_own_category():
    mix = {"food": 1.0, "spell": 1.0, "kind:apple": 1.0, "kind:sword": 1.0}
    apple, sword = (shown(mix, told) for told in kinds(mix, seeds=(0, 1)))
    assert apple == {"food", "kind:apple"}
    assert sword == {"spell", "kind:sword"}


def test_a_kind_of_a_category_that_nobody_names_leaves_the_one_that_is_named():
    mix = {"hero": 1.0, "kind:knight": 1.0, "kind:golem": 1.0}
    assert shown(mix, kinds(mix, seeds=[1])[0]) == {"hero", "kind:golem"}


@given(st.floats(0.001, 0.05))
def test_a_second_kind_that_is_hardly_wanted_changes_hardly_anything(weight):
    mix = {"hero": 1.0, "kind:knight": 1.0}
    for told in kinds({**mix, "kind:wizard": weight}, seeds=range(4)):
        now = {"hero": 1.0, **told}
        assert all(abs(now.get(w, 0.0) - mix.get(w, 0.0)) <= weight + 1e-9 for w in {*now, *mix})
