import pytest
import torch

from sprite_studio.diffusion.sampling.denoiser import Prediction
from sprite_studio.diffusion.schedule import alpha_sigma
from sprite_studio.studio.draw.mean_sprite import mean_of, mean_sprite

MEAN, STD = 0.4, 0.3


def test_the_exact_denoiser_of_a_gaussian_believes_its_mean():
    def denoise(x, log_snr):
        alpha, sigma = alpha_sigma(log_snr)
        gain = alpha * STD**2 / (alpha**2 * STD**2 + sigma**2)
        x0 = MEAN + gain * (x - alpha * MEAN)
        return Prediction(x0, (x - alpha * x0) / sigma)

    noise = torch.randn(16, 4, 16, 16, generator=torch.Generator().manual_seed(1))
    mean = mean_of(denoise, noise, -10.0)
    assert mean.shape == (4, 16, 16)
    assert (mean - MEAN).abs().max().item() == pytest.approx(0, abs=1e-3)


def test_a_model_is_asked_without_a_word(library):
    mean = mean_sprite(library.load("base"))
    assert mean.shape == (4, 16, 16)
    assert torch.equal(mean, mean_sprite(library.load("base")))
    assert mean.abs().max() <= 1
