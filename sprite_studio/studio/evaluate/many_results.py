"""What a user keeps in a long time: a history and a library over which `bench --ui` opens the
window."""

from pathlib import Path

import numpy as np

import sprite_studio
from sprite_studio.art.forge import forge
from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.library.sprites import NewSprite
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.studio.library.history.pictures import Pictures, laid_out, to_png
from sprite_studio.studio.library.history.store import History
from sprite_studio.studio.library.history.sweep import sweep
from sprite_studio.studio.library.sprites.store import SpriteLibrary

SPRITES = 4
FIRST_ID = 10**15


def fill_history(folder: Path, results: int) -> None:
    """Starred results, which stay for ever, of four sprites each, and their index.

    20,000 take half a minute: written as pictures that the index then finds, which is quicker than
    to keep one after the other.
    """
    pictures = Pictures(folder)
    images = np.stack([forge(seed).pixels for seed in range(SPRITES)])
    for number in range(results):
        recipe = Recipe(
            version=sprite_studio.__version__,
            model_hash="0" * 12,
            drawing=Drawing(seed=number, count=SPRITES),
            styles=({},) * SPRITES,
        )
        pictures.put(FIRST_ID + number, "starred", to_png(images, laid_out(recipe)))
    history = History(folder)
    for _ in sweep(history):
        pass
    history.close()


def fill_library(folder: Path, sprites: int) -> None:
    """Sprites of the Forge, no two alike, with their words."""
    library = SpriteLibrary(folder)
    library.keep(_one(number) for number in range(sprites))
    library.close()


def _one(number: int) -> NewSprite:
    drawn = forge(number, [CATEGORIES[number % len(CATEGORIES)]])
    pixels = drawn.pixels.copy()
    # A picture that is kept already is not kept twice; a corner tells all of them apart.
    pixels[0, 0] = (number % 256, number // 256 % 256, 128, 255)
    return NewSprite(pixels[None], "drawn", words=tuple(drawn.words), style="style:forge")
