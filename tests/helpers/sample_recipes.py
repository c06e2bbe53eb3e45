"""A recipe with all that one can hold."""

import msgspec

from sprite_studio.art.sheet import Layout
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.recipes.recipe import Recipe

RECIPE = Recipe(
    version="1.2.3",
    model_hash="0123abcd",
    styles=({"style:a": 1.0}, {}, {"style:a": 0.25, "style:b": 0.75}),
    layout=Layout(columns=3, scale=4, padding=1, background=(1, 2, 3, 255)),
    drawing=Drawing(
        model="base",
        mix={"hero": 1.0, "colour:red": 0.5, "food": -0.25},
        seed=42,
        count=3,
        sampler="ddim",
        steps=20,
        eta=0.0,
        guidance=2.0,
        colours=12,
        palette=("ff0000", "00ff00"),
    ),
)


def with_drawing(recipe: Recipe, **fields: object) -> Recipe:
    return msgspec.structs.replace(
        recipe, drawing=msgspec.structs.replace(recipe.drawing, **fields)
    )
