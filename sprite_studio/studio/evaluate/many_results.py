"""A history as it is after a long time, over which `bench --ui` opens the window."""

from pathlib import Path

import numpy as np

import sprite_studio
from sprite_studio.art.forge import forge
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.recipe import Recipe
from sprite_studio.studio.library.history.pictures import Pictures, laid_out, to_png
from sprite_studio.studio.library.history.store import History
from sprite_studio.studio.library.history.sweep import sweep

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
