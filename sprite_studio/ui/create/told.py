"""What is told of a drawing: in a line below it, and in the tooltips of its sprites."""

from sprite_studio.studio.jobs.drawing import SAMPLER_NAMES
from sprite_studio.studio.jobs.recipes.recipe import Painted, Recipe
from sprite_studio.studio.words.styles import name_of, told_of


def told(recipe: Recipe) -> str:
    """How it was drawn, in a line, or that a hand painted it."""
    if isinstance(recipe.edit, Painted):
        return "1 sprite · painted by hand"
    how = recipe.drawing
    seeds = f"seeds {how.seeds[0]} …" if how.seeds else f"seed {how.seed}"
    style = told_of(recipe)
    return (
        f"{how.count} sprite{'s' * (how.count > 1)} · {seeds}{f' · style {style}' if style else ''}"
        f" · {SAMPLER_NAMES[how.sampler]}, {how.steps_taken} steps · model {how.model}"
    )


def tips(recipe: Recipe) -> list[str]:
    """What each sprite was told beside the words, and its seed."""
    named = [f"style {told}"] if (told := told_of(recipe)) else []
    return [
        "\n".join([f"seed {seed}", *(map(_style_line, blend.items()) if blend else named)])
        for seed, blend in zip(recipe.drawing.sprite_seeds, recipe.styles, strict=True)
    ]


def _style_line(style: tuple[str, float]) -> str:
    word, weight = style
    share = "" if weight == 1 else f", {weight:.0%}"
    return f"style {name_of(word)}{share}"
