import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprite_studio.studio.train.film.plan import FRAMES, MOST_FRAMES, is_filmed, thinned


def filmed(steps: int) -> list[int]:
    return [step for step in range(1, steps + 1) if is_filmed(step, steps)]


def test_two_minutes_have_a_frame_at_each_beginning_and_then_evenly():
    assert filmed(110) == [1, 2, 4, 8, 16, 25, 50, 75, 100, 110]


@pytest.mark.parametrize("steps", [1, 20, 500, 5000, 60_000])
def test_a_run_of_any_length_has_a_bounded_film_with_its_first_and_last_step(steps):
    found = filmed(steps)
    assert (found[0], found[-1]) == (1, steps)
    assert len(found) <= FRAMES + 12


def test_few_frames_all_stay():
    assert thinned([1, 2, 4, 500]) == (1, 2, 4, 500)


def test_those_that_lie_nearest_go_first():
    assert thinned([1, 100, 101, 200], most=3) == (1, 100, 200)
    assert thinned([10, 20, 30, 1000, 1010, 2000], most=5) == (10, 20, 30, 1000, 2000)


@given(st.sets(st.integers(1, 10**6), min_size=1, max_size=150))
def test_thinning_keeps_both_ends_and_at_most_so_many_in_order(steps):
    ordered = sorted(steps)
    kept = thinned(ordered)
    assert len(kept) == min(len(ordered), MOST_FRAMES)
    assert (kept[0], kept[-1]) == (ordered[0], ordered[-1])
    assert set(kept) <= steps
    assert list(kept) == sorted(kept)
