"""Samplers against truth: priors whose exact denoiser is known, and the reference schedulers."""

import math
from itertools import pairwise

import diffusers
import pytest
import torch
from torch import Tensor

from sprite_studio.diffusion.sampling.denoiser import Prediction
from sprite_studio.diffusion.sampling.samplers import Run, Step, ddim, ddpm, dpm_solver_pp
from sprite_studio.diffusion.schedule import CosineSchedule, LinearBetaSchedule, alpha_sigma

MEAN, STD = 0.4, 0.3
SCHEDULE = CosineSchedule()


def gaussian_denoiser(x: Tensor, log_snr: float) -> Prediction:
    """The exact posterior mean under the prior N(MEAN, STD²)."""
    alpha, sigma = alpha_sigma(log_snr)
    gain = alpha * STD**2 / (alpha**2 * STD**2 + sigma**2)
    x0 = MEAN + gain * (x - alpha * MEAN)
    return Prediction(x0, (x - alpha * x0) / sigma)


def mixture_denoiser(x: Tensor, log_snr: float) -> Prediction:
    """The exact posterior mean under ½ N(-1, 0.1²) + ½ N(1, 0.1²)."""
    alpha, sigma = alpha_sigma(log_snr)
    variance = alpha**2 * 0.01 + sigma**2
    odds = torch.sigmoid(2 * alpha * x / variance)
    gain = alpha * 0.01 / variance
    x0 = odds * (1 + gain * (x - alpha)) + (1 - odds) * (-1 + gain * (x + alpha))
    return Prediction(x0, (x - alpha * x0) / sigma)


def start(count: int, level: float, draw_x0) -> Tensor:
    """Exact draws from q(x_T), so that no error comes from the start."""
    generator = torch.Generator().manual_seed(1)
    alpha, sigma = alpha_sigma(level)
    noise = torch.randn(count, 1, 1, 1, generator=generator, dtype=torch.float64)
    return alpha * draw_x0(generator, (count, 1, 1, 1)) + sigma * noise


def gaussian_draws(generator: torch.Generator, shape) -> Tensor:
    return MEAN + STD * torch.randn(shape, generator=generator, dtype=torch.float64)


def mixture_draws(generator: torch.Generator, shape) -> Tensor:
    side = torch.randint(0, 2, shape, generator=generator) * 2 - 1
    return side + 0.1 * torch.randn(shape, generator=generator, dtype=torch.float64)


def noise_source(count: int, seed: int = 2):
    generator = torch.Generator().manual_seed(seed)
    return lambda: torch.randn(count, 1, 1, 1, generator=generator, dtype=torch.float64)


def last(run: Run) -> Tensor:
    """The sprite of the last step, checked against what the generator returns."""
    step: Step | None = None
    while True:
        try:
            step = next(run)
        except StopIteration as stop:
            assert step is not None
            torch.testing.assert_close(stop.value, step.x0)
            return step.x0


def runs(denoise, x, levels):
    draw = noise_source(len(x))
    return {
        "ddpm": ddpm(denoise, x, levels, draw),
        "ddim": ddim(denoise, x, levels, draw),
        "ddim, eta 1": ddim(denoise, x, levels, draw, eta=1.0),
        "dpm++": dpm_solver_pp(denoise, x, levels),
    }


@pytest.mark.parametrize("name", ["ddpm", "ddim", "ddim, eta 1", "dpm++"])
def test_gaussian_prior_is_recovered(name):
    levels = SCHEDULE.levels(400)
    x = start(20_000, levels[0], gaussian_draws)
    drawn = last(runs(gaussian_denoiser, x, levels)[name])
    assert drawn.mean().item() == pytest.approx(MEAN, abs=0.01)
    # The posterior mean of the last level is narrower than the prior by what is still unknown
    # there; at 400 steps that is below a percent.
    assert drawn.std().item() == pytest.approx(STD, rel=0.02)


