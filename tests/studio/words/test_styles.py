"""The style of a drawing: found by what people write, one for all sprites, or mixed on purpose."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import BEST, MIXED, NONE
from sprite_studio.studio.words.styles import (
    LENT,
    best_style,
    draw_styles,
    find_style,
    knows_style,
    lent_style,
    told_styles,
)

KNOWN = ("hero", "kind:forge", "style:forge", "style:tiny-creatures-dungeon", "style:mine")


@pytest.mark.parametrize(
    ("written", "style"),
    [
        ("forge", "style:forge"),  # and not the kind of that name
        ("Forge", "style:forge"),
        ("style:forge", "style:forge"),
        ("Tiny dungeon", "style:tiny-creatures-dungeon"),
        ("tiny-creatures-dungeon", "style:tiny-creatures-dungeon"),
        ("style:Tiny dungeon", "style:tiny-creatures-dungeon"),
        ("Mine", "style:mine"),
        *((style, style) for style in (BEST, MIXED, NONE)),
    ],
)
def test_a_style_is_found_by_its_name_its_pack_and_its_word(written, style):
    assert find_style(written, KNOWN) == style
    assert knows_style(written, KNOWN)


def test_an_unknown_style_is_named_with_its_nearest_and_with_all_that_there_are():
    with pytest.raises(JobError, match=r"'tiny dungon'; did you mean Tiny dungeon\? There are: F"):
        find_style("tiny dungon", KNOWN)
    with pytest.raises(JobError, match=r"no style 'hero'; .*There are: Forge, Tiny dungeon, mine"):
        find_style("hero", KNOWN)
    with pytest.raises(JobError, match="this model has no styles"):
        find_style("forge", ("hero",))
    assert not knows_style("hero", KNOWN)


def test_a_list_of_very_many_styles_ends():
    with pytest.raises(JobError) as said:
        find_style("?", [f"style:{i}" for i in range(5000)])
    assert len(str(said.value)) < 500
    assert str(said.value).endswith("…")


@pytest.mark.parametrize(
    ("words", "best"),
    [
        (KNOWN, "style:forge"),
        (("hero", "style:mine"), "style:mine"),
        (("hero", "style:b", "style:a"), "style:a"),  # it has more subjects
        (("hero",), NONE),
    ],
)
def test_the_best_style_is_the_forges_or_what_a_network_has(words, best):
    counts = {"style:a": {"hero": 5, "hat:cap": 1}, "style:b": {"hero": 1, "hat:cap": 99}}
    assert best_style(words, counts) == best


def told(style, mix, best="style:b", taught=()):
    return told_styles(style, mix, [1, 2], best, STYLES, taught)


def test_all_sprites_of_a_drawing_are_told_one_style():
    assert told(BEST, {"hero": 1.0}) == ({"style:b": 1.0},) * 2
    assert told("style:c", {"hero": 1.0}) == ({"style:c": 1.0},) * 2
    assert told(NONE, {"hero": 1.0}) == ({},) * 2
    assert told(BEST, {"hero": 1.0}, best=NONE) == ({},) * 2
    assert told(MIXED, {"hero": 1.0}) == draw_styles({"hero": 1.0}, STYLES, [1, 2])


@pytest.mark.parametrize("style", [BEST, MIXED, NONE, "style:c"])
def test_styles_in_the_mix_take_the_place_of_the_drawings(style):
    assert told(style, {"hero": 1.0, "style:a": 0.4, "style:c": -0.1}) == ({},) * 2


def test_a_taught_word_is_drawn_as_it_was_learned_unless_a_style_is_named():
    for style in (BEST, MIXED):
        assert told(style, {"blob": 1.0}, taught=("blob",)) == ({},) * 2
    assert told("style:c", {"blob": 1.0}, taught=("blob",)) == ({"style:c": 1.0},) * 2


STYLES = {"style:a": {"hero": 100}, "style:b": {"food": 64}, "style:c": {"hero": 25}}


def test_a_style_fits_the_mix_and_comes_as_often_as_its_root():
    drawn = Counter(next(iter(blend)) for blend in draw_styles({"hero": 1.0}, STYLES, range(3000)))
    assert set(drawn) == {"style:a", "style:c"}
    assert drawn["style:a"] / 3000 == pytest.approx(2 / 3, abs=0.03)


def test_a_style_belongs_to_its_seed():
    assert draw_styles({"hero": 1.0}, STYLES, range(5, 9)) == tuple(
        draw_styles({"hero": 1.0}, STYLES, [seed])[0] for seed in range(5, 9)
    )


@given(
    st.dictionaries(st.sampled_from(["hero", "food"]), st.floats(0, 1.5)),
    st.sampled_from(["hero", "food"]),
    st.integers(0, 1000),
)
def test_no_style_jumps_when_a_slider_moves(mix, slider, seed):
    moved = {**mix, slider: mix.get(slider, 0.0) + 0.01}
    (before,), (after,) = (draw_styles(m, STYLES, [seed]) for m in (mix, moved))
    for style in STYLES:
        assert abs(after.get(style, 0.0) - before.get(style, 0.0)) < 0.025
    assert sum(after.values()) == pytest.approx(1)


TOLD = {
    "style:a": {"hero": 9, "food": 9, "colour:red": 3},
    "style:b": {"hero": 1, "hat:cap": 2, "colour:red": 1},
    "style:c": {"food": 4, "colour:red": 1},
}


@pytest.mark.parametrize(
    ("words", "knowing"),
    [
        ("hat:cap", {"style:b"}),
        ("hero hat:cap", {"style:b"}),
        ("food hat:cap", {"style:a", "style:c"}),  # nobody draws food with a hat
        ("food colour:red", {"style:a", "style:c"}),
        ("hero colour:red hat:cap", {"style:b"}),
        ("hero elephant", {"style:a", "style:b"}),
    ],
)
def test_a_style_is_drawn_that_knows_the_words(words, knowing):
    mix = dict.fromkeys(words.split(), 1.0)
    assert {style for blend in draw_styles(mix, TOLD, range(300)) for style in blend} == knowing


@given(
    st.dictionaries(st.sampled_from(["hero", "food", "hat:cap", "colour:red"]), st.floats(0, 1.5)),
    st.sampled_from(["hero", "food", "hat:cap", "colour:red"]),
    st.integers(0, 1000),
)
def test_no_style_jumps_when_a_detail_grows(mix, slider, seed):
    moved = {**mix, slider: mix.get(slider, 0.0) + 0.01}
    (before,), (after,) = (draw_styles(m, TOLD, [seed]) for m in (mix, moved))
    for style in TOLD:
        assert abs(after.get(style, 0.0) - before.get(style, 0.0)) < 0.035
    assert sum(after.values()) == pytest.approx(1)


def test_a_named_style_overrides_and_no_styles_are_none():
    assert draw_styles({"hero": 1, "style:b": 0.5}, STYLES, [1, 2]) == ({}, {})
    assert draw_styles({"hero": 1}, {}, [1]) == ({},)


def test_without_a_category_every_style_can_come():
    drawn = {style for blend in draw_styles({}, STYLES, range(200)) for style in blend}
    assert drawn == set(STYLES)


LENT_IN = {"style:few": ("hero", "food")}


def test_a_style_that_copies_is_lent_some_of_the_forge_s():
    told = {"style:few": 1.0}
    assert lent_style({"hero": 1.0}, told, LENT_IN) == {"style:forge": LENT}
    assert lent_style({"hero": 1.0, "style:few": 1.0}, {}, LENT_IN) == {"style:forge": LENT}
    assert lent_style({"hero": 0.5, "spell": 0.5}, told, LENT_IN) == {"style:forge": LENT / 4}
    assert lent_style({"spell": 1.0}, told, LENT_IN) == {}
    assert lent_style({"hero": 1.0}, {"style:other": 1.0}, LENT_IN) == {}
    assert lent_style({"hero": 1.0}, {}, LENT_IN) == {}
    assert lent_style({}, told, LENT_IN) == {}


def test_who_mixes_the_forge_s_style_in_is_lent_so_much_less_of_it():
    some = lent_style({"hero": 1.0, "style:forge": LENT / 4}, {"style:few": 1.0}, LENT_IN)
    assert some == {"style:forge": pytest.approx(0.75 * LENT)}
    whole = lent_style({"hero": 1.0, "style:forge": 0.0}, {"style:few": 1.0}, LENT_IN)
    assert whole == {"style:forge": LENT}
    assert lent_style({"hero": 1.0, "style:forge": 0.3}, {"style:few": 1.0}, LENT_IN) == {}
    assert lent_style({"hero": 1.0}, {"style:forge": 1.0}, {"style:forge": ("hero",)}) == {}
