"""Noise levels as log-SNR, and the two schedules that place time on that axis.

A noisy sprite is x_t = α x_0 + σ ε with α² + σ² = 1 and ᾱ = α². Its level is the log
signal-to-noise ratio λ = log(ᾱ / (1 - ᾱ)), so ᾱ = sigmoid(λ). (The λ of the DPM-Solver papers
is half of this one.) λ = +inf is a clean sprite; noise grows as λ falls.
"""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, Protocol

import torch
from torch import Tensor

Spacing = Literal["time", "log_snr"]
"""Along what a sampler's steps are even: the schedule's own time, or λ."""


def alpha_sigma(log_snr: float) -> tuple[float, float]:
    """(α, σ) of one level, in float64; λ = +inf gives exactly (1, 0)."""
    alpha = math.sqrt(torch.sigmoid(torch.tensor(log_snr, dtype=torch.float64)).item())
    sigma = math.sqrt(torch.sigmoid(torch.tensor(-log_snr, dtype=torch.float64)).item())
    return alpha, sigma


def add_noise(x0: Tensor, noise: Tensor, log_snr: Tensor) -> Tensor:
    """Draw from q(x_t | x_0) = N(α x_0, σ² I) (arXiv 2006.11239, equation 4).

    Args:
        x0: (B, C, H, W) clean sprites in [-1, 1].
        noise: (B, C, H, W) standard normal.
        log_snr: (B,) one level a sprite.
    """
    log_snr = log_snr[:, None, None, None]
    return torch.sigmoid(log_snr).sqrt() * x0 + torch.sigmoid(-log_snr).sqrt() * noise


class Schedule(Protocol):
    """Where on the λ axis each moment t of the way from clean (0) to noise (1) lies."""

    def log_snr(self, t: Tensor) -> Tensor:
        """λ at times t in [0, 1]; falls as t grows."""
        ...

    def levels(self, steps: int, spacing: Spacing = "time") -> list[float]:
        """The `steps` levels that a sampler visits, noisiest first, then +inf (clean)."""
        ...


def _even_in_log_snr(noisiest: float, cleanest: float, steps: int) -> list[float]:
    # A sampler lands on +inf by itself; its last finite level need only be clean enough that
    # what is left is below one 8-bit step of most pixels.
    if steps == 1:
        return [noisiest, math.inf]
    step = (cleanest - noisiest) / (steps - 1)
    return [noisiest + i * step for i in range(steps)] + [math.inf]


def _check_steps(steps: int, most: int) -> None:
    if not 1 <= steps <= most:
        raise ValueError(f"steps must be between 1 and {most}, not {steps}")


CLEAN_ENOUGH = 6.0
"""The last finite level when steps are even in λ: σ = 0.05, about six steps of 255."""

MOST_STEPS = 1000
"""More steps than this change nothing that can be seen."""

MOST_LOG_SNR = 50.0
"""No schedule goes further, to either side: float32 knows no more of sprite or noise there."""

_SAME_LEVEL = 1e-5
"""Of λ: what float32 may make of one level."""

LEAST_SPAN = 1.0
"""Of λ, from a schedule's noisiest level to its cleanest, and to `CLEAN_ENOUGH`."""


def _check_levels(schedule: "CosineSchedule | LinearBetaSchedule", most_steps: int) -> None:
    """Samplers divide by the distance of two levels. Raises ValueError where that could be zero."""
    for spacing in ("time", "log_snr"):
        with torch.device("cpu"):  # also where a model is only measured, on "meta"
            levels = schedule.levels(most_steps, spacing)[:-1]
        rising = all(noisier < cleaner for noisier, cleaner in pairwise(levels))
        wide = levels[-1] - levels[0] >= LEAST_SPAN
        if not (rising and wide and max(map(abs, levels)) <= MOST_LOG_SNR):
            raise ValueError(f"not a usable schedule: {schedule}")