@pytest.mark.parametrize("name", ["ddpm", "ddim", "ddim, eta 1", "dpm++"])
def test_mixture_prior_is_recovered(name):
    levels = SCHEDULE.levels(800)
    x = start(8000, levels[0], mixture_draws)
    drawn = last(runs(mixture_denoiser, x, levels)[name])
    assert (drawn > 0).double().mean().item() == pytest.approx(0.5, abs=0.03)
    assert drawn.abs().mean().item() == pytest.approx(1.0, abs=0.01)
    assert drawn.abs().std().item() == pytest.approx(0.1, rel=0.05)


def ode_error(sampler, steps: int) -> float:
    """Distance to the exact solution of the probability-flow ODE, over levels -5 … 4.

    Under a Gaussian prior the flow keeps (x - α MEAN) / √(α² STD² + σ²) constant.
    """
    levels = torch.linspace(-5, 4, steps + 1, dtype=torch.float64).tolist()
    x = torch.linspace(-2, 2, 9, dtype=torch.float64).reshape(9, 1, 1, 1)

    def centre_and_width(level: float) -> tuple[float, float]:
        alpha, sigma = alpha_sigma(level)
        return alpha * MEAN, math.hypot(alpha * STD, sigma)

    (c0, w0), (c1, w1) = centre_and_width(levels[0]), centre_and_width(levels[-1])
    run = sampler(gaussian_denoiser, x, levels)
    while True:
        try:
            next(run)
        except StopIteration as stop:
            return (stop.value - (c1 + (x - c0) / w0 * w1)).abs().max().item()


def order(sampler) -> float:
    # Fine enough that the leading error term stands alone.
    return math.log2(ode_error(sampler, 512) / ode_error(sampler, 1024))


def test_ddim_converges_at_first_order():
    assert order(lambda d, x, levels: ddim(d, x, levels, noise_source(9))) == pytest.approx(
        1, abs=0.1
    )


def test_dpm_solver_pp_converges_at_second_order():
    assert order(dpm_solver_pp) == pytest.approx(2, abs=0.25)


def test_ddim_with_eta_1_is_ddpm():
    levels = SCHEDULE.levels(20)
    x = start(50, levels[0], gaussian_draws)
    one = last(ddpm(gaussian_denoiser, x, levels, noise_source(50)))
    other = last(ddim(gaussian_denoiser, x, levels, noise_source(50), eta=1.0))
    torch.testing.assert_close(one, other, rtol=1e-9, atol=1e-9)


def test_without_extra_noise_ddpm_collapses_and_is_not_ddim():
    levels = SCHEDULE.levels(100)
    x = start(4000, levels[0], gaussian_draws)
    without = last(ddpm(gaussian_denoiser, x, levels, noise_source(4000), extra_noise=False))
    assert without.std().item() < STD / 2
    deterministic = last(ddim(gaussian_denoiser, x, levels, noise_source(4000)))
    assert (without - deterministic).abs().max().item() > 0.1


def test_every_step_is_consistent_and_a_run_can_be_forked():
    levels = SCHEDULE.levels(12)
    x = start(5, levels[0], gaussian_draws)
    steps = list(dpm_solver_pp(gaussian_denoiser, x, levels))
    assert [step.log_snr for step in steps] == levels[:-1]
    for step in steps:
        alpha, sigma = alpha_sigma(step.log_snr)
        torch.testing.assert_close(alpha * step.x0 + sigma * step.eps, step.x_t)
    fork = list(ddim(gaussian_denoiser, steps[6].x_t, levels[6:], noise_source(5)))
    torch.testing.assert_close(fork[0].x0, steps[6].x0)


# -- one step at a time against the reference schedulers, in float64, with clipping off


LINEAR = LinearBetaSchedule()
BETAS = torch.linspace(1e-4, 0.02, 501, dtype=torch.float64)[1:]


def reference(kind, **options):
    scheduler = kind(
        num_train_timesteps=500, trained_betas=BETAS.tolist(), prediction_type="epsilon", **options
    )
    scheduler.betas = BETAS
    scheduler.alphas = 1 - BETAS
    # The course sets ᾱ_0 = 1 and multiplies β_1 … β_T; t is counted from 0 over there.
    scheduler.alphas_cumprod = LINEAR.alpha_bar()[1:]
    scheduler.final_alpha_cumprod = torch.tensor(1.0, dtype=torch.float64)
    scheduler.one = torch.tensor(1.0, dtype=torch.float64)
    return scheduler


