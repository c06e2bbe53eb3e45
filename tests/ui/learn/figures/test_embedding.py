"""Which sums of words are told."""

from sprite_studio.studio.jobs.learn.embedding import WordSum
from sprite_studio.ui.learn.figures.embedding import examples_of


def a_sum(plus: int, right: bool) -> WordSum:
    return WordSum(plus, 1, 2, expected=3, found=3 if right else 4)


def test_first_one_that_is_right_and_then_one_that_is_wrong():
    wrong, right, own_wrong = a_sum(5, False), a_sum(6, True), a_sum(7, False)
    assert examples_of([wrong, right, own_wrong], 6) == [right, wrong]
    assert examples_of([wrong, right, own_wrong], 7) == [right, own_wrong]
    assert examples_of([wrong, own_wrong], 7) == [own_wrong]
    assert examples_of([], 7) == []
