"""In words, what a step of a run decides; told by what was measured in that run."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.known import SPRITE
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.studio.jobs.watch import Figures, WatchResult
from sprite_studio.studio.words.names import word_name
from sprite_studio.studio.words.styles import styles_in
from sprite_studio.studio.words.told import words_of

ROUGH = 0.8
"""From this share on the outline, or the colours, are roughly what they will be. What is left of
the squared distance is a fifth, and so nearly half of the distance: still a blur."""

SETTLED = 0.97
"""From this share on hardly more than single pixels change."""

BEGUN = 0.3
"""Below it an outline is not told from the mean of all."""

MISSING = 0.5
"""Of the noise that a level promises: with less than this share the network is misled."""

HOW_KNOWN = (
    "How near the network's belief is to the sprite that came of the run: 0 is the mean of all "
    "sprites, or nothing; 1 is that sprite, as the network left it, before edges and colours were "
    "finished. If what came of it is no sprite, because its pixels are unsure or go together no "
    "more than noise does, all of it counts as little as that."
)


def said_at(run: WatchResult, step: int, sprite: int) -> str:
    """One sprite at one step, counted from 0."""
    taken = run.taken[step]
    said = [f"Step {step + 1} of {run.recipe.drawing.steps_taken}, {level_told(run, step)}."]
    figures = run.figures
    if figures is None:
        said.append("The run was cancelled; what it knew is measured by its end, which is not.")
        return " ".join(said)
    said.append(_phase(run, figures, step, sprite))
    noise = figures.noise[step, sprite]
    said.append(f"Noise in xₜ: promised {taken.sigma:.2f}, measured {noise:.2f}.")
    if run.recipe.drawing.sampler == "ddpm-no-noise" and noise < MISSING * taken.sigma:
        said.append(
            "The network is told of noise that is not there. One that has learned then takes for "
            "noise what makes one sprite unlike another: all runs are drawn towards one picture."
        )
    return " ".join(said)


def level_told(run: WatchResult, step: int) -> str:
    """ "λ = -1.8 (the course's t = 287)"."""
    taken = run.taken[step]
    t = taken.course_step
    beyond = "noisier than the course's t = 500"
    if taken.log_snr > 0:
        beyond = "cleaner than the course's t = 1"
    course = beyond if t is None else f"the course's t = {t:.0f}"
    return f"λ = {taken.log_snr:z.1f} ({course})"


def _phase(run: WatchResult, figures: Figures, step: int, sprite: int) -> str:
    colours = figures.colours[step, sprite]
    if figures.outline is None:
        if figures.colours[-1, sprite] < SPRITE:
            return "What came of the run is no sprite, so nothing was known on the way."
        return f"Of the picture {colours:.0%} is known."
    outline = figures.outline[step, sprite]
    if figures.outline[-1, sprite] < SPRITE:
        phase = "What came of the run is no sprite, so nothing was known on the way."
    elif step == len(figures.outline) - 1:
        phase = "The last step: what it believes now is what came of the run."
    elif outline < BEGUN:
        phase = f"It cannot tell yet: its guess is a mean of {_allowed(run, sprite)}."
    elif outline < ROUGH:
        phase = "The outline is being decided" + (
            "; inside all is a blur."
            if colours < BEGUN
            else ", and with it the colours."
            if colours < ROUGH
            else "; the colours are roughly there."
        )
    elif colours < ROUGH:
        phase = "The outline is roughly there; colours and inner lines are being decided."
    elif min(outline, colours) < SETTLED:
        phase = "Roughly it is there, but still blurred: edges and inner lines are being decided."
    else:
        phase = "Nearly all is as it will be; the last pixels are being decided."
    return f"{phase} Of the outline {outline:.0%} is known, of the colours {colours:.0%}."


def _allowed(run: WatchResult, sprite: int) -> str:
    return "all that the words allow" if words_of(run.recipe, sprite) else "all sprites"


def landmarks(run: WatchResult, sprite: int) -> str:
    """From which steps on how much is known for good; "" for a run that did not come to its
    end."""
    if run.figures is None:
        return ""
    known = {"outline": run.figures.outline, "colours": run.figures.colours}
    shares = {what: share[:, sprite] for what, share in known.items() if share is not None}
    parts = []
    for least in (ROUGH, SETTLED):
        said = ", ".join(f"{what} {_from(share, least)}" for what, share in shares.items())
        parts.append(f"at least {least:.0%}: {said}")
    return f"Known for good, of what came of the run, {'; '.join(parts)}."


def _from(share: NDArray[np.float64], least: float) -> str:
    """The first step from which it never falls below `least` again."""
    below = np.flatnonzero(share < least)
    first = int(below[-1]) + 1 if len(below) else 0
    return f"from step {first + 1} on" if first < len(share) else "never"


def told(recipe: Recipe, sprite: int) -> str:
    """All that the network was told of a sprite, in words."""
    words = words_of(recipe, sprite)
    if not words:
        return "Told: nothing, the null context. No words, and so no style."
    said = ", ".join(_weighed(word_name(word), words[word]) for word in _style_last(words))
    return f"Told: {said}" + ("" if styles_in(tuple(words)) else ", and no style")


def told_tip(recipe: Recipe, sprite: int) -> str:
    """The same as the model's vocabulary has it; "" where nothing was told."""
    words = words_of(recipe, sprite)
    said = ", ".join(_weighed(word, words[word]) for word in _style_last(words))
    return f"In the model's own words: {said}" if words else ""


def _style_last(words: Collection[str]) -> list[str]:
    styles = styles_in(tuple(words))
    return sorted(words, key=lambda word: word in styles)


def _weighed(word: str, weight: float) -> str:
    return word if weight == 1 else f"{word} {weight:g}"


def finished_told(run: WatchResult, sprite: int, drawn_colours: int) -> str:
    """What the colours setting did. Args: drawn_colours: that the end has before it."""
    if run.drawn is None:
        return "Finished · not yet"
    how = run.recipe.drawing
    pixels = run.drawn.images[sprite]
    kept = len(np.unique(pixels[pixels[..., 3] > 0][:, :3], axis=0))
    if how.palette:
        return f"Finished · {kept} of the palette's {len(how.palette)}"
    return f"Finished · {drawn_colours} → {kept} colours"
