from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.words.contexts import draw_styles, resolve_mix, resolve_word

KNOWN = ("hero", "non-hero", "food", "spell", "side-facing", "colour:red", "kind:potion", "style:a")


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("hero", "hero"),
        ("Non-Hero", "non-hero"),
        ("nonhero", "non-hero"),
        ("side", "side-facing"),
        ("side facing", "side-facing"),
        ("red", "colour:red"),
        (" potion ", "kind:potion"),
        ("colour:red", "colour:red"),
    ],
)
def test_what_people_write_is_understood(written, word):
    assert resolve_word(written, KNOWN) == word


def test_an_unknown_word_is_named_with_its_nearest():
    with pytest.raises(JobError, match=r"'potoin'.*did you mean potion"):
        resolve_word("potoin", KNOWN)


def test_synonyms_add_up_and_zeros_go():
    assert resolve_mix({"side": 0.5, "side-facing": 0.25, "food": 0.0}, KNOWN) == {
        "side-facing": 0.75
    }


@pytest.mark.parametrize("weight", [float("nan"), float("inf"), 11.0])
def test_impossible_weights_are_refused(weight):
    with pytest.raises(JobError, match="weight of 'hero'"):
        resolve_mix({"hero": weight}, KNOWN)


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("", "one of its words is empty"),
        ("  ", "one of its words is empty"),
        ("-red", "begins with '-'"),
        ("((red))", r"begins with '\('"),
        ('"red"', "begins with"),
        ("=", "begins with '='"),
        ("red\u200f", "RIGHT-TO-LEFT MARK"),
        ("x" * 10_000_000, "'x{39}…' is too long; a word has at most 100"),
        (":", "does not know the word ':'"),
    ],
)
def test_what_is_no_word_is_refused(word, reason):
    with pytest.raises(JobError, match=reason):
        resolve_mix({"food": 1.0, word: 1.0}, KNOWN)


def test_a_mix_has_bounds():
    with pytest.raises(JobError, match="at most 64 words, not 10000"):
        resolve_mix({f"w{i}": 1.0 for i in range(10_000)}, KNOWN)
    with pytest.raises(JobError, match="weight of 'side-facing'"):
        resolve_mix({"side": 6.0, "side-facing": 6.0}, KNOWN)


def test_a_known_word_is_taken_as_it_stands_whatever_it_is():
    odd = "-" + "x" * 90
    assert resolve_mix({odd: 1.0}, (*KNOWN, odd)) == {odd: 1.0}


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
