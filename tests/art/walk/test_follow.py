"""What other frames take on of a changed one, on the Forge's people, whose truth is known."""

from dataclasses import replace

import numpy as np
import pytest

from sprite_studio.art.forge.dice import Dice
from sprite_studio.art.forge.figure import FACINGS, LEFT_FOOT, RIGHT_FOOT, STANDING
from sprite_studio.art.forge.people import Person, roll_person
from sprite_studio.art.forge.portrait import portrait
from sprite_studio.art.forge.professions import PROFESSIONS
from sprite_studio.art.forge.ramps import RAMPS
from sprite_studio.art.forge.wear import HAT
from sprite_studio.art.forge.wishes import Wishes
from sprite_studio.art.walk.follow import (
    Change,
    finished,
    followed,
    guessed_before,
    rows_of,
    with_steps,
)
from sprite_studio.art.walk.meters import differing, palette

FRONT = np.zeros((4, 3), np.bool_)
FRONT[0, 0] = True
"""The frame that is painted."""


def drawn(person: Person) -> np.ndarray:
    views = [(facing, step) for facing in FACINGS for step in (STANDING, LEFT_FOOT, RIGHT_FOOT)]
    frames = [
        portrait(person, facing, step, codes, 0).pixels
        for (facing, step), codes in zip(views, person.draw_all(views), strict=True)
    ]
    return np.stack(frames).reshape(4, 3, 16, 16, 4)


def mages(count: int) -> list[Person]:
    mage = next(one for one in PROFESSIONS if one.name == "mage")
    wishes = Wishes({"hat": "pointed"})
    return [roll_person(mage, Dice(seed), wishes) for seed in range(count)]


def archers(count: int) -> list[Person]:
    """In blue hats, of which the darkest shade is seen from behind only."""
    archer = next(one for one in PROFESSIONS if one.name == "archer")
    return [
        roll_person(archer, Dice(seed), Wishes({"hat-colour": "blue"})) for seed in range(count)
    ]


def in_red(person: Person) -> Person:
    ramps = list(person.ramps)
    ramps[HAT] = next(ramp for ramp in RAMPS["red"] if ramp != ramps[HAT])
    return replace(person, ramps=tuple(ramps))


def painted(before: np.ndarray, truth: np.ndarray) -> Change:
    after = before.copy()
    after[0, 0] = truth[0, 0]
    return Change(before, after, FRONT)


def done(change: Change, mirror: bool | None = None, colours: int = 16) -> np.ndarray:
    return finished(change, with_steps(change, followed(change)), mirror, colours)


def shares(before: np.ndarray, truth: np.ndarray, found: np.ndarray) -> tuple[float, float]:
    """Of what is to be changed how much is as it is to be, of what is to stay how much stayed."""
    wanted = differing(before, truth)[~FRONT]
    right = ~differing(found, truth)[~FRONT]
    return float(right[wanted].mean()), float(right[~wanted].mean())


def test_a_hat_in_another_colour_is_that_in_every_frame_and_nothing_else_is():
    found = []
    for person in mages(8):
        before, truth = drawn(person), drawn(in_red(person))
        change = painted(before, truth)
        assert change.is_recolouring
        found.append(shares(before, truth, done(change)))
    changed, stayed = np.mean(found, axis=0)
    assert changed > 0.95
    assert stayed > 0.997


def test_no_shade_of_a_hat_that_the_changed_frame_does_not_have_stays_behind():
    behind = []
    for person in archers(8):
        before, truth = drawn(person), drawn(in_red(person))
        found = done(painted(before, truth))
        to_change = differing(before, truth) & ~FRONT[..., None, None]
        # In twelve colours one has a boot's shade in the hat's blue: that is no hat.
        behind.append((to_change & ~differing(before, found))[:, :, :8].sum())
        assert not (differing(before, found) & ~differing(before, truth)).any()
    assert max(behind) == 0


def test_a_shade_turns_on_the_hat_and_stays_lower_down():
    person = mages(1)[0]
    ramps = list(person.ramps)
    ramps[HAT] = RAMPS["blue"][0]
    person = replace(person, ramps=tuple(ramps))
    before, truth = drawn(person), drawn(in_red(person))
    navy = (40, 40, 130)
    hat = np.argwhere(differing(before, truth)[3, 0])[:2]
    legs = np.argwhere(before[3, 0, ..., 3] > 0)[-2:]
    for y, x in (*hat, *legs):
        before[3, 0, y, x, :3] = navy
    found = done(painted(before, truth))
    for y, x in hat:
        red, _, blue = found[3, 0, y, x, :3].tolist()
        assert red > blue
    for y, x in legs:
        assert tuple(found[3, 0, y, x, :3]) == navy


def test_without_what_was_before_its_colours_are_guessed_from_the_steps():
    changed, stayed = [], []
    for person in mages(10):
        before, truth = drawn(person), drawn(in_red(person))
        after = painted(before, truth).after
        change = Change(guessed_before(after, FRONT), after, FRONT)
        shares_of_it = shares(before, truth, done(change))
        changed.append(shares_of_it[0])
        stayed.append(shares_of_it[1])
        still = before[:, [0, 0, 0]]
        assert np.array_equal(guessed_before(still, FRONT), still)
    # Where a step moves the hat by a row, what it covered there may be taken for its old colour.
    assert np.quantile(changed, 0.7) > 0.9
    assert min(stayed) > 0.97


def test_what_is_painted_beside_the_body_is_no_recolouring_and_steps_take_it_on():
    before = drawn(mages(1)[0])
    after = before.copy()
    clear = before[0, :, ..., 3].max(axis=0) == 0
    alone = np.lib.stride_tricks.sliding_window_view(clear, (3, 3)).all(axis=(-1, -2))
    free = np.argwhere(alone)[0] + 1  # beside the body in every step, also where that is moved
    after[0, 0][tuple(free)] = (255, 0, 0, 255)
    change = Change(before, after, FRONT)
    assert not change.is_recolouring
    found = done(change)
    for step in (1, 2):
        assert differing(found[0, step], before[0, step]).sum() == 1
    assert np.array_equal(found[1:], before[1:])
    rows = np.flatnonzero(rows_of(change))
    assert rows.min() <= free[0] <= rows.max() < free[0] + 3


def test_nothing_changes_where_nothing_was_changed():
    before = drawn(mages(1)[0])
    change = Change(before, before, FRONT)
    assert not change.changed.any()
    assert np.array_equal(done(change), before)


@pytest.mark.parametrize("mirror", [None, True])
def test_left_and_right_stay_mirrors_where_they_were_or_are_to_be(mirror):
    before = drawn(mages(1)[0])
    before[2] = before[1][..., ::-1, :]
    after = before.copy()
    after[1, 0, 8, 8] = (255, 0, 255, 255)
    left = np.zeros((4, 3), np.bool_)
    left[1, 0] = True
    found = done(Change(before, after, left), mirror)
    assert np.array_equal(found[1, 0], after[1, 0])
    assert np.array_equal(found[2], found[1][..., ::-1, :])


def test_there_are_no_more_colours_than_asked_for():
    before = drawn(mages(1)[0])
    after = before.copy()
    after[0, 0, 0, :4] = [(i * 60, 255, 0, 255) for i in range(4)]
    most = len(palette(after[0, 0]))
    assert len(palette(after)) >= most
    found = done(Change(before, after, FRONT), colours=most)
    assert len(palette(found)) == most
    assert np.array_equal(found[0, 0], after[0, 0])
