"""ε, x₀ and v say the same where they are true, and something else where they are wrong."""

import numpy as np
import pytest
import torch
from finished import finished

from sprite_studio.diffusion.schedule import alpha_sigma
from sprite_studio.studio.jobs.learn.targets import TARGETS, WRONG, TargetsJob
from sprite_studio.studio.learn.targets import of_v, recover, targets


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("log_snr", [-5.0, 0.0, 5.0])
def test_the_sprite_is_found_from_any_true_answer(target, log_snr):
    rng = torch.Generator().manual_seed(0)
    x0, eps = (torch.randn(1, 4, 16, 16, generator=rng) for _ in range(2))
    alpha, sigma = alpha_sigma(log_snr)
    found = recover(target, alpha * x0 + sigma * eps, x0, eps, torch.zeros_like(x0), log_snr)
    assert torch.allclose(found, x0, atol=1e-4)


def test_v_is_the_noise_in_a_clean_picture_and_the_sprite_turned_round_in_noise():
    x0, eps = torch.full((1,), 2.0), torch.full((1,), 3.0)
    assert of_v(eps, x0, float("inf")).item() == 3
    assert of_v(eps, x0, -50.0).item() == pytest.approx(-2)


def test_errors_grow_by_the_factors_of_the_formula(library):
    result = finished(targets(TargetsJob(), library))
    for at, log_snr in enumerate(result.log_snr):
        alpha, sigma = alpha_sigma(log_snr)
        expected = [WRONG * sigma / alpha, WRONG, WRONG * sigma]
        assert result.in_x0[:, at] == pytest.approx(expected, rel=1e-3)


def test_the_network_s_own_error_is_one_read_in_three_ways(library):
    result = finished(targets(TargetsJob(), library))
    for at, log_snr in enumerate(result.log_snr):
        alpha, sigma = alpha_sigma(log_snr)
        in_eps, in_x0, in_v = result.own[:, at]
        assert in_eps == pytest.approx(alpha / sigma * in_x0, rel=1e-3)
        assert in_v == pytest.approx(in_x0 / sigma, rel=1e-3)
    assert np.all(result.own > 0)


def test_its_own_error_is_that_of_its_answer_and_not_of_what_is_kept_of_it(course_library):
    result = finished(targets(TargetsJob(), course_library))
    # Asked for the noise, it is wrong by as much as noise is; a kept belief by no more than 2.
    assert result.own[TARGETS.index("x0"), 0] > 2
