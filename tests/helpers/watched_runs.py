"""Runs as `watch` gives them, made up."""

from collections.abc import Sequence

import numpy as np

from sprite_studio.diffusion.pixels import encode
from sprite_studio.diffusion.schedule import alpha_sigma
from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.generate import GenerateResult
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.studio.jobs.watch import Figures, StepSum, WatchedStep, WatchResult


def watched_step(level: float, x_t: Images, x0: Images, **changed) -> WatchedStep:
    """Of what is shown, (B, 16, 16, 4) each."""
    alpha, sigma = alpha_sigma(level)
    noisy, clean = encode(x_t).numpy(), encode(x0).numpy()
    eps = ((noisy - alpha * clean) / sigma).astype(np.float32)
    parts = {
        "course_step": None,
        "with_words": eps,
        "without_words": None,
        "sum": StepSum(1.5, 0.5, 0.0, 0.0),
    }
    return WatchedStep(level, alpha, sigma, x_t=noisy, eps=eps, x0=clean, **{**parts, **changed})


def watched_run(
    recipe: Recipe,
    x_t: Images,
    x0: Images,
    outline: Sequence[float] = (),
    colours: Sequence[float] = (),
) -> WatchResult:
    """Args: x_t, x0: (T, B, 16, 16, 4); outline, colours: known at each step, of all sprites."""
    levels = np.linspace(-8, 6, len(x_t)).tolist()
    taken = [watched_step(*parts) for parts in zip(levels, x_t, x0, strict=True)]
    count = x0.shape[1]
    whole = np.ones(len(x_t))
    known, coloured = (
        np.repeat(np.array(shares if len(shares) else whole)[:, None], count, axis=1)
        for shares in (outline, colours)
    )
    noise = np.repeat(np.array([step.sigma for step in taken])[:, None], count, axis=1)
    drawn = GenerateResult(x0[-1], recipe, 0.2, count, len(x_t), "a test")
    figures = Figures(known, coloured, noise)
    return WatchResult(recipe, tuple(levels), tuple(taken), drawn, figures)