@dataclass(frozen=True)
class CosineSchedule:
    """The continuous cosine schedule, λ = -2 log tan(angle) + shift.

    Time runs evenly over the angles between those of the two bounds of λ (arXiv 2303.00848,
    appendix B), so levels never repeat. Source of the cosine: 2102.09672, equation 17. A positive
    shift spends more of the time at low noise, as small images need (2301.10972).
    """

    shift: float = 0.0
    log_snr_min: float = -10.0
    log_snr_max: float = 10.0

    def __post_init__(self) -> None:
        bounds = (self.shift, self.log_snr_min, self.log_snr_max)
        if not all(abs(bound) <= MOST_LOG_SNR for bound in bounds):
            raise ValueError(f"not a usable schedule: {self}")
        _check_levels(self, MOST_STEPS)

    def log_snr(self, t: Tensor) -> Tensor:
        first, last = self._angle(self.log_snr_max), self._angle(self.log_snr_min)
        return -2 * torch.log(torch.tan(first + t * (last - first))) + self.shift

    def _angle(self, log_snr: float) -> float:
        return math.atan(math.exp((self.shift - log_snr) / 2))

    def levels(self, steps: int, spacing: Spacing = "time") -> list[float]:
        _check_steps(steps, MOST_STEPS)
        if spacing == "log_snr":
            return _even_in_log_snr(self.log_snr_min, CLEAN_ENOUGH, steps)
        times = torch.linspace(1, 0, steps + 1, dtype=torch.float64)[:-1]
        return [*self.log_snr(times).tolist(), math.inf]


@dataclass(frozen=True)
class LinearBetaSchedule:
    """The course's schedule: β_t linear over t = 0..T, ᾱ_t = Π (1 - β), ᾱ_0 = 1.

    Source: the course "How Diffusion Models Work"; arXiv 2006.11239, section 4.
    """

    timesteps: int = 500
    beta_first: float = 1e-4
    beta_last: float = 0.02

    def __post_init__(self) -> None:
        if not (2 <= self.timesteps <= 10_000 and 0 < self.beta_first <= self.beta_last < 1):
            raise ValueError(f"not a usable schedule: {self}")
        _check_levels(self, self.timesteps)

    def alpha_bar(self) -> Tensor:
        """(T + 1,) float64: ᾱ_0 … ᾱ_T."""
        beta = torch.linspace(
            self.beta_first, self.beta_last, self.timesteps + 1, dtype=torch.float64
        )
        alpha_bar = torch.cumprod(1 - beta, dim=0)
        alpha_bar[0] = 1
        return alpha_bar

    def table(self) -> Tensor:
        """(T + 1,) float64: λ at t = 0..T; the first is +inf."""
        return torch.logit(self.alpha_bar())

    def log_snr(self, t: Tensor) -> Tensor:
        # Between whole timesteps λ is drawn as a straight line; below t = 1 it stays at λ_1,
        # the cleanest level that the course's network was shown.
        table = self.table()
        position = (t.double() * self.timesteps).clamp(1, self.timesteps)
        low = position.floor().long().clamp(max=self.timesteps - 1)
        return torch.lerp(table[low], table[low + 1], position - low).to(t.dtype)

    def time(self, log_snr: Tensor) -> Tensor:
        """The t in [0, 1] at which `log_snr` is this; the course's network is given t."""
        falling = self.table()[1:].to(log_snr.device)  # λ at t = 1..T
        wanted = log_snr.double().clamp(falling[-1], falling[0])
        low = (torch.searchsorted(-falling, -wanted, right=True) - 1).clamp(max=len(falling) - 2)
        part = (wanted - falling[low]) / (falling[low + 1] - falling[low])
        return ((low + 1 + part) / self.timesteps).to(log_snr.dtype)

    def course_step(self, log_snr: float) -> float | None:
        """The step from 1 to T, also between two, at which λ is this; None where step T has less
        noise, or step 1 more."""
        table = self.table()
        if not table[-1].item() - _SAME_LEVEL <= log_snr <= table[1].item() + _SAME_LEVEL:
            return None
        return self.time(torch.tensor(log_snr, dtype=torch.float64)).item() * self.timesteps

    def levels(self, steps: int, spacing: Spacing = "time") -> list[float]:
        _check_steps(steps, self.timesteps)
        table = self.table()
        if spacing == "log_snr":
            return _even_in_log_snr(table[-1].item(), CLEAN_ENOUGH, steps)
        # Rounding the even division lands on t = 0 for every number of steps; a fixed stride
        # of T // steps does not when steps does not divide T.
        times = torch.linspace(self.timesteps, 0, steps + 1, dtype=torch.float64).round().long()
        return table[times].tolist()
