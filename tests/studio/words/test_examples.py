"""What is drawn to show a word: the thing itself, on what shows it best, in the best style."""

import pytest

from sprite_studio.studio.jobs.drawing import MIXED, NONE
from sprite_studio.studio.words.examples import OF_STYLE, examples

KNOWN = (
    *("hero", "non-hero", "food", "spell", "side-facing", "kind:potion", "kind:slime"),
    *("colour:red", "hat-colour:red", "hat:pointed", "facing:left", "mine"),
    *("style:forge", "style:a", "style:b"),
)
COUNTS = {
    "style:forge": dict.fromkeys(("hero", "non-hero", "food", "spell"), 50),
    "style:a": {"food": 9, "spell": 3},
    "style:b": {"hero": 4, "non-hero": 6, "food": 5, "spell": 7},
}


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("hero", {"hero"}),
        ("kind:potion", {"spell", "kind:potion"}),
        ("colour:red", {"non-hero", "kind:slime", "colour:red"}),
        ("hat-colour:red", {"hero", "hat:pointed", "hat-colour:red"}),
        ("facing:left", {"side-facing", "facing:left"}),
        ("mine", {"mine"}),
    ],
)
def test_a_word_is_shown_on_what_has_it(word, shown):
    ((mix, _),) = examples(word, KNOWN, "style:forge", COUNTS)
    assert mix == dict.fromkeys((*shown, "style:forge"), 1.0)
    ((plain, _),) = examples(word, KNOWN, NONE, {})
    assert plain == dict.fromkeys(shown, 1.0)


def test_only_words_that_the_model_knows_stand_beside_one():
    ((mix, _),) = examples("colour:red", ("colour:red", "hero"), NONE, {})
    assert mix == {"colour:red": 1.0}


@pytest.mark.parametrize(
    ("style", "categories"),
    [
        ("style:forge", ["hero", "non-hero", "food"]),
        ("style:a", ["food", "food", "spell"]),  # all that it has
        ("style:b", ["non-hero", "food", "spell"]),  # what it has most of
        ("style:taught", ["hero", "non-hero", "food"]),  # of which nothing is known
    ],
)
def test_a_style_is_shown_in_what_it_has_most_of(style, categories):
    shown = examples(style, KNOWN, "style:forge", COUNTS)
    assert [mix for mix, _ in shown] == [{category: 1.0, style: 1.0} for category in categories]
    assert len({seed for _, seed in shown}) == OF_STYLE


def test_mixed_is_shown_in_styles_that_seeds_draw_and_none_in_none():
    for mix, _ in examples(MIXED, KNOWN, "style:forge", COUNTS):
        assert sum(weight for word, weight in mix.items() if word.startswith("style:")) == 1
    for mix, _ in examples(NONE, KNOWN, "style:forge", COUNTS):
        assert len(mix) == 1


def test_a_model_without_categories_shows_no_style():
    assert examples("style:a", ("style:a",), "style:a", {}) == ()


def test_a_style_of_which_no_category_is_known_is_told_alone():
    shown = examples("style:taught", KNOWN, "style:forge", {"style:taught": {}})
    assert [mix for mix, _ in shown] == [{"style:taught": 1.0}] * OF_STYLE
    assert len({seed for _, seed in shown}) == OF_STYLE
