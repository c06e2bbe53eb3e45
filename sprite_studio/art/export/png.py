"""PNG: a sprite or a sheet, with the recipe that made it in its text chunks."""

from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from sprite_studio.art.recipe import Recipe, to_chunks
from sprite_studio.art.sprite import Pixels
from sprite_studio.atomic_write import atomic_write


def save_png(path: Path, pixels: Pixels, recipe: Recipe | None = None) -> None:
    """Write beside `path` and put it in place. Raises OSError.

    Args:
        pixels: (H, W, 4) uint8.
        recipe: written into the file, or None to leave it out.
    """
    chunks = PngInfo() if recipe is None else to_chunks(recipe)

    def write(beside: Path) -> None:
        Image.fromarray(pixels).save(beside, "PNG", pnginfo=chunks, optimize=True)

    atomic_write(path, write)
