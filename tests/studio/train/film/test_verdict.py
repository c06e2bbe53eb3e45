"""Verdicts on curves that were made for it."""

import numpy as np
import pytest
from film_frames import film_frame

from sprite_studio.studio.jobs.training.train import LevelLoss
from sprite_studio.studio.train.film.verdict import (
    LEAST_POINTS,
    MOST_POINTS,
    Verdict,
    judge,
    trend,
)


def levels(held_out, trained=None) -> list[LevelLoss]:
    trained = [None] * len(held_out) if trained is None else trained
    return [
        LevelLoss(100 * number, (0.0,), (loss,), () if other is None else (other,))
        for number, (loss, other) in enumerate(zip(held_out, trained, strict=True), start=1)
    ]


FALLING = 0.5 * 0.95 ** np.arange(10)
STANDING = 0.3 * (1 + 0.004 * (-1.0) ** np.arange(10))
RISING = 0.3 * 1.03 ** np.arange(10)


def test_of_a_line_slope_and_noise_are_known():
    found = trend([(100 * i, 0.5 * 0.9**i) for i in range(1, 7)])
    assert found is not None
    assert (found.first, found.last, found.points) == (100, 600, 6)
    assert found.change == pytest.approx(0.9**5 - 1)
    assert found.noise == pytest.approx(0, abs=1e-9)


def test_the_noise_of_made_noise_is_what_it_was_made_with():
    """Twice the standard deviation of many slopes is what each says of itself on average."""
    rng = np.random.default_rng(0)
    found = []
    for _ in range(400):
        losses = 0.4 * np.exp(0.02 * rng.standard_normal(MOST_POINTS))
        one = trend([(100 * i, loss) for i, loss in enumerate(losses)])
        assert one is not None
        found.append((one.change, one.noise))
    changes, noises = np.array(found).T
    assert 2 * changes.std() == pytest.approx(np.sqrt((noises**2).mean()), rel=0.1)
    assert (np.abs(changes) < noises).mean() > 0.85


def test_only_the_last_measurements_count():
    found = trend([*((i, 5.0) for i in range(50)), *((100 + i, 0.5) for i in range(MOST_POINTS))])
    assert found is not None
    assert (found.first, found.points, found.change) == (100, MOST_POINTS, pytest.approx(0))


@pytest.mark.parametrize("count", [0, 1, LEAST_POINTS - 1])
def test_of_too_few_there_is_no_verdict(count):
    assert judge(levels(FALLING[:count]), None).verdict is Verdict.TOO_EARLY
    assert judge(levels(FALLING[:count]), None).held_out is None


def test_one_step_measured_again_and_again_is_no_trend():
    assert trend([(7, 0.5)] * 9) is None


@pytest.mark.parametrize(
    ("held_out", "trained", "verdict"),
    [
        (FALLING, None, Verdict.LEARNING),
        (FALLING, FALLING, Verdict.LEARNING),
        (STANDING, STANDING, Verdict.FLAT),
        (RISING, FALLING, Verdict.COPYING),
        (RISING, None, Verdict.UNCLEAR),
        (RISING, RISING, Verdict.UNCLEAR),
        (0.3 * np.array([1, 2, 1, 2, 1, 2, 1, 2.0]), None, Verdict.UNCLEAR),
    ],
)
def test_curves_are_judged(held_out, trained, verdict):
    assert judge(levels(held_out, trained), None).verdict is verdict


def test_drawn_sprites_that_lie_at_training_sprites_are_copies():
    far, near = film_frame(distances=(0.9,) * 8), film_frame(distances=(0.2,) * 8)
    assert judge(levels(FALLING), far).verdict is Verdict.LEARNING
    assert judge(levels(FALLING), far).nearness == pytest.approx(0.9 / 0.6)
    assert judge(levels(FALLING), near).verdict is Verdict.COPYING


def test_as_many_copies_as_not_are_copying_whatever_lies_where():
    frame = film_frame(copies=(True,) * 4 + (False,) * 4)
    judged = judge(levels(FALLING), frame)
    assert (judged.verdict, judged.copies, judged.drawn) == (Verdict.COPYING, 4, 8)
    frame = film_frame(copies=(True,) * 3 + (False,) * 5)
    assert judge(levels(FALLING), frame).verdict is Verdict.LEARNING


def test_of_the_forge_nothing_can_be_copied():
    frame = film_frame(distances=(0.1,) * 8, copies=(True,) * 8, forged=True)
    judged = judge(levels(FALLING), frame)
    assert judged.verdict is Verdict.LEARNING
    assert (judged.nearness, judged.drawn) == (None, 0)


def test_few_held_out_sprites_say_nothing_of_nearness():
    assert judge(levels(FALLING), film_frame(held_out=(0.6,) * 7)).nearness is None
