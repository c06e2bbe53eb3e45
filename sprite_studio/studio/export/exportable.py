"""The sprites of a drawing, before it is known how and where they are exported."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from sprite_studio.art.export.collection import Clip, NamedSprite
from sprite_studio.art.export.credits import Origin
from sprite_studio.studio.export.frame_tags import frame_milliseconds, frame_tags
from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.export import Exportable
from sprite_studio.studio.jobs.recipes.recipe import Recipe


def of_drawing(
    images: Images,
    recipe: Recipe,
    choices: Mapping[str, tuple[int, ...]],
    origin: Origin,
    kept: Mapping[int, str] | None = None,
) -> Exportable:
    """The sprites of one drawing; those on a way from one to another are an animation. Args: kept:
    number → name, of those that have one in the library."""
    names = [f"sprite_{number}" for number in range(len(images))]
    clips = []
    for tag in frame_tags(recipe):
        if tag.first == tag.last:
            names[tag.first] = tag.name
        else:
            frames = tuple(range(tag.first, tag.last + 1))
            names[tag.first : tag.last + 1] = [f"{tag.name}_{i}" for i in range(len(frames))]
            times = (frame_milliseconds(recipe),) * len(frames)
            clips.append(Clip(tag.name, frames, times))
    for number, name in (kept or {}).items():
        names[number] = name
    sprites = tuple(map(NamedSprite, names, np.asarray(images)))
    title = next(iter(recipe.drawing.mix), "sprites").rpartition(":")[2]
    origins = (replace(origin, sprites=1),) * len(sprites)
    return Exportable(
        f"{title}-{recipe.drawing.seed}", sprites, choices, tuple(clips), origins, recipe
    )
