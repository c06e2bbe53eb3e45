"""Every sampler's step as one sum: x_s = a·x_t − b·ε̂ + σ·z − c·x̂₀ of the step before.

The same arithmetic as in `samplers`, solved for what the network's answer ε̂ is multiplied by; with
x̂₀ = (x_t − σ_t ε̂) / α_t, which holds between both readings of an answer, the two agree to rounding.
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from sprite_studio.diffusion.schedule import alpha_sigma


class Terms(NamedTuple):
    """What each term of one step's sum is multiplied by.

    Attributes:
        x: a, of x_t.
        eps: b, of the noise ε̂ that the network sees; it is taken away.
        noise: σ, of fresh noise z; 0 where none is added.
        before: c, of the x̂₀ of the step before, which is taken away; 0 but for a multistep solver.
    """

    x: float
    eps: float
    noise: float = 0.0
    before: float = 0.0


def ddpm_terms(levels: Sequence[float], extra_noise: bool = True) -> list[Terms]:
    """Of each step (arXiv 2006.11239, algorithm 2). Args: levels: as of a sampler."""
    terms = []
    for level, level_next in pairwise(levels):
        (alpha_t, sigma_t), (alpha_s, sigma_s) = alpha_sigma(level), alpha_sigma(level_next)
        alpha_ts = alpha_t / alpha_s
        variance_ts = sigma_t**2 - alpha_ts**2 * sigma_s**2
        noise = math.sqrt(variance_ts) * sigma_s / sigma_t if extra_noise else 0.0
        terms.append(Terms(1 / alpha_ts, variance_ts / (alpha_ts * sigma_t), noise))
    return terms


def ddim_terms(levels: Sequence[float], eta: float = 0.0) -> list[Terms]:
    """Of each step (arXiv 2010.02502, equations 12 and 16). Args: levels, eta: as of `ddim`."""
    terms = []
    for level, level_next in pairwise(levels):
        (alpha_t, sigma_t), (alpha_s, sigma_s) = alpha_sigma(level), alpha_sigma(level_next)
        noise = eta * sigma_s / sigma_t * math.sqrt(max(0.0, 1 - (alpha_t / alpha_s) ** 2))
        kept = math.sqrt(max(0.0, sigma_s**2 - noise**2))
        terms.append(Terms(alpha_s / alpha_t, alpha_s * sigma_t / alpha_t - kept, noise))
    return terms


def dpm_solver_pp_terms(levels: Sequence[float]) -> list[Terms]:
    """Of each step (arXiv 2211.01095, algorithm 2). Args: levels: as of a sampler."""
    terms: list[Terms] = []
    h_before = math.nan
    for level, level_next in pairwise(levels):
        (alpha_t, sigma_t), (alpha_s, sigma_s) = alpha_sigma(level), alpha_sigma(level_next)
        h = (level_next - level) / 2
        back = h / (2 * h_before) if terms and not math.isinf(h) else 0.0
        ahead = -alpha_s * math.expm1(-h)  # of x̂₀, looked ahead
        of_x0 = ahead * (1 + back)
        terms.append(
            Terms(
                sigma_s / sigma_t + of_x0 / alpha_t, of_x0 * sigma_t / alpha_t, before=ahead * back
            )
        )
        h_before = h
    return terms
