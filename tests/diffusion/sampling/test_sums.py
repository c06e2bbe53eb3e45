"""A step's sum against the sampler's own output, and against the reference schedulers."""

from collections.abc import Callable

import diffusers
import pytest
import torch
from torch import Tensor

from sprite_studio.diffusion.sampling.denoiser import Prediction
from sprite_studio.diffusion.sampling.samplers import Run, ddim, ddpm, dpm_solver_pp
from sprite_studio.diffusion.sampling.sums import (
    Terms,
    ddim_terms,
    ddpm_terms,
    dpm_solver_pp_terms,
)
from sprite_studio.diffusion.schedule import CosineSchedule, LinearBetaSchedule, alpha_sigma

LINEAR = LinearBetaSchedule()


def clipped(x: Tensor, log_snr: float) -> Prediction:
    """Any function of x will do for a network; as `guided_denoiser` clips its answer."""
    alpha, sigma = alpha_sigma(log_snr)
    x0 = ((x - sigma * torch.sin(3 * x)) / alpha).clamp(-1, 1)
    return Prediction(x0, (x - alpha * x0) / sigma)


Start = Callable[[Tensor, list[float], Callable[[], Tensor]], Run]
SAMPLERS: dict[str, tuple[Start, Callable[[list[float]], list[Terms]]]] = {
    "ddpm": (lambda x, levels, z: ddpm(clipped, x, levels, z), ddpm_terms),
    "ddpm, no noise": (
        lambda x, levels, z: ddpm(clipped, x, levels, z, extra_noise=False),
        lambda levels: ddpm_terms(levels, extra_noise=False),
    ),
    "ddim": (lambda x, levels, z: ddim(clipped, x, levels, z), ddim_terms),
    "ddim, eta 0.6": (
        lambda x, levels, z: ddim(clipped, x, levels, z, 0.6),
        lambda levels: ddim_terms(levels, 0.6),
    ),
    "dpm++": (lambda x, levels, z: dpm_solver_pp(clipped, x, levels), dpm_solver_pp_terms),
}


@pytest.mark.parametrize("name", SAMPLERS)
@pytest.mark.parametrize(
    "levels",
    [CosineSchedule().levels(7), CosineSchedule().levels(12, "log_snr"), LINEAR.levels(9)],
    ids=["cosine", "even", "course"],
)
@pytest.mark.parametrize("first", [0, 3])
def test_the_sum_is_the_step_that_the_sampler_takes(name, levels, first):
    start, terms_of = SAMPLERS[name]
    levels = levels[first:]
    drawn: list[Tensor] = []
    generator = torch.Generator().manual_seed(4)

    def fresh() -> Tensor:
        drawn.append(torch.randn(2, 4, 16, 16, generator=generator, dtype=torch.float64))
        return drawn[-1]

    run = start(fresh(), levels, fresh)
    steps = []
    while True:
        try:
            steps.append(next(run))
        except StopIteration as stop:
            end = stop.value
            break
    terms = terms_of(levels)
    assert len(terms) == len(steps)
    noises = iter(drawn[1:])
    for number, (step, of) in enumerate(zip(steps, terms, strict=True)):
        came = steps[number + 1].x_t if number + 1 < len(steps) else end
        found = of.x * step.x_t - of.eps * step.eps
        if of.noise > 0:
            found = found + of.noise * next(noises)
        if number:
            found = found - of.before * steps[number - 1].x0
        torch.testing.assert_close(found, came, rtol=1e-9, atol=1e-9)
    assert next(noises, None) is None


def test_without_noise_of_its_own_no_term_of_it_is_there():
    levels = LINEAR.levels(20)
    for terms in (ddim_terms(levels), dpm_solver_pp_terms(levels), ddpm_terms(levels, False)):
        assert {of.noise for of in terms} == {0.0}
    assert all(of.noise > 0 for of in ddpm_terms(levels)[:-1])
    assert ddpm_terms(levels)[-1].noise == 0  # the clean sprite gets none
    assert ddpm_terms(levels)[3] == pytest.approx(ddim_terms(levels, 1.0)[3])


def test_only_the_multistep_solver_looks_back_and_not_on_its_first_and_last_step():
    terms = dpm_solver_pp_terms(LINEAR.levels(6))
    assert [of.before == 0 for of in terms] == [True, False, False, False, False, True]


def test_ddpm_has_the_coefficients_of_the_reference_scheduler(monkeypatch):
    z = torch.randn((2, 4, 16, 16), generator=torch.Generator().manual_seed(5))
    monkeypatch.setattr(
        "diffusers.schedulers.scheduling_ddpm.randn_tensor", lambda *args, **kwargs: z
    )
    betas = torch.linspace(1e-4, 0.02, 501, dtype=torch.float64)[1:]
    theirs = diffusers.DDPMScheduler(  # pyright: ignore[reportPrivateImportUsage]
        num_train_timesteps=500,
        trained_betas=betas.tolist(),
        variance_type="fixed_small",
        clip_sample=False,
    )
    theirs.alphas_cumprod = LINEAR.alpha_bar()[1:].float()
    theirs.set_timesteps(500)
    x = torch.randn((2, 4, 16, 16), generator=torch.Generator().manual_seed(6))
    eps = torch.sin(3 * x)
    table = LINEAR.table()
    for t in (500, 250, 3):
        (of,) = ddpm_terms([table[t].item(), table[t - 1].item()])
        expected = theirs.step(eps, t - 1, x, return_dict=False)[0]
        torch.testing.assert_close(
            of.x * x - of.eps * eps + of.noise * z, expected, rtol=1e-3, atol=1e-3
        )


def test_ddim_has_the_coefficients_of_the_reference_scheduler():
    theirs = diffusers.DDIMScheduler(  # pyright: ignore[reportPrivateImportUsage]
        num_train_timesteps=500, clip_sample=False, set_alpha_to_one=True
    )
    theirs.alphas_cumprod = LINEAR.alpha_bar()[1:].float()
    theirs.set_timesteps(20)
    x = torch.randn((2, 4, 16, 16), generator=torch.Generator().manual_seed(6))
    eps = torch.sin(3 * x)
    table = LINEAR.table()
    for t in (500, 250, 50):
        (of,) = ddim_terms([table[t].item(), table[t - 25].item()])
        expected = theirs.step(eps, t - 1, x, eta=0.0, return_dict=False)[0]
        torch.testing.assert_close(of.x * x - of.eps * eps, expected, rtol=1e-3, atol=1e-3)
