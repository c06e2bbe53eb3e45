"""Shares of DDPM's noise, against a cloud of which everything is known."""

import numpy as np
import pytest
import torch
from finished import finished

from sprite_studio.diffusion.sampling.denoiser import Prediction
from sprite_studio.diffusion.sampling.samplers import ddpm
from sprite_studio.diffusion.schedule import CosineSchedule, alpha_sigma
from sprite_studio.studio.jobs.learn.fresh_noise import SHARES, FreshNoiseJob
from sprite_studio.studio.learn.fresh_noise import fresh_noise, shared


def test_with_all_of_it_a_gaussian_keeps_its_variance_and_with_less_it_shrinks():
    rng = torch.Generator().manual_seed(0)

    def standard(x, log_snr):  # of N(0, 1) data x_t is N(0, 1) as well, and E[x0 | x_t] = α x_t
        alpha, sigma = alpha_sigma(log_snr)
        return Prediction(alpha * x, sigma * x)

    def draw():
        return torch.randn(4000, 1, 1, 1, generator=rng)

    spread = {}
    for share in SHARES:
        *_, last = ddpm(standard, draw(), CosineSchedule().levels(60), shared(draw, share))
        spread[share] = last.x0.std().item()
    assert spread[1.0] == pytest.approx(1, abs=0.05)
    assert spread[0.0] < 0.1
    assert list(spread.values()) == sorted(spread.values())


def test_a_share_of_nothing_is_ddpm_without_its_noise_and_all_is_ddpm(library):
    result = finished(fresh_noise(FreshNoiseJob(steps=6, count=3), library))
    assert result.drawn.shape == (len(SHARES), 3, 16, 16, 4)
    assert result.measured.shape == (len(SHARES), 6)
    assert result.promised == pytest.approx([alpha_sigma(level)[1] for level in result.log_snr])
    assert all(1 <= count <= 3 for count in result.different)
    assert np.all(np.diff(result.log_snr) > 0)
