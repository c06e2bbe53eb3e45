"""What is told of a drawing: above it, in the status bar, and in its sprites' tooltips."""

from collections.abc import Iterator, Mapping

from sprite_studio.studio.jobs.drawing import SAMPLER_NAMES, Drawing, free_places
from sprite_studio.studio.jobs.edit import EditJob, EditResult
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateResult
from sprite_studio.studio.jobs.recipes.recipe import Painted, Recipe
from sprite_studio.studio.words.names import word_name
from sprite_studio.studio.words.styles import told_of


def told(recipe: Recipe) -> str:
    """How it was drawn, in a line, or that a hand painted it."""
    if isinstance(recipe.edit, Painted):
        return "1 sprite · painted by hand"
    how = recipe.drawing
    style = told_of(recipe)
    return (
        f"{how.count} sprite{'s' * (how.count > 1)}{f' · style {style}' if style else ''}"
        f" · {_from(how)} · {SAMPLER_NAMES[how.sampler]}, {how.steps_taken} steps"
        f" · model {how.model}"
    )


def _from(how: Drawing) -> str:
    """Where its noise comes from: of the best of several the seeds that were kept say less than the
    one that stands beside Seed, and each is in its sprite's tooltip."""
    if how.seeds and how.candidates > 1:
        return f"seed {how.seed}, best of {how.candidates}"
    return f"seeds {how.seeds[0]} …" if how.seeds else f"seed {how.seed}"


def what_follows(job: GenerateJob | EditJob, has_critic: bool) -> str:
    """Which sprites it ends with, while those of a draft are shown. Args: has_critic: its model."""
    how = job.drawing
    free = 0
    if isinstance(job, GenerateJob) and has_critic:
        free = free_places(how, job.locked)
    if not free:
        return f"the finished {how.count} follow"
    best = f"the best {free} of {free * how.candidates}"
    return f"{best} follow" if free == how.count else f"{best} follow, beside those that are locked"


def done(result: GenerateResult | EditResult) -> str:
    """How long it took; of new sprites also how many came of it, of others how to go back."""
    took = f"Drawn in {result.seconds:.2f} s"
    if isinstance(result, EditResult):
        return f"{took}; Ctrl+Z goes back"
    kept = len(result.images)
    if result.drawn > kept:
        return f"{took}; {result.drawn} drawn, {kept} kept"
    return f"{took}, {kept / max(result.seconds, 1e-9):.0f} sprites a second"


def tips(recipe: Recipe) -> list[str]:
    """What each sprite was told beside the words, and its seed."""
    named = [f"style {told}"] if (told := told_of(recipe)) else []
    return [
        "\n".join([f"seed {seed}", *(_lines(blend) if blend else named)])
        for seed, blend in zip(recipe.drawing.sprite_seeds, recipe.styles, strict=True)
    ]


def _lines(told: Mapping[str, float]) -> Iterator[str]:
    for word, weight in told.items():
        share = "" if weight == 1 else f", {weight:.0%}"
        if weight:
            yield f"{word_name(word)}{share}"
