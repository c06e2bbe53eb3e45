import math

import pytest

from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.train.length import (
    MOST_MINUTES,
    MOST_STEPS,
    check_length,
    check_seed,
    steps_in,
)


@pytest.mark.parametrize("steps", [0, -1, MOST_STEPS + 1, 10**40])
def test_steps_that_nobody_takes_are_refused(steps):
    with pytest.raises(JobError, match="say how long to train: steps must be at least 1"):
        check_length("train", steps, None)


@pytest.mark.parametrize("minutes", [0.0, -1.0, math.nan, math.inf, -math.inf, 1e300])
def test_minutes_that_nobody_has_are_refused(minutes):
    with pytest.raises(JobError, match="say how long to train: minutes must be more than 0"):
        check_length("train", None, minutes)


@pytest.mark.parametrize(
    ("steps", "minutes"), [(1, None), (MOST_STEPS, None), (None, 1e-9), (None, MOST_MINUTES)]
)
def test_the_bounds_themselves_are_allowed(steps, minutes):
    check_length("train", steps, minutes)


def test_one_of_the_two_must_be_said_unless_a_run_has_its_own():
    with pytest.raises(JobError, match="say how long to distil: --minutes M or --steps N"):
        check_length("distil", None, None)
    check_length("train", None, None, needed=False)


@pytest.mark.parametrize("seed", [-1, 2**63, 10**40])
def test_a_seed_beyond_every_stream_is_refused(seed):
    with pytest.raises(JobError, match="the seed must be between 0 and"):
        check_seed(seed)


def test_minutes_become_at_least_one_step_and_not_more_than_there_are():
    assert steps_in(1.0, 0.5) == 120
    assert steps_in(1e-9, 0.5) == 1
    assert steps_in(MOST_MINUTES, 1e-12) == MOST_STEPS


def test_a_number_of_thousands_of_digits_is_not_written_out():
    with pytest.raises(JobError, match="not one of so many digits"):
        check_seed(10**5000)
