"""Wishes: words read into slots, and helpful refusals."""

import pytest

from sprite_studio.art.forge.dice import Dice
from sprite_studio.art.forge.wishes import STYLE, Wishes, read_wishes

WORDS = ("hero", "food", "kind:potion", "colour:red", "colour:blue", "hat-colour:blue", STYLE)


def test_words_fill_slots():
    read = read_wishes(["Food", "colour:red", "hat-colour:blue", STYLE], WORDS)
    assert read.slots == {"category": "food", "colour": "red", "hat-colour": "blue"}
    assert str(read) == "food, colour:red, hat-colour:blue"


def test_an_unknown_word_names_the_nearest():
    with pytest.raises(ValueError, match=r"'kind:poton'.*nearest: kind:potion"):
        read_wishes(["kind:poton"], WORDS)


def test_two_words_for_one_slot_contradict():
    with pytest.raises(ValueError, match="colour:red and colour:blue contradict"):
        read_wishes(["colour:red", "colour:blue"], WORDS)
    assert read_wishes(["colour:red", "colour:red"], WORDS).slots == {"colour": "red"}


def test_a_wish_is_picked_and_chance_fills_the_rest():
    wishes = Wishes({"hat": "hood"})
    assert wishes.pick(Dice(1), "hat", ("crown", "hood")) == "hood"
    assert {wishes.pick(Dice(seed), "held", ("axe", "bow")) for seed in range(20)} == {"axe", "bow"}
    with pytest.raises(ValueError, match="hat:hood does not go"):
        wishes.pick(Dice(1), "hat", ("crown",))
