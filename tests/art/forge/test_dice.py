"""Dice: the published generator, fair enough, and the same for ever."""

from collections import Counter

import pytest

from sprite_studio.art.forge.dice import Dice


def test_words_are_those_of_splitmix64():
    # The first words of the reference implementation for the state 1234567.
    dice = Dice(0)
    dice._state = 1234567
    assert [dice._word() for _ in range(3)] == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
    ]


@pytest.mark.parametrize("seed", [0, -1, 2**70, 123])
def test_the_same_seed_falls_the_same_way(seed):
    one, other = Dice(seed), Dice(seed)
    assert [one.below(1000) for _ in range(20)] == [other.below(1000) for _ in range(20)]


def test_streams_and_seeds_differ():
    falls = {Dice(seed, stream).below(10**9) for seed in range(20) for stream in range(3)}
    assert len(falls) == 60


def test_a_seed_does_not_repeat_the_one_before_it():
    throws = [[Dice(seed).below(2**32)] for seed in range(50)]
    later = []
    for seed in range(50):
        dice = Dice(seed)
        later += [dice.below(2**32) for _ in range(8)][1:]
    assert not {throw for (throw,) in throws} & set(later)


def test_every_side_comes_up_about_as_often():
    dice = Dice(5)
    sides = Counter(dice.below(6) for _ in range(6000))
    assert set(sides) == set(range(6))
    assert min(sides.values()) > 900


def test_percent_is_a_share_of_throws():
    dice = Dice(9)
    assert 250 < sum(dice.percent(30) for _ in range(1000)) < 350
    assert not any(dice.percent(0) for _ in range(100))
    assert all(dice.percent(100) for _ in range(100))
