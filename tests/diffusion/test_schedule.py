import math
from itertools import pairwise

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from sprite_studio.diffusion.schedule import (
    CosineSchedule,
    LinearBetaSchedule,
    add_noise,
    alpha_sigma,
)


@given(st.floats(-12, 12))
def test_alpha_and_sigma_follow_from_log_snr(log_snr: float):
    alpha, sigma = alpha_sigma(log_snr)
    assert alpha**2 + sigma**2 == pytest.approx(1, abs=1e-12)
    assert math.log(alpha**2 / sigma**2) == pytest.approx(log_snr, abs=1e-9)


def test_infinite_log_snr_is_exactly_clean():
    assert alpha_sigma(math.inf) == (1.0, 0.0)


def test_linear_betas_are_the_course_s():
    # Computed as the course does, with its own formula and in its order.
    beta = (0.02 - 1e-4) * torch.linspace(0, 1, 501, dtype=torch.float64) + 1e-4
    alpha_bar = torch.cumsum((1 - beta).log(), dim=0).exp()
    alpha_bar[0] = 1
    torch.testing.assert_close(LinearBetaSchedule().alpha_bar(), alpha_bar)


def test_linear_schedule_ends_where_it_is_known_to_end():
    table = LinearBetaSchedule().table()
    assert table[0] == math.inf
    assert math.sqrt(torch.sigmoid(table[500]).item()) == pytest.approx(0.079, abs=5e-4)
    assert table[500].item() == pytest.approx(-5.06, abs=0.01)


@pytest.mark.parametrize("schedule", [LinearBetaSchedule(), CosineSchedule(), CosineSchedule(2.0)])
@pytest.mark.parametrize("spacing", ["time", "log_snr"])
@pytest.mark.parametrize("steps", [1, 2, 3, 7, 20, 333, 500])
def test_levels_fall_to_clean_and_are_as_many_as_asked(schedule, spacing, steps):
    levels = schedule.levels(steps, spacing)
    assert len(levels) == steps + 1
    assert levels[-1] == math.inf
    assert levels == sorted(levels)
    assert all(math.isfinite(level) for level in levels[:-1])
    noisiest = schedule.log_snr(torch.tensor([1.0], dtype=torch.float64)).item()
    assert levels[0] == pytest.approx(noisiest)


def test_even_spacing_in_log_snr_is_even():
    levels = CosineSchedule().levels(9, "log_snr")
    gaps = {round(b - a, 9) for a, b in pairwise(levels[:-1])}
    assert len(gaps) == 1


def test_five_hundred_linear_steps_visit_every_timestep():
    schedule = LinearBetaSchedule()
    assert schedule.levels(500) == schedule.table().flip(0).tolist()


def test_log_snr_at_whole_timesteps_is_the_table_s():
    schedule = LinearBetaSchedule()
    t = torch.tensor([1, 2, 250, 499, 500], dtype=torch.float64)
    torch.testing.assert_close(schedule.log_snr(t / 500), schedule.table()[t.long()])


def test_cosine_schedule_is_the_published_one_but_for_its_ends():
    t = torch.linspace(0.05, 0.95, 19, dtype=torch.float64)
    alpha_bar = torch.cos(t * math.pi / 2) ** 2
    wide = CosineSchedule(log_snr_min=-40, log_snr_max=40)
    torch.testing.assert_close(torch.sigmoid(wide.log_snr(t)), alpha_bar)


def test_shift_moves_the_middle_and_the_bounds_hold():
    t = torch.tensor([0.0, 0.5, 1.0])
    found = CosineSchedule(shift=2.0).log_snr(t).tolist()
    assert found == pytest.approx([10, 2, -10], abs=0.05)


@pytest.mark.parametrize("schedule", [LinearBetaSchedule(), CosineSchedule(1.0)])
def test_levels_never_repeat(schedule):
    levels = schedule.levels(500)
    assert len(set(levels)) == 501


@pytest.mark.parametrize(
    "make",
    [
        lambda: CosineSchedule(shift=math.nan),
        lambda: CosineSchedule(log_snr_min=3, log_snr_max=3),
        lambda: LinearBetaSchedule(timesteps=10**9),
        lambda: LinearBetaSchedule(beta_first=0.5, beta_last=0.1),
        lambda: CosineSchedule(log_snr_min=3, log_snr_max=math.nextafter(3, 4)),
        lambda: CosineSchedule(log_snr_min=6, log_snr_max=9),
        lambda: CosineSchedule(shift=50, log_snr_min=-50, log_snr_max=-49),
        lambda: LinearBetaSchedule(timesteps=1),
        lambda: LinearBetaSchedule(beta_first=1e-300, beta_last=1e-299),
        lambda: LinearBetaSchedule(10_000, 0.5, 0.99),
    ],
)
def test_unusable_schedules_are_refused(make):
    with pytest.raises(ValueError, match="not a usable schedule"):
        make()


BOUND = st.floats(-60, 60) | st.sampled_from([-50.0, 3.0, 6.0, 10.0, math.nextafter(3, 4)])
BETA = st.floats(0, 1) | st.sampled_from([1e-300, 1e-17, 1e-4, 0.02, 0.999])


@given(
    make=st.builds(lambda *bounds: lambda: CosineSchedule(*bounds), BOUND, BOUND, BOUND)
    | st.builds(lambda *betas: lambda: LinearBetaSchedule(*betas), st.integers(0, 600), BETA, BETA),
    steps=st.integers(1, 12),
    spacing=st.sampled_from(["time", "log_snr"]),
)
def test_a_schedule_has_distinct_levels_or_is_refused(make, steps, spacing):
    try:
        schedule = make()
    except ValueError:
        return
    steps = min(steps, getattr(schedule, "timesteps", steps))
    levels = schedule.levels(steps, spacing)
    assert all(noisier < cleaner for noisier, cleaner in pairwise(levels))
    assert levels[-1] == math.inf
    assert all(alpha_sigma(level)[1] > 0 < alpha_sigma(level)[0] for level in levels[:-1])


@pytest.mark.parametrize("steps", [0, -1, 501])
def test_impossible_numbers_of_steps_are_refused(steps):
    with pytest.raises(ValueError, match="between 1 and 500"):
        LinearBetaSchedule().levels(steps)


def test_forward_noising_has_the_mean_and_variance_of_the_equation():
    generator = torch.Generator().manual_seed(0)
    noise = torch.randn(4000, 1, 4, 4, generator=generator)
    x0 = torch.full((4000, 1, 4, 4), 0.5)
    alpha, sigma = alpha_sigma(0.7)
    x_t = add_noise(x0, noise, torch.full((4000,), 0.7))
    assert x_t.mean().item() == pytest.approx(alpha * 0.5, abs=0.02)
    assert x_t.std().item() == pytest.approx(sigma, abs=0.02)


@pytest.mark.parametrize("t", [1, 2, 137, 499, 500])
def test_a_level_of_the_course_is_told_by_its_step(t):
    schedule = LinearBetaSchedule()
    level = schedule.table()[t].item()
    assert schedule.course_step(level) == pytest.approx(t)
    assert schedule.course_step(schedule.table()[500].item() - 0.1) is None
    assert schedule.course_step(schedule.table().float()[1].item()) == pytest.approx(1)
    assert schedule.course_step(schedule.table()[1].item() + 0.1) is None, "cleaner than any"
