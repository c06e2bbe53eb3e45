"""What the frames of a sheet are called: a way is an animation, any other sprite has a name."""

from collections import Counter
from collections.abc import Mapping

from sprite_studio.art.export.aseprite_json import FRAME_MILLISECONDS, FrameTag
from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.studio.jobs.recipes.recipe import Interpolate, Recipe

WAY_MILLISECONDS = 120
"""For which each frame of a way is shown."""


def frame_tags(recipe: Recipe) -> tuple[FrameTag, ...]:
    """Of a sheet of all its sprites; no two have one name."""
    if isinstance(recipe.edit, Interpolate):
        ends = dict.fromkeys((_title(recipe.drawing.mix), _title(recipe.edit.stop_mix)))
        return (FrameTag("-to-".join(ends), 0, recipe.drawing.count - 1),)
    title, met = _title(recipe.drawing.mix), Counter[int]()
    tags = []
    for i, seed in enumerate(recipe.drawing.sprite_seeds):
        met[seed] += 1
        again = "" if met[seed] == 1 else f"-{met[seed]}"
        tags.append(FrameTag(f"{title}-{seed}{again}", i, i))
    return tuple(tags)


def frame_milliseconds(recipe: Recipe) -> int:
    """For which each frame is shown."""
    return WAY_MILLISECONDS if isinstance(recipe.edit, Interpolate) else FRAME_MILLISECONDS


def _title(mix: Mapping[str, float]) -> str:
    """The strongest of its categories, or else of its words, without what kind of word it is."""
    wanted = [word for word, weight in mix.items() if weight > 0]
    named = [word for word in wanted if word in CATEGORIES] or wanted or ["sprite"]
    return max(named, key=lambda word: mix.get(word, 0.0)).rpartition(":")[2]
