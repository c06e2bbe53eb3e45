"""In words, what a step of a run decides; told by what was measured in that run."""

import numpy as np

from sprite_studio.studio.jobs.watch import WatchResult

STANDS = 0.9
"""From this share on the outline, or the colours, count as decided."""


def said_at(run: WatchResult, step: int, sprite: int) -> str:
    """One sprite at one step, counted from 0."""
    level = run.log_snr[step]
    outline, colour = run.outline[step, sprite], run.colour[step, sprite]
    kept = 1 / (1 + np.exp(-level))
    if outline < 0.6:
        phase = "It cannot tell yet: its guess is a mean of all that the words allow."
    elif outline < STANDS:
        phase = "The outline is being decided; inside all is a blur."
    elif colour < STANDS:
        phase = "The outline stands; colours and inner lines are being decided."
    else:
        phase = "All is decided; the last pixels are being tidied."
    return (
        f"Step {step + 1} of {len(run.log_snr)}, λ = {level:.1f}, ᾱ = {kept:.3f}. {phase} "
        f"Of the outline {outline:.0%} is there, of the colours {colour:.0%}."
    )


def landmarks(run: WatchResult, sprite: int) -> str:
    """At which steps what is decided for good."""
    outline = _from(run.outline[:, sprite])
    colour = _from(run.colour[:, sprite])
    return (
        f"The outline stands from step {outline + 1} on, the colours from step {colour + 1}: "
        f"{STANDS:.0%} of either, for good."
    )


def _from(share: np.ndarray) -> int:
    """The first step from which it never falls below `STANDS` again."""
    below = np.flatnonzero(share < STANDS)
    return int(below[-1]) + 1 if len(below) else 0
