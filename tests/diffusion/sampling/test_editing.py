"""Edits under priors whose exact denoiser is known."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from sprite_studio.diffusion.sampling.denoiser import Prediction
from sprite_studio.diffusion.sampling.editing import (
    inpaint,
    invert,
    keeping,
    levels_after,
    slerp,
    symmetric,
    towards_palette,
)
from sprite_studio.diffusion.sampling.samplers import Run, ddim
from sprite_studio.diffusion.schedule import CosineSchedule, alpha_sigma

LEVELS = CosineSchedule().levels(50)
RHO = 0.9
COVARIANCE = torch.tensor([[1.0, RHO], [RHO, 1.0]], dtype=torch.float64) * 0.25


def pair_denoiser(x: Tensor, log_snr: float) -> Prediction:
    """The exact posterior mean where a sprite is two pixels, N(0, COVARIANCE)."""
    alpha, sigma = alpha_sigma(log_snr)
    noisy = alpha**2 * COVARIANCE + sigma**2 * torch.eye(2, dtype=torch.float64)
    gain = alpha * COVARIANCE @ torch.linalg.inv(noisy)
    x0 = (x.flatten(1) @ gain.T).view_as(x)
    return Prediction(x0, (x - alpha * x0) / sigma)


def normal(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def noise_source(*shape: int):
    generator = torch.Generator().manual_seed(3)
    return lambda: torch.randn(shape, generator=generator, dtype=torch.float64)


def result(run: Run) -> Tensor:
    while True:
        try:
            next(run)
        except StopIteration as stop:
            return stop.value


def test_a_sprite_comes_back_from_its_noise():
    x0 = (normal(64, 2) @ torch.linalg.cholesky(COVARIANCE).T).view(64, 1, 1, 2)
    noise = result(invert(pair_denoiser, x0, LEVELS))
    back = result(ddim(pair_denoiser, noise, LEVELS, noise_source()))
    torch.testing.assert_close(back, x0, atol=1e-3, rtol=0)


def test_the_noise_of_typical_sprites_is_typical_noise():
    x0 = (normal(4000, 2) @ torch.linalg.cholesky(COVARIANCE).T).view(4000, 1, 1, 2)
    noise = result(invert(pair_denoiser, x0, CosineSchedule().levels(200))).flatten(1)
    torch.testing.assert_close(torch.cov(noise.T), torch.eye(2).double(), atol=0.12, rtol=0)


def test_what_is_drawn_in_a_mask_suits_what_is_known():
    # Given the right pixel b the left one is N(RHO·b, 0.25·(1 - RHO²)).
    count, right = 3000, 0.6
    known = torch.full((count, 1, 1, 2), right, dtype=torch.float64)
    mask = torch.tensor([1.0, 0.0], dtype=torch.float64).view(1, 1, 1, 2)
    draw = noise_source(count, 1, 1, 2)
    drawn = result(inpaint(pair_denoiser, draw(), LEVELS, draw, known, mask))
    left = drawn[..., 0]
    assert torch.equal(drawn[..., 1], known[..., 1])
    assert left.mean().item() == pytest.approx(RHO * right, abs=0.05)
    assert left.std().item() == pytest.approx(0.5 * math.sqrt(1 - RHO**2), rel=0.1)


def test_without_resampling_the_seam_shows():
    count, right = 3000, 0.6
    known = torch.full((count, 1, 1, 2), right, dtype=torch.float64)
    mask = torch.tensor([1.0, 0.0], dtype=torch.float64).view(1, 1, 1, 2)

    def miss(resamples: int) -> float:
        draw = noise_source(count, 1, 1, 2)
        run = inpaint(pair_denoiser, draw(), LEVELS, draw, known, mask, resamples)
        return abs(result(run)[..., 0].mean().item() - RHO * right)

    assert miss(5) < miss(1) / 3


@given(part=st.floats(0, 1))
def test_slerp_keeps_the_loudness_of_noise(part: float):
    a, b = normal(4, 4, 16, 16), normal(4, 4, 16, 16, seed=1)
    between = slerp(a, b, part).flatten(1).norm(dim=1)
    low = torch.minimum(a.flatten(1).norm(dim=1), b.flatten(1).norm(dim=1))
    high = torch.maximum(a.flatten(1).norm(dim=1), b.flatten(1).norm(dim=1))
    assert (between > 0.97 * low).all()
    assert (between < 1.03 * high).all()


def test_slerp_begins_and_ends_where_it_should():
    a, b = normal(2, 4, 16, 16), normal(2, 4, 16, 16, seed=1)
    torch.testing.assert_close(slerp(a, b, 0.0), a)
    torch.testing.assert_close(slerp(a, b, 1.0), b)
    torch.testing.assert_close(slerp(a, a, 0.3), a)


def test_strength_is_the_share_of_steps():
    assert levels_after(LEVELS, 1.0) == LEVELS
    assert levels_after(LEVELS, 0.4) == LEVELS[-21:]
    assert levels_after(LEVELS, 0.0) == LEVELS[-2:]
    with pytest.raises(ValueError, match="strength"):
        levels_after(LEVELS, 1.5)


def test_a_symmetric_sprite_is_its_own_mirror_image():
    noise = normal(8, 1, 1, 2)
    drawn = result(ddim(symmetric(pair_denoiser), noise, LEVELS, noise_source()))
    torch.testing.assert_close(drawn, drawn.flip(-1))
    assert drawn.std() > 0.2


def test_a_palette_is_met_exactly_and_left_alone_in_noise():
    def snap(x0: Tensor) -> Tensor:
        return torch.where(x0 > 0, 0.5, -0.5).to(x0.dtype)

    pulled = towards_palette(pair_denoiser, snap)
    drawn = result(ddim(pulled, normal(8, 1, 1, 2), LEVELS, noise_source()))
    assert set(drawn.flatten().tolist()) <= {0.5, -0.5}
    x = normal(8, 1, 1, 2)
    torch.testing.assert_close(pulled(x, -5.0).x0, pair_denoiser(x, -5.0).x0)


def test_given_parts_are_seen_clean_and_stay():
    """With one pixel known, the other is drawn from its conditional distribution's mean."""
    known = torch.tensor([0.8, 0.0], dtype=torch.float64).view(1, 1, 1, 2)
    which = torch.tensor([True, False]).view(1, 1, 1, 2)
    seen = []

    def conditional(x: Tensor, log_snr: float) -> Prediction:
        """Exact for the second pixel where the first is shown clean."""
        seen.append(x[..., 0].item())
        alpha, sigma = alpha_sigma(log_snr)
        spread = 0.25 * (1 - RHO**2)
        mean = RHO * x[..., :1]
        gain = alpha * spread / (alpha**2 * spread + sigma**2)
        second = mean + gain * (x[..., 1:] - alpha * mean)
        x0 = torch.cat([torch.full_like(second, 9.0), second], dim=-1)
        return Prediction(x0, (x - alpha * x0) / sigma)

    noise = noise_source(1, 1, 1, 2)
    run = ddim(keeping(conditional, known, which), normal(1, 1, 1, 2), LEVELS, noise)
    drawn = result(run)
    assert set(seen) == {0.8}
    assert drawn[0, 0, 0, 0].item() == pytest.approx(0.8)
    assert abs(drawn[0, 0, 0, 1].item() - RHO * 0.8) < 3 * math.sqrt(0.25 * (1 - RHO**2))
