import math
from itertools import pairwise

import pytest
import torch
from torch import nn

from sprite_studio import paths
from sprite_studio.diffusion import threads
from sprite_studio.diffusion.networks.checkpoint import load_checkpoint
from sprite_studio.diffusion.sampling.denoiser import guided_denoiser
from sprite_studio.diffusion.threads import (
    LEAST_PAUSE,
    LOOK_SHARE,
    RECENT,
    Pace,
    Settled,
    choosing_threads,
    follow,
    paced,
    steady_pace,
    thread_numbers,
    threads_set,
)
from sprite_studio.stepwise import completed

QUIET = {1: 0.013, 2: 0.008, 4: 0.005}
BUSY = {1: 0.013, 2: 0.084, 4: 0.2}
"""Seconds a call by the number of threads, alone and beside a program that holds a core."""


class Machine:
    """Makes calls as `follow` says, and remembers with how many threads."""

    def __init__(self, numbers, own=None):
        self.follow = follow(numbers, own)
        self.next = next(self.follow)
        self.used: list[int] = []
        self.seconds = 0.0

    def run(self, calls: int, takes: dict[int, float]) -> list[int]:
        for _ in range(calls):
            self.used.append(self.next)
            self.seconds += takes[self.next]
            self.next = self.follow.send(takes[self.next])
        return self.used[-calls:]


def test_on_a_quiet_machine_all_cores_draw():
    machine = Machine((1, 2))
    machine.run(20, QUIET)
    assert set(machine.run(100, QUIET)) == {2}


def test_looking_costs_next_to_nothing():
    machine = Machine((1, 2))
    machine.run(100, QUIET)
    start = machine.seconds
    machine.run(10_000, QUIET)
    assert machine.seconds - start < 1.01 * 10_000 * QUIET[2]


def test_beside_a_busy_neighbour_one_thread_draws_within_a_few_calls():
    machine = Machine((1, 2))
    machine.run(50, QUIET)
    machine.run(RECENT + 6, BUSY)
    assert set(machine.run(100, BUSY)) == {1}


def test_a_machine_that_is_busy_from_the_start_is_no_worse():
    machine = Machine((1, 2))
    used = machine.run(100, BUSY)
    assert used.count(2) == 2  # the call that prepares the kernels, and one that tells


def test_beside_a_busy_neighbour_looking_keeps_to_its_share():
    machine = Machine((1, 2))
    machine.run(10, BUSY)
    start = machine.seconds
    machine.run(5000, BUSY)
    assert machine.seconds - start < (1 + 1.5 * LOOK_SHARE) * 5000 * BUSY[1]


def test_when_the_neighbour_is_gone_all_cores_draw_again_soon():
    machine = Machine((1, 2))
    machine.run(50, QUIET)
    machine.run(50, BUSY)
    start = machine.seconds
    while machine.used[-20:] != [2] * 20:
        machine.run(1, QUIET)
    assert machine.seconds - start < 3 * LEAST_PAUSE


def test_of_many_numbers_the_hopeless_are_tried_once_in_a_look():
    machine = Machine((1, 2, 4))
    assert machine.run(10, BUSY) == [1, 2, 4, 1, 2, 4, 1, 1, 1, 1]


def test_more_threads_that_win_by_a_hair_are_not_worth_a_core():
    machine = Machine((1, 2, 4))
    machine.run(20, {1: 0.010, 2: 0.0095, 4: 0.0094})
    assert machine.used[-1] == 1


def test_a_single_core_is_never_questioned():
    assert set(Machine((1,)).run(500, QUIET)) == {1}


def test_one_slow_call_moves_nothing():
    machine = Machine((1, 2))
    machine.run(20, QUIET)
    machine.run(1, {2: 0.03})
    assert set(machine.run(50, QUIET)) == {2}


def test_a_training_keeps_its_number_while_the_machine_is_quiet():
    machine = Machine((1, 2, 4), Settled(2))
    assert set(machine.run(5000, QUIET)) == {2}


def test_a_training_gives_way_to_a_neighbour_and_comes_back():
    machine = Machine((1, 2), Settled(2))
    machine.run(50, QUIET)
    machine.run(20, BUSY)
    assert set(machine.run(20, BUSY)) == {1}
    machine.run(1000, QUIET)
    assert set(machine.run(1000, QUIET)) == {2}


