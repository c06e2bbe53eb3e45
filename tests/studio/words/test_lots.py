import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprite_studio.studio.words.lots import blend, layers

WEIGHTS = st.dictionaries(st.text(min_size=1, max_size=3), st.floats(0.01, 3), max_size=5)


@given(WEIGHTS)
def test_shares_of_layers_add_up_to_one_and_none_is_negative(wanted):
    found = layers(wanted)
    assert sum(share for _, share in found) == pytest.approx(1)
    assert all(share >= 0 for _, share in found)
    assert found[0][0] == ()


def test_the_weightiest_word_is_in_force_first():
    assert layers({"a": 0.3, "b": 0.8}) == [
        ((), pytest.approx(0.2)),
        (("b",), pytest.approx(0.5)),
        (("b", "a"), pytest.approx(0.3)),
    ]


def test_one_lot_draws_the_same_from_each_part_and_weights_add_up():
    parts = [({"x": 1.0, "y": 1.0}, 0.25), ({"x": 1.0, "y": 1.0}, 0.5), ({}, 0.25)]
    (found,) = blend(parts, "one").items()
    assert found[1] == 0.75
    assert blend(parts, "one") == blend(parts, "one")


def test_choices_come_as_often_as_they_weigh():
    masses = {"x": 3.0, "y": 1.0, "never": 0.0}
    drawn = [next(iter(blend([(masses, 1.0)], str(lot)))) for lot in range(2000)]
    assert drawn.count("x") / 2000 == pytest.approx(0.75, abs=0.04)
    assert "never" not in drawn
