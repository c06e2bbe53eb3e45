"""A network of dots learns what is known exactly of a Gaussian."""

import torch

from sprite_studio.diffusion.networks.dots import DotNetwork
from sprite_studio.diffusion.sampling.dots import dot_denoiser
from sprite_studio.diffusion.schedule import alpha_sigma
from sprite_studio.diffusion.training.dots import spiral, train_dots


def test_it_learns_the_score_of_a_gaussian():
    rng = torch.Generator().manual_seed(0)
    torch.manual_seed(0)
    wide = 0.5
    data = wide * torch.randn(5000, 2, generator=rng)
    network = DotNetwork()
    *_, last = train_dots(network, data, 400, rng, batch=256)
    assert last.step == 400
    x = torch.randn(200, 2, 1, 1, generator=rng)
    for log_snr in (-2.0, 0.0):
        alpha, sigma = alpha_sigma(log_snr)
        spread = (alpha**2 * wide**2 + sigma**2) ** 0.5
        with torch.inference_mode():
            said = dot_denoiser(network)(spread * x, log_snr).eps
        score = -spread * x / spread**2  # of N(0, spread²)
        assert (-said / sigma - score).square().mean().sqrt() < 0.15


def test_the_spiral_lies_within_the_plane_that_is_shown():
    dots = spiral(2000, torch.Generator().manual_seed(1))
    assert dots.abs().max() < 2
    assert dots.std() > 0.5
