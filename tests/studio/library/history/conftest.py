"""A history, and what lies in it."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.recipes.history import SHELVES, Shelf
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.studio.library.history.store import History

SAMPLE = Path(__file__).resolve().parents[3] / "data" / "history-0.1.0"

# The program of another window: the same folder, the same class, another process.
PROGRAM = """
import sys
from pathlib import Path
import numpy as np
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.studio.library.history.store import History
from sprite_studio.studio.library.history.sweep import sweep

history = History(Path(sys.argv[1]))

def recipe(seed):
    drawing = Drawing(model="base", mix={"hero": 1.0}, seed=seed, count=1)
    return Recipe(version="1", model_hash="00", drawing=drawing, styles=({},))

def sprites(seed):
    return np.full((1, 16, 16, 4), seed % 256, np.uint8)

def add(seed):
    return history.add(sprites(seed), recipe(seed))
"""


@pytest.fixture
def sample() -> Path:
    """A real history of 0.1.0: never to be changed."""
    return SAMPLE


@pytest.fixture
def program(folder) -> Callable[[str], list[str]]:
    """The command that runs a text after `PROGRAM` on the history's folder."""
    return lambda text: [sys.executable, "-c", PROGRAM + text, str(folder)]


@pytest.fixture
def recipe() -> Callable[..., Recipe]:
    return _recipe


def _recipe(count: int = 3, seed: int = 7, mix: dict[str, float] | None = None) -> Recipe:
    return Recipe(
        version="1",
        model_hash="00",
        styles=({},) * count,
        drawing=Drawing(
            model="base",
            mix={"hero": 1.0, "colour:red": 0.5} if mix is None else mix,
            seed=seed,
            count=count,
            candidates=1,
            sampler="dpm++",
            steps=12,
        ),
    )


@pytest.fixture
def sprites() -> Callable[..., Images]:
    return lambda count=3: np.random.default_rng(count).integers(
        0, 256, (count, 16, 16, 4), np.uint8
    )


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "history"


@pytest.fixture
def opened(folder) -> Iterator[Callable[[], History]]:
    """Opens the folder again, as the next sitting or another window does."""
    histories: list[History] = []

    def open_() -> History:
        histories.append(History(folder))
        return histories[-1]

    yield open_
    for history in histories:
        history.close()


@pytest.fixture
def history(opened) -> History:
    return opened()


@pytest.fixture
def shelves() -> Callable[[History], list[Shelf]]:
    """Of all results, newest first."""
    return lambda history: [shelf for _, shelf in history.find(SHELVES)]