def test_a_training_that_is_resumed_beside_a_neighbour_knows_what_a_step_should_take():
    machine = Machine((1, 2), Settled(2, QUIET[2]))
    machine.run(20, BUSY)
    assert set(machine.run(20, BUSY)) == {1}


def test_what_a_step_should_take_is_learned_anew_after_a_slow_time():
    """All numbers are slow for a while, then the neighbour goes, and comes back."""
    slow = {1: 0.3, 2: 0.29}
    machine = Machine((1, 2), Settled(2))
    machine.run(50, {1: 0.14, 2: 0.1})
    machine.run(50, slow)
    machine.run(50, {1: 0.14, 2: 0.1})
    machine.run(20, {1: 0.14, 2: 0.25})
    assert machine.used[-1] == 1


def test_a_pace_sets_the_number_for_each_call_and_leaves_it_as_it_was():
    torch.set_num_threads(3)
    pace = Pace((1, 2))
    assert [pace(torch.get_num_threads) for _ in range(2)] == [1, 2]
    with pytest.raises(ZeroDivisionError):
        pace(lambda: 1 / 0)
    assert torch.get_num_threads() == 3


@pytest.mark.parametrize("own", [1, 2, 3])
def test_a_steady_pace_has_its_own_number_even_if_that_is_no_power_of_two(own):
    pace = steady_pace(own)
    assert {pace(torch.get_num_threads) for _ in range(3)} == {own}


def test_so_many_threads_are_there_inside_and_as_many_as_before_afterwards():
    torch.set_num_threads(3)
    with threads_set(2):
        assert torch.get_num_threads() == 2
        with threads_set(0):
            assert torch.get_num_threads() == 2
    assert torch.get_num_threads() == 3


def test_off_the_cpu_nobody_touches_the_threads():
    torch.set_num_threads(2)
    assert steady_pace(0, math.nan)(torch.get_num_threads) == 2


@pytest.mark.parametrize(
    ("cores", "asked", "numbers"),
    [
        (1, "", (1,)),
        (2, "", (1, 2)),
        (3, "", (1, 2)),
        (16, "", (1, 2, 4, 8, 16)),
        (16, "1", (1,)),
        (16, "6", (1, 2, 4)),
        (2, "8", (1, 2)),
        (2, "0", (1, 2)),
        (2, "all", (1, 2)),
    ],
)
def test_numbers_are_powers_of_two_and_obey_the_user(cores, asked, numbers, monkeypatch):
    monkeypatch.setattr(threads, "usable_cores", lambda: cores)
    monkeypatch.setenv("OMP_NUM_THREADS", asked)
    assert thread_numbers() == numbers


def test_the_quickest_number_is_set_from_the_beginning(monkeypatch):
    monkeypatch.setattr(threads, "thread_numbers", lambda: (1, 2))
    network = nn.Linear(4, 4)
    choosing = choosing_threads(network, torch.zeros(1, 4))
    for _ in range(3):  # what runs in between may set another
        next(choosing)
        torch.set_num_threads(2)
    chosen = completed(choosing)
    assert chosen == torch.get_num_threads()
    assert chosen in (1, 2)


def test_sizes_of_batches_are_told_apart():
    seen = []

    def network(x, log_snr, context):
        seen.append((len(x), torch.get_num_threads()))
        return x

    call = paced(network, (1, 2))
    for rows in (4, 16, 4, 16):
        call(torch.zeros(rows, 4, 16, 16), torch.zeros(rows), torch.zeros(rows, 8))
    assert seen == [(4, 1), (16, 1), (4, 2), (16, 2)]


def test_sprites_are_the_same_to_the_last_bit_with_any_number_of_threads():
    model, _ = load_checkpoint(paths.resources() / "models" / "base.safetensors")
    model = model.placed_on("cpu").eval()
    weights = torch.zeros(5, len(model.vocabulary.words))
    weights[:, 0] = 1.0
    x = torch.randn(5, 4, 16, 16, generator=torch.Generator().manual_seed(1))
    drawn = []
    for number in (1, 2, 4, 8):
        network = paced(model.network, (number,))
        with torch.inference_mode():
            denoise = guided_denoiser(model, weights, 2.0, network=network)
            drawn.append(denoise(x, -1.0))
    for one, other in pairwise(drawn):
        assert torch.equal(one.x0, other.x0)
        assert torch.equal(one.eps, other.eps)
