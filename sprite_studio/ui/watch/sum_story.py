"""A step of a run as a sum, in words: its formula, its sampler, and what guidance added."""

from sprite_studio.studio.jobs.watch import WatchResult
from sprite_studio.studio.words.told import words_of

OF_SAMPLERS = {
    "ddpm": "DDPM: the mean of what lies one step back, and fresh noise z as large as what is not "
    "known of it.",
    "ddpm-no-noise": "DDPM without its noise: the mean of what lies one step back, alone.",
    "dpm++": "DPM-Solver++ also looks at the step before: it draws the line from what it believed "
    "then to what it believes now, and goes on along it.",
    "live": "The live student leaps as DDIM without fresh noise does.",
}


def sum_told(run: WatchResult, index: int) -> str:
    """ "xₜ₋₁ = 1.204·xₜ - 0.315·ε̂", with the numbers of the step."""
    of = run.taken[index].sum
    told = f"xₜ₋₁ = {of.x:.3f} · xₜ − {of.eps:.3f} · ε̂"
    if of.noise:
        told += f" + {of.noise:.3f} · z"
    if of.before:
        told += f" {'−' if of.before > 0 else '+'} {abs(of.before):.3f} · x̂₀ of the step before"
    return told


def sampler_told(run: WatchResult, index: int) -> str:
    """What the step does, and where its fresh noise comes in."""
    how, of = run.recipe.drawing, run.taken[index].sum
    if how.sampler == "ddim":
        told = (
            f"DDIM with η = {how.eta:g}: the noise that was seen is put back as far as the next "
            "level wants it"
        )
        told += ", less what fresh noise z makes up for." if how.eta else "; no fresh noise."
    else:
        told = OF_SAMPLERS[how.sampler]
    if how.sampler == "dpm++" and not of.before:
        told += " This step, its first or last, is taken alone, as DDIM's."
    is_last = index == how.steps_taken - 1
    if how.sampler == "ddpm-no-noise" and not is_last:
        told += " The noise that belongs after it is left out, though the next level promises it."
    if is_last:
        told += " The last step leads to the sprite itself: xₜ₋₁ is x̂₀, and no noise is added."
    added = [number + 1 for number, step in enumerate(run.taken) if step.sum.noise > 0]
    if added:
        steps = f"steps {added[0]} to {added[-1]}" if added[1:] else f"step {added[0]}"
        told += f" Fresh noise came in after {steps}."
    return told


def guidance_told(run: WatchResult, index: int, sprite: int) -> str:
    """What guidance added at this step, or why it did not."""
    how, step = run.recipe.drawing, run.taken[index]
    low, high = how.guidance_interval
    if how.sampler == "live":
        told = (
            f"The student has guidance in its weights, here {how.guidance:g}: with and without "
            "cannot be told apart"
        )
    elif not words_of(run.recipe, sprite):
        told = "Told nothing: with words and without are the same, and guidance changes nothing"
    elif step.without_words is not None:
        told = f"Guidance {how.guidance:g}: ε̂ = without + {how.guidance:g} · (with − without)"
    elif how.guidance == 1:
        told = "Guidance is 1, which is none: the network was asked with the words alone"
    else:
        told = (
            f"Guidance acts from λ = {low:g} to {high:g}; at this step the network was asked with "
            "the words alone"
        )
    after = ["x̂₀ is kept from −1 to 1"]
    if how.symmetric:
        after.append("mirrored")
    if how.palette_inside:
        after.append("drawn to the palette")
    return f"{told}; then {' and '.join(after)}, and ε̂ made to fit."
