"""What is said of a step that was taken apart."""

import math

import numpy as np

from sprite_studio.studio.jobs.training.slow import SlowStep
from sprite_studio.studio.train.runs.files import RunSummary
from sprite_studio.studio.words.names import word_name

NEW_RUN = 55
"""Megabytes that a run with our network takes after its first step; the course's takes fewer."""


def next_told(run: RunSummary | None) -> str:
    """What a press of Step will do. Args: run: the one in hand, or None for a new one."""
    taken = "of training is taken and shown, with what it was about"
    if run is None:
        return (
            f"Press Step: a new run begins as it is set at the left, and its first step {taken}. "
            f"The run is kept, some {NEW_RUN} MB on the disk, and can be deleted under Runs."
        )
    if run.state == "finished":
        return (
            f"Press Step: {run.name} goes on from before its last, smaller steps, and the next "
            f"step {taken}. Its finished model is kept beside it."
        )
    return f"Press Step: the next step {taken}. {run.name} is saved after it."


def step_told(step: SlowStep) -> str:
    """ "Step 3 of 480"."""
    return f"Step {step.step:,} of {step.steps:,}"


def level_told(step: SlowStep, sprite: int) -> str:
    """How a sprite was mixed with noise, with its numbers."""
    kept = 1 / (1 + math.exp(-step.log_snr[sprite]))
    told = f"xₜ = {math.sqrt(kept):.3f} · x₀ + {math.sqrt(1 - kept):.3f} · ε   ("
    told += f"λ = {step.log_snr[sprite]:z.2f}"
    of_course = float(step.course_steps[sprite])
    if not math.isnan(of_course):
        told += f", the course's t = {of_course:.0f} of 500"
    return told + ")"


def words_told(step: SlowStep, sprite: int) -> str:
    """What the network was told beside the noisy sprite."""
    words = step.words[sprite]
    if not words:
        return (
            "Told no word: the sprite has none, or they were left out by lot, as now and then they "
            "are. So the network learns the null context."
        )
    return f"Told: {', '.join(map(word_name, words))}."


def sprite_told(step: SlowStep, sprite: int) -> str:
    """A sprite's loss, where it comes from, and how much it counts."""
    kept = 1 / (1 + math.exp(-step.log_snr[sprite]))
    told = (
        f"This sprite: the mean of the 256 squares is {step.before[sprite]:.4f}. It is the error "
        f"in v = √ᾱ · ε − √(1−ᾱ) · x₀; that in ε is ᾱ = {kept:.3f} times it, that in x₀ 1 − ᾱ = "
        f"{1 - kept:.3f} times."
    )
    if abs(step.counts[sprite] - 1) > 1e-3:
        told += f" In the loss that is followed this level counts {step.counts[sprite]:.3f} times."
    return told


def _measured(step: SlowStep) -> str:
    """What the loss is, where it is not the error in v."""
    if np.allclose(step.counts, 1, atol=1e-3):
        return ""
    of_noise = np.allclose(step.counts, 1 / (1 + np.exp(-step.log_snr)), atol=1e-3)
    what = "the error in ε" if of_noise else "the error in v, less where there is little noise"
    return (
        f" ({what}; that in v alone is {step.before.mean():.4f} and {step.after_each.mean():.4f})"
    )


def batch_told(step: SlowStep) -> str:
    """What the step did to the loss of its own batch."""
    better = sum(after < before for before, after in zip(step.before, step.after_each, strict=True))
    told = (
        f"The batch of {step.count}: loss {step.loss:.4f} before the step, {step.after:.4f} after "
        f"it, on the same sprites, noise and levels{_measured(step)}; {better} of {step.count} "
        f"sprites are better. Gradient {step.gradient:.3g} long"
    )
    if step.clip is not None and step.gradient > step.clip:
        told += f", shortened to {step.clip:g} before it was followed"
    told += f"; learning rate {step.learning_rate:.2g}."
    silent = sum(block.gradient == 0 for block in step.blocks)
    if step.step == 1 and 2 * silent > len(step.blocks):
        told += (
            f" {silent} of {len(step.blocks)} rows below have no gradient yet: our network's last "
            "layer begins with zeros, which let no error through to those before it. What moves "
            "them is the decay of all weights, a trace in each step."
        )
    if step.pictures is not None:
        told += (
            f" Followed as well: the squared error of the words' pictures, {step.pictures:.3f}, "
            "which are learned beside the network."
        )
    return told
