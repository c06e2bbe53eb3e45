"""What a diffusion network can do to a sprite that is there already.

Each is a few lines around a sampler: another start, another denoiser, or a way backwards. All of
them know a network only as a `Denoise`.
"""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

import torch
from torch import Tensor

from sprite_studio.diffusion.sampling.denoiser import Denoise, Prediction
from sprite_studio.diffusion.sampling.samplers import DrawNoise, Run, Step
from sprite_studio.diffusion.schedule import alpha_sigma

Snap = Callable[[Tensor], Tensor]
"""x0 (B, C, H, W) → the nearest sprites that use a palette's colours only."""


def slerp(a: Tensor, b: Tensor, part: float) -> Tensor:
    """A share of the way from noise a to noise b along the sphere, sprite by sprite.

    A straight line would pass through noise that is too quiet to be noise. Source: arXiv
    1609.04468, section 2.1.

    Args: a, b: (B, C, H, W); part: 0 is a, 1 is b.
    """
    flat_a, flat_b = a.flatten(1), b.flatten(1)
    cosine = torch.cosine_similarity(flat_a, flat_b, dim=1)
    angle = torch.acos(cosine.clamp(-1, 1))[:, None]
    straight = torch.lerp(flat_a, flat_b, part)
    along = (torch.sin((1 - part) * angle) * flat_a + torch.sin(part * angle) * flat_b) / torch.sin(
        angle
    )
    # Between noises that point the same way the arc is a line.
    return torch.where(torch.sin(angle).abs() < 1e-4, straight, along).view_as(a)


def levels_after(levels: Sequence[float], strength: float) -> list[float]:
    """The last levels of a run that changes a sprite by `strength` (SDEdit, arXiv 2108.01073).

    Args:
        levels: of a whole run, noisiest first, then +inf.
        strength: 0 to 1, the share of the steps that is taken: 1 draws anew.

    Returns at least the cleanest level and +inf.
    """
    if not 0 <= strength <= 1:
        raise ValueError(f"strength must be between 0 and 1, not {strength}")
    steps = len(levels) - 1
    return list(levels[-(max(1, round(strength * steps)) + 1) :])


def invert(denoise: Denoise, x0: Tensor, levels: Sequence[float], rounds: int = 4) -> Run:
    """The noise from which DDIM with η = 0 would draw x0, by walking its steps backwards.

    Each step back is solved, not guessed: x_t has to be the point from which the step forward
    lands on x_s. It is first taken with the noise seen one level before (the inversion of arXiv
    2105.05233, appendix F), then mended by fixed-point rounds (after 2309.04907).

    Args:
        x0: (B, C, H, W) the sprites.
        levels: of the way forward, noisiest first, then +inf.
        rounds: network calls a step.

    Yields a Step where the way back has arrived at a level, cleanest first; returns the noise.
    """
    x, seen, eps = x0, x0, torch.zeros_like(x0)
    for level_next, level in pairwise(reversed(levels)):
        (alpha_s, sigma_s), (alpha_t, sigma_t) = alpha_sigma(level_next), alpha_sigma(level)
        # DDIM moves x/α along a line as σ/α changes.
        distance = sigma_t / alpha_t - sigma_s / alpha_s
        x_t = alpha_t * (x / alpha_s + distance * eps)
        for _ in range(rounds):
            seen, eps = denoise(x_t, level)
            x_t = alpha_t * (x / alpha_s + distance * eps)
        yield Step(level, x_t, eps, seen)
        x = x_t
    return x


def inpaint(
    denoise: Denoise,
    x: Tensor,
    levels: Sequence[float],
    draw_noise: DrawNoise,
    known: Tensor,
    mask: Tensor,
    resamples: int = 5,
) -> Run:
    """Draw inside a mask what suits the rest (RePaint, arXiv 2201.09865, algorithm 1).

    At every level the known part is put in, noised to that level. That alone leaves seams, since
    what was drawn before could not know of it; so each step is noised again and taken again,
    `resamples` times in all.

    Args:
        x: (B, C, H, W) noise to start from.
        levels: noisiest first, then +inf.
        known: (B, C, H, W) the sprites in [-1, 1].
        mask: (B, 1, H, W) 1 where to draw, 0 where `known` stays.
        resamples: times that every step but the last is taken.
    """
    for level, level_next in pairwise(levels):
        (alpha_t, sigma_t), (alpha_s, sigma_s) = alpha_sigma(level), alpha_sigma(level_next)
        alpha_ts = alpha_t / alpha_s
        variance_ts = sigma_t**2 - alpha_ts**2 * sigma_s**2
        again = 1 if math.isinf(level_next) else resamples
        for round_ in range(again):
            x = mask * x + (1 - mask) * (alpha_t * known + sigma_t * draw_noise())
            x0, eps = denoise(x, level)
            x0 = mask * x0 + (1 - mask) * known
            if round_ == again - 1:
                yield Step(level, x, eps, x0)
            x = (alpha_ts * sigma_s**2 * x + alpha_s * variance_ts * x0) / sigma_t**2
            if sigma_s > 0:
                x = x + math.sqrt(variance_ts) * sigma_s / sigma_t * draw_noise()
            if round_ < again - 1:
                x = alpha_ts * x + math.sqrt(variance_ts) * draw_noise()
    return x


def symmetric(denoise: Denoise) -> Denoise:
    """A denoiser whose x0 is its own mirror image, left to right."""

    def both_sides(x: Tensor, log_snr: float) -> Prediction:
        x0 = denoise(x, log_snr).x0
        return _with_x0(x, (x0 + x0.flip(-1)) / 2, log_snr)

    return both_sides


def keeping(denoise: Denoise, known: Tensor, given: Tensor) -> Denoise:
    """A denoiser that is shown the known parts clean and leaves them as they are; its network must
    have learned to draw beside them (Diffusion Forcing, arXiv 2407.01392).

    Args: known: (B, C, H, W); given: broadcastable to it, true where it is kept.
    """

    def kept(x: Tensor, log_snr: float) -> Prediction:
        x0 = denoise(torch.where(given, known, x), log_snr).x0
        return _with_x0(x, torch.where(given, known, x0), log_snr)

    return kept


PALETTE_FROM, PALETTE_WHOLLY = -2.0, 4.0
"""λ where a palette begins to pull, when shapes are there, and where it has won."""


def towards_palette(denoise: Denoise, snap: Snap) -> Denoise:
    """A denoiser whose x0 is pulled to a palette, not at all in noise and wholly at the end.

    So the network sees on its way which colours it got and can still answer with shapes that
    suit them; snapping a finished sprite leaves it no such chance.
    """

    def pulled(x: Tensor, log_snr: float) -> Prediction:
        x0 = denoise(x, log_snr).x0
        strength = (log_snr - PALETTE_FROM) / (PALETTE_WHOLLY - PALETTE_FROM)
        strength = min(max(strength, 0.0), 1.0)
        if strength > 0:
            x0 = torch.lerp(x0, snap(x0), strength)
        return _with_x0(x, x0, log_snr)

    return pulled


def _with_x0(x: Tensor, x0: Tensor, log_snr: float) -> Prediction:
    """Another x0, and the noise that then must be in x."""
    alpha, sigma = alpha_sigma(log_snr)
    return Prediction(x0, (x - alpha * x0) / sigma)
