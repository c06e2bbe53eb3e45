"""Dots in a plane, against what is known exactly of a Gaussian and of a single dot."""

import math

import pytest
import torch

from sprite_studio.diffusion.sampling.dots import (
    exact_denoiser,
    neighbours_apart,
    noised_density,
)
from sprite_studio.diffusion.sampling.samplers import ddim, ddpm
from sprite_studio.diffusion.schedule import CosineSchedule, alpha_sigma

WIDE = 0.5
"""Standard deviation of a Gaussian cloud."""


def gaussian(x, log_snr):
    """What is known exactly of a Gaussian cloud: E[x0 | x_t] = α s² x_t / (α² s² + σ²)."""
    alpha, sigma = alpha_sigma(log_snr)
    return alpha * WIDE**2 / (alpha**2 * WIDE**2 + sigma**2) * x


def test_the_best_answer_about_a_gaussian_is_its_own_formula():
    data = WIDE * torch.randn(20_000, 2, generator=torch.Generator().manual_seed(0))
    x = torch.tensor([[0.3, -0.2], [1.0, 0.5], [-0.7, 0.1]]).view(3, 2, 1, 1)
    for log_snr in (-4.0, -1.0, 1.0):
        found = exact_denoiser(data)(x, log_snr)
        assert torch.allclose(found.x0, gaussian(x, log_snr), atol=0.03)
        alpha, sigma = alpha_sigma(log_snr)
        assert torch.allclose(alpha * found.x0 + sigma * found.eps, x, atol=1e-5)


@pytest.mark.parametrize("log_snr", [-3.0, 0.0, 3.0])
def test_one_dot_under_noise_is_a_gaussian_around_what_is_left_of_it(log_snr):
    alpha, sigma = alpha_sigma(log_snr)
    dot = torch.tensor([[1.0, -0.5]])
    places = torch.stack([alpha * dot[0], alpha * dot[0] + torch.tensor([sigma, 0.0])])
    middle, aside = noised_density(dot, log_snr, places).tolist()
    assert middle == pytest.approx(1 / (2 * math.pi * sigma**2), rel=1e-5)
    assert aside / middle == pytest.approx(math.exp(-0.5), rel=1e-4)


def test_samplers_of_sprites_take_dots_as_they_are_and_land_on_the_data():
    data = torch.tensor([[1.0, 0.0], [-1.0, 0.5]])
    rng = torch.Generator().manual_seed(0)
    start = torch.randn(50, 2, 1, 1, generator=rng)
    levels = CosineSchedule().levels(50)
    for run in (
        ddim(exact_denoiser(data), start, levels, lambda: start),
        ddpm(exact_denoiser(data), start, levels, lambda: torch.randn(start.shape, generator=rng)),
    ):
        *_, last = run
        nearest = torch.cdist(last.x0.flatten(1), data).min(dim=1)
        assert nearest.values.max() < 0.02
        assert set(nearest.indices.tolist()) == {0, 1}


def test_neighbours_stay_together_on_a_smooth_way_and_part_on_a_random_one():
    rng = torch.Generator().manual_seed(0)
    dots = torch.randn(400, 2, generator=rng)
    turned = dots @ torch.tensor([[0.0, 1.0], [-1.0, 0.0]])
    assert neighbours_apart(dots, turned) < 0.1
    shuffled = dots[torch.randperm(400, generator=rng)]
    assert neighbours_apart(dots, shuffled) == pytest.approx(1, abs=0.15)
    assert neighbours_apart(dots, torch.zeros(400, 2)) == 0
