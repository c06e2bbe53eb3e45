import pytest

from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.words.contexts import resolve_mix, resolve_word

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
