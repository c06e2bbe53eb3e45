"""What a click, a key and a rubber band make of a selection."""

from hypothesis import given
from hypothesis import strategies as st

from sprite_studio.ui.widgets.grid.selection import Selection

INDEX = st.integers(0, 9)
SELECTIONS = st.builds(Selection, st.frozensets(INDEX), st.none() | INDEX, st.none() | INDEX)


@given(SELECTIONS, INDEX)
def test_a_toggle_twice_changes_nothing_of_what_is_selected(before, index):
    once = before.toggled(index)
    assert once.chosen ^ before.chosen == {index}
    assert once.toggled(index).chosen == before.chosen


@given(SELECTIONS, INDEX, INDEX)
def test_a_range_goes_from_its_anchor_to_the_last_click_whichever_comes_first(before, one, other):
    first = before.toggled(one).extended(other)
    assert first.chosen == set(range(min(one, other), max(one, other) + 1))
    assert first.extended(one).chosen == {one}  # and begins where it began
    both = before.toggled(one).extended(other, others=True)
    assert both.chosen == first.chosen | (before.chosen ^ {one})


@given(SELECTIONS, st.sets(INDEX))
def test_a_band_takes_what_it_holds_and_with_ctrl_turns_it_over(before, inside):
    assert before.banded(inside, toggle=False).chosen == inside
    assert before.banded(inside, toggle=True).chosen == before.chosen ^ inside


@given(SELECTIONS, st.permutations(range(10)), st.integers(0, 10))
def test_it_follows_those_that_stay(before, order, stay):
    places = {old: new for new, old in enumerate(order[:stay])}
    after = before.where(places)
    assert after.chosen == {places[i] for i in before.chosen if i in places}
    assert after.current == (places.get(before.current) if before.current is not None else None)


def test_the_one_that_is_meant_is_one_that_is_selected():
    assert Selection().main is None
    assert Selection.of(3).main == 3
    assert Selection(frozenset((5, 2)), current=9).main == 2
    assert Selection.all_of(4, current=1).main == 1
    assert Selection.all_of(0).main is None