def one_step(sampler, x: Tensor, t: int, s: int, z: Tensor, **options) -> Tensor:
    """Our x_s after one step from t to s; 0 is clean."""
    table = LINEAR.table()
    run = sampler(
        lambda x, _: prediction(x, t), x, [table[t].item(), table[s].item()], lambda: z, **options
    )
    next(run)
    with pytest.raises(StopIteration) as stop:
        next(run)
    return stop.value.value


def prediction(x: Tensor, t: int) -> Prediction:
    """Any smooth function of x and t does for a network."""
    alpha, sigma = alpha_sigma(LINEAR.table()[t].item())
    eps = torch.sin(3 * x) + t / 500
    return Prediction((x - sigma * eps) / alpha, eps)


def noisy(shape=(3, 4, 16, 16)) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(3), dtype=torch.float64)


@pytest.fixture
def z(monkeypatch) -> Tensor:
    """The noise that the reference scheduler is made to draw."""
    noise = torch.randn(
        (3, 4, 16, 16), generator=torch.Generator().manual_seed(4), dtype=torch.float64
    )
    for module in ("scheduling_ddpm", "scheduling_ddim"):
        monkeypatch.setattr(
            f"diffusers.schedulers.{module}.randn_tensor", lambda *args, **kwargs: noise
        )
    return noise


@pytest.mark.parametrize("t", [500, 377, 2, 1])
def test_ddpm_step_equals_the_reference(t, z):
    scheduler = reference(
        diffusers.DDPMScheduler,  # pyright: ignore[reportPrivateImportUsage]
        variance_type="fixed_small",
        clip_sample=False,
    )
    scheduler.set_timesteps(500)
    x = noisy()
    theirs = scheduler.step(prediction(x, t).eps, t - 1, x, return_dict=False)[0]
    torch.testing.assert_close(one_step(ddpm, x, t, t - 1, z), theirs, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("eta", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("t", [500, 275, 25])
def test_ddim_step_equals_the_reference(t, eta, z):
    scheduler = reference(
        diffusers.DDIMScheduler,  # pyright: ignore[reportPrivateImportUsage]
        clip_sample=False,
        set_alpha_to_one=True,
    )
    scheduler.set_timesteps(20)
    x = noisy()
    theirs = scheduler.step(prediction(x, t).eps, t - 1, x, eta=eta, return_dict=False)[0]
    ours = one_step(ddim, x, t, t - 25, z, eta=eta)
    torch.testing.assert_close(ours, theirs, rtol=1e-6, atol=1e-6)


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # theirs
def test_dpm_solver_pp_run_equals_the_reference():
    steps = 10
    scheduler = reference(
        diffusers.DPMSolverMultistepScheduler,  # pyright: ignore[reportPrivateImportUsage]
        algorithm_type="dpmsolver++",
        solver_order=2,
        final_sigmas_type="zero",
    )
    scheduler.set_timesteps(steps)
    times = [*range(500, 0, -500 // steps), 0]
    levels = LINEAR.table()[times]
    # The same levels on both sides, in float64: σ/α at each, and zero at the end.
    scheduler.sigmas = (-levels / 2).exp()
    scheduler.timesteps = torch.tensor(times[:-1]) - 1
    scheduler._step_index = scheduler._begin_index = 0
    x_ours = x_theirs = noisy()
    calls = iter(times[:-1])
    ours = list(dpm_solver_pp(lambda x, _: prediction(x, next(calls)), x_ours, levels.tolist()))
    for i, t in enumerate(times[:-1]):
        torch.testing.assert_close(ours[i].x_t, x_theirs, rtol=1e-6, atol=1e-6)
        # Both take the next step from the same place: rounding that grows is not the question.
        x_theirs = scheduler.step(
            prediction(ours[i].x_t, t).eps, t - 1, ours[i].x_t, return_dict=False
        )[0]
    torch.testing.assert_close(ours[-1].x0, x_theirs, rtol=1e-6, atol=1e-6)


def test_levels_need_not_divide_the_schedule():
    for steps in (3, 7, 30, 499):
        levels = LINEAR.levels(steps)
        assert all(a < b for a, b in pairwise(levels))
