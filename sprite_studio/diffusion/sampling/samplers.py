"""From noise to sprite: one generator a sampler.

Each is handed a denoiser, the starting noise x (B, C, H, W) and the noise levels to visit,
noisiest first and +inf (clean) last, and yields a `Step` for every network call. The last
step's `x0` is the drawn sprite; it is also what the generator returns. To cancel, stop asking.
To fork, start another from a step's `x_t` and the levels that remain.
"""

import math
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from torch import Tensor

from sprite_studio.diffusion.sampling.denoiser import Denoise
from sprite_studio.diffusion.schedule import alpha_sigma

DrawNoise = Callable[[], Tensor]
"""The next (B, C, H, W) of standard normal noise."""


@dataclass(frozen=True)
class Step:
    """One network call of a run.

    Attributes:
        log_snr: the level λ at which the network looked.
        x_t: (B, C, H, W) what it was shown.
        eps: (B, C, H, W) the noise that it sees in x_t.
        x0: (B, C, H, W) the sprite that it believes lies beneath.
    """

    log_snr: float
    x_t: Tensor
    eps: Tensor
    x0: Tensor


Run = Generator[Step, None, Tensor]


def ddpm(
    denoise: Denoise,
    x: Tensor,
    levels: Sequence[float],
    draw_noise: DrawNoise,
    extra_noise: bool = True,
) -> Run:
    """Ancestral sampling from the posterior q(x_s | x_t, x_0) (arXiv 2006.11239, eqs. 6-7).

    `extra_noise=False` keeps the mean and leaves the noise out: the course's demonstration of
    why it is there.
    """
    for level, level_next in pairwise(levels):
        x0, eps = denoise(x, level)
        yield Step(level, x, eps, x0)
        # 1. One step of the forward process, from s (cleaner) to t.
        (alpha_t, sigma_t), (alpha_s, sigma_s) = alpha_sigma(level), alpha_sigma(level_next)
        alpha_ts = alpha_t / alpha_s
        variance_ts = sigma_t**2 - alpha_ts**2 * sigma_s**2
        # 2. Its posterior given x_0: mean, then noise of the posterior's variance.
        x = (alpha_ts * sigma_s**2 * x + alpha_s * variance_ts * x0) / sigma_t**2
        if extra_noise and sigma_s > 0:
            x = x + math.sqrt(variance_ts) * sigma_s / sigma_t * draw_noise()
    return x


def ddim(
    denoise: Denoise,
    x: Tensor,
    levels: Sequence[float],
    draw_noise: DrawNoise,
    eta: float = 0.0,
) -> Run:
    """DDIM (arXiv 2010.02502, equations 12 and 16): eta = 0 is deterministic, 1 is DDPM."""
    for level, level_next in pairwise(levels):
        x0, eps = denoise(x, level)
        yield Step(level, x, eps, x0)
        (alpha_t, sigma_t), (alpha_s, sigma_s) = alpha_sigma(level), alpha_sigma(level_next)
        std = eta * sigma_s / sigma_t * math.sqrt(max(0.0, 1 - (alpha_t / alpha_s) ** 2))
        x = alpha_s * x0 + math.sqrt(max(0.0, sigma_s**2 - std**2)) * eps
        if std > 0:
            x = x + std * draw_noise()
    return x


def dpm_solver_pp(denoise: Denoise, x: Tensor, levels: Sequence[float]) -> Run:
    """DPM-Solver++(2M) (arXiv 2211.01095, algorithm 2), first order on the first and last step.

    Second order in the step of λ at one network call a step, since it looks back at the last
    prediction instead of calling again.
    """
    x0_before: Tensor | None = None
    h_before = math.nan
    for level, level_next in pairwise(levels):
        x0, eps = denoise(x, level)
        yield Step(level, x, eps, x0)
        (_, sigma_t), (alpha_s, sigma_s) = alpha_sigma(level), alpha_sigma(level_next)
        h = (level_next - level) / 2  # the paper's λ is half of ours
        if x0_before is None or math.isinf(h):
            x0_ahead = x0
        else:
            r = h_before / h
            x0_ahead = (1 + 1 / (2 * r)) * x0 - 1 / (2 * r) * x0_before
        x = sigma_s / sigma_t * x - alpha_s * math.expm1(-h) * x0_ahead
        x0_before, h_before = x0, h
    return x
