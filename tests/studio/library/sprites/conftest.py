"""A library of sprites, and what is put into it."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.library.sprites import NewSprite
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.studio.library.sprites.store import SpriteLibrary

# The program of another window: the same folder, the same class, another process.
PROGRAM = """
import sys
from pathlib import Path
import numpy as np
from sprite_studio.studio.jobs.library.sprites import NewSprite
from sprite_studio.studio.library.sprites.store import SpriteLibrary

library = SpriteLibrary(Path(sys.argv[1]))

def keep(number):
    images = np.full((1, 16, 16, 4), 255, np.uint8)
    images[0, 0, 0, :3] = number // 65536, number // 256 % 256, number % 256
    return library.keep([NewSprite(images, "drawn", words=("hero",))]).ids[0]
"""


def new(value: int = 0, *words: str, **other) -> NewSprite:
    """Args: value: of its first pixel, by which it differs from others."""
    images = np.full((1, 16, 16, 4), 255, np.uint8)
    images[0, 0, 0, :2] = divmod(value, 256)
    return NewSprite(images, "drawn", words=words, **other)


@pytest.fixture
def sprite() -> Callable[..., NewSprite]:
    return new


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "sprites"


@pytest.fixture
def opened(folder) -> Iterator[Callable[[], SpriteLibrary]]:
    """A function: the library as another window opens it."""
    made = []

    def open_() -> SpriteLibrary:
        made.append(SpriteLibrary(folder))
        return made[-1]

    yield open_
    for library in made:
        library.close()


@pytest.fixture
def library(opened) -> SpriteLibrary:
    return opened()


@pytest.fixture
def program(folder) -> Callable[[str], list[str]]:
    """The command that runs a text after `PROGRAM` on the library's folder."""
    return lambda text: [sys.executable, "-c", PROGRAM + text, str(folder)]


@pytest.fixture
def recipe() -> Callable[..., Recipe]:
    def made(count: int = 1, mix: dict[str, float] | None = None, **other) -> Recipe:
        drawing = Drawing(mix={"hero": 1.0} if mix is None else mix, count=count, seed=7, **other)
        return Recipe(
            version="1",
            model_hash="00",
            styles=({"style:forge": 1.0, "kind:knight": 1.0},) * count,
            drawing=drawing,
        )

    return made
