"""What is kept of a drawn sprite: its words, its style and its palette follow from its recipe."""

from collections.abc import Sequence
from dataclasses import replace

from sprite_studio.studio.export.characters import FRAME_NAMES
from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.cast import Characters
from sprite_studio.studio.jobs.drawing import MIXED, NONE
from sprite_studio.studio.jobs.library.sprites import NewSprite
from sprite_studio.studio.jobs.recipes.recipe import Recipe, style_of
from sprite_studio.studio.words.styles import styles_in


def drawn_sprites(
    images: Images, recipe: Recipe, numbers: Sequence[int], painted: bool = False
) -> tuple[NewSprite, ...]:
    """Some sprites of a drawing. Args: as of `KeepDrawnJob`."""
    return tuple(_drawn(images[i : i + 1], recipe.of_sprite(i), painted) for i in numbers)


def kept_character(frames: Characters, recipe: Recipe | None, name: str = "") -> NewSprite:
    """A character that walks, as one sprite of twelve frames.

    Args: frames: (4, 3, 16, 16, 4); recipe: of it alone, or None where a hand had a part in it;
    name: that it has, or "".
    """
    images = frames.reshape(-1, *frames.shape[2:])
    if recipe is None:
        return NewSprite(images, "painted", name=name, frames=FRAME_NAMES)
    return replace(_drawn(images, recipe, painted=False), name=name, frames=FRAME_NAMES)


def _drawn(images: Images, recipe: Recipe, painted: bool) -> NewSprite:
    told = recipe.styles[0] if recipe.styles else {}
    mix = {word: weight for word, weight in {**recipe.drawing.mix, **told}.items() if weight > 0}
    words = sorted(mix, key=lambda word: -mix[word])
    styles = styles_in(words)
    style = style_of(recipe)
    if style in (None, MIXED, NONE):
        style = styles[0] if styles else ""
    return NewSprite(
        images,
        "painted" if painted else "drawn",
        recipe,
        tuple(word for word in words if word not in styles),
        style,
        tuple(colour.lower() for colour in recipe.drawing.palette),
    )
