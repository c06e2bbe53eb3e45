"""Sprites of the library as files of their own, to be dragged into other programs."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from sprite_studio.art.export.png import save_png
from sprite_studio.studio.jobs.library.sprites import KeptSprite
from sprite_studio.studio.jobs.recipes.recipe import to_chunks

LONGEST = 60
"""Characters of a file's name, which every file system takes."""


def write_pngs(sprites: Sequence[KeptSprite], folder: Path) -> Iterator[Path]:
    """A PNG for each frame, as large as it is, with its recipe; yields each file once it is there.

    Args: folder: an empty one. Raises OSError.
    """
    taken: set[str] = set()
    for kept in sprites:
        sprite = kept.sprite
        texts = {} if sprite.recipe is None else to_chunks(sprite.recipe)
        for pixels, frame in zip(sprite.images, sprite.frames, strict=True):
            name = _free(f"{sprite.name} {frame}" if frame else sprite.name, taken)
            path = folder / f"{name}.png"
            save_png(path, pixels, texts)
            yield path


def _free(name: str, taken: set[str]) -> str:
    """A name of letters, digits, hyphens and underscores that no other file has."""
    plain = re.sub(r"[^\w-]+", "_", name).strip("_")[:LONGEST] or "sprite"
    number, free = 1, plain
    while free.casefold() in taken:
        number += 1
        free = f"{plain}_{number}"
    taken.add(free.casefold())
    return free
