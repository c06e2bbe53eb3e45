"""Ways whose pictures are known functions of the part."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from sprite_studio.diffusion.sampling.equal_steps import (
    LEAST_LOOKS,
    ROUNDS,
    Way,
    equal_parts,
    step_lengths,
)


def pictures_of(values: Tensor) -> Tensor:
    """Each all of one value: their distance is the values'."""
    return values[:, None, None, None].expand(-1, 4, 2, 2)


def leap(parts: Tensor, where: float, width: float) -> Tensor:
    """0, then 1, with a slope of that width between."""
    return pictures_of(torch.sigmoid((parts - where) / width))


def looked_at(draw, count: int = 9) -> Way:
    parts = equal_parts(count)
    way = Way(parts, draw(parts))
    for _ in range(ROUNDS):
        parts = way.closer(LEAST_LOOKS)
        way = way.joined(parts, draw(parts))
    return way


def test_a_straight_way_needs_no_other_parts():
    way = looked_at(pictures_of)
    torch.testing.assert_close(way.parts[way.even(9)], equal_parts(9))


@given(st.floats(0.05, 0.95), st.sampled_from([0.1, 3e-2, 1e-2, 3e-3]))
def test_a_leap_becomes_even_steps(where, width):
    def draw(parts: Tensor) -> Tensor:
        return leap(parts, where, width)

    way = looked_at(draw)
    lengths = step_lengths(way.pictures[way.even(9)])
    assert lengths.max() <= 3 * lengths.median()
    torch.testing.assert_close(way.pictures, draw(way.parts))  # each at its own part
    assert torch.equal(way.parts, way.parts.sort().values)


def test_looking_closer_goes_where_neighbours_differ_most():
    parts = torch.tensor([0.0, 0.5, 1.0], dtype=torch.float64)
    found = Way(parts, pictures_of(torch.tensor([0.0, 0.1, 1.0]))).closer(4)
    torch.testing.assert_close(found, torch.tensor([0.6, 0.7, 0.8, 0.9], dtype=torch.float64))


@given(st.integers(2, 12), st.lists(st.floats(-1, 1, width=32), min_size=12, max_size=20))
def test_as_many_frames_as_asked_for_in_order_and_with_both_ends(count, values):
    way = Way(equal_parts(len(values)), pictures_of(torch.tensor(values)))
    chosen = way.even(count).tolist()
    assert chosen == sorted(set(chosen))
    assert len(chosen) == count
    assert (chosen[0], chosen[-1]) == (0, len(values) - 1)


def test_more_frames_than_pictures_are_refused():
    with pytest.raises(ValueError, match="2 to 3 frames"):
        Way(equal_parts(3), pictures_of(torch.zeros(3))).even(4)
