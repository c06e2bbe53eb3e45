"""What is kept of a drawn sprite: its words, its style and its palette follow from its recipe."""

from collections.abc import Sequence

from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.drawing import MIXED, NONE
from sprite_studio.studio.jobs.library.sprites import NewSprite
from sprite_studio.studio.jobs.recipe import Recipe, style_of
from sprite_studio.studio.words.styles import styles_in


def drawn_sprites(
    images: Images, recipe: Recipe, numbers: Sequence[int], painted: bool = False
) -> tuple[NewSprite, ...]:
    """Some sprites of a drawing. Args: as of `KeepDrawnJob`."""
    return tuple(_drawn(images[i : i + 1], recipe.of_sprite(i), painted) for i in numbers)


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
